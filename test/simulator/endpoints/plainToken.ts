import { Refusal } from '../errmsg';
import type { Answer, ApiRequest } from '../request';
import type { World } from '../world';
import { logIn } from './stableToken';

/** GET /cgi-bin/token: docs/wechat-api.md, "Access tokens". */
export function plainToken(request: ApiRequest, world: World): Answer {
	if (request.entry.method !== 'GET') throw new Refusal(43001);
	const { appId } = logIn(request.entry.query, request, world);
	const token = world.tokens.chain(appId, 'plain').renew(world.now());
	world.tokens.logins.push({
		appId,
		endpoint: 'token',
		forced: false,
		fresh: true,
		at: world.now(),
	});
	return { access_token: token.value, expires_in: world.tokens.expiresIn(token) };
}
