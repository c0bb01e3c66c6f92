import { NODE_TYPE, saveAccount } from '../../scripts/example';
import type { WorkflowNode } from '../../scripts/rest';
import { startHost, type RunningHost } from './startHost';
import { emittedTo, tellNode } from './tell';

/** It is never finished: that polls go on shows in the questions about it. */
const OPEN = 681200100;
/** It belongs to another account (80301). */
const FOREIGN = 681200199;
const [A, B, C, D, E, F, G] = [1, 2, 3, 4, 5, 6, 7].map((at) => OPEN + at);
/** n8n wants a minute between polls of one poll time, but takes many of them: a poll every two seconds. */
const EVERY_TWO_SECONDS = Array.from({ length: 30 }, (_, at) => ({
	mode: 'custom',
	cronExpression: `${at * 2} * * * * *`,
}));

describe('the trigger in a real n8n', () => {
	let host: RunningHost;
	let credentials: WorkflowNode['credentials'];

	beforeAll(async () => {
		const own = [OPEN, A, B, C, D, E, F, G].map((applicationId) => ({
			applicationId,
			codeCount: 60_000,
			status: 'PROCESSING' as const,
		}));
		const [account, other] = ['wx5f3a1c9e7b2d4068', 'wx0a1b2c3d4e5f6071'].map((appId) => ({
			appId,
			appSecret: `${appId.slice(2)}${appId.slice(2)}`,
		}));
		host = await startHost({
			simulator: {
				accounts: [account, other],
				applications: [...own, { applicationId: FOREIGN, codeCount: 10_000, owner: other.appId }],
			},
		});
		credentials = await saveAccount(host.rest, host.account);
	});
	afterAll(async () => await host?.stop());

	/** trigger → HTTP Request, which tells the simulator what came: its journal knows what n8n did. */
	async function publish(name: string, applications: number[]): Promise<string> {
		const trigger = {
			name: 'When finished',
			type: `${NODE_TYPE}Trigger`,
			id: 'trigger',
			typeVersion: 1,
			position: [0, 0],
			credentials,
			parameters: {
				pollTimes: { item: EVERY_TWO_SECONDS },
				applications: applications.join('\n'),
			},
		};
		const tell = tellNode(host.simulator);
		const connections = { [trigger.name]: { main: [[{ node: 'Tell', type: 'main', index: 0 }]] } };
		const id = await host.rest.saveWorkflow({ name, nodes: [trigger, tell], connections });
		await host.rest.activateWorkflow(id);
		return id;
	}

	/** What the node behind the trigger got, in order. */
	const emitted = () => emittedTo(host.simulator);
	const emittedIds = () => emitted().map(({ application_id }) => application_id);
	/** Resolves when so many emissions more than now have come. */
	const emissions = async (more: number) =>
		await host.simulator.arrived(host.simulator.count('unknown') + more, 'unknown');
	/** Resolves when n8n has asked for the applications once more, wholly. */
	const onePoll = async (applications: number) => {
		const { simulator } = host;
		const asked = simulator.count('applycodequery');
		await simulator.arrived(asked + 2 * applications + 1, 'applycodequery');
	};

	it('emits each application once when it is finished, whatever error another one gives', async () => {
		const { simulator } = host;
		const watched = await publish('Errors', [FOREIGN, A, B, OPEN]);
		await onePoll(4);
		expect(emittedIds()).toEqual([]);
		const first = emissions(1);
		simulator.finish(B);
		await first;
		const second = emissions(1);
		simulator.finish(A);
		await second;
		await onePoll(2);
		expect(emitted()).toMatchObject([
			{ application_id: B, status: 'FINISH', finished: true, code_count: 60_000 },
			{ application_id: A, status: 'FINISH', finished: true, code_count: 60_000 },
		]);
		const refused = simulator.journal.filter(
			({ answer }) => answer !== 'none' && answer.errcode === 80301,
		);
		expect(refused.length).toBeGreaterThan(3);
		await host.rest.deactivateWorkflow(watched);
	});

	it('emits once across deactivate and activate, and across a restart', async () => {
		const { simulator, rest } = host;
		const before = emittedIds().length;
		const watched = await publish('Restarted', [C, D, E, OPEN]);
		const first = emissions(1);
		simulator.finish(C);
		await first;
		await rest.deactivateWorkflow(watched);
		const second = emissions(1);
		simulator.finish(D);
		await rest.activateWorkflow(watched);
		await second;
		await onePoll(2);
		expect(emittedIds().slice(before)).toEqual([C, D]);

		await host.n8n.stop();
		const third = emissions(1);
		simulator.finish(E);
		await host.restart();
		await third;
		await onePoll(1);
		expect(emittedIds().slice(before)).toEqual([C, D, E]);
		await host.rest.deactivateWorkflow(watched);
	});

	it('loses nothing when it is killed before it emits, or after its execution began', async () => {
		const { simulator } = host;
		const before = emittedIds().length;
		const killed = [
			await publish('Killed before', [F, OPEN]),
			await publish('Killed after', [G, OPEN]),
		];
		simulator.faults.add(
			// WeChat's answer is on its way …
			{
				endpoint: 'applycodequery',
				where: { application_id: F },
				times: Infinity,
				do: 'hold-after',
			},
			// … and the other workflow is running.
			{ endpoint: 'unknown', times: Infinity, do: 'hold-after' },
		);
		const begun = emissions(1);
		simulator.finish(F);
		simulator.finish(G);
		await Promise.all([begun, onePoll(4)]);
		expect(emittedIds().slice(before)).toEqual([G]);
		await host.n8n.kill();
		simulator.faults.clear();

		const again = emissions(1);
		await host.restart();
		await again;
		await onePoll(3);
		const ids = emittedIds().slice(before);
		expect(ids.filter((id) => id === F)).toEqual([F]);
		// Whether n8n had saved that it was emitted is a matter of milliseconds.
		expect([1, 2]).toContain(ids.filter((id) => id === G).length);
		for (const id of killed) await host.rest.deactivateWorkflow(id);
	});
});
