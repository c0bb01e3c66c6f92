import type { Application } from '../applications';
import { authenticate } from '../auth';
import { Refusal } from '../errmsg';
import { Fields, readBody } from '../fields';
import type { Answer, ApiRequest } from '../request';
import type { World } from '../world';

function find(fields: Fields, appId: string, world: World): Application {
	if (fields.has('application_id')) {
		const id = fields.id('application_id');
		const found = world.applications.owned(id, appId, world.switches.unknownApplications);
		const isv = fields.has('isv_application_id') ? fields.text('isv_application_id') : found.isvId;
		if (isv !== found.isvId) throw new Refusal(80300);
		return found;
	}
	if (!fields.has('isv_application_id')) {
		fields.refuse('application_id', 'and isv_application_id are missing');
	}
	const found = world.applications.findByIsv(fields.text('isv_application_id'), appId);
	if (!found) throw new Refusal(80300);
	return found;
}

/** POST /intp/marketcode/applycodequery: docs/wechat-api.md, "Status of an application". */
export function applyCodeQuery(request: ApiRequest, world: World): Answer {
	const { appId } = authenticate(request, world);
	const { switches } = world;
	const application = find(new Fields(readBody(request, switches), switches), appId, world);
	if (application.unknownTimes > 0) {
		application.unknownTimes--;
		throw new Refusal(80300);
	}
	const now = world.now();
	const status = application.status(now);
	const answer: Answer = { status };
	if (status === 'FINISH' || switches.blocksBeforeFinish === 'listed') {
		answer.code_generate_list = application.blocks();
	} else if (switches.blocksBeforeFinish === 'empty') {
		answer.code_generate_list = [];
	}
	if (switches.applicationFields === 'example') return answer;
	return {
		...answer,
		application_id: application.wireId(),
		isv_application_id: application.isvId,
		create_time: Math.floor(application.createdAt / 1000),
		update_time: Math.floor((application.finishedAt ?? application.createdAt) / 1000),
	};
}
