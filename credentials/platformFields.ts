import type { INodeProperties } from 'n8n-workflow';
import { secret, shownFor } from './fieldHelpers';
import { tokenServiceProperties } from './tokenServiceFields';

/** A third-party platform (第三方平台) that the account authorised. */
export const platformProperties: INodeProperties[] = [
	{
		displayName: 'Component App ID',
		name: 'componentAppId',
		type: 'string',
		default: '',
		required: true,
		description: 'App id of the third-party platform',
		...shownFor('thirdPartyPlatform'),
	},
	{
		displayName: 'Authorizer App ID',
		name: 'authorizerAppId',
		type: 'string',
		default: '',
		required: true,
		description:
			'App id of the service account that authorised the platform, with permission set 46 (one item one code)',
		...shownFor('thirdPartyPlatform'),
	},
	{
		displayName: 'Authorizer Refresh Token',
		name: 'authorizerRefreshToken',
		type: 'string',
		...secret,
		default: '',
		required: true,
		description:
			'Refresh token of that account. When WeChat hands out a new one, n8n saves it here; not if this field is an expression.',
		...shownFor('thirdPartyPlatform'),
	},
	{
		displayName: 'Component Access Token',
		name: 'componentAccessToken',
		type: 'string',
		...secret,
		default: '',
		description:
			'Current component_access_token of the platform. It lives two hours: for lasting use give the URL below instead.',
		...shownFor('thirdPartyPlatform'),
	},
	...tokenServiceProperties(
		'componentToken',
		'Component Token',
		shownFor('thirdPartyPlatform'),
		'Answers a GET with the current component_access_token; used instead of the field above',
	),
];
