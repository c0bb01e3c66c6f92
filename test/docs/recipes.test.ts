/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read, utils, write } from '@e965/xlsx';
import { openEmbeddedN8n } from '../../scripts/embedded';
import { NODE_TYPE } from '../../scripts/example';
import { outputOf, type WorkflowNode } from '../../scripts/rest';
import { DEFAULT_ACCOUNT, startSimulator, type Simulator } from '../simulator';

const APPLICATION = 581865877;
const HEADERS = '申请单号,起始位,结束位,活动名称,品牌,商品标题,条码,小程序AppID,小程序路径';
const VALUES = '2026春茶开采季,云岭山房,明前龙井,6972345100186,wx5f3a1c9e7b2d4068,pages/tea/index';

/** As Excel and WPS save *CSV* on a Chinese Windows. Node can only read it, so its table is turned round. */
function inGbk(text: string): Buffer {
	const decoder = new TextDecoder('gbk');
	const bytes = new Map<string, number[]>();
	for (let high = 0x81; high < 0xff; high++)
		for (let low = 0x40; low < 0xff; low++)
			bytes.set(decoder.decode(Buffer.from([high, low])), [high, low]);
	return Buffer.from(
		[...text].flatMap((sign) => bytes.get(sign) ?? [sign.codePointAt(0) as number]),
	);
}

describe("recipes of the guide, with n8n's own nodes", () => {
	const folder = mkdtempSync(join(tmpdir(), 'wechat-recipes-'));
	let simulator: Simulator;
	let n8n: Awaited<ReturnType<typeof openEmbeddedN8n>>;

	beforeAll(async () => {
		n8n = await openEmbeddedN8n([folder]);
		simulator = await startSimulator({
			applications: [{ applicationId: APPLICATION, codeCount: 100 }],
			generation: { initMs: 0, processingMs: 0 },
		});
		const { appId, appSecret, packageKey = '' } = DEFAULT_ACCOUNT;
		await n8n.n8n.saveCredential('Account', 'wechatMarketingCodeApi', {
			accessTokenSource: 'appSecret',
			appId,
			appSecret,
			baseUrl: simulator.url,
			codePackageKey: packageKey,
		});
	});
	afterAll(async () => {
		await simulator.stop();
		n8n.close();
		rmSync(folder, { recursive: true, force: true });
	});

	/** Runs nodes in a row; gives what came out of the last one. */
	async function inARow(...steps: Array<[type: string, parameters: object]>) {
		const all: Array<[string, object]> = [['n8n-nodes-base.manualTrigger', {}], ...steps];
		const nodes = all.map(([type, parameters], at) => ({
			id: `${at}`,
			name: `${at}`,
			type,
			typeVersion: 1,
			position: [at * 200, 0],
			parameters,
			onError: type === NODE_TYPE ? 'continueRegularOutput' : undefined,
			...(type === NODE_TYPE && {
				credentials: { wechatMarketingCodeApi: { id: '1', name: 'Account' } },
			}),
		})) as WorkflowNode[];
		const to = (at: number) => ({ main: [[{ node: `${at}`, type: 'main', index: 0 }]] });
		const connections = Object.fromEntries(steps.map((_, at) => [`${at}`, to(at + 1)]));
		const id = await n8n.n8n.saveWorkflow({ name: 'Recipe', nodes, connections });
		const execution = await n8n.n8n.runWorkflow(id, '0');
		expect(execution.error).toBeUndefined();
		return { execution, items: outputOf(execution, `${steps.length}`) };
	}

	const readFrom = (name: string): [string, object] => [
		'n8n-nodes-base.readWriteFile',
		{ operation: 'read', fileSelector: join(folder, name), options: {} },
	];
	const extract = (operation: string, options = {}): [string, object] => [
		'n8n-nodes-base.extractFromFile',
		{ operation, binaryPropertyName: 'data', destinationKey: 'data', options },
	];
	const convert = (operation: string): [string, object] => [
		'n8n-nodes-base.convertToFile',
		{ operation, sourceProperty: 'data', binaryPropertyName: 'data', options: {} },
	];
	const activate = (options: object): [string, object] => [
		NODE_TYPE,
		{ resource: 'code', operation: 'activate', rowSource: 'columns', options },
	];

	it('a CSV in GBK is read by way of a text file', async () => {
		writeFileSync(join(folder, 'gbk.csv'), inGbk(`${HEADERS}\n${APPLICATION},0,9,${VALUES}\n`));
		const { items } = await inARow(
			readFrom('gbk.csv'),
			extract('text', { encoding: 'gbk' }),
			convert('toText'),
			extract('csv'),
			activate({ dryRun: true }),
		);
		expect(items).toMatchObject([
			{ 商品标题: '明前龙井', activation_status: 'dry_run', activation_code_end: 9 },
		]);
	});

	it('read as it is, a CSV in GBK sends nothing and says so', async () => {
		const { items } = await inARow(readFrom('gbk.csv'), extract('csv'), activate({}));
		expect(items).toMatchObject([
			{ activation_status: 'invalid', activation_message: expect.stringContaining('\uFFFD') },
		]);
		expect(simulator.count('codeactive')).toBe(0);
	});

	it('"3-12" that became a date sends nothing and says so', async () => {
		const book = utils.book_new();
		const headers = HEADERS.split(',');
		const march = { t: 'n', v: 46093, z: 'd-mmm' };
		const sheet = utils.aoa_to_sheet([headers, [APPLICATION, march, 12, ...VALUES.split(',')]]);
		utils.book_append_sheet(book, sheet, 'Sheet1');
		writeFileSync(join(folder, 'dates.xlsx'), write(book, { type: 'buffer' }) as Buffer);
		const { items } = await inARow(readFrom('dates.xlsx'), extract('xlsx'), activate({}));
		expect(items).toMatchObject([
			{ activation_status: 'invalid', activation_message: expect.stringContaining('(46093)') },
		]);
	});

	it('downloaded codes come into a workbook as text, with all 68 bits', async () => {
		// An error of node:fs is no `Error` of jest's, and n8n-core asks: no file may be missing.
		writeFileSync(join(folder, 'codes.xlsx'), '');
		const { execution } = await inARow(
			[
				NODE_TYPE,
				{
					resource: 'application',
					operation: 'download',
					applicationId: `${APPLICATION}`,
					outputAs: 'items',
				},
			],
			convert('xlsx'),
			[
				'n8n-nodes-base.readWriteFile',
				{
					operation: 'write',
					fileName: join(folder, 'codes.xlsx'),
					dataPropertyName: 'data',
					options: {},
				},
			],
		);
		expect(execution.status).toBe('success');
		const book = read(readFileSync(join(folder, 'codes.xlsx')));
		const sheet = book.Sheets[book.SheetNames[0]];
		const headers = utils.sheet_to_json<string[]>(sheet, { header: 1 })[0];
		const cell = (name: string) =>
			sheet[utils.encode_cell({ r: 1, c: headers.indexOf(name) })] as { t: string; v: unknown };
		expect(cell('code_bits')).toMatchObject({ t: 's', v: expect.stringMatching(/^[01]{68}$/) });
		expect(cell('code').t).toBe('s');
	});
});
