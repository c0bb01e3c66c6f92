import { sortBy } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';
import { TYPED, typedExpressions } from './typed';

type More = Partial<INodeProperties>;

const text = (name: string, displayName: string, more: More): INodeProperties => ({
	displayName,
	name,
	type: 'string',
	default: '',
	...more,
});

/** n8n hides and encrypts it. */
const secret = (name: string, displayName: string, more: More): INodeProperties =>
	text(name, displayName, { typeOptions: { password: true }, ...more });

/** A service that hands out a token. */
const service = (
	name: 'tokenService' | 'componentToken',
	label: string,
	description: string,
): INodeProperties[] => [
	text(`${name}Url`, `${label} URL`, {
		placeholder: 'e.g. https://tokens.example.com/wechat',
		description,
	}),
	secret(`${name}Secret`, `${label} Secret`, {
		description: 'Sent as "Authorization: Bearer …" if given',
	}),
	text(`${name}Path`, `${label} Path`, {
		default: 'access_token',
		description:
			'Where the token stands in the JSON answer, such as data.access_token or list[0].token. An answer in plain text is the token itself.',
	}),
];

/** Where the access token comes from. */
export interface Source {
	readonly label: string;
	readonly description: string;
	/** The fields that it cannot do without. */
	readonly needs: readonly string[];
	/** The fields that say whose token it gives. */
	readonly owner: readonly string[];
	/** The field of the app id whose codes are activated, where the credential names it. */
	readonly appId?: string;
	readonly fields: readonly INodeProperties[];
}

export type AccessTokenSource = 'appSecret' | 'accessToken' | 'tokenService' | 'thirdPartyPlatform';

export const SOURCES: Readonly<Record<AccessTokenSource, Source>> = {
	appSecret: {
		label: 'App ID and App Secret',
		description:
			'The node fetches and renews the token itself (stable_token); the best choice for your own account',
		needs: ['appId', 'appSecret'],
		owner: ['appId', 'appSecret'],
		appId: 'appId',
		fields: [
			text('appId', 'App ID', {
				required: true,
				placeholder: 'e.g. wx1234567890abcdef',
				description:
					'App id (AppID) of the service account (服务号) that has applied for one item one code (一物一码), not that of the mini program',
			}),
			secret('appSecret', 'App Secret', {
				required: true,
				description:
					'App secret (AppSecret) of the same service account, from its development settings in the WeChat console',
			}),
			text(
				'ipWhitelistNotice',
				'The public IP address of this n8n must be on the IP whitelist (IP白名单) of the service account, in the same place of the WeChat console as the app secret.',
				{ type: 'notice' },
			),
		],
	},
	accessToken: {
		label: 'Ready Access Token',
		description: 'A token you paste; it lives two hours and cannot be renewed',
		needs: ['accessToken'],
		owner: ['accessToken'],
		fields: [
			secret('accessToken', 'Access Token', {
				required: true,
				description:
					'An access_token or authorizer_access_token, used as it is. It lives two hours.',
			}),
		],
	},
	tokenService: {
		label: 'Token Service',
		description: 'A web address of your own company hands out the current token',
		needs: ['tokenServiceUrl'],
		owner: ['tokenServiceUrl', 'tokenServicePath', 'tokenServiceSecret'],
		fields: service(
			'tokenService',
			'Token Service',
			'Answers a GET with the current access token of the service account',
		),
	},
	thirdPartyPlatform: {
		label: 'Third-Party Platform (第三方平台)',
		description:
			'The account authorised your platform; the node fetches its authorizer_access_token',
		needs: ['componentAppId', 'authorizerAppId', 'authorizerRefreshToken'],
		owner: ['componentAppId', 'authorizerAppId'],
		appId: 'authorizerAppId',
		fields: [
			text('componentAppId', 'Component App ID', {
				required: true,
				description: 'App id of the third-party platform',
			}),
			text('authorizerAppId', 'Authorizer App ID', {
				required: true,
				description:
					'App id of the service account that authorised the platform, with permission set 46 (one item one code)',
			}),
			secret('authorizerRefreshToken', 'Authorizer Refresh Token', {
				required: true,
				description:
					'Refresh token of that account. When WeChat hands out a new one, n8n saves it here; beside an expression, in a hidden field.',
			}),
			secret('componentAccessToken', 'Component Access Token', {
				description:
					'Current component_access_token of the platform. It lives two hours: for lasting use give the URL below instead.',
			}),
			...service(
				'componentToken',
				'Component Token',
				'Answers a GET with the current component_access_token; used instead of the field above',
			),
		],
	},
};

export const DEFAULT_BASE_URL = 'https://api.weixin.qq.com';

const kept = (name: string, typeOptions?: INodeProperties['typeOptions']): INodeProperties =>
	text(name, name, { type: 'hidden', ...(typeOptions && { typeOptions }) });

const typed: INodeProperties[] = [
	{
		displayName: 'Access Token Source',
		name: 'accessTokenSource',
		type: 'options',
		default: 'appSecret',
		description: 'How the node gets the access token of the service account (服务号)',
		options: sortBy(
			Object.entries(SOURCES).map(([value, { label: name, description }]) => ({
				name,
				value,
				description,
			})),
			'name',
		),
	},
	...Object.entries(SOURCES).flatMap(([source, { fields }]) =>
		fields.map((field) => ({
			...field,
			displayOptions: { show: { accessTokenSource: [source] } },
		})),
	),
	text('baseUrl', 'Base URL', {
		default: DEFAULT_BASE_URL,
		description:
			'Address of WeChat. Backup: https://api2.weixin.qq.com; regional: https://sh.api.weixin.qq.com (Shanghai), https://sz.api.weixin.qq.com (Shenzhen), https://hk.api.weixin.qq.com (Hong Kong). A relay of your own may be given, with a path of its own but without "/cgi-bin" and what WeChat has behind it.',
	}),
	secret('codePackageKey', 'Code Package Key', {
		placeholder: 'Optional: only for downloading codes',
		description:
			'Only for downloading codes: the 16 characters (密钥) that WeChat sent when it opened one item one code for the account',
	}),
];

/** What the hidden field holds that comes to the expressions in the others; n8n's own field for allowed domains included. */
export const EXPRESSIONS = typedExpressions([...typed.map(({ name }) => name), 'allowedDomains']);

/** All fields of the credential, in the order in which the panel shows them. */
export const credentialProperties: INodeProperties[] = [
	...typed,
	// Kept by n8n, never shown. An editor that was opened before hands a password back as it is stored by then.
	// The token, whose it is, until when it is used, when one was forced.
	kept('sessionToken', { expirable: true, password: true }),
	kept('sessionTokenOwner'),
	kept('sessionTokenExpiresAt'),
	kept('sessionForcedAt'),
	// A refresh token that WeChat rotated, and a digest of the typed one.
	kept('rotatedRefreshToken', { password: true }),
	kept('rotatedFrom', { password: true }),
	{ ...kept(TYPED), default: EXPRESSIONS },
];

/** What the panel calls a field. */
export const labelOf = (name: string): string =>
	credentialProperties.find((field) => field.name === name)?.displayName ?? name;
