import type { Random } from './random';
import type { Switches } from './types';

/** A refusal: becomes HTTP 200 with errcode and a decorated errmsg. */
export class Refusal extends Error {
	constructor(
		readonly errcode: number,
		/** Replaces the usual text of the errcode. */
		readonly text?: string,
	) {
		super(text ?? `errcode ${errcode}`);
	}
}

/** Chinese for marketcode's own errors, English for the platform's: docs/wechat-api.md, "Texts of a refusal". */
const TEXTS: Record<number, string> = {
	[-1]: 'system error',
	0: 'ok',
	1: ', 商品条码未在编码中心登记，将进入审核，请24h后重试激活',
	40001:
		'invalid credential, access_token is invalid or not latest, could get access_token by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r',
	40002: 'invalid grant_type',
	40013: 'invalid appid',
	40014: 'invalid access_token',
	40066: 'invalid url',
	40097: 'invalid args',
	40125: 'invalid appsecret',
	40164: 'invalid ip, not in whitelist',
	40243: 'AppSecret已被冻结，请登录公众平台解冻后再次调用。',
	41001: 'access_token missing',
	41002: 'appid missing',
	41004: 'appsecret missing',
	42001: 'access_token expired',
	43001: 'require GET method',
	43002: 'require POST method',
	43003: 'require https',
	44002: 'empty post data',
	44990: 'reach max api frequence limit',
	45009: 'reach max api daily quota limit',
	45011: 'api minute-quota reach limit, must slower, retry next minute',
	45035: 'access clientip is not registered, not in ip-white-list',
	47001: 'data format error',
	48001: 'api unauthorized',
	48004: 'api forbidden for irregularities, view detail on mp.weixin.qq.com',
	48017: 'use of retired ip',
	50002: 'user limited',
	50004: 'forbid to use token',
	61003: 'component is not authorized by this account',
	61004: 'access clientip is not registered',
	61005: 'component ticket is expired',
	61006: 'component ticket is invalid',
	61007: 'api is unauthorized to component',
	61011: 'invalid component',
	61023: 'refresh_token is invalid',
	61024: 'must use component token for component api',
	80300: '申请单不存在',
	80301: '申请单不属于该账号',
	80302: '激活码段存在重叠',
	80303: '码格式错误',
	80304: '码未激活',
	80305: '激活失败',
	80306: '码索引超出申请范围',
	80307: '申请单已存在',
	80308: '子任务未完成',
	80309: '子任务文件已过期',
	80310: '子任务不存在',
	80311: '获取文件失败',
	80312: '加密数据失败',
	80313: '不存在加密密钥，请联系微信对接人下发',
};

export function makeRid(random: Random, now: number): string {
	const seconds = Math.floor(now / 1000) % 2 ** 32;
	return `${seconds.toString(16).padStart(8, '0')}-${random.hex(8)}-${random.hex(8)}`;
}

function isMarketcodeError(errcode: number): boolean {
	return errcode === 1 || (errcode >= 80300 && errcode <= 80313);
}

/** The errmsg as WeChat decorates it: ` hint: [..]` and ` rid: ..` behind the text. */
export function decorate(
	errcode: number,
	text: string | undefined,
	rid: string,
	random: Random,
	style: Switches['errmsgStyle'],
): string {
	const words = text ?? TEXTS[errcode] ?? 'unknown error';
	const hint = ` hint: [${random.text(6, 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz')}${random.hex(8)}]`;
	if (style === 'plain') return words;
	if (style === 'hint') return words + hint;
	if (style === 'habit' && isMarketcodeError(errcode)) return `${words}${hint} rid: ${rid}`;
	return `${words} rid: ${rid}`;
}
