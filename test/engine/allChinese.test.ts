import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';
import { errcodes } from '../../nodes/WechatMarketingCode/api/errcodes';
import { columns, row } from './net/sheet';
import { columnNames, sheetOf, type Sheet } from './ugly/sheet';
import { APPLICATION, startWorld, type World } from './world';

/** Two English words behind each other are more than a name. */
const PHRASE = /(?<![A-Za-z])[A-Za-z]?[a-z]{2,} [a-z]{2,}(?![A-Za-z])/g;

/** Without what is quoted (cells, WeChat's own text) and without names of the panel, which stand in English. */
const ownWords = (text: string): string =>
	text
		.replace(/“[^”]*”/g, '“”')
		.replace(/Mini Program App ID|Requests per Minute|Rows? Source|Look Up By/g, '');

describe('a run in Chinese leaves no English sentence', () => {
	let world: World;
	beforeAll(async () => (world = await startWorld()));
	beforeEach(() => world.simulator.reset());
	afterAll(async () => await world.end());

	const options = { messageLanguage: 'zh' };
	const onError = 'continueRegularOutput' as const;

	/** English that a person would read, of rows and hints. */
	const englishIn = ({ rows, hints }: { rows: IDataObject[]; hints: string[] }): string[] =>
		[...rows.map((one) => String(one.activation_message)), ...hints]
			.flatMap((text) => ownWords(text).match(PHRASE) ?? [])
			.filter((phrase) => !/^pages|^rid /.test(phrase));

	const rowsOf = ({ headers, lines, hasCount }: Sheet): IDataObject[] =>
		lines.map((line) =>
			Object.fromEntries(
				columnNames
					.filter((name) => line[name].cell !== undefined && (name !== 'count' || hasCount))
					.map((name) => [headers[name], line[name].cell]),
			),
		) as IDataObject[];

	it.each(['dryRun', 'askWeChat', 'verifyAfterActivation'])(
		'whatever stands in the cells (%s)',
		async (option) => {
			const property = fc.asyncProperty(sheetOf(APPLICATION), async (sheet) => {
				world.simulator.reset();
				const run = await world.run({
					rows: rowsOf(sheet),
					parameters: { rowSource: 'columns' },
					options: { ...options, [option]: true },
					onError,
					store: world.credential(),
				});
				expect(englishIn(run)).toEqual([]);
			});
			await fc.assert(property, { numRuns: 60 });
		},
	);

	it.each(Object.keys(errcodes))('whatever WeChat refuses (%s)', async (errcode) => {
		world.simulator.faults.add({
			endpoint: 'codeactive',
			times: Infinity,
			do: { errcode: Number(errcode), errmsg: 'its own words' },
		});
		const rows = [row(0, 9), row(10, 19)];
		const run = await world.run({
			rows,
			parameters: columns,
			options,
			onError,
			store: world.credential(),
		});
		expect(englishIn(run)).toEqual([]);
	});

	type Fault = Parameters<World['simulator']['faults']['add']>[0];
	const lost: Fault[] = [{ endpoint: 'codeactive', times: Infinity, do: 'hang-after' }];
	const silent: Fault[] = [{ endpoint: 'codeactivequery', times: Infinity, do: 'hang-before' }];
	const page: Fault[] = [
		{ endpoint: 'codeactive', times: Infinity, do: { httpStatus: 502, body: '<html>' } },
	];
	const noLogin: Fault[] = [{ endpoint: 'stable_token', times: Infinity, do: { errcode: 40164 } }];

	it.each<[string, Fault[], IDataObject]>([
		['codes that others hold', [], {}],
		['codes that others hold, asked first', [], { ifAlreadyActive: 'checkFirst' }],
		['codes that others hold, asked only', [], { askWeChat: true }],
		['codes that others hold, rows combined', [], { combineAdjacentRows: true }],
		['replies that are lost', lost, {}],
		['replies that are lost, and look-ups that are silent', [...lost, ...silent], {}],
		['look-ups that are silent', silent, { askWeChat: true }],
		['look-ups after the activation that are silent', silent, { verifyAfterActivation: true }],
		['pages in place of answers', [...page, ...silent], {}],
		['a login that is refused', noLogin, {}],
	])('whatever becomes of the rows: %s', async (_what, faults, set) => {
		const start = async (
			rows: IDataObject[],
			more: IDataObject,
			mode: typeof onError | 'stopWorkflow',
		) =>
			await world.run({
				rows,
				parameters: columns,
				options: { ...options, ...more },
				onError: mode,
				store: world.credential(),
			});
		await start([row(3, 5, { title: '别的茶' }), row(12, 12)], {}, onError);
		faults.forEach((fault) => world.simulator.faults.add(fault));
		const rows = [row(0, 9), row(10, 19), row(20, 29), row(49_990, 50_010)];
		expect(englishIn(await start(rows, set, onError))).toEqual([]);
		const { error } = await start(rows, set, 'stopWorkflow');
		// A piece that is held only in the middle is not seen by asking.
		expect(error === undefined).toBe(set.askWeChat === true && faults.length === 0);
		const told = ownWords(error === undefined ? '' : `${error.message} ${error.description}`);
		expect(told.match(PHRASE)).toBeNull();
	});
});
