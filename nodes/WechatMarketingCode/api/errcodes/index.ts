import { asSaid, both, en, space, type Sentence } from '../../domain/sentence';
import { accountErrcodes } from './account';
import { marketcodeErrcodes } from './marketcode';
import type { Effect, ErrcodeTable, Facts } from './types';

export type { Effect, ErrcodeEntry } from './types';

/** Every errcode that this package knows, with its sentence, its remedy and its effect on the run. */
export const errcodes: ErrcodeTable = {
	...accountErrcodes,
	...marketcodeErrcodes,
};

/** WeChat's page about finding the cause of a rid (问题排查). */
export const DIAGNOSIS_PAGE =
	'https://developers.weixin.qq.com/doc/oplatform/developers/troubleshooting';

/** The effect of an errcode; an unlisted code fails its row, one of the 895xx family stops the run. */
export function effectOf(errcode: number): Effect {
	return errcodes[errcode]?.effect ?? (isAdminFamily(errcode) ? 'run' : 'row');
}

export const isListed = (errcode: number): boolean => errcode in errcodes || isAdminFamily(errcode);

/** Milliseconds to pause after an errcode whose effect is `pause`. */
export const pauseMsOf = (errcode: number): number => errcodes[errcode]?.pauseMs ?? 60_000;

/**
 * True for errcode 1 when its text says that the barcode is unknown to the coding centre (编码中心) and
 * goes to review: the row is pending, not wrong. Source: docs/wechat-api.md, "Barcodes".
 */
export const isBarcodeReview = (errcode: number, errmsg: string): boolean =>
	errcode === 1 && /编码中心|进入审核|24\s*h/i.test(errmsg);

/** What a sentence is made from, as far as it is known. */
export interface SentenceContext {
	readonly appId?: string;
	readonly applicationId?: string;
	readonly errmsg?: string;
}

/**
 * For a person: what happened and what to do.
 * An unlisted code is told in WeChat's own text.
 */
export function explain(errcode: number, context: SentenceContext = {}): Sentence {
	const errmsg = (context.errmsg ?? '').trim();
	const entry = errcodes[errcode] ?? (isAdminFamily(errcode) ? errcodes[89503] : undefined);
	if (entry === undefined) return words.unlisted(errcode, errmsg);
	const told = entry.says(factsOf(context));
	return entry.quotesWechat ? both`${told}${space}${words.quoted(errmsg)}` : told;
}

const isAdminFamily = (errcode: number): boolean => Math.trunc(errcode / 100) === 895;

function factsOf({ appId, applicationId, errmsg = '' }: SentenceContext): Facts {
	const ip = addressIn(errmsg);
	return {
		appId: appId ? asSaid(appId) : words.someAppId,
		application:
			applicationId === undefined ? words.someApplication : words.application(applicationId),
		ip: ip === undefined ? words.someAddress : asSaid(ip),
	};
}

const words = {
	unlisted: (errcode: number, errmsg: string) => {
		const said = errmsg === '' ? '' : en`: "${errmsg}"`.zh`：“${errmsg}”`;
		return en`WeChat refused with errcode ${errcode}${said}. Look the code up in WeChat's return codes (全局返回码), or ask WeChat with the rid.`
			.zh`微信拒绝了请求，errcode 为 ${errcode}${said}。请在微信的“全局返回码”里查询这个错误码，或凭 rid 咨询微信。`;
	},
	quoted: (errmsg: string) =>
		errmsg === ''
			? en`WeChat gives no text.`.zh`微信没有给出原文。`
			: en`WeChat says: "${errmsg}".`.zh`微信的原文：“${errmsg}”。`,
	application: (id: string) => en`application ${id}`.zh`申请单 ${id}`,
	someApplication: en`application with this number`.zh`这个编号的申请单`,
	someAppId: en`the app id in the credential`.zh`即凭证里的 AppID`,
	someAddress: en`the public IP address of this n8n`.zh`n8n 的公网 IP`,
};

/** The caller's address that WeChat names in 40164: IPv4, also in its `ipv6 ::ffff:1.2.3.4` form, or IPv6 alone. */
function addressIn(errmsg: string): string | undefined {
	const v4 = /\b(?:\d{1,3}\.){3}\d{1,3}\b/.exec(errmsg)?.[0];
	return v4 ?? errmsg.match(/[0-9a-f:]+/gi)?.find(isIpv6);
}

/** A time of day (14:04:43) has colons too. */
const isIpv6 = (text: string): boolean =>
	text.length <= 39 &&
	/:.*:/.test(text) &&
	/[0-9a-f]/i.test(text) &&
	URL.canParse(`http://[${text}]/`);
