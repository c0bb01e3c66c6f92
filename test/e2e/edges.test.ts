import { NODE_TYPE, saveAccount } from '../../scripts/example';
import { outputOf, type Execution, type WorkflowNode } from '../../scripts/rest';
import { DEFAULT_ACCOUNT } from '../simulator';
import { startHost, type RunningHost } from './startHost';
import { emittedTo, tellNode } from './tell';

const [SHEET, FROM_ONE, AUDIT, LARGE, BLOCKS] = [
	'681200417',
	'681200529',
	'681200733',
	'681200846',
	'681200951',
];
/** Of the two accounts, under one own number. */
const [OURS, THEIRS] = [681201001, 681201002];
/** It is never finished: that polls go on shows in the questions about it. */
const OPEN = { applicationId: 681201003, isvApplicationId: 'OPEN' };
const NODE = 'WeChat';
const VALUES = {
	activity_name: '2026春茶开采季',
	product_brand: '云岭山房',
	product_title: '明前龙井',
	product_code: '6972345100186',
	wxa_appid: 'wx5f3a1c9e7b2d4068',
	wxa_path: 'pages/tea/index',
};
const row = (application_id: string, code_start: number, code_end: number, more = {}) => ({
	application_id,
	code_start,
	code_end,
	...VALUES,
	...more,
});
const item = (name: string) => ({ node: name, type: 'main', index: 0 });

describe('what the engine tests say at the edges, in a real n8n', () => {
	let host: RunningHost;
	let credentials: WorkflowNode['credentials'];
	const accounts = ['wx5f3a1c9e7b2d4068', 'wx0a1b2c3d4e5f6071'].map((appId) => ({
		appId,
		appSecret: `${appId.slice(2)}${appId.slice(2)}`,
		packageKey: DEFAULT_ACCOUNT.packageKey,
	}));

	beforeAll(async () => {
		const own = { isvApplicationId: 'SPRING', codeCount: 10_000 };
		host = await startHost({
			simulator: {
				accounts,
				applications: [
					...[SHEET, FROM_ONE, AUDIT].map((applicationId) => ({
						applicationId,
						codeCount: 10_000,
					})),
					{ applicationId: LARGE, codeCount: 20_000_000 },
					{ applicationId: BLOCKS, codeCount: 100_000 },
					{ ...own, applicationId: OURS },
					{ ...OPEN, codeCount: 10_000, status: 'PROCESSING' },
					{ ...own, applicationId: THEIRS, owner: accounts[1].appId },
				],
			},
		});
		const account = { ...host.account, codePackageKey: DEFAULT_ACCOUNT.packageKey };
		credentials = await saveAccount(host.rest, account);
	});
	afterAll(async () => await host?.stop());

	/** Start → a Code node that gives the rows → the node. */
	async function run(
		rows: object[],
		parameters: Record<string, unknown>,
		node: Partial<WorkflowNode> = {},
	): Promise<Execution> {
		const jsCode = `return ${JSON.stringify(rows)}.map((json) => ({ json }));`;
		const nodes = [
			{ name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1, parameters: {} },
			{ name: 'Rows', type: 'n8n-nodes-base.code', typeVersion: 2, parameters: { jsCode } },
			{ name: NODE, type: NODE_TYPE, typeVersion: 1, parameters, credentials, ...node },
		].map((one, at) => ({ ...one, id: `edge-${at}`, position: [at * 220, 0] }));
		const connections = { Start: { main: [[item('Rows')]] }, Rows: { main: [[item(NODE)]] } };
		const id = await host.rest.saveWorkflow({ name: 'Edges', nodes, connections });
		return await host.rest.runWorkflow(id, 'Start', 60_000);
	}
	const activate = async (
		rows: object[],
		options: Record<string, unknown>,
		node: Partial<WorkflowNode> = {},
	) => {
		const parameters = {
			resource: 'code',
			operation: 'activate',
			rowSource: 'columns',
			rangeBy: 'startEnd',
			options,
		};
		const execution = await run(rows, parameters, { onError: 'continueRegularOutput', ...node });
		const told = outputOf(execution, NODE);
		return {
			execution,
			rows: told,
			statuses: told.map(({ activation_status }) => activation_status),
			hints: execution.runs[NODE].flatMap(({ hints = [] }) => hints.map(({ message }) => message)),
		};
	};
	const sent = (endpoint: string) =>
		host.simulator.journal.filter((entry) => entry.endpoint === endpoint);

	it.each(['={{ "true " }}', '={{ true }} ', '={{ "TRUE" }}', '={{ 1 }}'])(
		'Dry Run by expression as %j is a dry run',
		async (dryRun) => {
			const { statuses } = await activate([row(SHEET, 0, 9)], { dryRun });
			expect(statuses).toEqual(['dry_run']);
			expect(sent('codeactive')).toEqual([]);
		},
	);

	it('Dry Run that is not understood sends nothing and says so', async () => {
		const { rows } = await activate([row(SHEET, 0, 9)], { dryRun: '={{ "maybe" }}' });
		expect(rows).toMatchObject([
			{ activation_status: 'invalid', activation_message: expect.stringContaining('"maybe"') },
		]);
		expect(sent('codeactive')).toEqual([]);
	});

	it('a sheet that counts from 1 is not sent before Numbering says so', async () => {
		const sheet = [row(FROM_ONE, 1, 1000), row(FROM_ONE, 1001, 2000)];
		const refused = await activate(sheet, {});
		expect(refused.statuses).toEqual(['invalid', 'invalid']);
		expect(refused.rows[0].activation_message).toMatch(/the first code is 0[^]*Numbering/);
		expect(sent('codeactive')).toEqual([]);
		expect((await activate(sheet, { numbering: 'oneBased' })).statuses).toEqual([
			'activated',
			'activated',
		]);
		expect(host.simulator.segments(FROM_ONE)).toMatchObject([
			{ codeStart: 0, codeEnd: 999 },
			{ codeStart: 1000, codeEnd: 1999 },
		]);
	});

	it('Execute Once is told in a warning: of three rows only the first came', async () => {
		const rows = [row(SHEET, 100, 109), row(SHEET, 110, 119), row(SHEET, 120, 129)];
		const { hints, statuses } = await activate(rows, { dryRun: true }, { executeOnce: true });
		expect(statuses).toEqual(['dry_run']);
		expect(hints.join()).toMatch(/Execute Once .* of 3 rows only the first/);
	});

	it('Ask WeChat tells what is free, held and beyond the end, and sends nothing', async () => {
		await activate([row(AUDIT, 0, 99)], {});
		const before = sent('codeactive').length;
		const { rows, statuses } = await activate(
			[row(AUDIT, 0, 99), row(AUDIT, 100, 199), row(AUDIT, 20_000, 20_099)],
			{ dryRun: true, askWeChat: true },
		);
		expect(statuses).toEqual(['already_active', 'dry_run', 'failed']);
		expect(rows[1].activation_message).toContain('The last code of the application is 9999.');
		const other = await activate([row(AUDIT, 50, 59, { product_title: '红茶' })], {
			dryRun: true,
			askWeChat: true,
		});
		expect(other.statuses).toEqual(['failed']);
		expect(sent('codeactive')).toHaveLength(before);
	});

	it.each(['stopWorkflow', 'continueRegularOutput'])(
		'Create applies once for an order whose number is read anew on each try (%s)',
		async (onError) => {
			const { simulator } = host;
			const before = sent('applycode').length;
			simulator.faults.add({
				endpoint: 'applycode',
				when: ({ bodyText }) => bodyText.includes('"B-'),
				do: { errcode: 40097 },
			});
			// In Continue n8n runs the node again because its first item is bad.
			const rows = onError === 'stopWorkflow' ? [{ o: 'A' }, { o: 'B' }] : [{}, { o: 'A' }];
			const execution = await run(
				rows,
				{
					resource: 'application',
					operation: 'create',
					codeCount: '10000',
					isvApplicationId: "={{ $json.o && $json.o + '-' + $now.toMillis() + Math.random() }}",
				},
				{ onError, retryOnFail: true, maxTries: 3, waitBetweenTries: 50 },
			);
			simulator.faults.clear();
			const made = sent('applycode')
				.slice(before)
				.filter(({ answer }) => answer !== 'none' && answer.errcode === 0)
				.map(({ body }) => String((body as { isv_application_id: string }).isv_application_id));
			expect(made.map((number) => number[0])).toEqual(
				onError === 'stopWorkflow' ? ['A', 'B'] : ['A'],
			);
			const applied = outputOf(execution, NODE).slice(-made.length);
			expect(applied.map((one) => one.isv_application_id)).toEqual(made);
			expect(execution.status).toBe('success');
		},
	);

	const download = async (applicationId: string, parameters = {}, node = {}) =>
		await run(
			[{}],
			{ resource: 'application', operation: 'download', applicationId, ...parameters },
			node,
		);

	it('Download refuses 20,000,000 codes as items before the first block', async () => {
		const { status, error } = await download(LARGE, { outputAs: 'items' });
		expect(status).toBe('error');
		expect(error?.message).toMatch(/20,000,000 codes are too many for items.*Set Output As to/);
		expect(sent('applycodedownload')).toEqual([]);
	});

	it('a block that fails leaves the file before it, and a retry goes on there', async () => {
		const secondFails = () =>
			host.simulator.faults.add({
				endpoint: 'applycodedownload',
				when: ({ bodyText }) => bodyText.includes('"code_start":50000'),
				do: { errcode: 80309 },
			});
		secondFails();
		const told = await download(BLOCKS, { outputAs: 'csv' }, { onError: 'continueRegularOutput' });
		expect(outputOf(told, NODE)).toMatchObject([
			{ file_name: `${BLOCKS}_0-49999.csv`, code_count: 50_000 },
			{ error: expect.stringMatching(/^Block 50000–99999: /) },
		]);
		const before = sent('applycodedownload').length;
		secondFails();
		const again = await download(
			BLOCKS,
			{ outputAs: 'csv' },
			{ retryOnFail: true, maxTries: 2, waitBetweenTries: 50 },
		);
		expect(outputOf(again, NODE).map((one) => one.file_name)).toEqual([
			`${BLOCKS}_0-49999.csv`,
			`${BLOCKS}_50000-99999.csv`,
		]);
		const starts = sent('applycodedownload')
			.slice(before)
			.map(({ body }) => (body as { code_start: number }).code_start);
		expect(starts.filter((start) => start === 0)).toHaveLength(1);
	});

	it('the trigger emits the application of another account under the same own number', async () => {
		const { rest, simulator } = host;
		const trigger = {
			name: 'When finished',
			type: `${NODE_TYPE}Trigger`,
			id: 'trigger',
			typeVersion: 1,
			position: [0, 0],
			credentials: await saveAccount(rest, { ...host.account }, 'Watched account'),
			parameters: {
				pollTimes: {
					item: Array.from({ length: 30 }, (_, at) => ({
						mode: 'custom',
						cronExpression: `${at * 2} * * * * *`,
					})),
				},
				lookupBy: 'isvApplicationId',
				applications: 'SPRING\nOPEN',
			},
		};
		const tell = tellNode(simulator);
		const emitted = () => emittedTo(simulator).map(({ application_id }) => application_id);
		const connections = { [trigger.name]: { main: [[item('Tell')]] } };
		const id = await rest.saveWorkflow({ name: 'Watched', nodes: [trigger, tell], connections });
		await rest.activateWorkflow(id);
		await simulator.arrived(1, 'unknown');
		expect(emitted()).toEqual([OURS]);
		await saveAccount(rest, { ...accounts[1], baseUrl: simulator.url }, 'Watched account');
		await simulator.arrived(2, 'unknown');
		await saveAccount(rest, host.account, 'Watched account');
		const asked = simulator.count('applycodequery');
		await simulator.arrived(asked + 3, 'applycodequery');
		expect(emitted()).toEqual([OURS, THEIRS]);
		await rest.deactivateWorkflow(id);
	});
});
