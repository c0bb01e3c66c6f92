import type { IExecuteFunctions, INodeType } from 'n8n-workflow';
import { time } from '../../nodes/WechatMarketingCode/api/time';
import { WechatMarketingCode } from '../../nodes/WechatMarketingCode/WechatMarketingCode.node';
import { get, mapValues, pick } from 'lodash';
import { fieldExpressions, sheetRow } from './harness';
import { startWorld, statuses, type World } from './world';

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

	/** The shipped node; the clock goes on with each row that is read. */
	const slowlyRead = (onRead: (index: number) => void = () => {}): INodeType => {
		const node = new WechatMarketingCode();
		return {
			description: node.description,
			async execute(this: IExecuteFunctions) {
				const read = this.getNodeParameter.bind(this) as (...args: unknown[]) => unknown;
				const getNodeParameter = (name: string, index: number, ...rest: unknown[]) => {
					if (name === 'codeStart') onRead(index);
					if (name === 'codeStart') ms += READ_MS;
					return read(name, index, ...rest);
				};
				Object.assign(this, { getNodeParameter });
				return await node.execute.call(this);
			},
		};
	};

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
		const pieces = [...turns, ms].map((at, turn) => at - (turns[turn - 1] ?? 0));
		expect(Math.max(...pieces)).toBeLessThanOrEqual(200);
		expect(turns.length).toBeGreaterThanOrEqual((ROWS * READ_MS) / 200);
	});

	it('hears a cancel there at once, and sends nothing', async () => {
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
