import type { IDataObject, IExecuteFunctions, INodeType } from 'n8n-workflow';
import { time } from '../../nodes/WechatMarketingCode/api/time';
import { WechatMarketingCode } from '../../nodes/WechatMarketingCode/WechatMarketingCode.node';
import { get, mapValues, pick } from 'lodash';
import { row } from './chineseSheet';
import { fieldExpressions, sheetRow } from './harness';
import { APPLICATION, startWorld, statuses, type World } from './world';

const ROWS = 10_000;
/** What n8n takes to read a row of ten expressions. */
const READ_MS = 1;

describe('a long sheet', () => {
	let world: World;
	let ms: number;
	let turns: number[];
	beforeEach(async () => {
		world = await startWorld();
		[ms, turns] = [0, []];
		const sleep = async () => {
			turns.push(ms);
		};
		Object.assign(time, { monotonic: () => ms, sleep });
	});
	afterEach(async () => await world.end());

	const longest = () => Math.max(...[...turns, ms].map((at, turn) => at - (turns[turn - 1] ?? 0)));

	/** The shipped node; the clock goes on with each read of some of its parameters. */
	const slowly =
		(isSlow: (name: string) => boolean) =>
		(onRead: (index: number) => void = () => {}): INodeType => {
			const node = new WechatMarketingCode();
			return {
				description: node.description,
				async execute(this: IExecuteFunctions) {
					const read = this.getNodeParameter.bind(this) as (...args: unknown[]) => unknown;
					const getNodeParameter = (name: string, index: number, ...rest: unknown[]) => {
						if (isSlow(name)) {
							onRead(index);
							ms += READ_MS;
						}
						return read(name, index, ...rest);
					};
					Object.assign(this, { getNodeParameter });
					return await node.execute.call(this);
				},
			};
		};
	const slowlyRead = slowly((name) => name === 'codeStart');
	const slowOptions = slowly((name) => name.startsWith('options.'));

	const parameters = {
		...mapValues(fieldExpressions, (expression) =>
			String(get(sheetRow(0, 0), String(expression).replace(/^.*json\.| }}$/g, ''))),
		),
		...pick(fieldExpressions, 'codeStart', 'codeEnd'),
	};
	const rows = Array.from({ length: ROWS }, (_, at) => sheetRow(at, at));

	it('gives way at least every 0.2 s while its fields are read', async () => {
		const run = await world.run({
			rows,
			parameters,
			options: { dryRun: true },
			nodeType: slowlyRead(),
		});
		expect(run.rows).toHaveLength(ROWS);
		expect(longest()).toBeLessThanOrEqual(200);
		expect(turns.length).toBeGreaterThanOrEqual((ROWS * READ_MS) / 200);
	});

	const byExpression = { dryRun: '={{ true }}', timeout: '={{ 5000 }}' };

	it('gives way while options that hold an expression are read for each of its rows', async () => {
		const sheet = Array.from({ length: 1_000 }, (_, at) => row(at, at));
		const run = await world.run({
			rows: sheet,
			parameters: { rowSource: 'columns' },
			options: byExpression,
			nodeType: slowOptions(),
		});
		expect(new Set(statuses(run))).toEqual(new Set(['dry_run']));
		expect(ms).toBeGreaterThanOrEqual(2_000 * READ_MS);
		expect(longest()).toBeLessThanOrEqual(200);
	});

	it('hears a cancel there too, and reads no further than the first differences', async () => {
		let cancel = () => {};
		const reads: number[] = [];
		const sheet = Array.from({ length: 1_000 }, (_, at) => row(at, at, { at: at + 1 }));
		const nodeType = slowOptions((index) => {
			reads.push(index);
			if (index === 300) cancel();
		});
		const common = { rows: sheet, parameters: { rowSource: 'columns' }, nodeType };
		const onError = 'continueRegularOutput' as const;
		const onStart = (stop: () => void) => (cancel = stop);
		await world.run({ ...common, options: byExpression, onStart, onError });
		expect(reads.length).toBeLessThan(600);
		expect(world.simulator.count()).toBe(0);
		reads.length = 0;
		const differs = await world.run({
			...common,
			options: { parallelRequests: '={{ $json.at }}' },
			onError,
		});
		expect(differs.rows[999].activation_message).toContain('Parallel Requests is 1 for one row');
		expect(reads.length).toBeLessThan(100);
		expect(world.simulator.count()).toBe(0);
	});

	/** Rows of a sheet whose records are read by the checks alone; the clock goes on with each. */
	const slowlyChecked = (onCheck: (index: number) => void = () => {}): IDataObject[] =>
		Array.from({ length: ROWS }, (_, at) =>
			Object.defineProperty(row(at, at), 'activation_status', {
				enumerable: true,
				get: () => {
					onCheck(at);
					ms += READ_MS;
					return '';
				},
			}),
		);
	const fromColumns = { rowSource: 'columns' };

	it('gives way at least every 0.2 s while its rows are checked', async () => {
		const sheet = slowlyChecked();
		const { error } = await world.run({ rows: [...sheet, row(9, 0)], parameters: fromColumns });
		expect(error?.message).toContain('1 row is wrong');
		expect(longest()).toBeLessThanOrEqual(200);
		expect(turns.length).toBeGreaterThanOrEqual((ROWS * READ_MS) / 200);
	});

	it('hears a cancel there at once, and sends nothing', async () => {
		let cancel = () => {};
		const checked: number[] = [];
		const sheet = slowlyChecked((index) => {
			checked.push(index);
			if (index === 500) cancel();
		});
		const onStart = (stop: () => void) => (cancel = stop);
		const onError = 'continueRegularOutput';
		const parameters = fromColumns;
		await world.run({ rows: sheet.slice(0, 2000), parameters, onStart, onError });
		// Then each row is shown, from the first one on.
		const after = checked.slice(checked.indexOf(500));
		expect(after.findIndex((index, at) => index < after[at - 1])).toBeLessThan(200);
		expect(after.length).toBeGreaterThan(200);
		expect(world.simulator.count()).toBe(0);
	});

	it('looks at the clock in every pass over 100,000 rows, some of them finished, some wrong, many combined', async () => {
		const done = { activation_status: 'activated', activation_application_id: APPLICATION };
		const sheet = Array.from({ length: 100_000 }, (_, at) => {
			const recorded = at % 3 === 0 ? { activation_code_start: at, activation_code_end: at } : {};
			return row(at, at, at < 20_000 ? { 条码: '' } : at < 50_000 ? { ...done, ...recorded } : {});
		});
		const options = { dryRun: true, combineAdjacentRows: true };
		// Whoever looks at the clock may give way: what is done in one piece does not look.
		let looks = 0;
		const sleep = async () => {
			turns.push(looks);
		};
		Object.assign(time, { monotonic: () => (looks += 1), sleep });
		const onError = 'continueRegularOutput';
		await world.run({ rows: sheet, parameters: fromColumns, options, onError });
		// 13 passes, from reading to showing. Fewer looks: a pass is one piece now (or there is one pass less).
		expect(looks / sheet.length).toBeGreaterThan(13);
	});

	it('hears a cancel while its fields are read, and sends nothing', async () => {
		let cancel = () => {};
		let lastRead = 0;
		const nodeType = slowlyRead((index) => {
			lastRead = index;
			if (index === 500) cancel();
		});
		const onError = 'continueRegularOutput';
		const onStart = (stop: () => void) => (cancel = stop);
		const run = await world.run({ rows, parameters, nodeType, onError, onStart });
		expect(lastRead).toBeLessThan(700);
		expect(statuses(run).filter((status) => status !== 'not_attempted')).toEqual([]);
		expect(world.simulator.count()).toBe(0);
	});
});
