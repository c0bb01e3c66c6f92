import type { IDataObject } from 'n8n-workflow';
import { operations } from '../../nodes/WechatMarketingCode/actions/operations';
import { optionPropertyOf } from './languages';
import { mapped, row } from './net/sheet';
import { operate } from './operations/operate';
import { startWorld, statuses, type World } from './world';

const HAN = /[\u4e00-\u9fff]/;

describe('the option Message Language', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const activate = async (messageLanguage: unknown, rows: IDataObject[], more = {}) =>
		await world.run({
			rows,
			parameters: mapped,
			options: { messageLanguage: messageLanguage as string },
			onError: 'continueRegularOutput',
			...more,
		});

	it.each(operations)('$resource $value has it, with English as its default', ({ properties }) => {
		expect(optionPropertyOf(properties)).toMatchObject({
			displayName: 'Message Language',
			type: 'options',
			default: 'en',
			options: [{ value: 'en', name: 'English' }, { value: 'zh' }],
		});
	});

	const twice = [row(0, 9), row(5, 19)];

	it.each(['zh', ' ZH ', '中文 (Chinese)', '={{ "zh" }}'])(
		'%j: what stands beside a row and above the run is Chinese',
		async (language) => {
			const { rows, hints } = await activate(language, twice);
			expect(rows[1].activation_message).toMatch(/^码段 5–19 与.*重叠（申请单 \d+）/);
			expect(hints[0]).toMatch(/第 2 条.*码段/s);
			expect(hints[0]).toContain('第 1 条是到达本节点的第一条数据');
		},
	);

	it.each([undefined, 'en', 'english'])('%j: it is English', async (language) => {
		const { rows, hints } = await activate(language, twice);
		expect(rows[1].activation_message).toMatch(/^Its range 5–19 overlaps/);
		const said = `${String(rows[1].activation_message)} ${hints[0]}`;
		expect(said.replaceAll('绿茶 500ml', '')).not.toMatch(HAN);
	});

	it('the error that stops a workflow is Chinese, with its description', async () => {
		const { error } = await activate('zh', twice, { onError: 'stopWorkflow' });
		expect(error?.message).toMatch(/^1 条数据有误，没有发送任何请求。第 2 条.*码段/);
		expect(error?.description).toMatch(/^未通过检查 1 条.*第 1 条是到达/s);
	});

	it.each(['fr', '={{ 7 }}', '={{ $json.is }}', "={{ $('Nowhere').first().json.x }}"])(
		'%j: the error that names it is in both, and nothing is sent',
		async (language) => {
			const rows = [row(0, 9, { is: 'en' }), row(10, 19, { is: 'zh' })];
			const result = await activate(language, rows);
			expect(statuses(result)).toEqual(['invalid', 'invalid']);
			expect(result.rows[0].activation_message).toMatch(
				/^Message Language.*Nothing was sent\. Message Language.*没有发送任何请求。/,
			);
			const { error } = await activate(language, rows, { onError: 'stopWorkflow' });
			expect(error?.message).toBe(result.rows[0].activation_message);
			expect(world.simulator.count()).toBe(0);
		},
	);

	it('an operation row by row tells its error in Chinese', async () => {
		const options = { messageLanguage: 'zh' };
		const onError = 'continueRegularOutput' as const;
		const { rows, hints } = await operate(
			world,
			['code', 'get'],
			{ applicationId: '1', codeIndex: '={{ "" }}' },
			{ options, onError },
		);
		expect(rows[0].error).toContain('为空，必须填写。');
		expect(hints[0]).toContain('已查询 0 条，未通过检查 1 条，共 0 次请求');
	});

	it('an operation that is not known has no language, and is refused in both', async () => {
		const { error } = await operate(world, ['code', 'melt'], {});
		expect(error?.message).toBe('There is no operation "melt" for "code" “code”没有“melt”这个操作');
		expect(error?.description).toMatch(/^Open the node .* 请打开本节点/);
	});
});
