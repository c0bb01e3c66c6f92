import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { row, without } from './chineseSheet';
import { APPLICATION, startWorld, statuses, type World } from './world';

describe('what a cell of a sheet means', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const run = async (
		rows: IDataObject[],
		parameters: INodeParameters = {},
		options: INodeParameters = {},
	) =>
		await world.run({
			rows,
			parameters: { rowSource: 'columns', ...parameters },
			options,
			onError: 'continueRegularOutput',
		});
	const messages = ({ rows }: { rows: IDataObject[] }) =>
		rows.map((one) => String(one.activation_message));
	const active = () => world.simulator.segments(APPLICATION);

	it('activates no product whose title is a mark for nothing, and quotes the cell', async () => {
		const marks = ['-', 'N/A', '待定', '????', 'null', '#N/A'];
		const result = await run(marks.map((商品标题, at) => row(at * 2, at * 2 + 1, { 商品标题 })));
		expect(new Set(statuses(result))).toEqual(new Set(['invalid']));
		messages(result).forEach((message, at) => {
			expect(message).toMatch(/^Product Title \(column "商品标题"\): /);
			expect(message).toContain(`"${marks[at]}"`);
		});
		expect(world.simulator.count()).toBe(0);
	});

	it('fills no mark with a default value, and takes one in an optional field as blank', async () => {
		const defaultValues = { productTitle: '绿茶', wxaType: '1' };
		const result = await run([row(0, 9, { 商品标题: '-' }), row(10, 19, { 小程序版本: '—' })], {
			defaultValues,
		});
		expect(statuses(result)).toEqual(['invalid', 'activated']);
		expect(active()[0].wxa_type).toBe(0);
	});

	it('report 8: a default for a blank cell of a column that other rows fill leaves a note, in the hint too', async () => {
		const result = await run(
			[
				row(0, 9, { 小程序路径: 'pages/tea/1' }),
				row(10, 19, { 小程序路径: '#N/A' }),
				row(20, 29, { 小程序路径: undefined }),
				row(30, 39, { 小程序路径: '  ' }),
			],
			{ defaultValues: { wxaPath: 'pages/default' } },
		);
		expect(statuses(result)).toEqual(['activated', 'invalid', 'activated', 'activated']);
		const note = 'Mini Program Path (column "小程序路径"): the cell is blank while other rows fill';
		expect(messages(result).map((message) => message.includes(note))).toEqual([
			false,
			false,
			true,
			true,
		]);
		expect(result.hints.join()).toContain('Default values stand in');
		expect(result.hints.join()).toContain('row 3, 20–29 绿茶 500ml; row 4, 30–39 绿茶 500ml');
	});

	it.each([
		[5, /row 6, [^;]*$/, /第 6 条[^；]*$/],
		[6, /row 6, [^;]*; and 1 more$/, /第 6 条[^；]*；另外还有 1 条$/],
	])(
		'names five rows of %i in which a default value stands in',
		async (blank, english, chinese) => {
			const blanks = Array.from({ length: blank }, (_, at) =>
				row(10 * (at + 1), 10 * at + 19, { 小程序路径: '' }),
			);
			const defaultValues = { wxaPath: 'pages/default' };
			for (const [messageLanguage, words] of [
				['en', english],
				['zh', chinese],
			] as const) {
				const options = { dryRun: true, messageLanguage };
				const { hints } = await run([row(0, 9), ...blanks], { defaultValues }, options);
				expect(hints.flatMap((hint) => hint.split('<br>\n'))).toContainEqual(
					expect.stringMatching(words),
				);
			}
		},
	);

	it('names Default Values, not the blank cell, where it is the default that is wrong or odd', async () => {
		const defaultValues = { wxaAppId: 'gh_1234567890ab', wxaPath: '/pages/a' };
		const blank = { 小程序AppID: '', 小程序路径: '' };
		const [bad, odd] = messages(
			await run([row(0, 9, blank), row(10, 19, { 小程序路径: '' })], { defaultValues }),
		);
		expect(bad).toMatch(
			/^Default Values, Mini Program App ID: "gh_1234567890ab" is the original id/,
		);
		expect(odd).toContain('Default Values, Mini Program Path: ');
		expect(odd).not.toContain('(column');
	});

	it('says nothing of a default for a column that no row fills, or that is not there', async () => {
		const result = await run([{ ...without(row(0, 9), '小程序路径'), 小程序AppID: '' }], {
			defaultValues: { wxaPath: 'pages/default', wxaAppId: 'wx1234567890abcdef' },
		});
		expect(statuses(result)).toEqual(['activated']);
		expect(messages(result)[0]).not.toContain('Note:');
	});

	it.each(['codeStart', 'codeEnd', 'codeCount'])(
		'refuses a saved default value of %s, and names it',
		async (name) => {
			const result = await run([row(0, 9)], { defaultValues: { [name]: '5' } });
			expect(statuses(result)).toEqual(['invalid']);
			const label = { codeStart: 'Code Start', codeEnd: 'Code End', codeCount: 'Code Count' }[name];
			expect(messages(result)[0]).toContain(`Default Values holds ${label}`);
			expect(world.simulator.count()).toBe(0);
		},
	);

	it('lets a default value whose expression fails for the first row be the fault of that row alone', async () => {
		const wxaPath = '={{ $json.n ? "pages/a" : $("Nowhere").first().json.path }}';
		const rows = [row(0, 9), row(10, 19, { n: 1 })].map((one) => without(one, '小程序路径'));
		const result = await run(rows, { defaultValues: { wxaPath } });
		expect(statuses(result)).toEqual(['invalid', 'activated']);
	});

	it('report 9: dates of the promotion as start and end are contradicted by the count', async () => {
		const rest = without(row(0, 0), '起始位', '结束位');
		const result = await run([{ ...rest, 开始: 46205, 结束: 46234, 数量: 10_000 }]);
		expect(statuses(result)).toEqual(['invalid']);
		expect(messages(result)[0]).toContain(
			'Code Count (column "数量"): the row says 10000, but from start to end there are 30 codes',
		);
		const dated = await run([{ ...rest, 'Start (date)': 46205, 结束: 46234 }]);
		expect(messages(dated)[0]).toContain('no column for Code Start.');
		expect(world.simulator.count()).toBe(0);
	});

	it('refuses a count of 0 beside a range, and an end that start and count do not lead to', async () => {
		expect(statuses(await run([row(0, 9, { 数量: 0 }), row(10, 19, { 数量: '-' })]))).toEqual([
			'invalid',
			'activated',
		]);
		const byCount = await run([row(20, 29, { 数量: 10 }), row(30, 49, { 数量: 10 })], {
			rangeBy: 'startCount',
		});
		expect(statuses(byCount)).toEqual(['activated', 'invalid']);
		expect(messages(byCount)[1]).toContain('start and count lead to 39');
	});

	it('takes no column with a unit in its header for the count', async () => {
		const result = await run([row(0, 9, { '数量(万)': 1 })]);
		expect(statuses(result)).toEqual(['activated']);
		const byCount = await run([row(10, '', { '数量(万)': 1 })], { rangeBy: 'startCount' });
		expect(messages(byCount)[0]).toContain('no column for Code Count,');
	});

	it('reads a mini program app id however it is typed, and refuses what is none', async () => {
		const result = await run([
			row(0, 9, { 小程序AppID: "'WX1234567890ABCDEF" }),
			row(10, 19, { 小程序AppID: 'ｗｘ1234567890abcdef' }),
			row(20, 29, { 小程序AppID: 'wx3sxjifjwojfsffef' }),
			row(30, 39, { 小程序AppID: 'wx1234567890abcde' }),
			row(40, 49, { 小程序AppID: 'gh_1234567890ab' }),
		]);
		expect(statuses(result)).toEqual([
			...['activated', 'activated', 'activated'],
			...['invalid', 'invalid'],
		]);
		expect(active().map(({ wxa_appid }) => wxa_appid)).toEqual([
			'wx1234567890abcdef',
			'wx1234567890abcdef',
			'wx3sxjifjwojfsffef',
		]);
		const [, folded, example, short, original] = messages(result);
		expect(folded).not.toContain('Note:');
		expect(example).toContain('Note: Mini Program App ID');
		expect(short).toContain('it has 17 characters, not 18');
		expect(original).toContain('原始ID');
	});

	it('leaves a note on an odd path, and on a version that is not released', async () => {
		const result = await run([row(0, 9, { 小程序路径: '/pages/a/', 小程序版本: '开发版' })]);
		expect(statuses(result)).toEqual(['activated']);
		for (const part of ['starts with a slash', 'ends with a slash', 'development version']) {
			expect(messages(result)[0]).toContain(part);
		}
	});

	it('reads a barcode as it is printed as its digits, with a note, unless they are not checked', async () => {
		const printed = { 条码: '690 1234 567892' };
		const result = await run([row(0, 9, printed)], {}, { barcodeCheck: 'error' });
		expect(statuses(result)).toEqual(['activated']);
		expect(messages(result)[0]).toContain('"690 1234 567892" is read as its digits, 6901234567892');
		await run([row(10, 19, printed)], {}, { barcodeCheck: 'off' });
		expect(active().map(({ product_code }) => product_code)).toEqual([
			'6901234567892',
			'690 1234 567892',
		]);
	});

	it('takes an application id with and without leading zeros for one application', async () => {
		const result = await run([
			row(0, 9, { 申请单号: '0581865877' }),
			row(0, 9),
			row(5, 14, { 申请单号: '００581865877' }),
		]);
		expect(statuses(result)).toEqual(['activated', 'activated', 'invalid']);
		expect(world.simulator.count('codeactive')).toBe(1);
	});

	it('says which row holds the headers when a title stands above them', async () => {
		const cells = Object.entries(row(0, 9));
		const line = (at: 0 | 1) =>
			Object.fromEntries(
				cells.map((pair, n) => [n === 0 ? '2026 活动表' : `__EMPTY_${n}`, pair[at]]),
			);
		const result = await run([{ __EMPTY_1: '制表人' }, line(0), line(1)]);
		expect(new Set(statuses(result))).toEqual(new Set(['invalid']));
		expect(messages(result)[0]).toContain(
			'row 2 looks like them ("申请单号", "起始位", "结束位" …)',
		);
		expect(messages(result)[0]).toContain('Starting Line');
	});
});
