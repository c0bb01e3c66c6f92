import { time } from '../../nodes/WechatMarketingCode/api/time';
import type { Fault } from '../simulator/types';
import { CredentialStore } from './credentialStore';
import { sheetRow } from './harness';
import { credentialOf } from './sources';
import { press } from './testButton';
import { APP_ID, startWorld, statuses, type World } from './world';

const rows = (count: number, from = 0) =>
	Array.from({ length: count }, (_, i) => sheetRow(from + i * 10, from + i * 10 + 9));

const reply = (
	httpStatus: number,
	body: unknown,
	contentType = 'application/json',
): Fault['do'] => ({
	httpStatus,
	contentType,
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

const RID = '637f097b-107e6569-34b61712';
const WHITELIST = `invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist rid: ${RID}`;
const refusal = { errcode: 40164, errmsg: WHITELIST };

describe('a source of tokens', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const service = (more: object = {}) =>
		new CredentialStore({ ...credentialOf(world, 'tokenService'), ...more });
	const always = (endpoint: string, what: Fault['do'], times = Infinity) =>
		world.simulator.faults.add({ endpoint, times, do: what });
	const runTwenty = async (store: CredentialStore, options = {}) =>
		await world.run({ rows: rows(20), store, onError: 'continueRegularOutput', options });

	it.each<[string, Fault['do']]>([
		['401', reply(401, { error: 'unauthorized' })],
		['403', reply(403, 'Forbidden', 'text/plain')],
		['404', reply(404, '<html>Not Found</html>', 'text/html')],
		['a login page', reply(200, '<!doctype html><html>Sign in</html>', 'text/html')],
		['the way to a login page', { httpStatus: 302, body: '', headers: { location: '/login' } }],
		['no token at the path', reply(200, { data: { token: 'elsewhere-12345' } })],
		['a list', reply(200, [1, 2])],
	])('a token service that answers with %s is asked once and named', async (_what, what) => {
		always('token-service', what);
		const run = await runTwenty(service());
		expect(world.simulator.count()).toBe(1);
		expect(statuses(run)).toEqual(Array(20).fill('not_attempted'));
		for (const row of run.rows) {
			expect(row.activation_message).toContain('The token service gave no token');
			expect(row.activation_message).not.toContain('WeChat');
		}
		expect((await press(service().data)).red).toContain('The token service gave no token');
	});

	it('an ordinary word in the address of a token service hides nothing of the product', async () => {
		const { tokenServiceUrl } = credentialOf(world, 'tokenService');
		const store = service({ tokenServiceUrl: `${String(tokenServiceUrl)}?action=index&name=绿茶` });
		await world.run({ rows: rows(1), store });
		expect(statuses(await world.run({ rows: rows(1), store }))).toEqual(['already_active']);
	});

	it.each([
		[401, reply(401, {})],
		[200, 'html' as const],
	])(
		'a relay that answers stable_token with HTTP %i and no token is asked once',
		async (status, what) => {
			always('stable_token', what);
			const run = await runTwenty(world.store);
			expect(world.simulator.count()).toBe(1);
			expect(statuses(run)).toEqual(Array(20).fill('not_attempted'));
			expect(run.rows[0].activation_message).toContain(`HTTP ${status}`);
		},
	);

	it.each<[string, Fault['do']]>([
		['a fault of the server', reply(502, '<html>Bad Gateway</html>', 'text/html')],
		['an answer that was cut off', reply(200, '{"access_token":"abc')],
		['an empty answer', reply(200, '')],
		['a time-out of a relay', reply(408, {})],
		['a request that came too early', reply(425, {})],
	])('%s is asked for again, five times in all, by however many lanes', async (_what, what) => {
		const store = service();
		await world.run({ rows: rows(1, 5000), store });
		const before = world.simulator.count('token-service');
		always('token-service', what);
		world.simulator.faults.add({ endpoint: 'codeactive', after: 5, do: 'expire-token' });
		const run = await runTwenty(store, { parallelRequests: 10 });
		expect(world.simulator.count('token-service') - before).toBe(5);
		expect(new Set(statuses(run))).toEqual(new Set(['activated', 'not_attempted']));
		expect(world.simulator.doubleCommits()).toEqual([]);
	});

	it('a fault that passes is survived', async () => {
		always('token-service', reply(503, ''), 4);
		expect(new Set(statuses(await runTwenty(service())))).toEqual(new Set(['activated']));
	});

	it('a source that failed and healed may fail again later', async () => {
		const endpoint = 'token-service';
		world.simulator.faults.add(
			{ endpoint, times: 4, do: reply(503, '') },
			{ endpoint, after: 1, times: 4, do: reply(503, '') },
			{ endpoint: 'codeactive', after: 5, do: 'expire-token' },
		);
		expect(new Set(statuses(await runTwenty(service())))).toEqual(new Set(['activated']));
		expect(world.simulator.count(endpoint)).toBe(10);
	});

	it('a refusal in between is an answer: the count of those that were none begins anew', async () => {
		const endpoint = 'token-service';
		world.simulator.faults.add(
			{ endpoint, times: 4, do: reply(503, '') },
			{ endpoint, do: reply(200, { errcode: -1, errmsg: 'busy' }) },
			{ endpoint, do: reply(503, '') },
		);
		const run = await world.run({
			rows: rows(2),
			store: service(),
			onError: 'continueRegularOutput',
		});
		expect(statuses(run)).toEqual(['failed', 'activated']);
	});

	it('whoever waits for a login shares its fate: four runs at once ask once', async () => {
		const { simulator } = world;
		const store = service();
		simulator.set({ tokenService: { secret: 'another' } });
		simulator.faults.add({ endpoint: 'token-service', do: 'hold-before' });
		const runs = Promise.all([0, 1, 2, 3].map(async () => await runTwenty(store)));
		await simulator.arrived(1, 'token-service');
		for (let turns = 0; turns < 50; turns++) await time.sleep(0);
		simulator.faults.release();
		for (const run of await runs)
			expect(new Set(statuses(run))).toEqual(new Set(['not_attempted']));
		expect(world.simulator.count('token-service')).toBe(1);
	});

	it('that wants fewer calls (429) pauses the run for as long as it says', async () => {
		world.simulator.faults.add({
			endpoint: 'stable_token',
			do: { httpStatus: 429, body: '', headers: { 'retry-after': '7' } },
		});
		expect(new Set(statuses(await runTwenty(world.store)))).toEqual(new Set(['activated']));
		expect(Math.round(world.slept() / 1_000)).toBe(7);
	});

	it.each<[string, Fault['do']]>([
		['as JSON', reply(200, refusal)],
		['as JSON with HTTP 500', reply(500, refusal)],
		['as JSON with HTTP 401', reply(401, refusal)],
		['beside a token', reply(200, { ...refusal, access_token: 'a-token-of-before' })],
		['in an object', reply(200, { code: 500, data: { upstream: refusal } })],
		['in a list', reply(502, [{ error: refusal }])],
		['as JSON in a text', reply(500, { message: JSON.stringify(refusal) })],
		['behind words', reply(500, `upstream said ${JSON.stringify(refusal)}`, 'text/plain')],
		['as a Python dict', reply(500, `{'errcode': 40164, 'errmsg': '${WHITELIST}'}`)],
		['in an HTML page', reply(500, `<pre>errcode=40164 errmsg=${WHITELIST}</pre>`, 'text/html')],
	])(
		'report 21: a refusal of WeChat that a service passes on %s keeps errcode, rid and address',
		async (_what, what) => {
			always('token-service', what);
			const run = await runTwenty(service());
			expect(world.simulator.count()).toBe(1);
			expect(run.rows[0]).toMatchObject({
				activation_status: 'failed',
				activation_errcode: 40164,
				activation_rid: RID,
			});
			expect(run.rows[0].activation_message).toContain('The token service passes on');
			expect(run.rows[0].activation_message).toContain('Add 203.0.113.7 to the IP whitelist');
			expect(statuses(run).slice(1)).toEqual(Array(19).fill('not_attempted'));
		},
	);

	it('report 21: a relay that wraps a refusal of stable_token keeps it too', async () => {
		always('stable_token', reply(200, { code: 1, data: refusal }));
		const run = await runTwenty(world.store);
		expect(run.rows[0]).toMatchObject({ activation_errcode: 40164, activation_rid: RID });
		expect(world.simulator.count()).toBe(1);
	});

	it.each([
		'data.list[0].token',
		'$.data.list[0].token',
		'data.list.0.token',
		' $["data"].list[0].token ',
	])('is read at the path %s', async (tokenServicePath) => {
		const token = world.simulator.tokens.issueToken(APP_ID);
		always('token-service', reply(200, { data: { list: [{ token }] } }));
		const run = await world.run({ rows: rows(1), store: service({ tokenServicePath }) });
		expect(statuses(run)).toEqual(['activated']);
	});

	it.each<[string, (token: string) => string]>([
		['a JSON string', (token) => JSON.stringify(token)],
		['text with a line break', (token) => `${token}\r\n`],
		['text with a byte-order mark', (token) => `\uFEFF${token}`],
		['text with a NUL', (token) => `${token}\0`],
	])('is read when the whole body is %s', async (_what, bodyOf) => {
		const token = world.simulator.tokens.issueToken(APP_ID);
		always('token-service', reply(200, bodyOf(token), 'text/plain'));
		expect(statuses(await world.run({ rows: rows(1), store: service() }))).toEqual(['activated']);
		expect(world.simulator.journal.at(-1)?.query.access_token).toBe(token);
	});

	describe('of component tokens', () => {
		const platform = () => new CredentialStore(credentialOf(world, 'thirdPartyPlatform'));
		const dead = reply(200, { access_token: 'component-token-that-died' });

		it('report 16: is asked once more when its token died between service and use', async () => {
			always('component-token-service', dead, 1);
			const run = await world.run({ rows: rows(2), store: platform() });
			expect(statuses(run)).toEqual(['activated', 'activated']);
			expect(world.simulator.count('component-token-service')).toBe(2);
			expect(world.simulator.count('api_authorizer_token')).toBe(2);
		});

		it('report 16: is named when its next token is dead too, and the run ends', async () => {
			always('component-token-service', dead, 1);
			always('component-token-service', reply(200, { access_token: 'another-one-that-died' }));
			const run = await runTwenty(platform());
			expect(world.simulator.count('component-token-service')).toBe(2);
			expect(world.simulator.count('api_authorizer_token')).toBe(2);
			expect(run.rows[0]).toMatchObject({ activation_status: 'failed', activation_errcode: 40001 });
			expect(run.rows[0].activation_message).toContain('The service of the component token');
			expect(run.rows[0].activation_message).not.toContain('paste a new one');
			expect(statuses(run).slice(1)).toEqual(Array(19).fill('not_attempted'));
		});

		it('report 16: is named at once when it hands out the same token again', async () => {
			always('component-token-service', dead);
			await runTwenty(platform());
			expect(world.simulator.count('component-token-service')).toBe(2);
			expect(world.simulator.count('api_authorizer_token')).toBe(1);
		});

		it('is not asked again for another refusal', async () => {
			always('api_authorizer_token', { errcode: 61023 });
			await runTwenty(platform());
			expect(world.simulator.count('component-token-service')).toBe(1);
		});

		it('is named when it has no token', async () => {
			always('component-token-service', reply(403, ''));
			const run = await runTwenty(platform());
			expect(world.simulator.count()).toBe(1);
			expect(run.rows[0].activation_message).toContain('The service of the component token');
		});
	});
});
