/* eslint-disable @n8n/community-nodes/require-node-api-error -- an error here is a bug of the simulator, no error of a node */
import { decorate, makeRid, Refusal } from './errmsg';
import { toJson } from './json';
import type { ApiRequest, Reply } from './request';
import { ROUTES, SERVICES } from './routes';
import type { World } from './world';

/** WeChat's own spelling of the charset. */
function contentType(world: World): string {
	const type = world.switches.contentType;
	return type === 'application/json' ? 'application/json; encoding=utf-8' : type;
}

export function refusalReply(errcode: number, text: string | undefined, world: World): Reply {
	const rid = makeRid(world.random, world.now());
	const errmsg = decorate(errcode, text, rid, world.random, world.switches.errmsgStyle);
	const body = toJson({ errcode, errmsg });
	return { httpStatus: 200, body, contentType: contentType(world), errcode, errmsg, rid };
}

/** A refusal with exactly this errmsg. */
export function literalReply(errcode: number, errmsg: string, world: World): Reply {
	const body = toJson({ errcode, errmsg });
	return { httpStatus: 200, body, contentType: contentType(world), errcode, errmsg };
}

/** A believable success, for answers to requests that were never processed. */
export function pretendReply(world: World): Reply {
	return literalReply(0, 'ok', world);
}

/** Processes a request: changes the state and makes the true answer. */
export async function processRequest(request: ApiRequest, world: World): Promise<Reply> {
	const { path } = request.entry;
	try {
		const service = SERVICES[path];
		if (service) return service.run(request, world);
		const route = ROUTES[path];
		if (!route) throw new Refusal(40066);
		const fields = await route.run(request, world);
		const ok = route.ok ? { errcode: 0, errmsg: 'ok' } : {};
		return {
			httpStatus: 200,
			body: toJson({ ...ok, ...fields }),
			contentType: contentType(world),
			...ok,
		};
	} catch (error) {
		if (error instanceof Refusal) return refusalReply(error.errcode, error.text, world);
		throw error;
	}
}
