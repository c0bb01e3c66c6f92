import type { PlantedFault } from './planted';

const API = 'nodes/WechatMarketingCode/api';
const LOGIN = `${API}/login`;
const OWNER = `${LOGIN}/credential.ts`;

const fault = (
	seenBy: string,
	file: string,
	old: string,
	text: string,
	breaks: string,
): PlantedFault => ({ seenBy, file, old, new: text, breaks });

/** The account: logins, tokens, what is quoted and counted. */
export const plantedInAccount: readonly PlantedFault[] = [
	fault(
		'net/logins',
		`${LOGIN}/thirdParty.ts`,
		"const pasted = fieldOf(credential, 'componentAccessToken');",
		"const pasted = fieldOf(credential, 'componentToken');",
		'a pasted component token never works',
	),
	fault(
		'net/logins',
		OWNER,
		"['componentAppId', 'authorizerAppId']",
		"['componentAppId']",
		"another merchant's token is used after an edit of the authorizer",
	),
	fault(
		'net/logins',
		OWNER,
		'[source, baseUrlOf(credential)]',
		"[source, '']",
		'the token of another address is used after an edit of the base URL',
	),
	fault(
		'net/logins',
		OWNER,
		"['tokenServiceUrl', 'tokenServicePath', 'tokenServiceSecret']",
		"['tokenServicePath', 'tokenServiceSecret']",
		'the token of another service is used after an edit of its URL',
	),
	fault(
		'engine/credentialTest',
		`${LOGIN}/probe.ts`,
		'80300, 80301, 80304, 40097',
		'80300, 80304, 40097',
		'80301 turns the test button red',
	),
	fault(
		'net/logins',
		`${LOGIN}/renew.ts`,
		'FORCE_INTERVAL_MS = 3_600_000',
		'FORCE_INTERVAL_MS = 1_800_000',
		'a new token is forced twice an hour',
	),
	fault(
		'net/logins',
		`${LOGIN}/renew.ts`,
		'FORCE_INTERVAL_MS = 3_600_000',
		'FORCE_INTERVAL_MS = 7_200_000',
		'a new token is not forced though the hour is over',
	),
	fault(
		'net/logins',
		`${LOGIN}/renew.ts`,
		'issued = await issueToken(login);\n\t\tif',
		'if',
		'a token is forced without a second look',
	),
	fault(
		'net/logins',
		`${LOGIN}/tokenService.ts`,
		'/^[^\\s<>{}"]{8,}$/',
		'/./',
		'any plain page is taken for a token',
	),
	fault(
		'net/logins',
		`${LOGIN}/ask.ts`,
		'disableFollowRedirect: true',
		'disableFollowRedirect: false',
		'a login follows redirects',
	),
	fault(
		'net/endings',
		`${API}/answer.ts`,
		'.slice(0, 200)',
		'.slice(0, 2_000)',
		'a page is quoted beyond its first 200 characters',
	),
	fault(
		'net/endings',
		`${API}/client.ts`,
		"if (sent.result.kind !== 'login') this.run.requests += 1;",
		'this.run.requests += 1;',
		'logins are counted as requests',
	),
	fault(
		'engine/credentialTest',
		`${API}/answer.ts`,
		"redact(typeof text === 'string' ? text : '', secrets)",
		"typeof text === 'string' ? text : ''",
		"a secret in WeChat's text is told",
	),
	fault(
		'engine/activate',
		'nodes/WechatMarketingCode/actions/code/activate/show/show.ts',
		"outcomes.length === 0 ? '' : words.summary",
		'words.summary',
		'a run of no rows says something',
	),
];
