import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { valueExpressions } from '../harness';
import { listBlocks } from '../operations/operate';
import { startWorld, statuses, type World } from '../world';
import { row, sent, sentRanges } from './sheet';

const UNFINISHED = 581865900;
const SMALL = 581865901;

describe('a whole application', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
		world.simulator.addApplication({
			applicationId: UNFINISHED,
			codeCount: 100_000,
			status: 'PROCESSING',
		});
		world.simulator.addApplication({ applicationId: SMALL, codeCount: 60_000 });
	});
	afterEach(async () => await world.end());

	const of = (application: number, more: IDataObject = {}): IDataObject =>
		row(0, 0, { application: String(application), ...more });
	const run = async (rows: IDataObject[], options: INodeParameters = {}) =>
		await world.run({
			rows,
			parameters: { ...valueExpressions, rangeBy: 'wholeApplication' },
			options,
			onError: 'continueRegularOutput',
		});

	it('is sent block by block, and each block once', async () => {
		const { rows } = await run([of(SMALL)]);
		expect(sentRanges(world)).toEqual(['0-49999', '50000-59999']);
		expect(rows[0]).toMatchObject({
			activation_status: 'activated',
			activation_application_id: String(SMALL),
			activation_code_start: 0,
			activation_code_end: 59_999,
			activation_code_count: 60_000,
		});
	});

	it.each([
		[
			'goes on',
			[
				[0, 9],
				[5, 19],
			],
			['0-9', '10-19'],
		],
		[
			'lies in another',
			[
				[0, 19],
				[5, 9],
			],
			['0-19'],
		],
	] as Array<[string, Array<[number, number]>, string[]]>)(
		'in which a block overlaps others (it %s) is sent with each code once',
		async (_, blocks, ranges) => {
			listBlocks(world, blocks);
			const { rows } = await run([of(SMALL)]);
			expect(sentRanges(world)).toEqual(ranges);
			expect(rows[0]).toMatchObject({
				activation_status: 'activated',
				activation_code_start: 0,
				activation_code_end: 19,
				activation_code_count: 20,
			});
		},
	);

	it('that is still being made fails with what WeChat says, and nothing is sent', async () => {
		const { rows } = await run([of(UNFINISHED), of(SMALL)]);
		expect(rows.map(({ activation_status }) => activation_status)).toEqual(['failed', 'activated']);
		expect(rows[0].activation_message).toContain('PROCESSING');
		expect(sent(world).every(({ application_id }) => application_id === SMALL)).toBe(true);
	});

	it('that WeChat refuses to tell about fails with its code, and nothing is sent', async () => {
		const { rows } = await run([of(123_456), of(SMALL)]);
		expect(rows[0]).toMatchObject({ activation_status: 'failed', activation_errcode: 80300 });
		expect(rows[1].activation_status).toBe('activated');
		expect(sent(world).every(({ application_id }) => application_id === SMALL)).toBe(true);
	});

	it('of which WeChat tells nothing is not sent, and says so', async () => {
		world.simulator.faults.add({
			endpoint: 'applycodequery',
			where: { application_id: UNFINISHED },
			times: Infinity,
			do: 'reset-before',
		});
		const { rows } = await run([of(UNFINISHED), of(SMALL)], { parallelRequests: 1 });
		expect(rows[0]).toMatchObject({ activation_status: 'failed', activation_errcode: null });
		expect(rows[0].activation_message).toContain('nothing was sent');
		expect(rows[1].activation_status).toBe('activated');
		expect(sent(world).every(({ application_id }) => application_id === SMALL)).toBe(true);
	});

	it('that is asked for twice with the same values is sent once, with another product not at all', async () => {
		const result = await run([of(SMALL), of(SMALL), of(SMALL, { title: 'another' })]);
		expect(statuses(result)).toEqual(['activated', 'activated', 'invalid']);
		expect(sentRanges(world)).toEqual(['0-49999', '50000-59999']);
		expect(result.rows[1]).toMatchObject({ activation_code_start: 0, activation_code_end: 59_999 });
		expect(world.simulator.count('applycodequery')).toBe(1);
	});

	it('of another id is another application', async () => {
		world.simulator.finish(UNFINISHED);
		const result = await run([of(SMALL), of(UNFINISHED, { title: 'another' })]);
		expect(statuses(result)).toEqual(['activated', 'activated']);
		expect(world.simulator.segments(UNFINISHED)).toHaveLength(2);
	});

	it('is active already when all its blocks are', async () => {
		await run([of(SMALL)]);
		const { rows } = await run([of(SMALL)]);
		expect(rows[0]).toMatchObject({
			activation_status: 'already_active',
			activation_code_start: 0,
			activation_code_end: 59_999,
		});
	});

	it('with one block that is active already is activated with the others', async () => {
		await world.run({ rows: [row(0, 49_999, { application: String(SMALL) })] });
		const { rows } = await run([of(SMALL)]);
		expect(rows[0].activation_status).toBe('activated');
		expect(rows[0].activation_message).toMatch(/2 parts, 1 of them/);
	});

	it.each(['skip'])(
		'with one block held by others, the blocks behind it are activated (%s)',
		async (ifAlreadyActive) => {
			const held = row(0, 49_999, { application: String(SMALL), brand: 'another' });
			await world.run({ rows: [held] });
			const { rows } = await run([of(SMALL)], { ifAlreadyActive });
			expect(rows[0].activation_status).toBe('failed');
			expect(rows[0].activation_message).toContain('50000–59999');
			expect(world.simulator.segments(SMALL)).toHaveLength(2);
		},
	);

	it('in a dry run is planned and asks nothing', async () => {
		expect(statuses(await run([of(SMALL)], { dryRun: true }))).toEqual(['dry_run']);
		expect(world.simulator.count()).toBe(0);
	});
});
