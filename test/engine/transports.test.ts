/* eslint-disable @n8n/community-nodes/no-restricted-globals -- listens for warnings of the process */
import type { IDataObject } from 'n8n-workflow';
import { makeCertificate } from '../simulator/certificate';
import type { Fault, SimulatorOptions } from '../simulator/types';
import { sheetRow, type EngineRun } from './harness';
import { startWorld, statuses, type World } from './world';

const rows = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, at) => sheetRow(at * 10, at * 10 + 9));

/** The two ways to WeChat keep one contract: these tests run against both. */
describe.each([
	['through n8n', false],
	['with Reuse Connections', true],
])('a call %s', (_name, reuseConnections) => {
	let world: World;
	afterEach(async () => await world.end());

	const begin = async (options: Partial<SimulatorOptions> = {}) =>
		(world = await startWorld(options));

	const activate = async (count: number, options: IDataObject = {}): Promise<EngineRun> =>
		await world.run({
			rows: rows(count),
			onError: 'continueRegularOutput',
			options: { timeout: 300, reuseConnections, ...options } as never,
		});

	const once = async (fault: Fault['do'], endpoint = 'codeactive', times = 1) => {
		await begin();
		world.simulator.faults.add({ endpoint, do: fault, times });
		return await activate(1);
	};

	it.each<[string, Fault['do']]>([
		['the connection was lost after the commit', 'reset-after'],
		['no answer came in time', 'hang-after'],
		['the answer was cut off', 'truncate'],
		['half of the JSON came', 'half-json-after'],
		['an HTML page came', 'html-after'],
		['the body was empty', 'empty-after'],
		['the JSON had no errcode', 'no-errcode-after'],
		['WeChat said busy, but did it', { errcode: -1, processed: true }],
		['a gateway gave up', { httpStatus: 504, body: '', processed: true }],
	])('%s: looked up, not sent again', async (_what, fault) => {
		const run = await once(fault);
		expect(statuses(run)).toEqual(['activated']);
		expect(run.rows[0].activation_message).toContain('a look-up confirmed it');
		expect(world.simulator.count('codeactive')).toBe(1);
		expect(world.simulator.doubleCommits()).toEqual([]);
	});

	it.each<[string, Fault['do']]>([
		['the connection was lost before', 'reset-before'],
		['no answer came in time', 'hang-before'],
		['the answer was cut off', 'truncate-before'],
		['an HTML page came', 'html'],
		['there were too many requests', { httpStatus: 429, body: '' }],
	])('%s and nothing was committed: looked up, sent once more', async (_what, fault) => {
		expect(statuses(await once(fault))).toEqual(['activated']);
		expect(world.simulator.count('codeactive')).toBe(2);
		expect(world.simulator.doubleCommits()).toEqual([]);
	});

	it.each<[string, Fault['do'], RegExp]>([
		['a lost connection', 'reset-before', /connection was lost before the answer came/],
		['silence', 'hang-before', /No answer came in time/],
		['an HTML page', 'html', /HTTP 200, text\/html.*it begins: <!DOCTYPE html>/],
		['an empty body', 'empty', /was empty/],
		['a redirect', { httpStatus: 302, body: '', headers: { location: '/elsewhere' } }, /HTTP 302/],
	])('says what was wrong in the same words: %s', async (_what, fault, words) => {
		const run = await once(fault, 'codeactive', Infinity);
		expect(statuses(run)).toEqual(['failed']);
		expect(run.rows[0].activation_message).toMatch(words);
		expect(world.simulator.journal.map(({ path }) => path)).not.toContain('/elsewhere');
	});

	it('keeps WeChat’s code, its text and its request id', async () => {
		const errmsg = 'index beyond rid: 637f097b-107e6569-34b61712';
		const run = await once({ errcode: 80303, errmsg });
		expect(run.rows[0]).toMatchObject({
			activation_status: 'failed',
			activation_errcode: 80303,
			activation_errmsg: errmsg,
			activation_rid: '637f097b-107e6569-34b61712',
		});
	});

	it('reads JSON whatever its content type says', async () => {
		await begin({ contentType: 'application/json' });
		expect(statuses(await activate(1))).toEqual(['activated']);
		world.simulator.set({ contentType: 'text/plain' });
		world.simulator.reset();
		expect(statuses(await activate(1))).toEqual(['activated']);
	});

	it('nobody listens: nothing was sent, five tries with growing waits', async () => {
		await begin();
		await activate(1);
		const { url } = world.simulator;
		const { data } = world.store;
		await world.simulator.down();
		const before = world.slept();
		const run = await world.run({
			rows: [sheetRow(100, 109)],
			store: world.credential({ ...data, baseUrl: url } as IDataObject),
			onError: 'continueRegularOutput',
			options: { reuseConnections },
		});
		expect(statuses(run)).toEqual(['failed']);
		expect(run.rows[0].activation_message).toMatch(/nothing was sent.*The connection was refused/);
		expect(world.slept() - before).toBe(750 + 1_500 + 3_000 + 6_000);
	});

	it('a port that fetch refuses: nothing was sent, and with kept connections the words say what to do', async () => {
		await begin();
		const run = await world.run({
			rows: rows(2),
			store: world.credential({ sessionToken: 'a token', baseUrl: 'http://127.0.0.1:10080' }),
			onError: 'continueRegularOutput',
			options: { reuseConnections },
		});
		const told = reuseConnections ? /Switch Reuse Connections off/ : /nothing was sent/;
		for (const row of run.rows) expect(row.activation_message).toMatch(told);
		const status = reuseConnections ? 'not_attempted' : 'failed';
		expect(statuses(run)).toEqual([status, status]);
	});

	it('a certificate that nobody vouches for: nothing was sent', async () => {
		await begin({ https: await makeCertificate() });
		const store = world.credential({ sessionToken: 'a token of an earlier run' });
		const run = await world.run({
			rows: rows(1),
			store,
			onError: 'continueRegularOutput',
			options: { reuseConnections },
		});
		expect(statuses(run)).toEqual(['failed']);
		expect(run.rows[0].activation_message).toMatch(/nothing was sent.*certificate/i);
		expect(world.simulator.count()).toBe(0);
	});

	it('a cancelled execution starts no new call, and twenty lanes warn of no listeners', async () => {
		const warnings: string[] = [];
		const listen = ({ name }: Error) => warnings.push(name);
		process.on('warning', listen);
		try {
			await begin();
			world.simulator.faults.add({
				endpoint: 'codeactive',
				after: 30,
				times: Infinity,
				do: 'hold-before',
			});
			let cancel = (): void => undefined;
			const running = world.run({
				rows: rows(100),
				onError: 'continueRegularOutput',
				options: { reuseConnections, parallelRequests: 20 },
				onStart: (end) => (cancel = end),
			});
			await world.simulator.arrived(50, 'codeactive');
			cancel();
			await running;
			world.simulator.faults.release();
			expect(world.simulator.count('codeactive')).toBe(50);
			expect(warnings).toEqual([]);
		} finally {
			process.off('warning', listen);
		}
	});

	it('opens a connection for each call, or a few for all', async () => {
		await begin();
		await activate(1);
		const before = world.simulator.load.connectionsOpened;
		world.simulator.reset();
		const run = await activate(400, { parallelRequests: 5 });
		expect(new Set(statuses(run))).toEqual(new Set(['activated']));
		const connections = world.simulator.load.connectionsOpened - before;
		// Without reuse one for each request: 400 calls, a refused token and the login after it.
		// A lane that goes on before its last answer is put away gets a second connection.
		if (reuseConnections) expect(connections).toBeLessThanOrEqual(2 * 5 + 2);
		else expect(connections).toBe(400 + 2);
	});

	it('survives connections that were closed while nobody used them', async () => {
		await begin();
		expect(statuses(await activate(10))).toEqual(Array(10).fill('activated'));
		world.simulator.closeConnections();
		const later = await world.run({
			rows: rows(20).slice(10),
			onError: 'continueRegularOutput',
			options: { reuseConnections },
		});
		expect(statuses(later)).toEqual(Array(10).fill('activated'));
		expect(world.simulator.doubleCommits()).toEqual([]);
	});
});
