import type { Application } from '../applications';
import { authenticate } from '../auth';
import { Refusal } from '../errmsg';
import { Fields, readBody } from '../fields';
import type { Answer, ApiRequest } from '../request';
import { respelled } from '../spelling';
import type { World } from '../world';

const RAW_SHAPE = /^[0-9A-Z $%*+\-./:]{9}$/;
const URL_SHAPE = /^P\.URL\.CN\/[0-9A-Z $%*+\-./:]{19}$/;

interface Place {
	application: Application;
	index: number;
}

function returnedPath(path: string, world: World): string {
	if (world.switches.returnedPath === 'as-sent') return path;
	const bare = path.replace(/^\/+/, '');
	return world.switches.returnedPath === 'with-slash' ? `/${bare}` : bare;
}

/**
 * What WeChat tells about a code: the whole active segment that it lies in.
 * @throws {Refusal} 80304 not active (or not yet to be seen)
 */
export function describeCode({ application, index }: Place, world: World): Answer {
	const { switches } = world;
	const segment = application.segments.at(index);
	if (!segment) throw new Refusal(80304);
	if (segment.committedAt + switches.queryLagMs > world.now()) throw new Refusal(80304);
	const raw = world.codes.make(application, index).code;
	const answer = {
		code: switches.codeField === 'raw' ? raw : String(index),
		application_id: application.wireId(),
		isv_application_id: application.isvId,
		activity_name: segment.activity_name,
		product_brand: segment.product_brand,
		product_title: segment.product_title,
		...(switches.queryReturns.product_code ? { product_code: segment.product_code } : {}),
		wxa_appid: segment.wxa_appid,
		wxa_path: returnedPath(segment.wxa_path, world),
		...(switches.queryReturns.wxa_type ? { wxa_type: segment.wxa_type } : {}),
		code_start: segment.codeStart,
		code_end: segment.codeEnd,
	};
	return respelled(answer, switches);
}

function locate(fields: Fields, appId: string, world: World): Place {
	if (fields.has('code_url')) {
		const codeUrl = fields.text('code_url');
		const place = URL_SHAPE.test(codeUrl) ? world.codes.findUrl(codeUrl) : undefined;
		if (!place) throw new Refusal(80303);
		return place;
	}
	if (fields.has('code')) {
		const code = fields.text('code');
		const place = RAW_SHAPE.test(code) ? world.codes.findRaw(code) : undefined;
		if (!place) throw new Refusal(80303);
		return place;
	}
	const id = fields.id('application_id');
	const index = fields.count('code_index');
	const application = world.applications.owned(id, appId, world.switches.unknownApplications);
	if (index >= application.codeCount) throw new Refusal(80306);
	return { application, index };
}

/** POST /intp/marketcode/codeactivequery: docs/wechat-api.md, "Looking a code up". */
export function codeActiveQuery(request: ApiRequest, world: World): Answer {
	const { appId } = authenticate(request, world);
	const fields = new Fields(readBody(request, world.switches), world.switches);
	const place = locate(fields, appId, world);
	if (place.application.owner !== appId) throw new Refusal(80301);
	return world.switches.queryTells === 'nothing' ? {} : describeCode(place, world);
}
