import type { PlantedFault } from './planted';

const API = 'nodes/WechatMarketingCode/api';
const LOGIN = `${API}/login`;
const OWNER = `${LOGIN}/credential.ts`;
const FIELDS = `${LOGIN}/fields.ts`;

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
		`${LOGIN}/issue.ts`,
		"const pasted = fieldOf(login.credential, 'componentAccessToken');",
		"const pasted = fieldOf(login.credential, 'componentToken');",
		'a pasted component token never works',
	),
	fault(
		'net/logins',
		FIELDS,
		"['componentAppId', 'authorizerAppId']",
		"['componentAppId']",
		"another merchant's token is used after an edit of the authorizer",
	),
	fault(
		'net/logins',
		OWNER,
		'baseUrlOf(credential),\n',
		"'',\n",
		'the token of another address is used after an edit of the base URL',
	),
	fault(
		'net/logins',
		FIELDS,
		"['tokenServiceUrl', 'tokenServicePath', 'tokenServiceSecret']",
		"['tokenServicePath', 'tokenServiceSecret']",
		'the token of another service is used after an edit of its URL',
	),
	fault(
		'engine/credentialTest',
		`${LOGIN}/login.ts`,
		'80300, 80301, 80303,',
		'80300, 80303,',
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
		`${LOGIN}/tokenAnswer.ts`,
		'/^[^\\s<>{}"]{8,}$/',
		'/./',
		'any plain page is taken for a token',
	),
	fault(
		'engine/rotatedToken',
		`${LOGIN}/renew.ts`,
		'issued.refreshToken, !typedAnew)',
		'issued.refreshToken, true)',
		'a rotated refresh token is laid over one that was typed for another account',
	),
	fault(
		'engine/rotatedToken',
		`${LOGIN}/refreshToken.ts`,
		"fieldOf(credential, 'rotatedFrom') === digestOfTyped(credential)",
		"rotated(credential) !== ''",
		'a rotated refresh token is used for another account than its own',
	),
	fault(
		'engine/rotatedToken',
		`${LOGIN}/renew.ts`,
		'...(edited ? now : {}),',
		'',
		'a run takes back what somebody saved while it logged in (n8n 2.8)',
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
		"if (result.kind === 'response' || (result.kind === 'silence' && result.sent)) {",
		'{',
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
		'outcomes.length === 0\n\t\t? undefined\n\t\t: words.summary',
		'words.summary',
		'a run of no rows says something',
	),
];
