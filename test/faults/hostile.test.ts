import type { IDataObject } from 'n8n-workflow';
import type { EngineRun } from '../engine/harness';
import { startWorld, type World } from '../engine/world';
import { waysOf } from './hostileWays';
import { faultsOf, prepare, SMALL, walk, ways } from './hostileWorld';

const TRAP = 'http://127.0.0.1:1/trap';

describe.each(Object.entries(ways))('%s, where the other side', (_name, way) => {
	let world: World;
	let item: IDataObject;
	let healthy: EngineRun;

	const start = async () => {
		world = await startWorld({
			applications: [
				{ applicationId: 581865877, codeCount: 200_000, status: 'FINISH' },
				{ applicationId: SMALL, codeCount: 30, status: 'FINISH' },
			],
		});
		item = await prepare(world);
	};
	beforeAll(async () => {
		await start();
		healthy = await walk(world, way, item);
		await world.end();
	});
	beforeEach(start);
	afterEach(async () => await world.end());

	it.each(waysOf(TRAP))('%s: it ends, and tells the truth', async (_what, fault) => {
		world.simulator.faults.add({ endpoint: way.endpoint, ...fault });
		const before = { calls: world.simulator.count(), ms: world.slept() };
		const run = await walk(world, way, item);
		const calls = world.simulator.count() - before.calls;
		const ms = world.slept() - before.ms;
		expect(faultsOf(world, way, { run, healthy, calls, ms })).toEqual([]);
	});
});
