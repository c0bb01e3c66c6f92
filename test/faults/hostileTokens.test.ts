import { CredentialStore } from '../engine/credentialStore';
import { sheetRow } from '../engine/harness';
import { credentialOf } from '../engine/sources';
import { press } from '../engine/testButton';
import { startWorld, statuses, type World } from '../engine/world';
import { waysOf } from './hostileWays';
import { untrueIn } from './judge';

const SOURCES = [
	['stable_token', 'appSecret'],
	['token-service', 'tokenService'],
	['component-token-service', 'thirdPartyPlatform'],
	['api_authorizer_token', 'thirdPartyPlatform'],
] as const;
/** Between the tries of one row. */
const BACK_OFFS_MS = 15_000;
const PAUSE_MS = 60_000;
const LOGIN_MS = 30_000;

describe.each(SOURCES)('%s, which', (endpoint, source) => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	it.each(waysOf('http://127.0.0.1:1/trap'))(
		'%s: the run ends, and says why',
		async (what, fault) => {
			const { simulator } = world;
			simulator.faults.add({ endpoint, ...fault });
			const run = await world.run({
				rows: [sheetRow(0, 9), sheetRow(10, 19)],
				store: new CredentialStore(credentialOf(world, source)),
				onError: 'continueRegularOutput',
			});
			expect(run.error).toBeUndefined();
			expect(run.rows).toHaveLength(2);
			expect(untrueIn(simulator, run.rows)).toEqual([]);
			expect(simulator.doubleCommits()).toEqual([]);
			expect(simulator.count('unknown')).toBe(0);
			for (const { activation_message: told } of run.rows) {
				expect(told).toMatch(/\w{3}.*\.?$/s);
				expect(told).not.toMatch(/undefined|\[object|NaN/);
			}
			const isOver = !statuses(run).includes('activated');
			// Five tries a row, where asking again may help; eleven where it was asked to wait.
			const asked = simulator.count(endpoint);
			const isPaused = what === 'wants fewer calls for ever';
			expect(asked).toBeLessThanOrEqual(isPaused ? 11 : 5 * run.rows.length);
			const waits = isPaused ? 10 * PAUSE_MS : run.rows.length * BACK_OFFS_MS;
			expect(world.slept()).toBeLessThanOrEqual(asked * LOGIN_MS + waits);
			if (fault.times === Infinity && isOver) {
				const { red } = await press(credentialOf(world, source));
				expect(red).toMatch(/^[A-Z].*\.|\)$/s);
				expect(red).not.toMatch(/undefined|\[object/);
			}
		},
	);
});
