import { checkAddress } from '../auth';
import { Fields, readBody } from '../fields';
import type { Answer, ApiRequest } from '../request';
import type { World } from '../world';

/** POST /cgi-bin/component/api_authorizer_token: docs/wechat-api.md, "Third-party platforms". */
export function authorizerToken(request: ApiRequest, world: World): Answer {
	const { query } = request.entry;
	const fields = new Fields(readBody(request, world.switches), world.switches);
	const componentAppId = fields.text('component_appid');
	const value = query.access_token ?? query.component_access_token;
	world.platforms.checkComponent(value, componentAppId);
	const appId = fields.text('authorizer_appid');
	const given = fields.text('authorizer_refresh_token');
	const account = world.accounts.get(appId);
	if (account) checkAddress(account, request.callerIp, 61004);
	const [token, refreshToken] = world.platforms.refresh(componentAppId, appId, given);
	request.entry.appId = appId;
	world.tokens.logins.push({
		appId,
		endpoint: 'api_authorizer_token',
		forced: false,
		fresh: true,
		at: world.now(),
	});
	return {
		authorizer_access_token: token.value,
		expires_in: world.tokens.expiresIn(token),
		authorizer_refresh_token: refreshToken,
	};
}
