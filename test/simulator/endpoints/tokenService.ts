import type { ApiRequest, Reply } from '../request';
import type { TokenServiceSettings } from '../types';
import type { World } from '../world';

function json(httpStatus: number, value: unknown): Reply {
	return { httpStatus, body: JSON.stringify(value), contentType: 'application/json' };
}

/** `a.b.0` and a value → `{"a":{"b":[value]}}`. */
function nest(path: string, value: unknown): unknown {
	return path
		.split('.')
		.reverse()
		.reduce<unknown>((inner, key) => (/^\d+$/.test(key) ? [inner] : { [key]: inner }), value);
}

function serve(request: ApiRequest, settings: TokenServiceSettings, token: () => string): Reply {
	const { method, headers } = request.entry;
	if (method !== 'GET') return json(405, { error: 'method not allowed' });
	if (settings.secret !== undefined && headers.authorization !== `Bearer ${settings.secret}`) {
		return json(401, { error: 'unauthorized' });
	}
	if (settings.format === 'text') {
		return { httpStatus: 200, body: `${token()}\n`, contentType: 'text/plain' };
	}
	return json(200, nest(settings.path ?? 'access_token', token()));
}

/** GET /token-service: hands out the account's stable token, as a company's own service would. */
export function tokenService(request: ApiRequest, world: World): Reply {
	const settings = world.switches.tokenService;
	const appId = request.entry.query.appid ?? settings.appId ?? world.defaultAppId;
	return serve(request, settings, () => world.tokens.issueToken(appId));
}

/** GET /component-token-service: hands out a platform's component token. */
export function componentTokenService(request: ApiRequest, world: World): Reply {
	const settings = world.switches.componentTokenService;
	const appId = request.entry.query.appid ?? settings.appId;
	return serve(request, settings, () => world.platforms.componentToken(appId));
}
