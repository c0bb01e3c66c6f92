import type { FaultAction } from './index';
import { APP_ID, APPLICATION, EXAMPLE, startBench, type Bench } from './testClient';

let bench: Bench;
beforeEach(async () => {
	bench = await startBench();
});
afterEach(async () => await bench.stop());

const hit = (action: FaultAction) => bench.sim.faults.add({ do: action });
const committed = () => bench.sim.segments(APPLICATION).length;

describe('which request a fault hits', () => {
	const codes = async (times: number) => {
		const seen: unknown[] = [];
		for (let i = 0; i < times; i++) {
			seen.push((await bench.activate({ code_start: i, code_end: i })).errcode);
		}
		return seen;
	};

	test('one by default, then it is used up', async () => {
		hit({ errcode: -1 });
		expect(bench.sim.faults.pending).toBe(1);
		expect(await codes(2)).toEqual([-1, 0]);
		expect(bench.sim.faults.pending).toBe(0);
	});

	test('`times` of them, after the first `after`', async () => {
		bench.sim.faults.add({ do: { errcode: -1 }, times: 2, after: 1 });
		expect(await codes(4)).toEqual([0, -1, -1, 0]);
	});

	test('for ever with -1 or Infinity, until clear()', async () => {
		bench.sim.faults.add({ do: { errcode: -1 }, times: Infinity });
		expect(await codes(3)).toEqual([-1, -1, -1]);
		bench.sim.faults.clear();
		bench.sim.faults.add({ do: { errcode: 45009 }, times: -1 });
		expect(await codes(2)).toEqual([45009, 45009]);
		bench.sim.faults.clear();
		expect(await codes(1)).toEqual([0]);
	});

	test('only of the named endpoints', async () => {
		bench.sim.faults.add({ endpoint: ['applycode', 'stable_token'], do: { errcode: -1 } });
		expect(await codes(1)).toEqual([0]);
		expect((await bench.client.logIn()).errcode).toBe(-1);
	});

	test('only where `when` says so or where fields of the body are equal', async () => {
		bench.sim.faults.add({
			do: { errcode: 80305 },
			when: ({ bodyText }) => bodyText.includes(':2,'),
		});
		bench.sim.faults.add({ do: { errcode: 80311 }, where: { code_start: 1 } });
		expect(await codes(4)).toEqual([0, 80311, 80305, 0]);
	});

	test('the first that matches, in the order they were added', async () => {
		hit({ errcode: 80305 });
		hit({ errcode: 80311 });
		expect(await codes(3)).toEqual([80305, 80311, 0]);
	});
});

describe('refusals and pages', () => {
	test('an errcode comes with its usual text and a rid, nothing processed', async () => {
		hit({ errcode: 45011 });
		const answer = await bench.activate();
		expect(answer).toMatchObject({ status: 200, errcode: 45011 });
		expect(answer.errmsg).toMatch(/^api minute-quota reach limit.* rid: /);
		expect(committed()).toBe(0);
		expect(bench.sim.journal[0]).toMatchObject({
			fault: '{"errcode":45011}',
			answer: { errcode: 45011 },
		});
	});

	test('or with exactly the given text, and even though it was committed', async () => {
		hit({ errcode: -1, errmsg: 'busy', processed: true });
		expect((await bench.activate()).errmsg).toBe('busy');
		expect(committed()).toBe(1);
	});

	test('any HTTP answer', async () => {
		const headers = { 'retry-after': '7' };
		hit({ httpStatus: 503, body: 'later', contentType: 'text/x', headers });
		expect(await bench.activate()).toMatchObject({
			status: 503,
			text: 'later',
			contentType: 'text/x',
		});
		expect(committed()).toBe(0);
		hit({ httpStatus: 502, body: '', processed: true });
		expect((await bench.activate()).status).toBe(502);
		expect(committed()).toBe(1);
	});

	test.each([
		['html', /^<!DOCTYPE html>/],
		['empty', /^$/],
		['no-errcode', /^\{\}$/],
		['not-json', /^upstream connect error/],
		['half-json', /^\{"errcode":0,$/],
	] as const)('%s: HTTP 200 with such a body, processed only with -after', async (word, shape) => {
		hit(word);
		const before = await bench.activate();
		expect([before.status, committed()]).toEqual([200, 0]);
		expect(before.text).toMatch(shape);
		hit(`${word}-after`);
		const after = await bench.activate();
		expect([after.status, committed()]).toEqual([200, 1]);
		expect(after.text).toMatch(shape);
		expect(bench.sim.journal.map((entry) => entry.committed)).toEqual([undefined, true]);
	});
});

describe('connections', () => {
	test.each([
		['reset-before', 0],
		['reset-after', 1],
	] as const)('%s: the connection is reset with %i committed, no answer', async (word, count) => {
		hit(word);
		await expect(bench.activate()).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(committed()).toBe(count);
		expect(bench.sim.journal[0]).toMatchObject({ answer: 'none', fault: word });
		expect((await bench.activate()).errcode).toBe(count === 0 ? 0 : 80302);
	});

	test.each([
		['truncate-before', 0],
		['truncate', 1],
	] as const)('%s: the answer breaks off with %i committed', async (word, count) => {
		hit(word);
		await expect(bench.activate()).rejects.toMatchObject({
			message: /other side closed|aborted|terminated/,
		});
		expect(committed()).toBe(count);
		expect(bench.sim.journal[0].answer).toBe('none');
	});

	test.each([
		['hang-before', 0],
		['hang-after', 1],
	] as const)('%s: no answer ever, %i committed', async (word, count) => {
		hit(word);
		const abort = new AbortController();
		const call = bench.client.post(
			`/intp/marketcode/codeactive?access_token=${bench.sim.tokens.issueToken(APP_ID)}`,
			EXAMPLE,
			abort.signal,
		);
		await bench.sim.arrived(1, 'codeactive');
		// One whole exchange later the hanging request has been dealt with.
		await bench.client.send('/elsewhere');
		expect(committed()).toBe(count);
		abort.abort();
		await expect(call).rejects.toMatchObject({ name: 'AbortError' });
		expect(bench.sim.journal[0].answer).toBe('none');
	});

	test('hold keeps a request before or after it is processed, until released', async () => {
		bench.sim.faults.add({ do: 'hold-after' }, { do: 'hold-before' });
		const first = bench.activate();
		await bench.sim.arrived(1, 'codeactive');
		const second = bench.activate({ code_start: 300, code_end: 300 });
		await bench.sim.arrived(2, 'codeactive');
		await bench.client.send('/elsewhere');
		expect([bench.sim.faults.held, committed()]).toEqual([2, 1]);
		bench.sim.faults.release(1);
		expect((await first).errcode).toBe(0);
		expect(bench.sim.faults.held).toBe(1);
		bench.sim.faults.release();
		expect((await second).errcode).toBe(0);
		expect(committed()).toBe(2);
	});

	test('a late request is processed after the client gave up', async () => {
		hit({ delayMs: 30, late: true });
		const abort = new AbortController();
		const path = `/intp/marketcode/codeactive?access_token=${bench.sim.tokens.issueToken(APP_ID)}`;
		const call = bench.client.post(path, EXAMPLE, abort.signal);
		await bench.sim.arrived(1, 'codeactive');
		expect(committed()).toBe(0);
		abort.abort();
		await expect(call).rejects.toMatchObject({ name: 'AbortError' });
		await bench.sim.committed(1);
		expect([committed(), bench.sim.journal[0].answer]).toEqual([1, 'none']);
	});

	test('a delayed answer was processed at once; latency delays every answer', async () => {
		hit({ delayMs: 30 });
		const call = bench.activate();
		await bench.sim.committed(1);
		expect(bench.sim.journal[0].answer).toBe('none');
		expect((await call).errcode).toBe(0);
		bench.sim.set({ latencyMs: 20 });
		const later = bench.activate();
		await bench.sim.arrived(2, 'codeactive');
		expect(bench.sim.journal[1].answer).toBe('none');
		expect((await later).errcode).toBe(80302);
	});

	test('stop() ends what hangs and what is held', async () => {
		bench.sim.faults.add({ do: 'hang-before' }, { do: 'hold-before' }, { do: { delayMs: 1e9 } });
		const calls = [bench.activate(), bench.activate(), bench.activate()];
		const ends = Promise.allSettled(calls);
		await bench.sim.arrived(3, 'codeactive');
		await bench.sim.stop();
		expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
		expect(bench.sim.load.connectionsOpen).toBe(0);
		await bench.sim.up();
	});
});

describe('the token dies just before the request is looked at', () => {
	test.each([
		['expire-token', 42001, true],
		['rotate-token', 40001, true],
		['revoke-token', 40001, true],
		['poison-token', 40001, false],
	] as const)(
		'%s: %i, and stable_token has a good one again: %p',
		async (word, errcode, healed) => {
			hit(word);
			expect((await bench.activate()).errcode).toBe(errcode);
			expect(committed()).toBe(0);
			const { json } = await bench.client.logIn();
			const again = await bench.activate({}, String(json.access_token));
			expect(again.errcode).toBe(healed ? 0 : 40001);
		},
	);
});
