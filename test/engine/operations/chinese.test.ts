/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- invented package keys */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { EngineOptions, EngineRun } from '../harness';
import { englishIn } from '../languages';
import { APPLICATION, startWorld, type World } from '../world';
import { listBlocks, operate } from './operate';

/** Whatever a run says to a person: beside the items, above them, and as an error. */
const saidIn = ({ rows, hints, error }: EngineRun): string[] =>
	[
		...rows.flatMap(({ error: problem, note }) => [problem, note]),
		...hints,
		error?.message,
		error?.description,
	].filter((text): text is string => typeof text === 'string');

describe('with Message Language 中文, no English is left in what is said by', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const zh: INodeParameters = { messageLanguage: 'zh' };

	const hear = async (
		operation: readonly [string, string],
		parameters: INodeParameters,
		{ options, ...more }: Partial<EngineOptions> = {},
	): Promise<string> => {
		const onErrors = ['stopWorkflow', 'continueRegularOutput'] as const;
		const said: string[] = [];
		for (const onError of onErrors) {
			const run = await operate(world, operation, parameters, {
				onError,
				options: { ...zh, ...options },
				...more,
			});
			said.push(...saidIn(run));
		}
		// The link to WeChat's page is an address.
		const text = said.join('\n').replace(/<a [^>]*>[^<]*<\/a>/g, '');
		expect(englishIn(text)).toEqual([]);
		expect(text).not.toMatch(/undefined|\[object|WeChat/);
		return text;
	};

	describe('Application · Create', () => {
		const create = async (rows: IDataObject[], more: Partial<EngineOptions> = {}) =>
			await hear(
				['application', 'create'],
				{ codeCount: '={{ $json.count }}', isvApplicationId: '={{ $json.own }}' },
				{ rows, ...more },
			);

		it.each([
			[1, 'a', 'Code Count：至少为 10,000，不能是 1。'],
			[10_001, 'a', 'Code Count：必须是 10,000 的整数倍，不能是 10001。'],
			[300_000_000, 'a', 'Code Count：超过了微信'],
			[10_000, 'x'.repeat(129), 'Your Own Number：有 129 个字符，微信最多接受 128 个。'],
			[10_000, '', 'Your Own Number：为空，必须填写。'],
		])('%s codes under %j', async (count, own, problem) => {
			expect(await create([{ count, own }])).toContain(problem);
		});

		it('two rows with one number', async () => {
			const rows = [
				{ count: 10_000, own: 'a' },
				{ count: 10_000, own: 'a' },
			];
			const said = await create(rows);
			expect(said).toContain('第 2 条，Your Own Number：第 1 条也用了这个编号');
			expect(said).toContain('未通过检查 1 条');
		});

		it('an application with another count, one whose state nobody tells, and one that is refused', async () => {
			listBlocks(world, [[0, 19_999]]);
			expect(await create([{ count: 10_000, own: 'b' }])).toContain(
				'微信在这个编号下有 20,000 个码，而不是所申请的 10,000 个。',
			);
			world.simulator.faults.add({ endpoint: 'applycodequery', times: 9, do: 'reset-before' });
			expect(await create([{ count: 10_000, own: 'c' }])).toContain(
				'自定编号 c：已申请，只是没能查询到它的状态。',
			);
			world.simulator.faults.add({ endpoint: 'applycode', times: 99, do: 'reset-after' });
			expect(await create([{ count: 10_000, own: 'd' }])).toContain(
				'不清楚自定编号 d 是否已申请成功',
			);
		});
	});

	it('Application · Get', async () => {
		const said = await hear(['application', 'get'], { applicationId: '={{ "" }}' });
		expect(said).toContain('已查询 0 条，未通过检查 1 条，共 0 次请求');
		const ask = async (applicationId: string, more: Partial<EngineOptions> = {}) =>
			await hear(['application', 'get'], { applicationId }, more);
		expect(await ask(String(APPLICATION))).toContain('已查询 1 条，共 1 次请求');
		expect(await ask('x1')).toContain('Application ID：“x1”');
		expect(await ask('42')).toContain('申请单 42');
		world.simulator.faults.add({ endpoint: 'applycodequery', times: 99, do: 'reset-before' });
		expect(await ask(String(APPLICATION))).toContain('微信没有给出有效的回复。');
		const store = world.credential({ appSecret: '' });
		expect(await ask(String(APPLICATION), { store })).toContain('请打开本节点的凭证');
		const wrong = world.credential({ appSecret: 'f'.repeat(32) });
		expect(await ask(String(APPLICATION), { store: wrong })).toContain('AppSecret 错误。');
	});

	describe('Application · Download', () => {
		const download = async (parameters: INodeParameters = {}, more: Partial<EngineOptions> = {}) =>
			await hear(
				['application', 'download'],
				{ applicationId: String(APPLICATION), ...parameters },
				more,
			);
		const part = (codeStart: string, codeEnd: string) => ({ range: 'part', codeStart, codeEnd });

		it.each([
			[part('9', '5'), 'Code End：结束位（5）在起始位（9）之前。'],
			[part('0', '200000'), '这个申请单的码到 199999 为止；位置从 0 开始计数。'],
		])('%j', async (parameters, problem) => {
			expect(await download(parameters)).toContain(problem);
		});

		it('an application without blocks, one that is not finished, one with too many codes', async () => {
			const twice = async (blocks: Array<[number, number]>, status?: string) => {
				listBlocks(world, blocks, status);
				listBlocks(world, blocks, status);
				return await download();
			};
			expect(await twice([])).toContain('微信没有列出这个申请单的码包区块。');
			expect(await twice([], 'INIT')).toContain('还没有完成（微信返回 INIT）');
			expect(await twice([[0, 1_000_000]])).toContain('1,000,001 个码太多，不能逐项输出');
		});

		it('no key, and a setting that means nothing', async () => {
			const store = world.credential({ codePackageKey: '' });
			expect(await download(part('0', '9'), { store })).toContain(
				'码包区块 0–49999：凭证里没有 Code Package Key（码包密钥）',
			);
			const other = world.credential({ codePackageKey: 'fedcba9876543210' });
			expect(await download(part('0', '9'), { store: other })).toContain('码包区块 0–49999：');
			expect(await download({}, { options: { singleFile: 'maybe' } })).toContain(
				'Single File 设为“maybe”，无法识别。可以填：true 或 false。',
			);
		});
	});

	it('Code · Get', async () => {
		const ask = async (codeIndex: string, more: Partial<EngineOptions> = {}) =>
			await hear(['code', 'get'], { applicationId: String(APPLICATION), codeIndex }, more);
		expect(await ask('={{ "" }}')).toContain('Code Index：为空，必须填写。');
		expect(await ask('200000')).toContain('申请单里没有这个位置的码。');
		expect(await ask('1.5')).toContain('Code Index：');
		expect(await ask('{{ 5 }}')).toContain('是在 Fixed（固定值）模式下输入的');
		expect(await ask('0', { options: { timeout: '={{ "soon" }}' } })).toContain(
			'Timeout 设为“soon”，无法识别。可以填：0 到 600000 之间的数字。',
		);
	});

	it('Code · Resolve Ticket', async () => {
		const resolve = async (codeTicket: string, openId = 'o1') =>
			await hear(['code', 'resolveTicket'], { openId, codeTicket });
		expect(await resolve('={{ "" }}')).toContain('Code Ticket：为空，必须填写。');
		expect(await resolve('0'.repeat(32))).toContain('已解析 0 条，失败 1 条，共 1 次请求');
	});
});
