import { BLOCK_SIZE, type Application } from '../applications';
import { authenticate } from '../auth';
import { Refusal } from '../errmsg';
import { Fields, readBody } from '../fields';
import type { Answer, ApiRequest } from '../request';
import type { Switches } from '../types';
import type { World } from '../world';

function isDownloadable(
	application: Application,
	start: number,
	end: number,
	mode: Switches['downloadRanges'],
): boolean {
	if (mode === 'blocks') {
		const last = Math.min(start + BLOCK_SIZE, application.codeCount) - 1;
		return start % BLOCK_SIZE === 0 && start < application.codeCount && end === last;
	}
	const sameBlock = Math.floor(start / BLOCK_SIZE) === Math.floor(end / BLOCK_SIZE);
	return start <= end && end < application.codeCount && sameBlock;
}

/** POST /intp/marketcode/applycodedownload: docs/wechat-api.md, "Blocks". */
export function applyCodeDownload(request: ApiRequest, world: World): Answer {
	const account = authenticate(request, world);
	const { switches } = world;
	const fields = new Fields(readBody(request, switches), switches);
	const id = fields.id('application_id');
	const start = fields.count('code_start');
	const end = fields.count('code_end');
	const application = world.applications.owned(id, account.appId, switches.unknownApplications);
	if (application.status(world.now()) !== 'FINISH') throw new Refusal(80308);
	if (!isDownloadable(application, start, end, switches.downloadRanges)) throw new Refusal(80310);
	const { fileLifetimeMs } = switches;
	const age = world.now() - (application.finishedAt ?? 0);
	if (application.filesExpired || (fileLifetimeMs !== null && age > fileLifetimeMs)) {
		throw new Refusal(80309);
	}
	if (!account.packageKey) throw new Refusal(80313);
	return { buffer: world.packages.buffer(application, start, end, account.packageKey) };
}
