/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions, @n8n/community-nodes/no-restricted-globals -- starts the simulator as a process of its own */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { APP_ID, APPLICATION, EXAMPLE, startBench, TestClient, type Bench } from './testClient';

describe('the control endpoint', () => {
	let bench: Bench;
	beforeEach(async () => {
		bench = await startBench({ control: true });
	});
	afterEach(async () => await bench.stop());

	const get = async (path: string) => (await bench.client.send(`/simulator/${path}`)).json;
	const post = async (path: string, body: unknown = {}) =>
		await bench.client.post(`/simulator/${path}`, body);

	test('shows journal, segments, commits and counts, and is not in the journal itself', async () => {
		await bench.activate();
		await bench.activate({ code_start: 300, code_end: 301 });
		expect(await get('journal')).toMatchObject([{ seq: 1 }, { seq: 2, body: { code_end: 301 } }]);
		expect(await get('journal?since=1')).toMatchObject([{ seq: 2 }]);
		expect(await get('journal?endpoint=applycode')).toEqual([]);
		expect(await get(`segments?applicationId=${APPLICATION}`)).toMatchObject([
			{ codeEnd: 200 },
			{ codeEnd: 301 },
		]);
		expect(await get('commits?since=1')).toMatchObject([{ seq: 2, codeStart: 300 }]);
		expect(await get('double-commits')).toEqual([]);
		expect(await get('count?endpoint=codeactive')).toEqual({ count: 2 });
		expect(bench.sim.count()).toBe(2);
	});

	test('writes an id beyond 2^53 with all its digits', async () => {
		await bench.activate({ application_id: '18014398509481985' });
		const path = `/intp/marketcode/codeactive?access_token=${bench.sim.tokens.issueToken(APP_ID)}`;
		const body = JSON.stringify(EXAMPLE).replace(String(APPLICATION), '18014398509481985');
		await bench.client.send(path, { method: 'POST', body });
		const { text } = await bench.client.send('/simulator/journal?since=1');
		expect(text).toContain('"application_id":18014398509481985,');
	});

	test('sets switches and faults, and takes them back', async () => {
		await post('set', { overlap: 'overwrite' });
		await post('faults', [{ endpoint: 'codeactive', do: { errcode: -1 }, times: -1 }]);
		expect((await bench.activate()).errcode).toBe(-1);
		await bench.client.send('/simulator/faults', { method: 'DELETE' });
		expect((await bench.activate()).errcode).toBe(0);
		expect((await bench.activate()).errcode).toBe(0);
		expect(await get('double-commits')).toMatchObject([{ commits: 2 }]);
		await post('reset');
		expect(await get('commits')).toEqual([]);
	});

	test('rules tokens, applications and the clock', async () => {
		const { json } = await post('tokens', { action: 'issue', appId: APP_ID });
		expect((await get(`tokens?appId=${APP_ID}`)).current).toBe(json.token);
		await post('tokens', { action: 'rotate', appId: APP_ID });
		expect((await bench.activate({}, String(json.token))).errcode).toBe(40001);
		await post('tokens', { action: 'revokeAll' });
		expect(await get(`tokens?appId=${APP_ID}`)).toMatchObject({ current: null, logins: 0 });
		await post('applications', { applicationId: 9, codeCount: 10_000, status: 'INIT' });
		await post('finish', { applicationId: 9 });
		expect((await bench.activate({ application_id: 9 })).errcode).toBe(0);
		const before = bench.sim.now();
		await post('advance', { ms: 5_000 });
		expect(bench.sim.now() - before).toBe(5_000);
		const { code_url } = await get('code?applicationId=9&index=3');
		const scanned = await post('scan', { codeUrl: code_url, openid: 'o'.repeat(28) });
		expect(scanned.json).toMatchObject({ wxa_appid: EXAMPLE.wxa_appid });
	});

	test('tells what it does not understand', async () => {
		expect(await post('set', { overlaps: 1 })).toMatchObject({ status: 400 });
		expect(await post('tokens', { action: 'x' })).toMatchObject({ status: 400 });
		expect((await get('segments')).error).toContain('applicationId');
		expect((await bench.client.send('/simulator/nothing')).status).toBe(404);
	});
});

describe('the process of its own', () => {
	let folder: string;
	const children: ChildProcess[] = [];
	beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'simulator-test-'))));
	afterEach(() => {
		for (const child of children.splice(0)) child.kill('SIGKILL');
		rmSync(folder, { recursive: true, force: true });
	});

	function start(...args: string[]): ChildProcess {
		const main = join(__dirname, 'main.ts');
		const child = spawn(process.execPath, ['--require', 'tsx/cjs', main, ...args], {
			stdio: ['pipe', 'pipe', 'pipe'],
		});
		children.push(child);
		return child;
	}

	async function firstLine(child: ChildProcess): Promise<{ url: string; certificate?: string }> {
		if (!child.stdout) throw new Error('no stdout');
		const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
		return JSON.parse(line) as { url: string; certificate?: string };
	}

	test('prints its address when ready, takes options from a file, ends on SIGTERM', async () => {
		const file = join(folder, 'options.json');
		writeFileSync(file, JSON.stringify({ unknownApplications: 'adopt', seed: 4 }));
		const child = start('--options', file, '--https');
		const { url, certificate } = await firstLine(child);
		const client = new TestClient(url, certificate);
		const { json } = await client.logIn();
		const path = `/intp/marketcode/codeactive?access_token=${String(json.access_token)}`;
		expect((await client.post(path, EXAMPLE)).errcode).toBe(0);
		const segments = await client.send(`/simulator/segments?applicationId=${APPLICATION}`);
		expect(segments.json).toMatchObject([{ codeEnd: 200 }]);
		child.kill('SIGTERM');
		expect(await once(child, 'exit')).toEqual([0, null]);
		await client.agent.destroy();
	});

	test('ends when its stdin is closed', async () => {
		const child = start();
		await firstLine(child);
		child.stdin?.end();
		expect(await once(child, 'exit')).toEqual([0, null]);
	});

	test('a port that is taken ends it with a message', async () => {
		const bench = await startBench();
		const child = start('--port', new URL(bench.sim.url).port);
		let complaint = '';
		child.stderr?.on('data', (chunk: Buffer) => (complaint += chunk));
		expect(await once(child, 'close')).toEqual([1, null]);
		expect(complaint).toContain('EADDRINUSE');
		await bench.stop();
	});
});
