import type { PackageSettings } from '../../simulator';
import { startWorld, type World } from '../world';
import { fileOf, listBlocks, operate } from './operate';

const DOWNLOAD = ['application', 'download'] as const;
const APPLICATION_ID = 31;
type Column = NonNullable<PackageSettings['columns']>[number];

const orders = (columns: Column[]): Column[][] =>
	columns.length < 2
		? [columns]
		: columns.flatMap((first) =>
				orders(columns.filter((column) => column !== first)).map((rest) => [first, ...rest]),
			);

describe('Application · Download reads whatever form WeChat gives its packages', () => {
	let world: World;
	beforeAll(async () => {
		world = await startWorld({
			applications: [{ applicationId: APPLICATION_ID, codeCount: 200 }],
		});
	});
	afterAll(async () => await world.end());

	const usual: Required<PackageSettings> = {
		separator: '\t',
		columns: ['bits', 'code', 'index', 'url'],
		lineEnd: '\n',
		finalNewline: true,
		padding: 16,
		randomPrefix: false,
	};

	const inForm = (form: PackageSettings) => world.simulator.set({ package: { ...usual, ...form } });

	const download = async (parameters = {}, options = {}) =>
		await operate(
			world,
			DOWNLOAD,
			{ applicationId: String(APPLICATION_ID), ...parameters },
			{ options },
		);

	const expectAllCodes = async (): Promise<void> => {
		const { rows, error } = await download();
		expect(error?.message).toBeUndefined();
		expect(rows).toEqual(
			Array.from({ length: 200 }, (_, index) => ({
				application_id: String(APPLICATION_ID),
				...world.simulator.code(APPLICATION_ID, index),
			})),
		);
	};

	it.each(orders(['bits', 'code', 'index', 'url']))(
		'columns %s, %s, %s, %s with tab, comma and spaces',
		async (...columns) => {
			for (const separator of ['\t', ',', ' ', '   ']) {
				inForm({ columns, separator });
				await expectAllCodes();
			}
		},
	);

	it.each([
		['\n', true],
		['\n', false],
		['\r\n', true],
		['\r\n', false],
		['\r', true],
	])('line end %j, final newline %s', async (lineEnd, finalNewline) => {
		inForm({ lineEnd, finalNewline });
		await expectAllCodes();
	});

	it.each([
		[16, false],
		[16, true],
		[32, false],
		[32, true],
	] as const)('padding to %i, 16 bytes in front: %s', async (padding, randomPrefix) => {
		inForm({ padding, randomPrefix });
		await expectAllCodes();
	});

	it('spaces inside a code URL stay', async () => {
		inForm({});
		world.simulator.set({ spacesInCodeUrl: true });
		await expectAllCodes();
		const { rows } = await download();
		expect(rows.some(({ code_url }) => / /.test(code_url as string))).toBe(true);
		world.simulator.set({ spacesInCodeUrl: false });
	});

	it.each(['\n', '\r\n', '\r'])('raw: a part of a text with line end %j', async (lineEnd) => {
		inForm({ lineEnd });
		const run = await download({
			outputAs: 'raw',
			range: 'part',
			codeStart: '50',
			codeEnd: '52',
		});
		expect(fileOf(run.outputs[0][0])).toBe(world.simulator.plainText(APPLICATION_ID, 50, 52));
	});

	it('raw: the last line of a text without a final newline', async () => {
		inForm({ finalNewline: false });
		const part = { range: 'part', codeStart: '198', codeEnd: '199' };
		const run = await download({ outputAs: 'raw', ...part });
		expect(fileOf(run.outputs[0][0])).toBe(world.simulator.plainText(APPLICATION_ID, 198, 199));
	});

	it('raw: 16 bytes in front that are no text stay in the whole, and out of a part', async () => {
		inForm({ randomPrefix: true });
		const whole = await download({ outputAs: 'raw' });
		const text = world.simulator.plainText(APPLICATION_ID, 0, 199);
		expect(fileOf(whole.outputs[0][0])).toHaveLength(16 + text.length);
		expect(fileOf(whole.outputs[0][0]).slice(16)).toBe(text);
		const part = { range: 'part', codeStart: '0', codeEnd: '1' };
		const some = await download({ outputAs: 'raw', ...part });
		expect(fileOf(some.outputs[0][0])).toBe(world.simulator.plainText(APPLICATION_ID, 0, 1));
	});

	it.each(['\n', '\r\n', '\r'])('raw in a single file: seams with line end %j', async (lineEnd) => {
		inForm({ lineEnd });
		world.simulator.set({ downloadRanges: 'inside-block' });
		listBlocks(world, [
			[0, 9],
			[10, 19],
		]);
		const run = await download({ outputAs: 'raw' }, { singleFile: true });
		world.simulator.set({ downloadRanges: 'blocks' });
		expect(fileOf(run.outputs[0][0])).toBe(world.simulator.plainText(APPLICATION_ID, 0, 19));
	});
});
