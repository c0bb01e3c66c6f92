import { request } from 'undici';
import { DEFAULT_PLATFORM, type JournalEntry } from '../simulator';
import { CONCURRENCY, startCluster, type Cluster } from './queue/cluster';
import {
	APPLICATION,
	eachCodeOnce,
	inCalls,
	publishDownload,
	publishErp,
	rowsOf,
} from './queue/webhooks';

const WORKERS = 2;
/** Executions of which both workers are full. */
const FULL = WORKERS * CONCURRENCY;

describe('n8n in queue mode: a main process and two workers', () => {
	let cluster: Cluster;

	beforeAll(async () => {
		cluster = await startCluster({
			applications: [{ applicationId: APPLICATION, codeCount: 100_000 }],
		});
	}, 300_000);
	beforeEach(() => cluster.simulator.reset());
	afterAll(async () => await cluster?.stop());

	const activations = (): JournalEntry[] =>
		cluster.simulator.journal.filter(({ endpoint }) => endpoint === 'codeactive');
	const tokens = () => [...new Set(activations().map(({ query }) => query.access_token))];
	const all = (status: string, length: number): string[] => Array.from({ length }, () => status);
	/** Executions that each worker has begun since. */
	const countExecutions = () => {
		const before = cluster.workers.map((worker) => worker.executions().length);
		return () => cluster.workers.map((worker, at) => worker.executions().length - before[at]);
	};
	/** Waits until so many executions are under way: none is answered before. */
	async function fillWorkers(): Promise<void> {
		const { simulator } = cluster;
		const { length } = activations();
		simulator.faults.add({ endpoint: 'codeactive', times: FULL, do: 'hold-before' });
		await simulator.arrived(length + FULL, 'codeactive');
	}

	const get = async (url: string): Promise<string> => await (await request(url)).body.text();
	const metrics = async (): Promise<string> => await get(`${cluster.main.url}/metrics`);

	it('tells its state: each worker is ready, and the main process counts the jobs', async () => {
		for (const { healthUrl } of cluster.workers) {
			expect(await get(`${healthUrl}/healthz/readiness`)).toBe('{"status":"ok"}');
			expect(await get(`${healthUrl}/metrics`)).toContain('n8n_process_resident_memory_bytes');
		}
		const counts = await metrics();
		expect(counts).toContain('\nn8n_scaling_mode_queue_jobs_waiting 0\n');
		expect(counts).toContain('\nn8n_scaling_mode_queue_jobs_failed 0\n');
	});

	it('shares the calls of an ERP among the workers, and these share one login', async () => {
		const { simulator } = cluster;
		const erp = await publishErp(cluster, 'shared');
		const [first, ...rows] = rowsOf(91);
		expect(await erp([first])).toEqual(['activated']);

		const begun = countExecutions();
		const answers = inCalls(rows, 30).map(erp);
		await fillWorkers();
		expect(begun()).toEqual([CONCURRENCY, CONCURRENCY]);
		simulator.faults.release();

		expect(await Promise.all(answers)).toEqual(Array(30).fill(all('activated', 3)));
		expect(begun().reduce((sum, count) => sum + count)).toBe(30);
		expect(simulator.commitsPerCode(APPLICATION)).toEqual(eachCodeOnce(91));
		expect(activations()).toHaveLength(91);
		expect(simulator.tokens.logins).toHaveLength(1);
	});

	it('logs in once per worker when both begin without a token, and both get the same one', async () => {
		const { simulator } = cluster;
		const erp = await publishErp(cluster, 'cold');
		// Neither login is answered before the other is asked for.
		simulator.faults.add({ endpoint: 'stable_token', times: Infinity, do: 'hold-before' });
		const answers = inCalls(rowsOf(20), FULL).map(erp);
		await simulator.arrived(WORKERS, 'stable_token');
		simulator.faults.clear();

		expect((await Promise.all(answers)).flat()).toEqual(all('activated', 20));
		expect(simulator.tokens.logins.map(({ forced }) => forced)).toEqual([false, false]);
		expect(tokens()).toHaveLength(1);
		expect(simulator.commitsPerCode(APPLICATION)).toEqual(eachCodeOnce(20));
	});

	it('keeps the refresh token of a platform when both log in at once and WeChat rotates it', async () => {
		const { simulator } = cluster;
		const { componentAppId, authorizers } = DEFAULT_PLATFORM;
		const erp = await publishErp(cluster, 'platform', {
			accessTokenSource: 'thirdPartyPlatform',
			baseUrl: simulator.url,
			componentAppId,
			componentTokenUrl: `${simulator.url}/component-token-service`,
			authorizerAppId: authorizers[0].appId,
			authorizerRefreshToken: authorizers[0].refreshToken,
		});
		const [last, ...rows] = rowsOf(21).reverse();
		simulator.faults.add({ endpoint: 'api_authorizer_token', times: Infinity, do: 'hold-before' });
		const answers = inCalls(rows, FULL).map(erp);
		await simulator.arrived(WORKERS, 'api_authorizer_token');
		simulator.faults.clear();
		expect((await Promise.all(answers)).flat()).toEqual(all('activated', 20));

		// Hours later neither the tokens nor the first refresh token are accepted any more.
		simulator.advance(3 * 3_600_000);
		expect(await erp([last])).toEqual(['activated']);
		expect(simulator.tokens.logins).toHaveLength(WORKERS + 1);
		expect(simulator.commitsPerCode(APPLICATION)).toEqual(eachCodeOnce(21));
	});

	it('renews a token that expires in mid-run once per worker at most, without force', async () => {
		const { simulator, account } = cluster;
		const erp = await publishErp(cluster, 'expiring');
		const [first, ...rows] = rowsOf(301);
		await erp([first]);
		const answers = inCalls(rows, FULL).map(erp);
		await fillWorkers();
		simulator.faults.release();
		await simulator.arrived(150, 'codeactive');
		simulator.tokens.expireToken(account.appId);

		expect((await Promise.all(answers)).flat()).toEqual(all('activated', 300));
		const renewals = simulator.tokens.logins.slice(1);
		expect([1, WORKERS]).toContain(renewals.length);
		expect(renewals.map(({ forced }) => forced)).not.toContain(true);
		expect(tokens()).toHaveLength(2);
		expect(simulator.commitsPerCode(APPLICATION)).toEqual(eachCodeOnce(301));
	});

	it('activates the same rows once when they are sent twice at the same moment', async () => {
		const { simulator } = cluster;
		const erp = await publishErp(cluster, 'twice');
		const rows = rowsOf(30);
		// Both runs have asked for the first row before either is answered.
		simulator.faults.add({ endpoint: 'codeactive', times: 2, do: 'hold-before' });
		const answers = [erp(rows), erp(rows)];
		await simulator.arrived(2, 'codeactive');
		simulator.faults.release();

		const [one, other] = await Promise.all(answers);
		const pairs = rows.map((_row, at) => [one[at], other[at]].sort());
		expect(pairs).toEqual(Array(rows.length).fill(['activated', 'already_active']));
		expect(simulator.commitsPerCode(APPLICATION)).toEqual(eachCodeOnce(rows.length));
	});

	it('hands out a file that a worker downloaded: it lies in the database', async () => {
		const file = await (await publishDownload(cluster))();
		const [header, ...lines] = file.trimEnd().split('\n');
		expect(header).toBe('application_id,index,code,code_url,code_bits');
		expect(lines).toHaveLength(100);
		const { code, code_url, code_bits } = cluster.simulator.code(APPLICATION, 99);
		expect(lines[99]).toBe([APPLICATION, 99, code, code_url, code_bits].join(','));
		expect(await cluster.postgres.query('SELECT "fileName" FROM binary_data')).toBe(
			`${APPLICATION}_0-99.csv`,
		);
	});

	it('does not start a worker with another encryption key', async () => {
		await expect(cluster.startWorker({ N8N_ENCRYPTION_KEY: 'another' })).rejects.toThrow(
			'cannot be read with this instance encryption key',
		);
	});

	it('loses nothing and does nothing twice when a worker is killed and its rows are sent again', async () => {
		const { main, simulator, workers } = cluster;
		const erp = await publishErp(cluster, 'killed');
		const rows = rowsOf(300);
		const answered = 100;
		// The last calls are committed, but the worker dies before it hears of it.
		simulator.faults.add({
			endpoint: 'codeactive',
			after: answered,
			times: Infinity,
			do: 'hold-after',
		});
		const begun = countExecutions();
		const lost = erp(rows).catch((error: Error) => error.message);
		const before = answered + 5;
		await simulator.committed(before);
		const [victim] = workers.splice(begun().indexOf(1), 1);
		const execution = victim.executions().at(-1) ?? '';
		await victim.kill();
		simulator.faults.clear();

		const again = await erp(rows);
		expect(again.sort()).toEqual([
			...all('activated', rows.length - before),
			...all('already_active', before),
		]);
		expect(simulator.commitsPerCode(APPLICATION)).toEqual(eachCodeOnce(rows.length));
		const { length } = simulator.journal;

		// n8n gives the lost execution up, tells its caller, and does not run it again.
		workers.push(await cluster.startWorker());
		expect(await lost).toContain('n8n answered 500');
		expect(await main.rest.waitForEnd(execution)).toMatchObject({ status: 'error' });
		expect(simulator.journal).toHaveLength(length);
		expect(await metrics()).toContain('\nn8n_scaling_mode_queue_jobs_failed 1\n');
	});

	it('ends what it is running when a worker is stopped; the next call goes to the other', async () => {
		const { simulator, workers } = cluster;
		const erp = await publishErp(cluster, 'stopped');
		const [last, ...rows] = rowsOf(101).reverse();
		simulator.faults.add({ endpoint: 'codeactive', after: 20, do: 'hold-before' });
		const begun = countExecutions();
		const answer = erp(rows);
		await simulator.arrived(21, 'codeactive');
		const [stopped] = workers.splice(begun().indexOf(1), 1);
		const gone = stopped.stop();
		simulator.faults.release();

		expect(await answer).toEqual(all('activated', rows.length));
		await gone;
		expect(await erp([last])).toEqual(['activated']);
		expect(workers[0].executions().length).toBeGreaterThan(0);
		expect(simulator.commitsPerCode(APPLICATION)).toEqual(eachCodeOnce(101));
	});
});
