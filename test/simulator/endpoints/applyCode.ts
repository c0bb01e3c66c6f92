import { authenticate } from '../auth';
import { Refusal } from '../errmsg';
import { Fields, readBody } from '../fields';
import type { Answer, ApiRequest } from '../request';
import type { World } from '../world';

const LEAST = 10_000;
const MOST = 20_000_000;

/** POST /intp/marketcode/applycode: docs/wechat-api.md, "Applying". */
export function applyCode(request: ApiRequest, world: World): Answer {
	const { appId } = authenticate(request, world);
	const fields = new Fields(readBody(request, world.switches), world.switches);
	const codeCount = fields.count('code_count');
	const isvId = fields.text('isv_application_id', 128);
	if (codeCount < LEAST || codeCount > MOST || codeCount % LEAST !== 0) {
		fields.refuse('code_count', `must be a multiple of ${LEAST}, at most ${MOST}`);
	}
	const known = world.applications.findByIsv(isvId, appId);
	if (known) {
		const { repeatedApply } = world.switches;
		const differs = known.codeCount !== codeCount;
		if (repeatedApply === '80307') throw new Refusal(80307);
		if (repeatedApply === '80307-when-count-differs' && differs) throw new Refusal(80307);
		return { application_id: known.wireId() };
	}
	const made = world.applications.create(isvId, codeCount, appId, world.switches.generation);
	made.unknownTimes = world.switches.freshUnknownTimes;
	return { application_id: made.wireId() };
}
