import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { fieldExpressions, sheetRow, type EngineRun } from '../engine/harness';
import { PACKAGE_KEY } from '../engine/operations/operate';
import { APP_ID, APPLICATION, type World } from '../engine/world';
import { EXAMPLE, TestClient } from '../simulator/testClient';
import { doublesIn, untrueIn } from './judge';

/** A finished application with few codes. */
export const SMALL = 12;
/** Code 3 of it has been scanned by this person. */
export const OPEN_ID = 'oiV2luCau8Cx0TMOy9lvZSLqRcKc';
const BEFORE = 5_000;

/** One way to an endpoint: an operation that cannot do without it. */
export interface Way {
	readonly endpoint: string;
	readonly parameters: INodeParameters;
	readonly options?: INodeParameters;
	readonly rows?: IDataObject[];
}

const one = (resource: string, operation: string, more: INodeParameters): INodeParameters => ({
	resource,
	operation,
	...more,
});
const activate = one('code', 'activate', fieldExpressions);
const rows = [sheetRow(0, 9), sheetRow(10, 19), sheetRow(20, 29)];

export const ways: Readonly<Record<string, Way>> = {
	'Code > Activate': { endpoint: 'codeactive', parameters: activate, rows },
	'Code > Activate with Reuse Connections': {
		endpoint: 'codeactive',
		parameters: activate,
		options: { reuseConnections: true },
		rows,
	},
	'Code > Activate that checks first': {
		endpoint: 'codeactivequery',
		parameters: activate,
		options: { ifAlreadyActive: 'checkFirst' },
		rows,
	},
	'Code > Activate that checks first, with Reuse Connections': {
		endpoint: 'codeactivequery',
		parameters: activate,
		options: { ifAlreadyActive: 'checkFirst', reuseConnections: true },
		rows,
	},
	'Code > Activate of a whole application, with Reuse Connections': {
		endpoint: 'applycodequery',
		parameters: { ...activate, rangeBy: 'wholeApplication' },
		options: { reuseConnections: true },
		rows: [sheetRow(0, 29, { application: `${SMALL}` })],
	},
	'Code > Get': {
		endpoint: 'codeactivequery',
		parameters: one('code', 'get', {
			lookupBy: 'index',
			applicationId: `${APPLICATION}`,
			codeIndex: `${BEFORE}`,
		}),
	},
	'Code > Resolve Ticket': {
		endpoint: 'tickettocode',
		parameters: one('code', 'resolveTicket', {
			openId: OPEN_ID,
			codeTicket: '={{ $json.ticket }}',
		}),
	},
	'Application > Create': {
		endpoint: 'applycode',
		parameters: one('application', 'create', { codeCount: '10000', isvApplicationId: 'own-1' }),
	},
	'Application > Get': {
		endpoint: 'applycodequery',
		parameters: one('application', 'get', { lookupBy: 'applicationId', applicationId: `${SMALL}` }),
	},
	'Application > Download': {
		endpoint: 'applycodedownload',
		parameters: one('application', 'download', { applicationId: `${SMALL}`, outputAs: 'items' }),
	},
};

/** What stands in the world before it turns hostile. */
export async function prepare(world: World): Promise<IDataObject> {
	const { url, tokens, code, scan } = world.simulator;
	const client = new TestClient(url);
	await client.post(`/intp/marketcode/codeactive?access_token=${tokens.issueToken(APP_ID)}`, {
		...EXAMPLE,
		code_start: BEFORE,
		code_end: BEFORE + 9,
	});
	await client.agent.destroy();
	return { ticket: scan(code(APPLICATION, BEFORE).code_url, OPEN_ID)?.code_ticket };
}

export const walk = async (
	world: World,
	{ parameters, options, rows: given }: Way,
	item: IDataObject,
	store = world.credential({ codePackageKey: PACKAGE_KEY }),
): Promise<EngineRun> =>
	await world.run({
		rows: given ?? [item],
		parameters,
		options,
		store,
		onError: 'continueRegularOutput',
	});

/** Milliseconds of the longest call, and of the waits between two. */
const CALL_MS = { applycodedownload: 120_000 } as Readonly<Record<string, number>>;
const WAIT_MS = 60_000;

/** What may be said of any run, however the other side behaved; each is a sentence about what is wrong. */
export function faultsOf(
	world: World,
	way: Way,
	{ run, healthy, calls, ms }: { run: EngineRun; healthy: EngineRun; calls: number; ms: number },
): string[] {
	const { simulator } = world;
	const wanted = way.rows?.length ?? 1;
	const isActivate = way.rows !== undefined;
	const failed = run.rows.filter(({ error }) => error !== undefined);
	const wrong: Array<[string, boolean]> = [
		['the run threw', run.error !== undefined],
		[`${run.rows.length} rows came out`, run.rows.length < wanted],
		['codes were committed twice', doublesIn(simulator).length > 0],
		['an activation was sent twice', isActivate && wasSentTwice(world)],
		['a redirect was followed', simulator.count('unknown') > 0],
		[`${calls} requests`, calls > 13 * wanted],
		[`it took ${ms} ms`, ms > calls * ((CALL_MS[way.endpoint] ?? 30_000) + WAIT_MS)],
		['a row is not true', isActivate && untrueIn(simulator, run.rows).length > 0],
		[
			`what came out is not what WeChat has: ${JSON.stringify(run.rows).slice(0, 300)}`,
			!isActivate &&
				failed.length === 0 &&
				JSON.stringify(run.rows) !== JSON.stringify(healthy.rows),
		],
		[
			`no proper sentence: ${String((failed[0] ?? run.rows[0])?.activation_message)}`,
			/undefined|\[object|NaN|Infinity/.test(everySentenceOf(run)),
		],
	];
	return wrong.flatMap(([what, is]) => (is ? what : []));
}

const everySentenceOf = ({ rows: out, hints }: EngineRun): string =>
	[
		...out.flatMap(({ activation_message: told, error }) => [told ?? '', error ?? '']),
		...hints,
	].join('\n');

/** The very range went out again though nothing told that it is not active. */
function wasSentTwice({ simulator }: World): boolean {
	const sent = simulator.commits.map(({ codeStart, codeEnd }) => `${codeStart}-${codeEnd}`);
	return new Set(sent).size < sent.length;
}
