import type { INodeParameters } from 'n8n-workflow';
import type { EngineOptions } from '../harness';
import { sheetRow } from '../harness';
import { startWorld, type World } from '../world';
import { bodiesTo, fileOf, listBlocks, operate, PACKAGE_KEY, sentTo } from './operate';

const DOWNLOAD = ['application', 'download'] as const;
const HEADER = 'application_id,index,code,code_url,code_bits';
/** Two blocks, the second a small one. */
const TWO = 11;
const SMALL = 12;

describe('Application · Download', () => {
	let world: World;
	beforeAll(async () => {
		world = await startWorld({
			applications: [
				{ applicationId: TWO, codeCount: 50_030 },
				{ applicationId: SMALL, codeCount: 30 },
				{ applicationId: 13, codeCount: 10, status: 'PROCESSING' },
				{ applicationId: 14, codeCount: 1_000_010 },
			],
		});
	});
	afterEach(() => {
		world.simulator.set({ downloadRanges: 'blocks' });
		world.simulator.faults.clear();
		world.simulator.journal.length = 0;
	});
	afterAll(async () => await world.end());

	const download = async (
		applicationId: number,
		parameters: INodeParameters = {},
		options: INodeParameters = {},
		more: Partial<EngineOptions> = {},
	) =>
		await operate(
			world,
			DOWNLOAD,
			{ applicationId: String(applicationId), ...parameters },
			{ options, ...more },
		);

	const lineOf = (applicationId: number, index: number): string => {
		const { code, code_url, code_bits } = world.simulator.code(applicationId, index);
		return `${applicationId},${index},${code},${code_url},${code_bits}`;
	};

	/** WeChat lists small blocks, so that several of them cost nothing. */
	const smallBlocks = (blocks: Array<[number, number]>) => {
		world.simulator.set({ downloadRanges: 'inside-block' });
		listBlocks(world, blocks);
	};

	describe('items', () => {
		it('gives one item per code, in order, each paired with its input', async () => {
			const run = await download(SMALL);
			expect(run.rows).toHaveLength(30);
			expect(run.rows).toEqual(
				Array.from({ length: 30 }, (_, index) => ({
					application_id: String(SMALL),
					index,
					code: world.simulator.code(SMALL, index).code,
					code_url: world.simulator.code(SMALL, index).code_url,
					code_bits: world.simulator.code(SMALL, index).code_bits,
				})),
			);
			for (const { pairedItem } of run.outputs[0]) expect(pairedItem).toEqual({ item: 0 });
		});

		it('codes are text: leading zeros and signs stay', async () => {
			const { rows } = await download(TWO, { range: 'part', codeStart: '0', codeEnd: '2999' });
			const codes = rows.map(({ code }) => code as string);
			expect(codes.some((code) => code.startsWith('0'))).toBe(true);
			expect(codes.every((code) => typeof code === 'string' && code.length === 9)).toBe(true);
			for (const sign of ['*', '%', '+', '/', ':']) {
				expect(rows.some(({ code_url }) => (code_url as string).slice(9).includes(sign))).toBe(
					true,
				);
			}
		});

		it('several inputs: all codes of each, paired with it', async () => {
			smallBlocks([[0, 2]]);
			listBlocks(world, [[3, 4]]);
			const rows = [{ id: SMALL }, { id: TWO }];
			const run = await operate(world, DOWNLOAD, { applicationId: '={{ $json.id }}' }, { rows });
			expect(
				run.outputs[0].map(({ json, pairedItem }) => [json.application_id, json.index, pairedItem]),
			).toEqual([
				...[0, 1, 2].map((index) => [String(SMALL), index, { item: 0 }]),
				...[3, 4].map((index) => [String(TWO), index, { item: 1 }]),
			]);
		});
	});

	describe('blocks', () => {
		it('fetches each listed block once, exactly as listed, one at a time', async () => {
			world.simulator.resetPeak();
			const run = await download(TWO, { outputAs: 'csv' });
			expect(run.outputs[0]).toHaveLength(2);
			expect(bodiesTo(world, 'applycodedownload')).toEqual([
				{ application_id: TWO, code_start: 0, code_end: 49_999 },
				{ application_id: TWO, code_start: 50_000, code_end: 50_029 },
			]);
			expect(bodiesTo(world, 'applycodequery')).toEqual([{ application_id: TWO }]);
			expect(world.simulator.load.peakInFlight).toBe(1);
		});

		it('a part across a border fetches whole blocks and gives only the part', async () => {
			const { rows } = await download(TWO, {
				range: 'part',
				codeStart: '49,998',
				codeEnd: '50001',
			});
			expect(rows.map(({ index }) => index)).toEqual([49_998, 49_999, 50_000, 50_001]);
			expect(rows[2].code).toBe(world.simulator.code(TWO, 50_000).code);
			expect(bodiesTo(world, 'applycodedownload')).toEqual([
				{ application_id: TWO, code_start: 0, code_end: 49_999 },
				{ application_id: TWO, code_start: 50_000, code_end: 50_029 },
			]);
		});

		it('a part fetches only the blocks that it touches', async () => {
			const { rows } = await download(TWO, {
				range: 'part',
				codeStart: '50000',
				codeEnd: '50000',
			});
			expect(rows.map(({ index }) => index)).toEqual([50_000]);
			expect(bodiesTo(world, 'applycodedownload')).toEqual([
				{ application_id: TWO, code_start: 50_000, code_end: 50_029 },
			]);
		});

		it('blocks that WeChat lists in another order come out in order', async () => {
			smallBlocks([
				[20, 29],
				[0, 9],
				[10, 19],
			]);
			const { rows } = await download(SMALL);
			expect(rows.map(({ index }) => index)).toEqual(Array.from({ length: 30 }, (_, i) => i));
		});

		it.each([
			[
				'the later one goes on',
				[
					[0, 19],
					[10, 29],
				],
				'10–29',
			],
			[
				'the later one is the longer',
				[
					[0, 9],
					[0, 29],
				],
				'0–29',
			],
			[
				'one lies in another',
				[
					[0, 29],
					[5, 9],
				],
				'5–9',
			],
		] as Array<[string, Array<[number, number]>, string]>)(
			'blocks that overlap, %s: each code comes out once, and a note says so',
			async (_, blocks, named) => {
				smallBlocks(blocks);
				const { rows, hints } = await download(SMALL);
				expect(rows.map(({ index }) => index)).toEqual(Array.from({ length: 30 }, (_, i) => i));
				expect(rows[29].note).toContain(`WeChat lists blocks that overlap: ${named} `);
				expect(hints[0]).toContain('1 item with a note');
			},
		);

		it('blocks that overlap: their files hold no code twice, and a part of them is whole', async () => {
			const blocks: Array<[number, number]> = [
				[0, 19],
				[10, 29],
			];
			smallBlocks(blocks);
			const files = await download(SMALL, { outputAs: 'raw' });
			expect(files.rows.map(({ file_name }) => file_name)).toEqual([
				`${SMALL}_0-19.txt`,
				`${SMALL}_20-29.txt`,
			]);
			expect(files.outputs[0].map((item) => fileOf(item)).join('')).toBe(
				world.simulator.plainText(SMALL, 0, 29),
			);
			smallBlocks(blocks);
			const part = await download(SMALL, { range: 'part', codeStart: '15', codeEnd: '25' });
			expect(part.rows.map(({ index }) => index)).toEqual(
				Array.from({ length: 11 }, (_, i) => i + 15),
			);
		});

		it.each([
			['beyond the end', { codeStart: '25', codeEnd: '30' }, 'no codes beyond 29'],
			['wholly beyond the end', { codeStart: '90', codeEnd: '99' }, 'no codes beyond 29'],
		])('a part %s is an error before any download', async (_, ends, words) => {
			const { error } = await download(SMALL, { range: 'part', ...ends });
			expect(error?.message).toContain(words);
			expect(sentTo(world, 'applycodedownload')).toEqual([]);
		});

		it('a gap in the listed blocks is an error for a part that needs it', async () => {
			smallBlocks([
				[0, 9],
				[20, 29],
			]);
			const { error } = await download(SMALL, { range: 'part', codeStart: '5', codeEnd: '25' });
			expect(error?.message).toContain('does not list all codes');
		});

		it.each([
			['an end before the start', { codeStart: '9', codeEnd: '3' }, 'Code End'],
			['a start that is no number', { codeStart: 'x', codeEnd: '3' }, 'Code Start'],
			['no end', { codeStart: '0', codeEnd: '={{ $json.none }}' }, 'Code End: is empty'],
		])('%s is an error before any call', async (_, ends, words) => {
			const { error } = await download(SMALL, { range: 'part', ...ends });
			expect(error?.message).toContain(words);
			expect(sentTo(world, 'applycodequery')).toEqual([]);
		});

		it('an application that is not finished is an error that says so', async () => {
			const { error } = await download(13);
			expect(error?.message).toContain('not finished yet (WeChat says PROCESSING)');
			expect(sentTo(world, 'applycodedownload')).toEqual([]);
		});

		it('a finished application without blocks is an error', async () => {
			listBlocks(world, []);
			expect((await download(SMALL)).error?.message).toContain('lists no block');
		});
	});

	describe('csv', () => {
		it('gives one item and one file per block, ready for Code · Activate', async () => {
			const run = await download(TWO, { outputAs: 'csv' });
			expect(run.rows).toEqual([
				{
					application_id: String(TWO),
					code_start: 0,
					code_end: 49_999,
					code_count: 50_000,
					file_name: `${TWO}_0-49999.csv`,
				},
				{
					application_id: String(TWO),
					code_start: 50_000,
					code_end: 50_029,
					code_count: 30,
					file_name: `${TWO}_50000-50029.csv`,
				},
			]);
			const [first, second] = run.outputs[0];
			expect(second.binary?.data).toMatchObject({
				fileName: `${TWO}_50000-50029.csv`,
				mimeType: 'text/csv',
				fileExtension: 'csv',
			});
			const lines = fileOf(first).split('\n');
			expect(lines).toHaveLength(50_002);
			expect(lines[0]).toBe(HEADER);
			expect(lines[1]).toBe(lineOf(TWO, 0));
			expect(lines[50_000]).toBe(lineOf(TWO, 49_999));
			expect(new Set(lines).size).toBe(50_002);
			expect(fileOf(second).split('\n').slice(0, 2)).toEqual([HEADER, lineOf(TWO, 50_000)]);
		});

		it('its json goes straight into Code · Activate, in columns mode', async () => {
			const { rows } = await download(SMALL, { outputAs: 'csv' });
			const { activity, brand, title, barcode, app, path } = sheetRow(0, 0);
			const activated = await world.run({
				rows,
				parameters: {
					rowSource: 'columns',
					defaultValues: {
						activityName: activity as string,
						productBrand: brand as string,
						productTitle: title as string,
						productCode: barcode as string,
						wxaAppId: app as string,
						wxaPath: path as string,
					},
				},
			});
			expect(activated.error?.message).toBeUndefined();
			expect(activated.rows[0]).toMatchObject({
				activation_status: 'activated',
				activation_code_start: 0,
				activation_code_end: 29,
			});
			expect(world.simulator.segments(SMALL)).toMatchObject([{ codeStart: 0, codeEnd: 29 }]);
		});

		it('a part: file name, count and lines of the part alone', async () => {
			const run = await download(SMALL, {
				outputAs: 'csv',
				range: 'part',
				codeStart: '7',
				codeEnd: '9',
			});
			expect(run.rows[0]).toMatchObject({
				code_start: 7,
				code_end: 9,
				code_count: 3,
				file_name: `${SMALL}_7-9.csv`,
			});
			expect(fileOf(run.outputs[0][0])).toBe(
				[HEADER, lineOf(SMALL, 7), lineOf(SMALL, 8), lineOf(SMALL, 9), ''].join('\n'),
			);
		});

		it('puts the file into the named field', async () => {
			const run = await download(SMALL, { outputAs: 'csv', binaryPropertyName: 'codes' });
			expect(Object.keys(run.outputs[0][0].binary ?? {})).toEqual(['codes']);
			expect(fileOf(run.outputs[0][0], 'codes')).toContain(lineOf(SMALL, 29));
		});

		it('pairs every file with its input', async () => {
			smallBlocks([[0, 1]]);
			listBlocks(world, [
				[0, 1],
				[2, 3],
			]);
			const run = await operate(
				world,
				DOWNLOAD,
				{ applicationId: '={{ $json.id }}', outputAs: 'csv' },
				{ rows: [{ id: SMALL }, { id: SMALL }] },
			);
			expect(run.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([
				{ item: 0 },
				{ item: 1 },
				{ item: 1 },
			]);
		});
	});

	describe('raw', () => {
		it('gives WeChat’s own text, one file per block', async () => {
			const run = await download(SMALL, { outputAs: 'raw' });
			expect(fileOf(run.outputs[0][0])).toBe(world.simulator.plainText(SMALL, 0, 29));
			expect(run.rows[0]).toEqual({
				application_id: String(SMALL),
				code_start: 0,
				code_end: 29,
				code_count: 30,
				file_name: `${SMALL}_0-29.txt`,
			});
		});

		it('a part: the lines of the part as WeChat wrote them', async () => {
			const run = await download(SMALL, {
				outputAs: 'raw',
				range: 'part',
				codeStart: '28',
				codeEnd: '29',
			});
			expect(fileOf(run.outputs[0][0])).toBe(world.simulator.plainText(SMALL, 28, 29));
		});
	});

	describe('Single File', () => {
		it('puts all blocks into one file with one header', async () => {
			smallBlocks([
				[0, 9],
				[10, 19],
				[20, 29],
			]);
			const run = await download(SMALL, { outputAs: 'csv' }, { singleFile: true });
			expect(run.rows).toEqual([
				{
					application_id: String(SMALL),
					code_start: 0,
					code_end: 29,
					code_count: 30,
					file_name: `${SMALL}_0-29.csv`,
				},
			]);
			const indexes = Array.from({ length: 30 }, (_, index) => index);
			expect(fileOf(run.outputs[0][0])).toBe(
				[HEADER, ...indexes.map((index) => lineOf(SMALL, index)), ''].join('\n'),
			);
		});

		it('raw text without final newlines loses no line at the seams', async () => {
			world.simulator.set({ package: { finalNewline: false } });
			smallBlocks([
				[0, 9],
				[10, 19],
			]);
			const run = await download(SMALL, { outputAs: 'raw' }, { singleFile: true });
			expect(fileOf(run.outputs[0][0])).toBe(world.simulator.plainText(SMALL, 0, 19));
			world.simulator.set({ package: { finalNewline: true } });
		});

		it('more than 1,000,000 codes are refused before any download', async () => {
			const { error } = await download(14, { outputAs: 'csv' }, { singleFile: true });
			expect(error?.message).toContain(
				'at most 1,000,000 codes, these are 1,000,010. Leave Single File off, or take a part.',
			);
			expect(sentTo(world, 'applycodedownload')).toEqual([]);
		});

		it('a part of 1,000,000 codes is not too many, though its blocks hold more', async () => {
			world.simulator.faults.add({ endpoint: 'applycodedownload', do: { errcode: 80309 } });
			const part = { range: 'part', codeStart: '10', codeEnd: '1000009' };
			const { error } = await download(14, { outputAs: 'csv', ...part }, { singleFile: true });
			expect(error?.context).toMatchObject({ errcode: 80309 });
		});
	});

	describe('the call', () => {
		it('80311 and 80312 are tried again', async () => {
			world.simulator.faults.add({ endpoint: 'applycodedownload', do: { errcode: 80311 } });
			world.simulator.faults.add({ endpoint: 'applycodedownload', do: { errcode: 80312 } });
			const { rows, error } = await download(SMALL);
			expect(error).toBeUndefined();
			expect(rows).toHaveLength(30);
			expect(sentTo(world, 'applycodedownload')).toHaveLength(3);
		});

		it('an answer that is cut off is asked for again', async () => {
			world.simulator.faults.add({ endpoint: 'applycodedownload', do: 'half-json' });
			expect((await download(SMALL)).rows).toHaveLength(30);
			expect(sentTo(world, 'applycodedownload')).toHaveLength(2);
		});

		it('the key never leaves in a request', async () => {
			await download(SMALL);
			expect(JSON.stringify(world.simulator.journal)).not.toContain(`"${PACKAGE_KEY}"`);
		});
	});
});
