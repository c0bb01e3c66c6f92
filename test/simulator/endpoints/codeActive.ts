import { BLOCK_SIZE, type Application } from '../applications';
import { authenticate } from '../auth';
import { Refusal } from '../errmsg';
import { Fields, readBody } from '../fields';
import type { Answer, ApiRequest } from '../request';
import type { ActivationValues, Segment } from '../types';
import type { World } from '../world';

const VALUE_NAMES = [
	'activity_name',
	'product_brand',
	'product_title',
	'product_code',
	'wxa_appid',
	'wxa_path',
] as const;

function readValues(fields: Fields, maxLength: number | null): ActivationValues {
	const [activity_name, product_brand, product_title, product_code, wxa_appid, wxa_path] =
		VALUE_NAMES.map((name) => fields.text(name, maxLength));
	const wxa_type = fields.oneOf('wxa_type', [0, 1, 2], 0);
	return {
		activity_name,
		product_brand,
		product_title,
		product_code,
		wxa_appid,
		wxa_path,
		wxa_type,
	};
}

function sameValues(segment: Segment, values: ActivationValues): boolean {
	return (
		VALUE_NAMES.every((name) => segment[name] === values[name]) &&
		segment.wxa_type === values.wxa_type
	);
}

/** Writes one range and its commit. */
function commit(
	request: ApiRequest,
	world: World,
	application: Application,
	range: { codeStart: number; codeEnd: number },
	values: ActivationValues,
): void {
	const { segments } = application;
	const overwrote = segments.overlapping(range.codeStart, range.codeEnd).length > 0;
	const seq = world.commits.list.length + 1;
	const segment: Segment = { ...range, ...values, committedAt: world.now(), seq };
	if (overwrote) segments.overwrite(segment);
	else segments.add(segment);
	world.commits.add({
		...segment,
		applicationId: application.id,
		requestSeq: request.entry.seq,
		overwrote,
	});
	request.entry.committed = true;
}

/** What becomes of a range that touches an active one: both answers of docs/wechat-api.md, "Open questions". */
function refuseOverlap(
	request: ApiRequest,
	world: World,
	application: Application,
	range: { codeStart: number; codeEnd: number },
	values: ActivationValues,
): void {
	const { partlyActive, identicalRepeat } = world.switches;
	const touched = application.segments.overlapping(range.codeStart, range.codeEnd);
	const [first] = touched;
	const isRepeat = first.codeStart === range.codeStart && first.codeEnd === range.codeEnd;
	if (identicalRepeat === 'ok' && isRepeat && sameValues(first, values)) return;
	const free = application.segments.free(range.codeStart, range.codeEnd);
	const kept =
		partlyActive === 'free-parts'
			? free
			: free.filter((part) => partlyActive === 'until-overlap' && part.codeEnd < first.codeStart);
	for (const part of kept) commit(request, world, application, part, values);
	throw new Refusal(80302);
}

function isUnregistered(code: string, world: World): boolean {
	const { unregisteredBarcodes } = world.switches;
	return typeof unregisteredBarcodes === 'function'
		? unregisteredBarcodes(code)
		: unregisteredBarcodes.includes(code);
}

/** POST /intp/marketcode/codeactive: docs/wechat-api.md, "Activating". */
export function codeActive(request: ApiRequest, world: World): Answer {
	const { appId } = authenticate(request, world);
	const { switches } = world;
	const fields = new Fields(readBody(request, switches), switches);
	const id = fields.id('application_id');
	const values = readValues(fields, switches.maxStringLength);
	const range = { codeStart: fields.count('code_start'), codeEnd: fields.count('code_end') };
	if (range.codeStart > range.codeEnd) fields.refuse('code_start', 'is after code_end');
	const application = world.applications.owned(id, appId, switches.unknownApplications);
	if (application.status(world.now()) !== 'FINISH') throw new Refusal(80308);
	if (range.codeEnd >= application.codeCount) throw new Refusal(80306);
	const crosses =
		Math.floor(range.codeStart / BLOCK_SIZE) !== Math.floor(range.codeEnd / BLOCK_SIZE);
	if (crosses && switches.crossBlocks !== 'accept') throw new Refusal(Number(switches.crossBlocks));
	if (isUnregistered(values.product_code, world)) throw new Refusal(1);
	const isTaken = application.segments.overlapping(range.codeStart, range.codeEnd).length > 0;
	if (isTaken && switches.overlap === 'refuse') {
		refuseOverlap(request, world, application, range, values);
		return {};
	}
	commit(request, world, application, range, values);
	return {};
}
