import type { CommittedRange, JournalEntry } from '../simulator';
import { APPLICATION, ROW_CODES, saveActivation, statusCounts } from './activation';
import { startHost, type RunningHost } from './startHost';

const CODES = 100_000;

describe('a run that is cut short, in a real n8n', () => {
	let host: RunningHost;

	beforeAll(async () => {
		host = await startHost({
			simulator: { applications: [{ applicationId: APPLICATION, codeCount: CODES }] },
		});
	});
	beforeEach(() => host.simulator.reset());
	afterAll(async () => await host?.stop());

	const activations = (): JournalEntry[] =>
		host.simulator.journal.filter(({ endpoint }) => endpoint === 'codeactive');

	/** Every code of the rows was committed once, and no other code at all. */
	const eachCodeOnce = (rows: number): CommittedRange[] => [
		{ applicationId: APPLICATION, codeStart: 0, codeEnd: rows * ROW_CODES - 1, commits: 1 },
	];

	it('killed in mid-run of 1,000 rows and run again, has activated every code once', async () => {
		const rows = 1_000;
		const answered = 400;
		const { simulator } = host;
		// The last calls are committed, but n8n dies before it hears of it.
		simulator.faults.add({
			endpoint: 'codeactive',
			after: answered,
			times: Infinity,
			do: 'hold-after',
		});
		const workflow = await saveActivation(host.rest, host.account, {
			name: 'Killed',
			rows,
			node: { onError: 'continueRegularOutput' },
			options: { parallelRequests: 5 },
		});
		const killed = await host.rest.startWorkflow(workflow, 'Start');
		const before = answered + 5;
		await simulator.committed(before);
		await host.n8n.kill();
		simulator.faults.clear();

		await host.restart();
		// "crashed", or "running" for ever where n8n's own event log did not reach the disk in time.
		expect((await host.rest.execution(killed)).status).not.toBe('success');
		expect(simulator.commits).toHaveLength(before);
		const again = await host.rest.runWorkflow(workflow, 'Start');
		expect(statusCounts(again)).toEqual({ already_active: before, activated: rows - before });
		expect(simulator.commitsPerCode(APPLICATION)).toEqual(eachCodeOnce(rows));
		// The token outlived the process: it is stored with the credential.
		expect(simulator.tokens.logins).toHaveLength(1);
		// One call per row and try, and one look-up for each row that was active.
		expect(simulator.journal).toHaveLength(1 + before + rows + before);
	});

	it('with Retry On Fail, sends no row again that an earlier try activated', async () => {
		const rows = 30;
		const { simulator } = host;
		const row = (at: number) => ({ code_start: at * ROW_CODES });
		simulator.faults.add(
			{ endpoint: 'codeactive', where: row(12), do: { errcode: 77777 } },
			{ endpoint: 'codeactive', where: row(20), do: 'reset-after' },
			{ endpoint: 'codeactive', where: row(25), do: { errcode: 77777 } },
		);
		const workflow = await saveActivation(host.rest, host.account, {
			name: 'Retried',
			rows,
			node: { retryOnFail: true, maxTries: 5, waitBetweenTries: 10 },
		});
		const run = await host.rest.runWorkflow(workflow, 'Start');
		expect(run.error).toBeUndefined();
		expect(simulator.faults.pending).toBe(0);
		expect(statusCounts(run)).toEqual({ activated: rows });
		// Three tries: the two refused rows went out once more, all others once.
		expect(activations()).toHaveLength(rows + 2);
		expect(simulator.commitsPerCode(APPLICATION)).toEqual(eachCodeOnce(rows));
	});

	it.each([
		['skip', 'refuse'],
		// Should WeChat not refuse what is active, only a look-up before the call protects it.
		['checkFirst', 'overwrite'],
	] as const)(
		'run a second time by hand (%s, WeChat would %s), finds every row active and commits nothing',
		async (ifAlreadyActive, overlap) => {
			const rows = 50;
			const { simulator } = host;
			simulator.set({ overlap });
			const workflow = await saveActivation(host.rest, host.account, {
				name: 'Twice',
				rows,
				options: { ifAlreadyActive },
			});
			const first = await host.rest.runWorkflow(workflow, 'Start');
			expect(statusCounts(first)).toEqual({ activated: rows });
			const second = await host.rest.runWorkflow(workflow, 'Start');
			expect(statusCounts(second)).toEqual({ already_active: rows });
			expect(simulator.commits).toHaveLength(rows);
			expect(simulator.commitsPerCode(APPLICATION)).toEqual(eachCodeOnce(rows));
		},
	);
});
