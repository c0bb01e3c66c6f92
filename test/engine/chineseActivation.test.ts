import { unescape } from 'lodash';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { row, without } from './chineseSheet';
import { englishIn } from './languages';
import { APPLICATION, startWorld, statuses, type World } from './world';

/** Of n8n's own nodes, and what is typed there. */
const OF_OTHERS =
	/\{\{.*?\}\}|Extract from File|Google Sheets|Data Location on Sheet|(?:Header|Starting) (?:Row|Line)|Sheet Name|(?:Fields To )?Split Out|Edit Fields \(Set\)|Mode|HTTP Request|Options > Response > Response Format|On Error|Continue|Delimiter|\brows\b|\.xlsx|Excel|Von|\b500ml\b|\bdata\b|wx[0-9a-z]+|pages\/\S+/g;

describe('a run in Chinese leaves no English sentence', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
	});
	afterEach(async () => await world.end());

	const run = async (
		rows: IDataObject[],
		options: INodeParameters = {},
		parameters: INodeParameters = {},
	) => {
		const result = await world.run({
			rows,
			parameters: { rowSource: 'columns', ...parameters },
			options: { messageLanguage: 'zh', ...options },
			onError: 'continueRegularOutput',
		});
		const said = [...result.rows.map((one) => one.activation_message), ...result.hints];
		const english = said.flatMap((text) =>
			englishIn(unescape(String(text)).replace(OF_OTHERS, '…')),
		);
		expect(english).toEqual([]);
		for (const text of said) expect(String(text)).toMatch(/\p{Script=Han}/u);
		return result;
	};

	const sheet = [
		row(0, 9),
		row(10, 19, { 小程序版本: '开发版' }),
		row(20, 29, { 小程序路径: '' }),
		row(30, 39, { 条码: '690 1234 567892' }),
		row(0, 9),
		row(5, 14),
		row(40, 39),
		row(50, 59, { 数量: 11 }),
		{},
		row(60, 69, { 品牌: '' }),
		without(row(70, 79), '活动名称', '品牌'),
		{ 申请单号: '合计', 数量: 70 },
	];
	const defaults = { defaultValues: { wxaPath: 'pages/default' } };

	it.each([{ dryRun: true }, { askWeChat: true }, {}])('%j', async (options) => {
		const { rows } = await run(sheet, options, defaults);
		expect(new Set(statuses({ rows } as never)).size).toBeGreaterThan(1);
	});

	it('of a result sheet that is run again, with other numbers, and one that counts from 1', async () => {
		const done = await run([row(0, 9), row(10, 19)]);
		await run([...done.rows, row(5, 9), row(0, 9), { ...done.rows[1], 条码: '-' }]);
		await run([{ ...done.rows[0], 起始位: 1, 结束位: 10 }, row(1, 10)]);
		await run([row(1, 10)], {}, { rangeBy: 'startCount' });
	});

	it('of a sheet that cannot be read', async () => {
		const cells = row(0, 9);
		await run([{ data: [cells] }]);
		await run([{ body: cells }]);
		await run([{ data: JSON.stringify([cells]) }]);
		await run([{ [Object.keys(cells).join(';')]: 1 }]);
		await run([{ a: '\uFFFD\uFFFD', b: '\uFFFD' }]);
		await run([{ 表: 1 }]);
		await run([
			{
				标题: Object.keys(cells)[0],
				b: Object.keys(cells)[1],
				c: Object.keys(cells)[2],
			},
		]);
		await run([without(cells, '结束位')]);
		await run([{ ...without(cells, '结束位'), 数量: 1 }]);
		await run([{ ...cells, Start: 1 }]);
		await run([cells], {}, { columnNames: { codeStart: 'Von' }, defaultValues: { codeEnd: 1 } });
		await run([{ ...without(cells, '起始位'), '起始位（从1开始）': 1, 结束位: 9 }], {
			numbering: 'zeroBased',
			dryRun: true,
		});
		await run([cells], { askWeChat: true, dryRun: false });
		expect(world.simulator.segments(APPLICATION)).toEqual([]);
	});
});
