import type { IDataObject } from 'n8n-workflow';
import type { FaultRequest } from '../../simulator';
import { startWorld, statuses, type World } from '../world';
import { mapped, row, sent, sentRanges } from './sheet';

const SHORT = 581865910;
const bodyOf = ({ body }: FaultRequest) => body as { code_start: number; code_end: number };

describe('a call that is cut', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
		world.simulator.addApplication({ applicationId: SHORT, codeCount: 1_983 });
	});
	afterEach(async () => await world.end());

	const run = async (rows: IDataObject[], options: Record<string, string | boolean> = {}) =>
		await world.run({
			rows,
			parameters: mapped,
			options: { numbering: 'zeroBased', ...options },
			onError: 'continueRegularOutput',
		});
	const ones = (count: number, from: number, more: IDataObject = {}) =>
		Array.from({ length: count }, (_, i) => row(from + i, from + i, more));
	const refuse = (
		errcode: number,
		when: (range: { code_start: number; code_end: number }) => boolean,
	) =>
		world.simulator.faults.add({
			endpoint: 'codeactive',
			times: Infinity,
			when: (request) => when(bodyOf(request)),
			do: { errcode },
		});

	it.each([80302, 80306, 80308])(
		'of combined rows is split after %i until the one bad row stands alone',
		async (errcode) => {
			const bad = new Set([3, 12]);
			refuse(errcode, ({ code_start, code_end }) =>
				[...bad].some((code) => code_start <= code && code <= code_end),
			);
			const result = await run(ones(16, 0), {
				combineAdjacentRows: true,
				ifAlreadyActive: 'error',
			});
			expect(statuses(result)).toEqual(
				ones(16, 0).map(({ start }) => (bad.has(start as number) ? 'failed' : 'activated')),
			);
			for (const code of bad) expect(result.rows[code].activation_errcode).toBe(errcode);
			expect(sent(world).length).toBeLessThan(16);
			expect(world.simulator.doubleCommits()).toEqual([]);
		},
	);

	it('of combined rows beyond the last code is split down to the border', async () => {
		const rows = ones(32, 1_960, { application: String(SHORT) });
		const result = await run(rows, { combineAdjacentRows: true });
		expect(statuses(result)).toEqual(
			rows.map(({ start }) => ((start as number) < 1_983 ? 'activated' : 'failed')),
		);
	});

	it.each([80300, 80301, 40097])(
		'of combined rows is not split after %i: that is the result of all of them',
		async (errcode) => {
			refuse(errcode, () => true);
			const result = await run(ones(8, 0), { combineAdjacentRows: true });
			expect(new Set(statuses(result))).toEqual(new Set(['failed']));
			expect(sent(world)).toHaveLength(1);
		},
	);

	it.each([80308, 80310, 80302])(
		'into blocks goes on behind a block that is refused with %i',
		async (errcode) => {
			world.simulator.set({ crossBlocks: '80306' });
			await run([row(60_000, 60_009, { brand: 'another' })]);
			if (errcode !== 80302) refuse(errcode, ({ code_start }) => code_start === 50_000);
			const { rows } = await run([row(40_000, 119_999)]);
			expect(sentRanges(world).slice(-3)).toEqual(['40000-49999', '50000-99999', '100000-119999']);
			expect(rows[0]).toMatchObject({ activation_status: 'failed', activation_errcode: errcode });
			expect(rows[0].activation_message).toMatch(/40000–49999.*100000–119999/);
		},
	);

	it('into blocks ends at a block that is refused for its values', async () => {
		world.simulator.set({ crossBlocks: '80306' });
		refuse(40097, ({ code_start }) => code_start === 50_000);
		const { rows } = await run([row(40_000, 119_999)]);
		expect(sentRanges(world).at(-1)).toBe('50000-99999');
		expect(rows[0]).toMatchObject({ activation_status: 'failed', activation_errcode: 40097 });
		expect(rows[0].activation_message).toContain('40000–49999');
		expect(rows[0].activation_message).toContain('Not sent: 100000–119999');
	});

	it('into blocks says how many codes in how many parts', async () => {
		world.simulator.set({ crossBlocks: '80306' });
		const { rows } = await run([row(40_000, 119_999)]);
		expect(rows[0].activation_message).toMatch(/40000–119999.*80,000 codes.*3 parts/);
		expect(rows[0].activation_message).not.toMatch(/already|of them/);
	});

	it('into blocks says how many of them were active already', async () => {
		world.simulator.set({ crossBlocks: '80306' });
		await run([row(50_000, 99_999)]);
		const { rows } = await run([row(40_000, 119_999)]);
		expect(rows[0].activation_status).toBe('activated');
		expect(rows[0].activation_message).toMatch(/80,000 codes.*3 parts, 1 of them .*active already/);
	});

	it('into blocks that are all active already changes nothing', async () => {
		world.simulator.set({ crossBlocks: '80306' });
		await run([row(40_000, 119_999)]);
		const { rows } = await run([row(40_000, 119_999)]);
		expect(rows[0]).toMatchObject({
			activation_status: 'already_active',
			activation_code_start: 40_000,
			activation_code_end: 119_999,
		});
		expect(rows[0].activation_message).toMatch(/40000–119999.*80,000 codes.*active already/);
	});

	it('tells a row of a combined call its own range, and a repeat whose result it has', async () => {
		const { rows } = await run([row(0, 9), row(10, 19), row(10, 19)], {
			combineAdjacentRows: true,
		});
		expect(sentRanges(world)).toEqual(['0-19']);
		expect(rows[0].activation_message).toContain('0–9');
		expect(rows[1].activation_message).toContain('10–19');
		expect(rows[2].activation_message).toMatch(/10–19.*very same/);
		expect(rows[1].activation_message).not.toContain('very same');
	});

	it('in a dry run names the rows that would share a call', async () => {
		const { rows } = await run([row(0, 9), row(10, 19)], {
			combineAdjacentRows: true,
			dryRun: true,
		});
		expect(rows[1].activation_message).toContain('0–19');
		expect(rows[1].activation_message).toMatch(/shared by row 1, row 2:/);
	});
});
