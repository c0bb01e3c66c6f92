import type { N8n } from '../../scripts/n8n';
import { outputOf, type Execution } from '../../scripts/rest';
import { saveAccount } from '../../scripts/example';
import { APPLICATION, NODE, ROW_CODES, saveActivation } from './activation';
import { startHost, type RunningHost } from './startHost';

const ROWS = 150;
const PARALLEL = 5;

describe('two n8n processes that share one database', () => {
	let host: RunningHost;
	let other: N8n;
	let workflows: string[];
	let tests = 0;

	beforeAll(async () => {
		host = await startHost({
			simulator: { applications: [{ applicationId: APPLICATION, codeCount: 100_000 }] },
		});
		other = await host.startAnother();
	});
	afterAll(async () => {
		await other?.stop();
		await host?.stop();
	});

	/** One credential for both, a new one for each test: n8n keeps the token of one that is saved again. */
	beforeEach(async () => {
		host.simulator.reset();
		host.simulator.set({ latencyMs: 10 });
		const credentials = await saveAccount(host.rest, host.account, `Shared ${++tests}`);
		workflows = [];
		for (const at of [0, 1]) {
			workflows.push(
				await saveActivation(host.rest, host.account, {
					name: `Process ${at}`,
					rows: ROWS,
					firstCode: at * ROWS * ROW_CODES,
					node: { onError: 'continueRegularOutput' },
					credentials,
					options: { parallelRequests: PARALLEL },
				}),
			);
		}
	});

	/** Two runs under way when something happens to the token; what they did about it, as WeChat saw it. */
	async function interrupt(event: () => void) {
		const { simulator } = host;
		await simulator.arrived(ROWS / 2, 'codeactive');
		const { length } = simulator.tokens.logins;
		event();
		return () => {
			const logins = simulator.tokens.logins.slice(length);
			const sent = simulator.journal.filter(({ endpoint }) => endpoint === 'codeactive');
			return {
				before: length,
				normal: logins.filter(({ forced }) => !forced).length,
				forced: logins.filter(({ forced }) => forced).length,
				madeByForce: logins.filter(({ forced, fresh }) => forced && fresh).length,
				refused: sent.filter((call) => call.answer !== 'none' && call.answer.errcode !== 0).length,
				tokens: [...new Set(sent.map(({ query }) => query.access_token))],
			};
		};
	}

	const statuses = (run: Execution) => outputOf(run, NODE).map((row) => row.activation_status);
	const allActivated = Array.from({ length: ROWS }, () => 'activated');
	const eachCodeOnce = [
		{
			applicationId: APPLICATION,
			codeStart: 0,
			codeEnd: 2 * ROWS * ROW_CODES - 1,
			commits: 1,
		},
	];

	it.each<[string, () => void, number]>([
		['expires', () => host.simulator.tokens.expireToken(host.account.appId), 0],
		[
			'is replaced by another system',
			() => void host.simulator.tokens.rotateToken(host.account.appId),
			0,
		],
		[
			'is refused but still handed out',
			() => host.simulator.tokens.poisonToken(host.account.appId),
			1,
		],
	])('a token that %s in mid-run is renewed once for both', async (_token, event, made) => {
		const running = [host.rest, other.rest].map(
			async (rest, at) => await rest.runWorkflow(workflows[at], 'Start'),
		);
		const judge = await interrupt(event);
		const runs = await Promise.all(running);
		expect(runs.map(statuses)).toEqual([allActivated, allActivated]);
		expect(host.simulator.commitsPerCode(APPLICATION)).toEqual(eachCodeOnce);

		const { before, normal, forced, madeByForce, refused, tokens } = judge();
		expect(before).toBeLessThanOrEqual(2);
		// At most one login of each process; who comes later takes the token that is stored.
		// Before forcing, a worker looks once more whether another one was faster.
		expect(normal).toBeLessThanOrEqual(2 + 2 * made);
		expect(madeByForce).toBe(made);
		// They force at random moments; should these coincide, WeChat makes no second token within 30 s.
		expect(forced).toBeLessThanOrEqual(2 * made);
		// Neither throws the other out: the old token, the new one, and no other ever.
		expect(tokens).toHaveLength(2);
		// Only calls that were under way with the old token were refused.
		expect(refused).toBeLessThanOrEqual(2 * PARALLEL);
	});

	it('a token that expires under n8n and its execute command is renewed once for both', async () => {
		const { simulator, rest } = host;
		const command = host.command(['execute', `--id=${workflows[1]}`, '--rawOutput']);
		await simulator.arrived(1, 'codeactive');
		const running = rest.runWorkflow(workflows[0], 'Start');
		const judge = await interrupt(() => simulator.tokens.expireToken(host.account.appId));
		expect(statuses(await running)).toEqual(allActivated);
		expect((await command).match(/"activation_status": "activated"/g)).toHaveLength(ROWS);
		expect(simulator.commitsPerCode(APPLICATION)).toEqual(eachCodeOnce);
		const { normal, forced, tokens } = judge();
		expect([1, 2]).toContain(normal);
		expect(forced).toBe(0);
		expect(tokens).toHaveLength(2);
	});
});
