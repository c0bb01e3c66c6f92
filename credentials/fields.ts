import type { INodeProperties } from 'n8n-workflow';
import { secret, shownFor, text } from './fieldHelpers';
import { platformProperties } from './platformFields';
import { tokenServiceProperties } from './tokenServiceFields';

const source: INodeProperties = {
	displayName: 'Access Token Source',
	name: 'accessTokenSource',
	type: 'options',
	default: 'appSecret',
	description: 'How the node gets the access token of the service account (服务号)',
	options: [
		{
			name: 'App ID and App Secret',
			value: 'appSecret',
			description:
				'The node fetches and renews the token itself (stable_token); the best choice for your own account',
		},
		{
			name: 'Ready Access Token',
			value: 'accessToken',
			description: 'A token you paste; it lives two hours and cannot be renewed',
		},
		{
			name: 'Third-Party Platform (第三方平台)',
			value: 'thirdPartyPlatform',
			description:
				'The account authorised your platform; the node fetches its authorizer_access_token',
		},
		{
			name: 'Token Service',
			value: 'tokenService',
			description: 'A web address of your own company hands out the current token',
		},
	],
};

const appSecret: INodeProperties[] = [
	text({
		displayName: 'App ID',
		name: 'appId',
		required: true,
		placeholder: 'e.g. wx1234567890abcdef',
		description:
			'App id (AppID) of the service account (服务号) that has applied for one item one code (一物一码), not that of the mini program',
		...shownFor('appSecret'),
	}),
	secret({
		displayName: 'App Secret',
		name: 'appSecret',
		required: true,
		description:
			'App secret (AppSecret) of the same service account, from its development settings in the WeChat console',
		...shownFor('appSecret'),
	}),
];

const ipWhitelist: INodeProperties = {
	displayName:
		'The public IP address of this n8n must be on the IP whitelist (IP白名单) of the service account, in the same place of the WeChat console as the app secret.',
	name: 'ipWhitelistNotice',
	type: 'notice',
	default: '',
	...shownFor('appSecret'),
};

const accessToken = secret({
	displayName: 'Access Token',
	name: 'accessToken',
	required: true,
	description: 'An access_token or authorizer_access_token, used as it is. It lives two hours.',
	...shownFor('accessToken'),
});

const common: INodeProperties[] = [
	text({
		displayName: 'Base URL',
		name: 'baseUrl',
		default: 'https://api.weixin.qq.com',
		description:
			'Address of WeChat. Backup: https://api2.weixin.qq.com; regional: https://sh.api.weixin.qq.com (Shanghai), https://sz.api.weixin.qq.com (Shenzhen), https://hk.api.weixin.qq.com (Hong Kong). A relay of your own may be given, with a path of its own but without "/cgi-bin" and what WeChat has behind it.',
	}),
	secret({
		displayName: 'Code Package Key',
		name: 'codePackageKey',
		placeholder: 'Optional: only for downloading codes',
		description:
			'Only for downloading codes: the 16 characters (密钥) that WeChat sent when it opened one item one code for the account',
	}),
];

/** Kept by n8n, never shown: the token, whose it is, until when it is used, when one was forced. */
const hidden: INodeProperties[] = [
	{
		displayName: 'Session Token',
		name: 'sessionToken',
		type: 'hidden',
		typeOptions: { expirable: true, password: true },
		default: '',
	},
	...['sessionTokenOwner', 'sessionTokenExpiresAt', 'sessionForcedAt'].map(
		(name): INodeProperties => ({ displayName: name, name, type: 'hidden', default: '' }),
	),
];

/** All fields of the credential, in the order in which the panel shows them. */
export const credentialProperties: INodeProperties[] = [
	source,
	...appSecret,
	ipWhitelist,
	accessToken,
	...tokenServiceProperties(
		'tokenService',
		'Token Service',
		shownFor('tokenService'),
		'Answers a GET with the current access token of the service account',
	),
	...platformProperties,
	...common,
	...hidden,
];
