/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads files; tests run outside n8n */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unescape } from 'lodash';
import { openEmbeddedN8n } from '../../scripts/embedded';
import { outputOf, type Execution } from '../../scripts/rest';
import { DEFAULT_ACCOUNT, startSimulator, type Simulator } from '../simulator';
import { APPLICATION, messySheets } from './messy/sheets';
import { ACTIVATE, workflowOf } from './messy/workflow';

/** Title and description of the error as n8n shows them. */
function saidBy({ error }: Execution): string {
	const { message, description } = error as { message: string; description?: string | null };
	return unescape([message, description].filter(Boolean).join('\n').replaceAll('<br>\n', '\n'));
}

describe('a messy sheet ends in the right activation when a person follows what the messages say', () => {
	const folder = mkdtempSync(join(tmpdir(), 'wechat-messy-'));
	let simulator: Simulator;
	let n8n: Awaited<ReturnType<typeof openEmbeddedN8n>>;

	beforeAll(async () => {
		n8n = await openEmbeddedN8n([folder]);
	});
	afterAll(() => {
		n8n.close();
		rmSync(folder, { recursive: true, force: true });
	});
	beforeEach(async () => {
		simulator = await startSimulator({
			applications: [{ applicationId: APPLICATION, codeCount: 10_000, status: 'FINISH' }],
		});
		const account = { ...DEFAULT_ACCOUNT, accessTokenSource: 'appSecret', baseUrl: simulator.url };
		await n8n.n8n.saveCredential('Account', 'wechatMarketingCodeApi', account);
	});
	afterEach(async () => await simulator.stop());

	it.each(messySheets)('$name', async ({ setup: sheet, steps, active }) => {
		const setup = structuredClone(sheet);
		const run = async () =>
			await n8n.n8n.runWorkflow(await n8n.n8n.saveWorkflow(workflowOf(setup, folder)), 'Start');
		for (const { says, then } of steps) {
			const said = saidBy(await run());
			expect(said).toMatch(says);
			then(setup, { ...says.exec(said)?.groups });
			expect(simulator.count()).toBe(0);
		}
		const done = await run();
		expect(done.error).toBeUndefined();
		const statuses = outputOf(done, ACTIVATE).map((row) => row.activation_status);
		expect(statuses).toEqual(active.map(() => 'activated'));
		const segments = simulator
			.segments(APPLICATION)
			.map(({ codeStart, codeEnd, product_title }) => [codeStart, codeEnd, product_title]);
		expect(segments).toEqual(active);
	});
});
