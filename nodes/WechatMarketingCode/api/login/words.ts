import type { AccessTokenSource } from './credential';

/** Who is asked for a token. */
export type Asked = 'wechat' | 'tokenService' | 'componentToken';

/** What a person calls them, and the fields of the credential that lead there. */
const NAMES: Record<Asked, { who: string; url: string; path: string }> = {
	wechat: { who: 'The login at WeChat', url: 'base URL', path: 'base URL' },
	tokenService: {
		who: 'The token service',
		url: 'Token Service URL and its secret',
		path: 'Token Service Path',
	},
	componentToken: {
		who: 'The service of the component token',
		url: 'Component Token URL and its secret',
		path: 'Component Token Path',
	},
};

/** Every sentence of the login, in one place. A problem has no full stop; a sentence has one. */
export const words = {
	noAnswer: (asked: Asked, problem: string): string =>
		asked === 'wechat'
			? `${NAMES.wechat.who} got no answer. ${problem}. Check the base URL and the network of this n8n (proxy, firewall)`
			: `${NAMES[asked].who} gave no token. ${problem}. Check the ${NAMES[asked].url} in the credential`,
	unreadable: (shape: string, head: string): string => `The answer was ${shape} (${head})`,
	noTokenAt: (asked: Asked, path: string, shape: string, head: string): string =>
		`There is no token at "${path}": the answer was ${shape} (${head}), see the ${NAMES[asked].path}`,
	passedOn: (asked: Asked, sentence: string): string =>
		asked === 'wechat'
			? sentence
			: `${NAMES[asked].who} passes on a refusal of WeChat's. ${sentence}`,
	traced: (sentence: string, errcode: number, rid: string | null): string =>
		`${sentence} (${rid === null ? `errcode ${errcode}` : `errcode ${errcode}, rid ${rid}`})`,

	wrongAppSecret:
		'The app secret is wrong. Copy the app secret (AppSecret) of the service account again from the WeChat console into the credential.',
	pastedComponentTokenRefused:
		"WeChat refused the platform's component access token. A pasted one lives two hours: paste a new one, or give the URL of a service that hands out the current one.",
	fetchedComponentTokenRefused:
		'The service of the component token hands out a token that WeChat refuses, also when it is asked again. Check that it renews its token, and that nobody else renews it behind its back.',
	readyTokenRefused: 'WeChat refused the access token in the credential. Paste a current one.',
	sameTokenAgain: (source: AccessTokenSource): string =>
		({
			accessToken:
				'WeChat refused the access token in the credential. Paste a current one, or let the node fetch tokens itself with the source "App ID and App Secret".',
			tokenService:
				'The token service keeps handing out a token that WeChat refuses. Check that the service renews its token, and that nobody else renews it behind its back.',
			appSecret: KEEPS_REFUSING,
			thirdPartyPlatform: KEEPS_REFUSING,
		})[source],

	unknownSource: (source: string): string =>
		`The credential has an unknown access token source "${source}".`,
	lacks: (fields: readonly string[]): string => `The credential lacks: ${fields.join(', ')}.`,
	noComponentToken: 'Component Access Token or Component Token URL',
	wrongKeyLength: (length: number): string =>
		`The Code Package Key in the credential has ${length} characters; WeChat's has 16. Copy it again, without spaces or line breaks.`,
	noWebAddress: (field: string, example: string): string =>
		`The ${field} in the credential is not a web address. It looks like ${example}.`,
	addressAlone: (what: string, example: string): string =>
		`The Base URL in the credential must be the address alone, like ${example}: take away ${what}.`,
	userInfo: 'the user name and password before the @',
	query: 'the "?" and what stands behind it',
	fragment: 'the "#" and what stands behind it',
	ownPath: (segment: string): string => `"/${segment}" and what stands behind it`,
};

const KEEPS_REFUSING =
	'WeChat keeps handing out a token that it then refuses. Wait an hour, check that the app id in the credential is the service account, and that no other system resets its token.';
