import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sheetRow, valueExpressions, type EngineRun } from './harness';
import { startWorld, statuses, type World } from './world';

const onError = 'continueRegularOutput' as const;
const LATER = 'run the row again';

describe.each(['refuse', 'overwrite'] as const)(
	'the advice beside a row of which a part is active, where WeChat would %s a second activation',
	(overlap) => {
		let world: World;
		beforeEach(async () => (world = await startWorld({ overlap, crossBlocks: '80306' })));
		afterEach(async () => {
			const twice = world.simulator.doubleCommits();
			await world.end();
			expect(twice).toEqual([]);
		});

		const crossing = sheetRow(40_000, 119_999);
		const whole = { parameters: { ...valueExpressions, rangeBy: 'wholeApplication' } };
		const refuseFrom = (start: number, errcode: number, errmsg?: string) =>
			world.simulator.faults.add({
				endpoint: 'codeactive',
				where: { code_start: start },
				do: { errcode, errmsg },
			});
		const run = async (rows: IDataObject[], options: INodeParameters = {}, more: object = {}) =>
			await world.run({ rows, onError, options, ...more });
		const message = ({ rows }: EngineRun): string => String(rows[0].activation_message);

		it('"run the row again": as it stands it ends activated', async () => {
			refuseFrom(50_000, 80308);
			const first = await run([crossing]);
			expect(statuses(first)).toEqual(['failed']);
			expect(message(first)).toContain(LATER);
			expect(message(first)).toMatch(
				/^Only a part of the row is active: 40000–49999.*, 100000–119999/,
			);
			expect(statuses(await run(first.rows))).toEqual(['activated']);
		});

		it('the same of a whole application', async () => {
			refuseFrom(50_000, 80308);
			const first = await run([sheetRow(0, 0)], {}, whole);
			expect(statuses(first)).toEqual(['failed']);
			expect(message(first)).toContain(LATER);
			expect(statuses(await run(first.rows, {}, whole))).toEqual(['activated']);
		});

		it('"run the rest tomorrow", where the quota ran out between the parts', async () => {
			refuseFrom(50_000, 45009);
			const first = await run([crossing]);
			expect(statuses(first)).toEqual(['failed']);
			expect(message(first)).toContain('Not sent: 100000–119999');
			expect(statuses(await run(first.rows))).toEqual(['activated']);
		});

		it('"in rows of their own", where a barcode is under review', async () => {
			refuseFrom(50_000, 1, '进入审核');
			const first = await run([crossing]);
			expect(message(first)).toMatch(/activate the rest in rows of their own: 50000–99999 .*$/);
			expect(statuses(await run([sheetRow(50_000, 99_999)]))).toEqual(['activated']);
			expect(statuses(await run(first.rows))).toEqual(['activated']);
		});

		it('"wait some minutes and run the row again", where a look-up denies a success', async () => {
			world.simulator.faults.add({
				endpoint: 'codeactivequery',
				times: Infinity,
				do: { errcode: 80304 },
			});
			const first = await run([sheetRow(0, 9)], { verifyAfterActivation: true });
			expect(statuses(first)).toEqual(['failed']);
			expect(message(first)).toMatch(/Wait some minutes and run the row again/);
			world.simulator.faults.clear();
			expect(statuses(await run(first.rows))).toEqual(['already_active']);
		});

		it('a range corrected to a part that is not active ends activated', async () => {
			refuseFrom(50_000, 80308);
			const first = await run([crossing]);
			const corrected = { ...first.rows[0], start: 50_000, end: 99_999 };
			expect(statuses(await run([corrected]))).toEqual(['activated']);
		});

		it('a dry run that asks says of the rest that it can be activated', async () => {
			refuseFrom(50_000, 80308);
			const first = await run([crossing]);
			const asked = await run(first.rows, { askWeChat: true });
			expect(statuses(asked)).toEqual(['dry_run']);
			expect(message(asked)).toMatch(/Codes 40000–49999.* active already/);
		});
	},
);

describe('a row of which a part was active before', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	it.each<[string, INodeParameters]>([
		['a run', {}],
		['one that checks first', { ifAlreadyActive: 'checkFirst' }],
		['one that only asks', { askWeChat: true }],
	])('is told what was looked at, where more of it may be active inside: %s', async (...of) => {
		await world.run({ rows: [sheetRow(0, 4), sheetRow(10, 14)] });
		const only = 'Only codes at the ends were looked up.';
		const run = async (row: IDataObject) =>
			(await world.run({ rows: [row], options: of[1], onError })).rows[0].activation_message;
		expect(await run(sheetRow(0, 19))).toMatch(new RegExp(`Not active: 5–19\\..*${only}$`));
		expect(await run(sheetRow(13, 16))).toMatch(/Not active: 15–16\..*in a row of its own\.$/);
	});

	it('is not cut for the user, however often it is run; its rest in a row of its own succeeds', async () => {
		await world.run({ rows: [sheetRow(49_980, 49_989)] });
		const first = await world.run({ rows: [sheetRow(49_980, 50_019)], onError });
		const advice = 'Not active: 49990–50019. Activate 49990–50019 in a row of its own.';
		expect(first.rows[0].activation_message).toContain(advice);
		const again = await world.run({ rows: first.rows, onError });
		expect(again.rows[0].activation_message).toContain(advice);
		const rest = await world.run({ rows: [{ ...again.rows[0], start: 49_990 }], onError });
		expect(statuses(rest)).toEqual(['activated']);
	});
});
