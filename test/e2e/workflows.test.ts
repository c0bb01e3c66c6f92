/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readWorkflow } from '../../scripts/example';
import { outputOf, type Workflow } from '../../scripts/rest';
import { DEFAULT_ACCOUNT } from '../simulator';
import {
	EXAMPLES,
	fillIn,
	nodeOf,
	post,
	readSheet,
	writeSheet,
	type Choices,
	type Row,
} from './examples';
import { startMailServer, type MailServer } from './mail';
import { startHost, type RunningHost } from './startHost';

// One application for each example, so that none meets another's ranges.
const [ERP, REVIEW, DAILY, APPROVAL, REEL] = [
	'681200417',
	'681200529',
	'681200733',
	'681200846',
	'681200951',
];
const PASSWORD = { 'x-erp-key': 'of-the-erp-alone' };
const DAY_MS = 86_400_000;
const VALUES = {
	活动名称: '2026春茶开采季',
	品牌: '云岭山房',
	商品标题: '明前龙井',
	条码: '6972345100186',
	小程序AppID: 'wx5f3a1c9e7b2d4068',
	小程序路径: 'pages/tea/index',
};
/** A barcode that the coding centre (编码中心) does not know yet. */
const UNDER_REVIEW = { 条码: '6972345100254' };
const row = (application: string, start: number, more = {}) => ({
	申请单号: application,
	起始位: start,
	结束位: start + 99,
	...VALUES,
	...more,
});

describe('the examples in a real n8n', () => {
	const folder = mkdtempSync(join(tmpdir(), 'wechat-workflows-'));
	let host: RunningHost;
	let mails: MailServer;
	let choices: Choices;
	let nodeTypes: Set<string>;

	beforeAll(async () => {
		const applications = [ERP, REVIEW, DAILY, APPROVAL, REEL].map((applicationId) => ({
			applicationId,
			codeCount: 10_000,
		}));
		const generation = { initMs: 0, processingMs: null };
		const unregisteredBarcodes = [UNDER_REVIEW.条码];
		const simulator = { applications, generation, unregisteredBarcodes };
		host = await startHost({ files: [folder], simulator });
		mails = await startMailServer();
		nodeTypes = await host.rest.nodeTypes();
		const save = async (name: string, type: string, data: Record<string, unknown>) => ({
			[type]: { id: await host.rest.saveCredential(name, type, data), name },
		});
		const [[header, value]] = Object.entries(PASSWORD);
		const account = {
			...host.account,
			accessTokenSource: 'appSecret',
			codePackageKey: DEFAULT_ACCOUNT.packageKey,
		};
		choices = {
			folder,
			credentials: {
				...(await save('Service account', 'wechatMarketingCodeApi', account)),
				...(await save('Password of the webhooks', 'httpHeaderAuth', { name: header, value })),
				...(await save('Mail of the test', 'smtp', mails.credential)),
			},
		};
	});

	afterAll(async () => {
		await host?.stop();
		await mails?.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	const activate = async (file: string) => {
		await host.rest.activateWorkflow(await host.rest.saveWorkflow(fillIn(file, choices)));
	};
	const runByHand = async (workflow: Workflow, trigger: string) =>
		await host.rest.runWorkflow(await host.rest.saveWorkflow(workflow), trigger, 60_000);
	const activeRanges = (application: string) =>
		host.simulator.segments(application).map(({ codeStart, codeEnd }) => [codeStart, codeEnd]);

	it.each(EXAMPLES)('%s, imported as it is: n8n has its nodes and keeps it whole', async (file) => {
		const { name, nodes, connections, settings } = readWorkflow(file);
		const wanted = nodes.map(({ type, typeVersion }) => `${type}@${String(typeVersion)}`);
		expect(wanted.filter((node) => !nodeTypes.has(node))).toEqual([]);
		const id = await host.rest.saveWorkflow({ name, nodes, connections, settings });
		const saved = await host.rest.call('GET', `/workflows/${id}`);
		expect(saved).toMatchObject({ name, nodes, connections });
	});

	describe('erp-webhook-to-activation.json, switched on', () => {
		const rows = [
			{ order: 'A-17', ...row(ERP, 0) },
			{ order: 'A-18', ...row(ERP, 100, { 结束位: 99 }) },
			{ order: 'A-19', ...row(ERP, 200) },
		];
		const url = () => `${host.n8n.url}/webhook/wechat-activation`;
		beforeAll(async () => await activate('erp-webhook-to-activation.json'));

		it('answers every row, in order, with its status', async () => {
			const { status, text } = await post(url(), { rows }, PASSWORD);
			expect([status, text]).toEqual([200, expect.stringContaining('activation_status')]);
			expect(JSON.parse(text)).toMatchObject([
				{ ...rows[0], activation_status: 'activated' },
				{ ...rows[1], activation_status: 'invalid' },
				{ ...rows[2], activation_status: 'activated' },
			]);
			expect(activeRanges(ERP)).toEqual([
				[0, 99],
				[200, 299],
			]);
		});

		it('says already_active to the same rows again', async () => {
			const { text } = await post(url(), { rows }, PASSWORD);
			const statuses = (
				JSON.parse(text) as Array<(typeof rows)[0] & { activation_status: string }>
			).map(({ activation_status }) => activation_status);
			expect(statuses).toEqual(['already_active', 'invalid', 'already_active']);
			expect(host.simulator.doubleCommits()).toEqual([]);
		});

		it.each([{}, { rows: [] }, { rows: 'none' }, { row: [row(ERP, 900)] }, [row(ERP, 900)]])(
			'answers 400 and why to a body without rows: %j',
			async (body) => {
				const before = host.simulator.count();
				const { status, text } = await post(url(), body, PASSWORD);
				expect(status).toBe(400);
				expect(JSON.parse(text)).toEqual({ error: expect.stringContaining('holds no rows') });
				expect(host.simulator.count()).toBe(before);
			},
		);

		it('refuses a caller without the password', async () => {
			const before = host.simulator.count();
			expect(await post(url(), { rows: [row(ERP, 900)] })).toMatchObject({ status: 403 });
			expect(host.simulator.count()).toBe(before);
		});
	});

	// Scans codes that the ERP activated above: only an active code can be scanned.
	describe('scan-webhook-to-ticket.json, switched on', () => {
		const OPENID = 'oScanner-0123456789abcdefghi';
		const url = () => `${host.n8n.url}/webhook/wechat-scan`;
		const ticketOf = (index: number) =>
			host.simulator.scan(host.simulator.code(ERP, index).code_url, OPENID)?.code_ticket;
		beforeAll(async () => await activate('scan-webhook-to-ticket.json'));

		it('answers with the code that was scanned, and without the openid', async () => {
			const body = { openid: OPENID, code_ticket: ticketOf(42) };
			expect(body.code_ticket).toMatch(/\S/);
			const { status, text } = await post(url(), body, PASSWORD);
			expect([status, text]).toEqual([200, expect.not.stringContaining(OPENID)]);
			expect(JSON.parse(text)).toMatchObject({
				code: host.simulator.code(ERP, 42).code,
				product_title: VALUES.商品标题,
			});
		});

		it('answers a wrong ticket with 422 and why', async () => {
			const body = { openid: OPENID, code_ticket: 'no-such-ticket' };
			const { status, text } = await post(url(), body, PASSWORD);
			expect([status, text]).toEqual([422, expect.not.stringContaining(OPENID)]);
			expect(JSON.parse(text)).toMatchObject({
				error: expect.stringMatching(/\S/),
				errcode: expect.any(Number),
			});
		});
	});

	it('error-output-to-review-list.json: bad rows to the review list, the others to the result', async () => {
		const rows = [
			row(REVIEW, 0, { 备注: 'good' }),
			row(REVIEW, 100, { 备注: 'ends before it starts', 结束位: 99 }),
			row(REVIEW, 200, { 备注: 'good' }),
			row('699999999', 0, { 备注: 'no such application' }),
			row(REVIEW, 300, { 备注: 'barcode under review', ...UNDER_REVIEW }),
			row(REVIEW, 400, { 备注: 'check digit', 条码: '6972345100187' }),
		];
		writeSheet(join(folder, 'activations.xlsx'), rows);
		const workflow = fillIn('error-output-to-review-list.json', choices);
		expect(await runByHand(workflow, 'Start')).toMatchObject({ status: 'success' });
		expect(readSheet(join(folder, 'activations-done.xlsx'))).toMatchObject([
			{ ...rows[0], activation_status: 'activated' },
			{ ...rows[2], activation_status: 'activated' },
			{ ...rows[4], activation_status: 'pending_review' },
		]);
		expect(readSheet(join(folder, 'activations-review.xlsx'))).toMatchObject([
			{ ...rows[1], activation_status: 'invalid', activation_message: expect.stringMatching(/\S/) },
			{ ...rows[3], activation_status: 'failed', activation_errcode: 80300 },
			{ ...rows[5], activation_status: 'invalid' },
		]);
		expect(activeRanges(REVIEW)).toEqual([
			[0, 99],
			[200, 299],
		]);
	});

	it('daily-retry-pending-review.json: activates the rows that are due and writes the file again', async () => {
		writeSheet(join(folder, 'activations.xlsx'), [
			row(DAILY, 0),
			row(DAILY, 100, UNDER_REVIEW),
			row(DAILY, 200, UNDER_REVIEW),
			row(DAILY, 300),
			row(DAILY, 400, UNDER_REVIEW),
		]);
		await runByHand(fillIn('error-output-to-review-list.json', choices), 'Start');
		const rows = readSheet(join(folder, 'activations-done.xlsx'));
		const status = (sheet: Row[]) => sheet.map(({ activation_status }) => activation_status);
		const pending = 'pending_review';
		expect(status(rows)).toEqual(['activated', pending, pending, 'activated', pending]);

		// A day later, but for the third row; the coding centre knows the barcode by now.
		for (const at of [1, 4]) {
			const due = Date.parse(String(rows[at].activation_retry_after));
			rows[at].activation_retry_after = new Date(due - 2 * DAY_MS).toISOString();
		}
		host.simulator.set({ unregisteredBarcodes: [] });
		const file = join(folder, 'activations-result.xlsx');
		writeSheet(file, rows);
		const before = host.simulator.count('codeactive');
		const workflow = fillIn('daily-retry-pending-review.json', choices);
		expect(await runByHand(workflow, 'Every morning')).toMatchObject({ status: 'success' });
		expect(host.simulator.count('codeactive')).toBe(before + 2);
		const activated = { activation_status: 'activated', activation_errcode: 0 };
		const again = readSheet(file);
		expect(again).toMatchObject([
			rows[0],
			{ ...row(DAILY, 100, UNDER_REVIEW), ...activated },
			rows[2],
			rows[3],
			{ ...row(DAILY, 400, UNDER_REVIEW), ...activated },
		]);
		expect(activeRanges(DAILY).map(([start]) => start)).toEqual([0, 100, 300, 400]);

		// The next morning nothing is due.
		expect(await runByHand(workflow, 'Every morning')).toMatchObject({ status: 'success' });
		expect(readSheet(file)).toEqual(again);
		expect(host.simulator.count('codeactive')).toBe(before + 2);
	});

	describe('approval-to-activation.json', () => {
		const rows = [
			row(APPROVAL, 0),
			row(APPROVAL, 100, { 条码: '6972345100187' }),
			row(APPROVAL, 200, { 商品标题: '<b>tea</b><img src=x>' }),
		];
		const sheet = join(folder, 'activations.xlsx');
		const result = () => readSheet(join(folder, 'activations-result.xlsx'));
		const start = async (language: string) => {
			const workflow = fillIn('approval-to-activation.json', choices);
			Object.assign(
				(nodeOf(workflow, 'Settings').parameters.assignments as { assignments: Row[] })
					.assignments[2],
				{ value: language },
			);
			return await host.rest.startWorkflow(await host.rest.saveWorkflow(workflow), 'Start');
		};
		/** Where the button of the mail leads. */
		const linkIn = (html: string) => /href="([^"]+)"/.exec(html)?.[1] ?? '';
		/** The page; n8n sends the mail a moment before its execution waits. */
		const open = async (link: string): Promise<string> => {
			const page = await fetch(link);
			return page.ok ? await page.text() : await open(link);
		};
		const answer = async (link: string, decision: string) => {
			const body = new FormData();
			body.set('field-0', decision);
			body.set('field-1', 'Li Wei');
			await open(link);
			expect((await fetch(link, { method: 'POST', body })).status).toBe(200);
		};
		const settled = async (execution: string) =>
			expect((await host.rest.waitForEnd(execution, 60_000)).status).toBe('success');

		it('mails what would happen, and activates the good rows once the page behind the link says yes', async () => {
			writeSheet(sheet, rows);
			const before = host.simulator.count('codeactive');
			const execution = await start('en');
			const { subject, html } = await mails.next();
			expect(subject).toBe('Please approve: 2 of 3 rows would be activated: 200 codes');
			expect(html).toMatch(/Would be activated: 2\n1\. [^\n]*0–99[^\n]*\n3\. [^\n]*200–299/);
			expect(html).toContain('&#60;b&#62;tea&#60;/b&#62;&#60;img src=x&#62;');
			expect(html).toMatch(/With a problem, not sent: 1\n2\. .*6972345100187/);

			// Scanners of mail open each link: the page asks, and opening it approves nothing.
			const page = await open(linkIn(html));
			expect(page).toMatch(/2 of 3 rows would be activated: 200 codes[^]*Your name/);
			expect(await open(linkIn(html))).toBe(page);
			expect((await fetch(linkIn(html).replace(/signature=\w{4}/, 'signature=0000'))).status).toBe(
				401,
			);
			// What was approved is sent, whatever the file says by then.
			writeSheet(sheet, [row(APPROVAL, 900)]);
			expect(host.simulator.count('codeactive')).toBe(before);

			await answer(linkIn(html), 'Approve: activate the codes');
			await settled(execution);
			const approval = { approval: 'Approve: activate the codes', approval_by: 'Li Wei' };
			expect(result()).toMatchObject([
				{ ...rows[0], activation_status: 'activated', ...approval },
				{ ...rows[1], activation_status: 'invalid', ...approval },
				{ ...rows[2], activation_status: 'activated', ...approval },
			]);
			expect(activeRanges(APPROVAL)).toEqual([
				[0, 99],
				[200, 299],
			]);
		});

		it('activates nothing when the approver declines, here in Chinese', async () => {
			writeSheet(sheet, [rows[0], row(APPROVAL, 300)]);
			const before = host.simulator.count('codeactive');
			const execution = await start('zh');
			const { subject, html } = await mails.next();
			expect(subject).toBe('请审批：2 行中有 1 行将会激活，共 100 个码');
			await answer(linkIn(html), '不同意：什么都不激活');
			await settled(execution);
			expect(result()).toMatchObject([
				{ activation_status: 'already_active', approval: '不同意：什么都不激活' },
				{ activation_status: 'dry_run', approval_by: 'Li Wei' },
			]);
			expect(host.simulator.count('codeactive')).toBe(before);
		});

		it('asks nobody when no row is good', async () => {
			writeSheet(sheet, [rows[1]]);
			await settled(await start('en'));
			expect(result()).toMatchObject([{ activation_status: 'invalid' }]);
			expect(result()[0].approval).toBe('');
		});
	});

	it('scanned-reel-to-range.json: activates what lies between two scanned codes, without the void ones', async () => {
		const { simulator } = host;
		const codes = Array.from({ length: 1_000 }, (_, at) => simulator.code(REEL, at));
		const lines = codes.map(({ code, code_url, code_bits }, at) =>
			[REEL, at, code, code_url, code_bits].join(','),
		);
		writeFileSync(
			join(folder, `codes-${REEL}.csv`),
			['application_id,index,code,code_url,code_bits', ...lines, ''].join('\n'),
		);
		const reel = (name: string, first: string, last: string, void_codes = '') => ({
			reel: name,
			首码: first,
			末码: last,
			void_codes,
			...{ ...VALUES, 活动名称: name },
		});
		const [at, url] = [
			(index: number) => codes[index].code,
			(index: number) => codes[index].code_url,
		];
		writeSheet(join(folder, 'reels.xlsx'), [
			reel('scanned by URL', url(0), `http://${url(99).toLowerCase()}`),
			reel('backwards, with void codes', url(299), at(100), `${at(100)} ${url(150)}，${at(151)}`),
			reel('void code of another reel', url(300), url(399), url(50)),
			reel('unknown', url(400), simulator.code(ERP, 5).code_url),
			reel('one end', url(500), ''),
			reel('all void', at(600), at(601), `${at(600)}\n${at(601)}`),
		]);
		const workflow = fillIn('scanned-reel-to-range.json', choices);
		expect(await runByHand(workflow, 'Start')).toMatchObject({ status: 'success' });
		const range = (code_start: number, code_end: number) => ({
			application_id: REEL,
			code_start,
			code_end,
			activation_status: 'activated',
		});
		const refused = (problem: string) => ({
			activation_status: 'invalid',
			scan_problem: expect.stringContaining(problem),
		});
		expect(readSheet(join(folder, 'reels-result.xlsx'))).toMatchObject([
			{ reel: 'scanned by URL', ...range(0, 99) },
			{ reel: 'backwards, with void codes', ...range(101, 149) },
			{ reel: 'backwards, with void codes', ...range(152, 299) },
			refused('is not on this reel'),
			refused('is in none of the code files'),
			refused('first or the last code of the reel is missing'),
			refused('All codes of this reel are void'),
		]);
		expect(activeRanges(REEL)).toEqual([
			[0, 99],
			[101, 149],
			[152, 299],
		]);
	});

	it('create-wait-download-activate.json: from nothing to 100,000 codes on file and active, each once', async () => {
		const workflow = fillIn('create-wait-download-activate.json', choices);
		Object.assign(nodeOf(workflow, 'Wait').parameters, { amount: 0.1, unit: 'seconds' });
		nodeOf(workflow, 'Apply for codes').parameters.codeCount = '100000';
		nodeOf(workflow, 'Activate the codes').parameters.options = { dryRun: false };
		const { simulator, rest } = host;
		const looked = simulator.count('applycodequery');
		const activated = simulator.count('codeactive');
		const before = simulator.journal.length;
		const running = await rest.startWorkflow(await rest.saveWorkflow(workflow), 'Start');
		// The first look found it unfinished: the loop has gone round.
		await simulator.arrived(looked + 2, 'applycodequery');
		const [application] = simulator.journal
			.slice(before)
			.flatMap(({ endpoint, body }) =>
				endpoint === 'applycodequery' ? [(body as { application_id: number }).application_id] : [],
			);
		simulator.finish(application);

		const execution = await rest.waitForEnd(running, 60_000);
		expect([execution.status, execution.error]).toEqual(['success', undefined]);
		expect(execution.runs.Wait.length).toBeGreaterThan(1);
		const blocks = [
			[0, 49_999],
			[50_000, 99_999],
		];
		expect(outputOf(execution, 'Activate the codes')).toMatchObject(
			blocks.map(([activation_code_start, activation_code_end]) => ({
				activation_status: 'activated',
				activation_code_start,
				activation_code_end,
				activation_code_count: 50_000,
			})),
		);
		expect(simulator.segments(application)).toMatchObject(
			blocks.map(([codeStart, codeEnd]) => ({
				codeStart,
				codeEnd,
				product_title: 'Green Tea 500 ml',
			})),
		);
		expect(simulator.count('codeactive')).toBe(activated + 2);
		expect(simulator.commitsPerCode(application)).toEqual([
			{ applicationId: String(application), codeStart: 0, codeEnd: 99_999, commits: 1 },
		]);

		const files = readdirSync(folder).filter((name) => /^\d+_.*\.csv$/.test(name));
		expect(files.sort()).toEqual(
			blocks.map(([start, end]) => `${application}_${start}-${end}.csv`),
		);
		const codes = files.flatMap((file) => {
			const [header, ...lines] = readFileSync(join(folder, file), 'utf8').split('\n');
			expect(header).toBe('application_id,index,code,code_url,code_bits');
			expect([lines.length, lines.pop()]).toEqual([50_001, '']);
			return lines;
		});
		// WeChat's own codes, every one, in order; so none is missing or there twice.
		const expected = Array.from({ length: 100_000 }, (_, index) => {
			const { code, code_url, code_bits } = simulator.code(application, index);
			return [application, index, code, code_url, code_bits].join(',');
		});
		expect(codes.findIndex((line, index) => line !== expected[index])).toBe(-1);
		for (const column of [1, 2, 3, 4]) {
			expect(new Set(codes.map((line) => line.split(',')[column])).size).toBe(100_000);
		}
	});
});
