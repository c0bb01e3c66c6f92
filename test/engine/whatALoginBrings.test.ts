import { injectDomainRestrictionFields, type IDataObject } from 'n8n-workflow';
import { WechatMarketingCodeApi } from '../../credentials/WechatMarketingCodeApi.credentials';
import type { Fault } from '../simulator/types';
import { CredentialStore, type Keeping } from './credentialStore';
import { sheetRow } from './harness';
import { credentialOf, currentRefreshToken, FIRST_REFRESH_TOKEN } from './sources';
import { press } from './testButton';
import { APP_ID, startWorld, statuses, type World } from './world';

const rows = (count: number, from = 0) =>
	Array.from({ length: count }, (_, i) => sheetRow(from + i * 10, from + i * 10 + 9));

const keepings: Keeping[] = ['what came back', 'everything'];

describe('what a login brings', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const platform = (keeping?: Keeping) =>
		new CredentialStore(credentialOf(world, 'thirdPartyPlatform'), true, keeping);
	const answer = (endpoint: string, body: unknown, times = Infinity) => {
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		world.simulator.faults.add({ endpoint, times, do: { httpStatus: 200, body: text } });
	};
	const fails = (endpoint: string, what: Fault['do'], times = 1) =>
		world.simulator.faults.add({ endpoint, times, do: what });

	describe.each(keepings)('where n8n stores %s', (keeping) => {
		it.each(['a run', 'the test button'])(
			'%s leaves every expression in the credential as it was typed, and goes on with what it comes to',
			async (by) => {
				const own = credentialOf(world, 'appSecret');
				const typed = {
					appId: '={{ $secrets.vault.id }}',
					appSecret: '={{ "$secrets" && $secrets.vault["secret"] }}',
					baseUrl: '={{ $vars.weChat }}',
				};
				const values = Object.fromEntries(
					Object.entries(typed).map(([name, expression]) => [
						expression,
						String(own[name as never]),
					]),
				);
				const store = new CredentialStore({ ...own, ...typed }, true, keeping, values);
				for (let round = 1; round <= 2; round++) {
					// The token dies in the middle of the run: it logs in again with what it knows.
					if (by === 'a run' && round === 2) {
						world.simulator.faults.add({ endpoint: 'codeactive', after: 1, do: 'expire-token' });
					}
					if (by === 'the test button') expect((await press(store)).red).toBeUndefined();
					else {
						const run = await world.run({ rows: rows(3, round * 1_000), store });
						expect(statuses(run)).toEqual(['activated', 'activated', 'activated']);
					}
					expect(store.data).toMatchObject(typed);
					expect(store.data.sessionToken).toEqual(expect.stringMatching(/./));
					const known = Object.values(store.data).join();
					expect(known).not.toContain(own.appSecret);
				}
				expect(world.simulator.count('stable_token')).toBeGreaterThan(1);
			},
		);

		it('an expression stays one, also where its value looks like the beginning of one', async () => {
			const codePackageKey = '={{ $secrets.vault.key }}';
			const own = { ...credentialOf(world, 'appSecret'), codePackageKey };
			const store = new CredentialStore(own, true, keeping, {
				[codePackageKey]: '=123456789abcdef',
			});
			expect(statuses(await world.run({ rows: rows(1), store }))).toEqual(['activated']);
			expect(store.data).toMatchObject({ codePackageKey });
		});

		it.each<[string, Fault['do']]>([
			['a lost connection', 'reset-before'],
			['a busy WeChat', { errcode: -1 }],
			['a used-up quota', { errcode: 45009 }],
			['an account without the feature', { errcode: 48001 }],
			['an HTML page', 'html'],
		])(
			'a rotated refresh token is stored though the test ends red with %s',
			async (_what, what) => {
				const before = platform(keeping).data;
				fails('codeactivequery', what, Infinity);
				const { red, stored } = await press(before, keeping);
				expect(red).toBeDefined();
				expect(currentRefreshToken(world)).not.toBe(FIRST_REFRESH_TOKEN);
				expect(stored.authorizerRefreshToken).toBe(currentRefreshToken(world));
				expect(stored.sessionToken).toEqual(expect.stringMatching(/./));
				expect(red).not.toMatch(/HTTP status|^E[A-Z]+$/);
			},
		);

		it('a second renewal in one test starts from the renewed credential, and its refresh token is stored', async () => {
			fails('codeactivequery', { errcode: 40001 });
			const { red, stored } = await press(platform().data, keeping);
			expect(red).toBeUndefined();
			const sent = world.simulator.journal
				.filter(({ endpoint }) => endpoint === 'api_authorizer_token')
				.map(({ body }) => (body as IDataObject).authorizer_refresh_token);
			expect(new Set(sent).size).toBe(2);
			expect(stored.authorizerRefreshToken).toBe(currentRefreshToken(world));
		});

		it('a second renewal that brings no refresh token loses not that of the first', async () => {
			fails('codeactivequery', { errcode: 40001 });
			const authorizer_access_token = world.simulator.tokens.issueToken(APP_ID);
			world.simulator.faults.add({
				endpoint: 'api_authorizer_token',
				after: 1,
				do: { httpStatus: 200, body: JSON.stringify({ authorizer_access_token }) },
			});
			const { red, stored } = await press(platform().data, keeping);
			expect(red).toBeUndefined();
			expect(stored.sessionToken).toBe(authorizer_access_token);
			expect(stored.authorizerRefreshToken).toBe(currentRefreshToken(world));
			expect(currentRefreshToken(world)).not.toBe(FIRST_REFRESH_TOKEN);
		});

		it('a second renewal that fails loses nothing of the first', async () => {
			fails('codeactivequery', { errcode: 40001 });
			world.simulator.faults.add({
				endpoint: 'api_authorizer_token',
				after: 1,
				do: { errcode: 61023 },
			});
			const { red, stored } = await press(platform().data, keeping);
			expect(red).toContain('authorise the third-party platform again');
			expect(stored.authorizerRefreshToken).toBe(currentRefreshToken(world));
		});

		it('nothing that a run hands to its login is stored', async () => {
			const store = platform(keeping);
			world.simulator.faults.add({ endpoint: 'codeactive', after: 1, do: 'expire-token' });
			expect(new Set(statuses(await world.run({ rows: rows(4), store })))).toEqual(
				new Set(['activated']),
			);
			const declared = injectDomainRestrictionFields(new WechatMarketingCodeApi()).map(
				({ name }) => name,
			);
			expect(declared).toEqual(expect.arrayContaining(Object.keys(store.data)));
			const { stored } = await press(store.data, keeping);
			expect(declared).toEqual(expect.arrayContaining(Object.keys(stored)));
		});
	});

	it('a refresh token is stored though the access token beside it is the very one that was refused', async () => {
		const authorizer_access_token = world.simulator.tokens.issueToken(APP_ID);
		for (const n of [1, 2]) {
			const authorizer_refresh_token = `refreshtoken@@@rotated-${n}`;
			answer('api_authorizer_token', { authorizer_access_token, authorizer_refresh_token }, 1);
		}
		fails('codeactive', { errcode: 40001 }, Infinity);
		const store = platform();
		const run = await world.run({ rows: rows(2), store, onError: 'continueRegularOutput' });
		expect(statuses(run)).toEqual(['failed', 'not_attempted']);
		expect(run.rows[0].activation_message).toContain('keeps handing out a token');
		expect(store.data.authorizerRefreshToken).toBe('refreshtoken@@@rotated-2');
		// The next run does not begin with a token that is known to be dead.
		expect(store.data.sessionToken).toBe('');
	});

	it.each<[string, unknown]>([
		['empty', ''],
		['blank', ' \t'],
		['invisible', '\u200B\u2060'],
		['null', null],
		['a number', 17],
		['an object', { value: 'x' }],
		['the word null', 'null'],
		['absent', undefined],
	])('report 13: a refresh token that is %s keeps the old one', async (_what, value) => {
		answer('api_authorizer_token', {
			authorizer_access_token: world.simulator.tokens.issueToken(APP_ID),
			expires_in: 7200,
			authorizer_refresh_token: value,
		});
		const store = platform();
		expect(statuses(await world.run({ rows: rows(2), store }))).toEqual(['activated', 'activated']);
		expect(store.data.authorizerRefreshToken).toBe(FIRST_REFRESH_TOKEN);
		const { red, stored } = await press(platform().data);
		expect(red).toBeUndefined();
		expect(stored.authorizerRefreshToken).toBe(FIRST_REFRESH_TOKEN);
	});

	it.each<[string, unknown]>([
		['empty', ''],
		['invisible', '\uFEFF\u200B'],
		['false', false],
		['an object', {}],
		['a list', ['abcdefghijkl']],
		['a number', 123456789012],
		['text with blanks', 'please log in'],
		['absent, beside errcode 0', undefined],
	])('report 13: an access token that is %s is no token', async (_what, access_token) => {
		answer('stable_token', { errcode: 0, access_token, expires_in: 7200 });
		const run = await world.run({ rows: rows(3), onError: 'continueRegularOutput' });
		expect(statuses(run)).toEqual(Array(3).fill('not_attempted'));
		expect(world.simulator.count()).toBe(1);
		expect(world.store.data.sessionToken ?? '').toBe('');
		const { red, stored } = await press(world.store.data);
		expect(red).toContain('no token at "access_token"');
		expect(stored.sessionToken ?? '').toBe('');
	});

	it('report 13: an access token that says nothing spends no forced refresh', async () => {
		fails('codeactive', 'expire-token');
		world.simulator.faults.add({
			endpoint: 'stable_token',
			after: 1,
			times: Infinity,
			do: { httpStatus: 200, body: '{"access_token":false}' },
		});
		await world.run({ rows: rows(2), onError: 'continueRegularOutput' });
		expect(world.simulator.tokens.loginCount(APP_ID, { forced: true })).toBe(0);
		expect(world.simulator.count('stable_token')).toBe(2);
	});

	it.each<[string, unknown]>([
		['1e30', 1e30],
		['Infinity as text', 'Infinity'],
		['-1', -1],
		['0', 0],
		['text', 'two hours'],
		['null', null],
		['a thousandth', 0.001],
		['digits as text', '7200'],
		['beyond the calendar', '9'.repeat(40)],
	])('a life of %s is no error and no login per call', async (_what, expires_in) => {
		const access_token = world.simulator.tokens.issueToken(APP_ID);
		answer('stable_token', { access_token, expires_in });
		const run = await world.run({ rows: rows(20) });
		expect(new Set(statuses(run))).toEqual(new Set(['activated']));
		expect(world.simulator.count('stable_token')).toBe(1);
		const until = Date.parse(String(world.store.data.sessionTokenExpiresAt));
		expect(Number.isNaN(until) || until <= Date.now() + world.slept() + 7_200_000).toBe(true);
	});

	it('report 19: a forced token that was stored with a time far ahead does not forbid the next one', async () => {
		world.simulator.faults.add({ endpoint: 'codeactive', do: 'poison-token' });
		const store = world.credential({ sessionForcedAt: '2099-01-01T00:00:00.000Z' });
		expect(statuses(await world.run({ rows: rows(1), store }))).toEqual(['activated']);
		expect(Date.parse(String(store.data.sessionForcedAt))).toBeLessThan(Date.now() + 3_600_000);
	});
});
