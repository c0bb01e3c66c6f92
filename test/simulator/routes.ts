import { applyCode } from './endpoints/applyCode';
import { applyCodeDownload } from './endpoints/applyCodeDownload';
import { applyCodeQuery } from './endpoints/applyCodeQuery';
import { authorizerToken } from './endpoints/authorizerToken';
import { codeActive } from './endpoints/codeActive';
import { codeActiveQuery } from './endpoints/codeActiveQuery';
import { plainToken } from './endpoints/plainToken';
import { stableToken } from './endpoints/stableToken';
import { ticketToCode } from './endpoints/ticketToCode';
import { componentTokenService, tokenService } from './endpoints/tokenService';
import type { Answer, ApiRequest, Reply } from './request';
import type { World } from './world';

/** Returns the fields of a success; throws Refusal for anything else. */
export type Endpoint = (request: ApiRequest, world: World) => Answer | Promise<Answer>;

interface Route {
	name: string;
	run: Endpoint;
	/** Puts `errcode: 0, errmsg: "ok"` in front (the token endpoints do not). */
	ok: boolean;
}

export const ROUTES: Record<string, Route> = {
	'/intp/marketcode/applycode': { name: 'applycode', run: applyCode, ok: true },
	'/intp/marketcode/applycodequery': { name: 'applycodequery', run: applyCodeQuery, ok: true },
	'/intp/marketcode/applycodedownload': {
		name: 'applycodedownload',
		run: applyCodeDownload,
		ok: true,
	},
	'/intp/marketcode/codeactive': { name: 'codeactive', run: codeActive, ok: true },
	'/intp/marketcode/codeactivequery': { name: 'codeactivequery', run: codeActiveQuery, ok: true },
	'/intp/marketcode/tickettocode': { name: 'tickettocode', run: ticketToCode, ok: true },
	'/cgi-bin/stable_token': { name: 'stable_token', run: stableToken, ok: false },
	'/cgi-bin/token': { name: 'token', run: plainToken, ok: false },
	'/cgi-bin/component/api_authorizer_token': {
		name: 'api_authorizer_token',
		run: authorizerToken,
		ok: false,
	},
};

/** A token service of the user's own: not WeChat's, so it answers in its own way. */
export const SERVICES: Record<
	string,
	{ name: string; run: (request: ApiRequest, world: World) => Reply }
> = {
	'/token-service': { name: 'token-service', run: tokenService },
	'/component-token-service': { name: 'component-token-service', run: componentTokenService },
};

export function endpointOf(path: string): string {
	return ROUTES[path]?.name ?? SERVICES[path]?.name ?? 'unknown';
}
