import type { INodeParameters } from 'n8n-workflow';
import type { EngineOptions } from '../harness';
import { startWorld, type World } from '../world';
import { bodiesTo, fileOf, listBlocks, operate, PACKAGE_KEY, sentTo } from './operate';
import { encrypt } from '../../simulator/packages';

const DOWNLOAD = ['application', 'download'] as const;
const ID = 51;
const LARGE = 52;

describe('Application · Download, bounded and whole', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld({
			applications: [
				{ applicationId: ID, codeCount: 30 },
				{ applicationId: LARGE, codeCount: 20_000_000 },
			],
		});
		world.simulator.set({ downloadRanges: 'inside-block' });
	});
	afterEach(async () => await world.end());

	const download = async (
		parameters: INodeParameters = {},
		more: Partial<EngineOptions> = {},
		applicationId = ID,
	) =>
		await operate(
			world,
			DOWNLOAD,
			{ applicationId: String(applicationId), outputAs: 'csv', ...parameters },
			more,
		);
	/** Three blocks, as often as the node asks. */
	const threeBlocks = (times = 1) => {
		for (let i = 0; i < times; i++)
			listBlocks(world, [
				[0, 9],
				[10, 19],
				[20, 29],
			]);
	};
	/** The third block fails for the whole of one try. */
	const thirdFails = (times = 5) =>
		world.simulator.faults.add({
			endpoint: 'applycodedownload',
			times,
			when: ({ bodyText }) => bodyText.includes('"code_start":20'),
			do: { httpStatus: 502, body: 'bad gateway' },
		});
	const sends = (text: string | Buffer) => {
		const buffer = encrypt(Buffer.from(text), PACKAGE_KEY, 16).toString('base64');
		const body = JSON.stringify({ errcode: 0, errmsg: 'ok', buffer });
		world.simulator.faults.add({ endpoint: 'applycodedownload', do: { httpStatus: 200, body } });
	};

	describe('report 28: items have a bound', () => {
		it('20,000,000 codes are refused before the first block, with what to choose', async () => {
			const { error } = await download({ outputAs: 'items' }, {}, LARGE);
			expect(error?.message).toContain(
				'20,000,000 codes are too many for items; at most 1,000,000 come out as such. Set Output As to CSV Files or Raw Files, or take a part.',
			);
			expect(sentTo(world, 'applycodedownload')).toEqual([]);
		});

		it('a part of 1,000,000 begins, one more does not', async () => {
			world.simulator.faults.add({
				endpoint: 'applycodedownload',
				times: Infinity,
				do: { errcode: 80309 },
			});
			const part = { outputAs: 'items', range: 'part', codeStart: '10' };
			const begun = await download({ ...part, codeEnd: '1000009' }, {}, LARGE);
			expect(begun.error?.context).toMatchObject({ errcode: 80309 });
			const refused = await download({ ...part, codeEnd: '1000010' }, {}, LARGE);
			expect(refused.error?.message).toContain('1,000,001 codes are too many');
		});

		it('files have none', async () => {
			world.simulator.faults.add({ endpoint: 'applycodedownload', do: { errcode: 80309 } });
			const { error } = await download({}, {}, LARGE);
			expect(error?.context).toMatchObject({ errcode: 80309 });
		});
	});

	describe('as the tool of an AI agent', () => {
		const node = { type: 'n8n-nodes-wechat-marketing-code.wechatMarketingCodeTool' };

		it('items are refused before any call, files are not', async () => {
			const { error } = await download({ outputAs: 'items' }, { node });
			expect(error?.message).toContain('Output As: Items would hand unprinted codes to the model');
			expect(world.simulator.count()).toBe(0);
			expect((await download({}, { node })).rows).toHaveLength(1);
		});
	});

	describe('report 29: a failed block does not take the good ones along', () => {
		const onError = 'continueRegularOutput' as const;

		it('Continue: the files that are whole, and behind them the block that failed', async () => {
			threeBlocks();
			thirdFails();
			const { outputs } = await download({}, { onError });
			expect(outputs[0].slice(0, 2).map(({ json }) => json.file_name)).toEqual([
				`${ID}_0-9.csv`,
				`${ID}_10-19.csv`,
			]);
			expect(fileOf(outputs[0][1]).split('\n')).toHaveLength(12);
			expect(outputs[0][2].json).toMatchObject({
				error: expect.stringMatching(/^Block 20–29: WeChat gave no proper answer/) as string,
				endpoint: '/intp/marketcode/applycodedownload',
			});
			expect(outputs[0]).toHaveLength(3);
		});

		it('Continue (error output): the files by the first output, the block by the other', async () => {
			threeBlocks();
			thirdFails();
			const { outputs } = await download({}, { onError: 'continueErrorOutput' });
			expect(outputs[0].map(({ json }) => json.code_start)).toEqual([0, 10]);
			expect(outputs[1].map(({ json }) => json.error)).toEqual([
				expect.stringContaining('Block 20–29: '),
			]);
		});

		it('Stop Workflow: the error names the block', async () => {
			threeBlocks();
			thirdFails();
			const { error } = await download();
			expect(error?.message).toMatch(/^Block 20–29: /);
		});

		it.each([
			['csv', {}],
			['items', { outputAs: 'items' }],
			['a single file', { options: { singleFile: true } }],
		])(
			'a retry goes on where it failed (%s)',
			async (_, { options, ...parameters }: INodeParameters) => {
				threeBlocks(2);
				thirdFails();
				const more = { retryOnFail: 2, options: options as INodeParameters };
				const { rows, error, outputs } = await download(parameters, more);
				expect(error).toBeUndefined();
				const starts = bodiesTo(world, 'applycodedownload').map(
					(body) => (body as { code_start: number }).code_start,
				);
				expect(starts).toEqual([0, 10, ...Array<number>(5).fill(20), 20]);
				if (parameters.outputAs === 'items') expect(rows).toHaveLength(30);
				else
					expect(outputs[0].map((item) => fileOf(item).split('\n').length - 2)).toEqual(
						options === undefined ? [10, 10, 10] : [30],
					);
			},
		);

		it('a retry of a part goes on where it failed, too', async () => {
			threeBlocks(2);
			thirdFails();
			const part = { range: 'part', codeStart: '5', codeEnd: '25' };
			const { outputs, error } = await download(part, { retryOnFail: 2 });
			expect(error).toBeUndefined();
			expect(outputs[0].map(({ json }) => json.file_name)).toEqual([
				`${ID}_5-9.csv`,
				`${ID}_10-19.csv`,
				`${ID}_20-25.csv`,
			]);
			expect(sentTo(world, 'applycodedownload')).toHaveLength(8);
		});

		it('n8n runs the node again for another item: nothing is downloaded twice', async () => {
			const rows = [{ id: 99 }, { id: ID }];
			const more = { rows, onError, retryOnFail: 3 };
			const run = await download({ applicationId: '={{ $json.id }}' }, more);
			expect(sentTo(world, 'applycodequery').length).toBeGreaterThan(2);
			expect(sentTo(world, 'applycodedownload')).toHaveLength(1);
			expect(run.rows).toMatchObject([{ errcode: 80300 }, { code_count: 30 }]);
		});

		it('a single file that is not whole does not come out', async () => {
			threeBlocks();
			thirdFails();
			const { rows } = await download({}, { onError, options: { singleFile: true } });
			expect(rows).toHaveLength(1);
			expect(rows[0].error).toContain('Block 20–29');
		});
	});

	describe('raw is byte for byte what was decrypted', () => {
		it.each([
			['a byte order mark and a Chinese header', Buffer.from('\uFEFF微信码,原始码\r\n1,2\r\n')],
			['a layout that nobody knows', Buffer.from('<codes>\n<code>1</code>\n</codes>')],
			[
				'bytes that are no UTF-8',
				Buffer.concat([Buffer.from('0'.repeat(16)), Buffer.from([0xe9, 0x0a])]),
			],
		])('%s', async (_, text) => {
			sends(text);
			const { outputs, error } = await download({ outputAs: 'raw' });
			expect(error?.message).toBeUndefined();
			expect(Buffer.from(fileOf(outputs[0][0]), 'latin1')).toEqual(text);
		});

		it('a part of a package with headers has its lines alone', async () => {
			const text = world.simulator.plainText(ID, 0, 29);
			sends(`\uFEFFbits\tcode\tindex\turl\n${text}`);
			const part = { outputAs: 'raw', range: 'part', codeStart: '3', codeEnd: '4' };
			const { outputs } = await download(part);
			expect(fileOf(outputs[0][0])).toBe(world.simulator.plainText(ID, 3, 4));
		});

		it('the same layout as csv is refused by its first line’s shape', async () => {
			sends('<codes>\n<code>1</code>\n</codes>');
			const { error } = await download();
			expect(error?.message).toContain('The shape of the first line: "<", 5 letters, ">"');
		});
	});

	it('csv: a code URL with a comma and quotation marks is one cell', async () => {
		const url = 'P.URL.CN/,' + '"a"' + 'x'.repeat(15);
		const bits = '01'.repeat(34);
		listBlocks(world, [[0, 0]]);
		sends(`${bits}\t123456789\t0\t${url}\n`);
		const { outputs } = await download();
		expect(fileOf(outputs[0][0]).split('\n')[1]).toBe(
			`${ID},0,123456789,"P.URL.CN/,""a""${'x'.repeat(15)}",${bits}`,
		);
	});

	describe('WeChat’s list of blocks', () => {
		const lists = (code_generate_list: unknown) =>
			world.simulator.faults.add({
				endpoint: 'applycodequery',
				do: {
					httpStatus: 200,
					body: JSON.stringify({ errcode: 0, status: 'FINISH', code_generate_list }),
				},
			});
		const first = { code_start: 0, code_end: 9 };

		it('an entry that is no block is told, and nothing is downloaded', async () => {
			lists([first, null]);
			const { error } = await download();
			expect(error?.message).toContain('WeChat lists 1 block in a form that cannot be read');
			expect(sentTo(world, 'applycodedownload')).toEqual([]);
		});

		it('so are several entries', async () => {
			lists([first, null, {}]);
			expect((await download()).error?.message).toContain('WeChat lists 2 blocks in a form');
		});

		it('a block that is listed twice is downloaded once', async () => {
			lists([first, first]);
			expect((await download()).rows).toHaveLength(1);
		});

		it('a part that needs it is told so, and not that there are no such codes', async () => {
			lists([first, { code_start: 10 }]);
			const { error } = await download({ range: 'part', codeStart: '5', codeEnd: '15' });
			expect(error?.message).toContain('lists 1 block in a form that cannot be read');
		});

		it('a part that does not need what cannot be read comes out', async () => {
			lists([first, { code_start: 0.5, code_end: 1e300 }]);
			const { rows } = await download({ range: 'part', codeStart: '0', codeEnd: '9' });
			expect(rows).toMatchObject([{ code_count: 10 }]);
		});
	});

	describe('the name of the binary field', () => {
		it('is trimmed', async () => {
			const { outputs } = await download({ binaryPropertyName: ' codes\u200b ' });
			expect(Object.keys(outputs[0][0].binary ?? {})).toEqual(['codes']);
		});

		it.each([
			['text of a template', '{{ $json.x }}', 'was typed in Fixed mode'],
			['an object', '={{ ({ a: 1 }) }}', 'object'],
			['nothing', '={{ $json.none }}', 'is empty'],
		])('%s is refused before any call', async (_, binaryPropertyName, words) => {
			const { error } = await download({ binaryPropertyName });
			expect(error?.message).toContain('Put Output File in Field: ');
			expect(error?.message).toContain(words);
			expect(world.simulator.count()).toBe(0);
		});
	});
});
