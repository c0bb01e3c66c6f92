import { makeCertificate, type Certificate } from './certificate';
import { APP_ID, APPLICATION, EXAMPLE, startBench, type Bench } from './testClient';

const RID = /rid: [0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}$/;
const PATH = '/intp/marketcode/codeactive';

describe('the wire', () => {
	let bench: Bench;
	beforeEach(async () => {
		bench = await startBench();
	});
	afterEach(async () => await bench.stop());

	const sendBody = async (body: string | Buffer) => {
		const token = bench.sim.tokens.issueToken(APP_ID);
		return await bench.client.send(`${PATH}?access_token=${token}`, { method: 'POST', body });
	};

	test('a business refusal comes with HTTP 200, as text/plain, in Chinese, with hint and rid', async () => {
		const answer = await bench.activate({ application_id: 1 });
		expect(answer).toMatchObject({ status: 200, contentType: 'text/plain', errcode: 80300 });
		expect(answer.errmsg).toMatch(/^申请单不存在 hint: \[\w+\] rid: /);
		expect(answer.errmsg).toMatch(RID);
	});

	test('a platform refusal is English with a rid and no hint', async () => {
		const answer = await bench.activate({}, 'nonsense');
		expect(answer).toMatchObject({ status: 200, errcode: 40001 });
		expect(answer.errmsg).toMatch(/^invalid credential, access_token is invalid or not latest/);
		expect(answer.errmsg).toMatch(RID);
		expect(answer.errmsg).not.toContain('hint');
	});

	test('every rid is another one', async () => {
		const first = await bench.activate({ application_id: 1 });
		const second = await bench.activate({ application_id: 1 });
		expect(first.errmsg.slice(-26)).not.toBe(second.errmsg.slice(-26));
	});

	test.each([
		['plain', /^申请单不存在$/],
		['hint', /^申请单不存在 hint: \[\w+\]$/],
		['rid', /^申请单不存在 rid: \S+$/],
	] as const)('errmsgStyle %s', async (errmsgStyle, shape) => {
		bench.sim.set({ errmsgStyle });
		expect((await bench.activate({ application_id: 1 })).errmsg).toMatch(shape);
	});

	test('the content type can be JSON with the odd charset of WeChat', async () => {
		bench.sim.set({ contentType: 'application/json' });
		expect((await bench.activate()).contentType).toBe('application/json; encoding=utf-8');
	});

	test('a success of codeactive is errcode and errmsg, nothing else', async () => {
		expect((await bench.activate()).text).toBe('{"errcode":0,"errmsg":"ok"}');
	});

	test('an unknown path is 40066', async () => {
		expect(await bench.client.post('/intp/marketcode/codeactiv', {})).toMatchObject({
			errcode: 40066,
		});
		expect(bench.sim.journal[0]).toMatchObject({ endpoint: 'unknown' });
	});

	test('GET instead of POST is 43002', async () => {
		const token = bench.sim.tokens.issueToken(APP_ID);
		expect((await bench.client.send(`${PATH}?access_token=${token}`)).errcode).toBe(43002);
		expect((await bench.client.send('/cgi-bin/stable_token')).errcode).toBe(43002);
	});

	test.each([
		['an empty body', '', 44002],
		['a body that is no JSON', '{"application_id":', 47001],
		['a form', 'application_id=1&code_start=0', 47001],
		['an array', '[]', 47001],
		[
			'text that is not UTF-8',
			Buffer.from([0x7b, 0x22, 0xc4, 0xe3, 0x22, 0x3a, 0x31, 0x7d]),
			47001,
		],
	])('%s', async (_name, body, errcode) => {
		expect((await sendBody(body)).errcode).toBe(errcode);
		expect(bench.sim.commits).toEqual([]);
	});

	test('Chinese text arrives untouched; \\u escapes are taken, or refused by a switch', async () => {
		await bench.activate({ activity_name: '双十一 “满减”' });
		expect(bench.sim.segments(APPLICATION)[0].activity_name).toBe('双十一 “满减”');
		const escaped = JSON.stringify({ ...EXAMPLE, code_start: 300, code_end: 301 }).replace(
			'test_name',
			'\\u53cc',
		);
		expect((await sendBody(escaped)).errcode).toBe(0);
		expect(bench.sim.segments(APPLICATION)[1].activity_name).toBe('双');
		bench.sim.set({ unicodeEscapes: 'refuse' });
		expect((await sendBody(escaped)).errcode).toBe(47001);
	});

	test('the journal keeps what was received and what was answered', async () => {
		const refused = await bench.activate({ code_end: 'x' });
		await bench.activate();
		const [first, second] = bench.sim.journal;
		expect(first).toMatchObject({
			seq: 1,
			at: bench.clock.ms,
			endpoint: 'codeactive',
			method: 'POST',
			path: PATH,
			query: { access_token: bench.sim.tokens.currentToken(APP_ID) },
			answer: { httpStatus: 200, errcode: 40097, errmsg: refused.errmsg },
			appId: APP_ID,
		});
		expect(first.committed).toBeUndefined();
		expect(second).toMatchObject({
			seq: 2,
			body: EXAMPLE,
			answer: { errcode: 0 },
			committed: true,
		});
		expect(second.bodyText).toBe(JSON.stringify(EXAMPLE));
		expect([bench.sim.count(), bench.sim.count('codeactive'), bench.sim.count('token')]).toEqual([
			2, 2, 0,
		]);
	});

	test('the journal can be cut short while the counts go on', async () => {
		bench.sim.set({ journalLimit: 2 });
		for (let i = 0; i < 7; i++) await bench.activate({ code_start: i, code_end: i });
		expect(bench.sim.journal.length).toBeLessThanOrEqual(4);
		expect(bench.sim.journal[bench.sim.journal.length - 1].seq).toBe(7);
		expect(bench.sim.count('codeactive')).toBe(7);
	});

	test('an application id beyond 2^53 keeps its digits, sent as number or as text', async () => {
		const id = '18014398509481985';
		bench.sim.addApplication({ applicationId: id, codeCount: 10_000 });
		const body = JSON.stringify({ ...EXAMPLE, product_title: `a "${id}", 1${id}` });
		expect((await sendBody(body.replace(String(APPLICATION), id))).errcode).toBe(0);
		expect(bench.sim.journal[0].body).toMatchObject({
			application_id: BigInt(id),
			product_title: `a "${id}", 1${id}`,
		});
		expect(bench.sim.segments(id)).toHaveLength(1);
		const answer = await bench.call('codeactivequery', { application_id: id, code_index: 0 });
		expect(answer.text).toContain(`"application_id":${id},`);
	});

	test('load shows requests under way and connections', async () => {
		bench.sim.faults.add({ do: 'hold-before', times: 2 });
		const calls = [bench.activate(), bench.activate({ code_start: 300, code_end: 301 })];
		await bench.sim.arrived(2, 'codeactive');
		expect(bench.sim.load).toMatchObject({ inFlight: 2, peakInFlight: 2, connectionsOpened: 2 });
		bench.sim.faults.release();
		await Promise.all(calls);
		bench.sim.resetPeak();
		await bench.activate({ code_start: 400, code_end: 401 });
		expect(bench.sim.load.peakInFlight).toBe(1);
	});

	test('down refuses connections, up goes on with the same state at the same place', async () => {
		await bench.activate();
		await bench.sim.down();
		await expect(bench.activate()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
		await bench.sim.up();
		expect((await bench.activate()).errcode).toBe(80302);
	});

	test('reset goes back to the start', async () => {
		await bench.activate();
		bench.sim.set({ overlap: 'overwrite' });
		bench.sim.reset();
		expect([bench.sim.count(), bench.sim.commits.length, bench.sim.journal.length]).toEqual([
			0, 0, 0,
		]);
		await bench.activate();
		expect((await bench.activate()).errcode).toBe(80302);
	});

	test('a misspelt or a fixed option is told', () => {
		const misspelt: object = { overlaps: 'refuse' };
		expect(() => bench.sim.set(misspelt)).toThrow('no option "overlaps"');
		expect(() => bench.sim.set({ port: 1 })).toThrow('"port" is fixed');
	});

	test('there is no control endpoint unless asked for', async () => {
		expect((await bench.client.send('/simulator/journal')).errcode).toBe(40066);
	});
});

test('speaks https with the given certificate', async () => {
	const bench = await startBench({ https: await makeCertificate() });
	expect(bench.sim.url).toMatch(/^https:/);
	expect((await bench.activate()).errcode).toBe(0);
	await bench.stop();
});

describe('a long wire', () => {
	let https: Certificate;
	beforeAll(async () => (https = await makeCertificate()));

	test('a new TLS connection costs three round trips, a warm one costs one', async () => {
		const roundTripMs = 40;
		const bench = await startBench({ https, roundTripMs });
		const time = async (code_start: number) => {
			const start = performance.now();
			expect((await bench.activate({ code_start, code_end: code_start })).errcode).toBe(0);
			return performance.now() - start;
		};
		// Only lower bounds: a slow machine makes calls longer, never shorter.
		expect(await time(0)).toBeGreaterThanOrEqual(3 * roundTripMs - 3);
		expect(await time(1)).toBeGreaterThanOrEqual(roundTripMs - 3);
		await bench.stop();
	});

	test('a reset reaches the client, down and up work', async () => {
		const bench = await startBench({ https, roundTripMs: 2 });
		bench.sim.faults.add({ do: 'reset-after' });
		await expect(bench.activate()).rejects.toMatchObject({ code: 'ECONNRESET' });
		expect(bench.sim.commits).toHaveLength(1);
		await bench.sim.down();
		await expect(bench.activate()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
		await bench.sim.up();
		expect((await bench.activate()).errcode).toBe(80302);
		await bench.stop();
	});
});

test.each(['reset-before', 'truncate-before'] as const)(
	'%s ends a TLS connection, too',
	async (word) => {
		const bench = await startBench({ https: await makeCertificate() });
		bench.sim.faults.add({ do: word });
		await expect(bench.activate()).rejects.toMatchObject({
			code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/) as string,
		});
		expect((await bench.activate()).errcode).toBe(0);
		await bench.stop();
	},
);

test('equal seeds give equal tokens, ids and codes; another seed others', async () => {
	const make = async (seed: number) => {
		const bench = await startBench({ seed });
		const token = bench.sim.tokens.issueToken(APP_ID);
		const { json } = await bench.call('applycode', { code_count: 10_000, isv_application_id: 'a' });
		await bench.stop();
		return [token, json.application_id, bench.sim.code(APPLICATION, 5)];
	};
	expect(await make(7)).toEqual(await make(7));
	expect(await make(7)).not.toEqual(await make(8));
});
