import type { INodeProperties } from 'n8n-workflow';
import { secret, shownFor, text } from './fieldHelpers';
import { tokenServiceProperties } from './tokenServiceFields';

/** A third-party platform (第三方平台) that the account authorised. */
export const platformProperties: INodeProperties[] = [
	text({
		displayName: 'Component App ID',
		name: 'componentAppId',
		required: true,
		description: 'App id of the third-party platform',
		...shownFor('thirdPartyPlatform'),
	}),
	text({
		displayName: 'Authorizer App ID',
		name: 'authorizerAppId',
		required: true,
		description:
			'App id of the service account that authorised the platform, with permission set 46 (one item one code)',
		...shownFor('thirdPartyPlatform'),
	}),
	secret({
		displayName: 'Authorizer Refresh Token',
		name: 'authorizerRefreshToken',
		required: true,
		description:
			'Refresh token of that account. When WeChat hands out a new one, n8n saves it here; not if this field is an expression.',
		...shownFor('thirdPartyPlatform'),
	}),
	secret({
		displayName: 'Component Access Token',
		name: 'componentAccessToken',
		description:
			'Current component_access_token of the platform. It lives two hours: for lasting use give the URL below instead.',
		...shownFor('thirdPartyPlatform'),
	}),
	...tokenServiceProperties(
		'componentToken',
		'Component Token',
		shownFor('thirdPartyPlatform'),
		'Answers a GET with the current component_access_token; used instead of the field above',
	),
];
