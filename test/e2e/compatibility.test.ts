/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
	CREDENTIAL_TYPE,
	importExample,
	NODE_TYPE,
	runExample,
	saveAccount,
} from '../../scripts/example';
import { EXAMPLE_APPLICATIONS, EXAMPLE_MISTAKES, EXAMPLE_ROWS } from '../../scripts/example-sheet';
import { PACKAGE_NAME, ROOT } from '../../scripts/pack';
import { outputOf } from '../../scripts/rest';
import { APPLICATION, NODE, ROW_CODES, saveActivation, statusCounts } from './activation';
import { testCredential } from './credentialTests';
import { readSheet } from './examples';
import { HOSTS, startHost, type RunningHost } from './startHost';

const MISTAKES = Object.values(EXAMPLE_MISTAKES);

/** What a user relies on, on the newest n8n and on the oldest one that the README names. */
describe.each(HOSTS)('the package on %s', (_, spec) => {
	let folder: string;
	let host: RunningHost;

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'wechat-compatibility-'));
		host = await startHost({
			spec,
			files: [join(ROOT, 'workflows'), folder],
			simulator: { applications: EXAMPLE_APPLICATIONS },
		});
	});
	beforeEach(() => host.simulator.reset());
	afterAll(async () => {
		await host?.stop();
		rmSync(folder, { recursive: true, force: true });
	});

	it('loads: both nodes and the credential are in the lists of the editor', async () => {
		const { rest } = host;
		const ours = (type: { name: string }) => type.name.startsWith(`${PACKAGE_NAME}.`);
		// n8n adds the variant that an AI agent uses.
		const nodes = (await rest.types('nodes'))
			.filter(ours)
			.filter(({ name }) => !/Tool$/.test(name));
		expect(nodes.map(({ name, displayName, version }) => [name, displayName, version])).toEqual([
			[`${PACKAGE_NAME}.wechatMarketingCode`, 'WeChat Marketing Code', 1],
			[`${PACKAGE_NAME}.wechatMarketingCodeTrigger`, 'WeChat Marketing Code Trigger', 1],
		]);
		const credentials = await rest.types('credentials');
		expect(credentials).toContainEqual(
			expect.objectContaining({
				name: CREDENTIAL_TYPE,
				displayName: 'WeChat Marketing Code API',
			}),
		);
	});

	it('runs the spreadsheet example: all rows but the two mistakes are activated and written', async () => {
		const result = join(folder, 'result.xlsx');
		const sheet = join(ROOT, 'workflows/activations.xlsx');
		const workflow = await importExample(host.rest, host.account, { sheet, result });
		const { rows, error, summary } = await runExample(host.rest, workflow);
		expect([error, summary]).toEqual([undefined, '38 activated, 2 invalid, in 38 requests']);
		expect(rows).toMatchObject(
			EXAMPLE_ROWS.map((row, at) => ({
				...row,
				activation_status: MISTAKES.includes(at + 1) ? 'invalid' : 'activated',
			})),
		);
		expect(host.simulator.commits).toHaveLength(38);
		expect(readSheet(result)).toHaveLength(40);
	});

	/** Ten rows; the second ends before it starts, the fourth is refused by WeChat. */
	async function runWithBadRows(onError: string) {
		host.simulator.faults.add({
			endpoint: 'codeactive',
			where: { code_start: 3 * ROW_CODES },
			do: { errcode: 80306, errmsg: 'invalid code range' },
		});
		const moreColumns = '备注: `row ${at}`, ...(at === 1 && { 结束位: 0 }),';
		const workflow = await saveActivation(host.rest, host.account, {
			name: `Bad rows, ${onError}`,
			rows: 10,
			moreColumns,
			node: { onError },
		});
		return await host.rest.runWorkflow(workflow, 'Start');
	}

	it('with Continue (error output), gives bad rows there, whole and with their result', async () => {
		const run = await runWithBadRows('continueErrorOutput');
		expect([run.status, run.error]).toEqual(['success', undefined]);
		const rows = outputOf(run, 'Make the rows');
		const [bad, refused] = [rows[1], rows[3]];
		expect(outputOf(run, NODE, 1)).toEqual([
			expect.objectContaining({ ...bad, activation_status: 'invalid', activation_errcode: null }),
			expect.objectContaining({
				...refused,
				activation_status: 'failed',
				activation_errcode: 80306,
			}),
		]);
		expect(outputOf(run, NODE)).toMatchObject(
			rows
				.filter((row) => row !== bad && row !== refused)
				.map((row) => ({ ...row, activation_status: 'activated' })),
		);
	});

	it('with Stop Workflow, says which row is bad and why, and sends nothing', async () => {
		const run = await runWithBadRows('stopWorkflow');
		expect(run.status).toBe('error');
		expect(run.error?.message).toMatch(
			/^1 row is wrong, nothing was sent\. Row 2, .*, Code End \(column "结束位"\): the end \(0\) is before the start \(10\)\.$/,
		);
		expect(host.simulator.count('codeactive')).toBe(0);
	});

	it('renews a token that expires in mid-run, once for all calls, and stores it', async () => {
		const { simulator, rest, account } = host;
		const rows = 60;
		simulator.set({ latencyMs: 10 });
		const workflow = await saveActivation(rest, account, { name: 'Renewed', rows });
		const running = await rest.startWorkflow(workflow, 'Start');
		await simulator.arrived(rows / 2, 'codeactive');
		simulator.tokens.expireToken(account.appId);
		const run = await rest.waitForEnd(running, 60_000);
		expect([statusCounts(run), run.error]).toEqual([{ activated: rows }, undefined]);
		expect(simulator.tokens.logins).toHaveLength(2);
		expect(simulator.commitsPerCode(APPLICATION)).toEqual([
			{ applicationId: APPLICATION, codeStart: 0, codeEnd: rows * ROW_CODES - 1, commits: 1 },
		]);

		const again = await rest.runWorkflow(workflow, 'Start');
		expect(statusCounts(again)).toEqual({ already_active: rows });
		expect(simulator.tokens.logins).toHaveLength(2);
	});

	it('shows what an application is like now when its trigger is tried by hand', async () => {
		const [{ applicationId, codeCount }] = EXAMPLE_APPLICATIONS;
		const trigger = {
			name: 'When it is finished',
			type: `${NODE_TYPE}Trigger`,
			typeVersion: 1,
			position: [0, 0],
			parameters: { applications: applicationId },
			credentials: await saveAccount(host.rest, host.account),
		};
		const workflow = { name: 'Trigger', nodes: [trigger], connections: {} };
		const id = await host.rest.saveWorkflow(workflow);
		const run = await host.rest.runWorkflow(id, trigger.name, 60_000);
		expect([run.status, run.error]).toEqual(['success', undefined]);
		expect(outputOf(run, trigger.name)).toMatchObject([{ finished: true, code_count: codeCount }]);
	});

	it('has a test button that is green for a healthy account and red, with a reason, for a wrong secret', async () => {
		const press = async (change: Record<string, unknown>) => {
			const data = { accessTokenSource: 'appSecret', ...host.account, ...change };
			const id = await host.rest.saveCredential('Tested', CREDENTIAL_TYPE, data);
			const credentials = { id, name: 'Tested', type: CREDENTIAL_TYPE, data };
			return await host.rest.call('POST', '/credentials/test', { credentials });
		};
		expect(await press({})).toMatchObject({ status: 'OK' });
		expect(await press({ appSecret: 'f'.repeat(32) })).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/^The app secret is wrong\. .*errcode 40125/s),
		});
	});

	describe('its credential', () => testCredential(() => host));
});
