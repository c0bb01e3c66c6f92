import { accountErrcodes } from './account';
import { marketcodeErrcodes } from './marketcode';
import { requestErrcodes } from './request';
import type { Effect, ErrcodeEntry, ErrcodeTable, SentenceContext } from './types';

export type { Effect, ErrcodeEntry, ErrcodeTable, SentenceContext } from './types';

/** Every errcode that this package knows, with its sentence, its remedy and its effect on the run. */
export const errcodes: ErrcodeTable = {
	...requestErrcodes,
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

/**
 * One sentence for a person: what happened and what to do.
 * An unlisted code is told in WeChat's own text.
 */
export function explain(errcode: number, context: SentenceContext = {}): string {
	const entry = errcodes[errcode] ?? (isAdminFamily(errcode) ? errcodes[89503] : undefined);
	if (entry === undefined) return unlisted(errcode, context.errmsg);
	const sentence = `${entry.meaning}. ${entry.remedy}.`;
	const told = quotesWechat(errcode, entry)
		? `${sentence} WeChat says: ${quoted(context)}`
		: sentence;
	return fillIn(told, context);
}

const isAdminFamily = (errcode: number): boolean => Math.trunc(errcode / 100) === 895;

/** Codes whose sentence is of little use without WeChat's own words. */
const quotesWechat = (errcode: number, entry: ErrcodeEntry): boolean =>
	errcode === 1 || /WeChat's (own )?text/.test(entry.meaning + entry.remedy);

const quoted = ({ errmsg }: SentenceContext): string => `"${(errmsg ?? '').trim()}".`;

const unlisted = (errcode: number, errmsg = ''): string =>
	`WeChat refused with errcode ${errcode}: "${errmsg.trim()}". Look the code up in WeChat's return codes (全局返回码), or ask WeChat with the rid.`;

function fillIn(sentence: string, { appId, applicationId, errmsg }: SentenceContext): string {
	return sentence
		.replaceAll('{appId}', appId || 'the app id in the credential')
		.replaceAll('{applicationId}', applicationId ?? 'with this number')
		.replaceAll('{ip}', addressIn(errmsg ?? '') ?? 'the public IP address of this n8n');
}

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
