/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { saveAccount } from '../../scripts/example';
import { outputOf } from '../../scripts/rest';
import { makeCertificate } from '../simulator/certificate';
import { ACTIVATE_NODE, saveSheet, type Row } from './browser/sheet';
import { hasNginx, NGINX, recipe, startNginxRelay, type NginxRelay } from './nginx';
import { startHost, type RunningHost } from './startHost';

const APPLICATION = '681200417';
/** What docs/operations.md says that n8n's SSRF protection needs. */
const SSRF = {
	N8N_SSRF_PROTECTION_ENABLED: 'true',
	N8N_SSRF_ALLOWED_IP_RANGES: '127.0.0.1/32',
};
const rowsFrom = (first: number, count: number): Row[] =>
	Array.from({ length: count }, (_, at) => ({
		申请单号: APPLICATION,
		起始位: first + at * 10,
		结束位: first + at * 10 + 9,
		活动名称: '2026春茶开采季',
		品牌: '云岭山房',
		商品标题: '明前龙井',
		条码: '6972345100186',
		小程序AppID: 'wx5f3a1c9e7b2d4068',
		小程序路径: 'pages/tea/index',
	}));

if (!hasNginx() && process.env.CI) throw new Error(`There is no ${NGINX}; .ci/run installs it`);

(hasNginx() ? describe : describe.skip)(
	'the relay of docs/operations.md, with the real nginx',
	() => {
		const folder = mkdtempSync(join(tmpdir(), 'wechat-relay-'));
		let host: RunningHost;
		let relay: NginxRelay;

		beforeAll(async () => {
			const https = await makeCertificate();
			const applications = [{ applicationId: APPLICATION, codeCount: 100_000 }];
			host = await startHost({ simulator: { https, applications }, env: SSRF });
			const certificateFile = join(folder, 'ca.pem');
			writeFileSync(certificateFile, https.cert);
			relay = await startNginxRelay(host.simulator.url, certificateFile);
		});
		afterAll(async () => {
			await relay?.stop();
			await host?.stop();
			rmSync(folder, { recursive: true, force: true });
		});

		async function activate(rows: Row[], baseUrl = relay.url) {
			const credentials = await saveAccount(host.rest, { ...host.account, baseUrl });
			const id = await saveSheet(host.rest, 'Through the relay', rows, {
				parameters: { rowSource: 'columns' },
				credential: credentials.wechatMarketingCodeApi,
				onError: 'continueRegularOutput',
			});
			return outputOf(await host.rest.runWorkflow(id, 'Start'), ACTIVATE_NODE);
		}
		const sentFor = (first: number) =>
			host.simulator.journal.filter(
				({ endpoint, body }) =>
					endpoint === 'codeactive' && (body as { code_start: number }).code_start === first,
			).length;

		it("activates through n8n's own way, SSRF protection on, over a few connections that stay open", async () => {
			const rows = await activate(rowsFrom(0, 40));
			expect(rows.map((row) => row.activation_status)).toEqual(Array(40).fill('activated'));
			expect(host.simulator.load.connectionsOpened).toBeLessThanOrEqual(6);
		});

		it('an address that the protection was not told of is refused, and nothing is sent', async () => {
			const before = host.simulator.journal.length;
			const [row] = await activate(rowsFrom(1_000, 1), relay.url.replace('127.0.0.1', '127.0.0.2'));
			expect(row.activation_status).toBe('not_attempted');
			expect(row.activation_message).toMatch(/^Not attempted: .*restricted IP address/);
			expect(host.simulator.journal).toHaveLength(before);
		});

		it('an answer that is lost behind it is looked up; nginx repeats nothing by itself', async () => {
			const hit = (first: number) => ({
				endpoint: 'codeactive',
				when: ({ body }: { body: unknown }) =>
					(body as { code_start: number }).code_start === first,
			});
			host.simulator.faults.add({ ...hit(2_010), do: 'reset-after' });
			host.simulator.faults.add({ ...hit(2_030), do: 'truncate' });
			host.simulator.faults.add({ ...hit(2_050), do: 'reset-before' });
			const rows = await activate(rowsFrom(2_000, 10));
			expect(rows.map((row) => row.activation_status)).toEqual(Array(10).fill('activated'));
			// Committed: once. Not committed: the node found that out, and sent it again.
			expect([2_010, 2_030, 2_050].map(sentFor)).toEqual([1, 1, 2]);
			expect(host.simulator.doubleCommits()).toEqual([]);
			expect(host.simulator.count('codeactivequery')).toBeGreaterThanOrEqual(3);
		});

		it('no log of it holds a token, a secret or a query, after failures either', () => {
			const logs = relay.logs();
			expect(logs['wechat.log']).toMatch(/POST \/intp\/marketcode\/codeactive 200 /);
			expect(logs['wechat.log']).toMatch(/POST \/intp\/marketcode\/codeactive 502 /);
			const tokens = host.simulator.journal.flatMap(({ query }) => query.access_token ?? []);
			expect(tokens.length).toBeGreaterThan(40);
			for (const [name, text] of Object.entries(logs)) {
				for (const secret of ['access_token', host.account.appSecret, ...new Set(tokens)])
					expect([name, text.includes(secret)]).toEqual([name, false]);
			}
		});

		it('speaks plain http on loopback only, and leaves repeating to the node', () => {
			const listens = recipe().match(/^\s*listen .*$/gm) ?? [];
			expect(listens).toHaveLength(1);
			expect(listens[0]).toMatch(/listen 127\.0\.0\.1:\d+;/);
			expect(recipe()).toContain('proxy_next_upstream off;');
		});
	},
);
