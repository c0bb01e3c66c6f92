/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- made-up accounts of the simulator */
import { DEFAULT_PLATFORM } from '../simulator';
import { sheetRow } from './harness';
import { APP_ID, startWorld, statuses, type World } from './world';

const rows = (count: number, from = 0) =>
	Array.from({ length: count }, (_, i) => sheetRow(from + i * 10, from + i * 10 + 9));

describe('the access token of a run', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const logins = (forced?: boolean) => world.simulator.tokens.loginCount(APP_ID, { forced });
	const forces = () =>
		world.simulator.journal.filter(
			({ endpoint, body }) =>
				endpoint === 'stable_token' && (body as { force_refresh?: boolean }).force_refresh === true,
		).length;

	it('is fetched once for 500 calls in 10 parallel', async () => {
		const run = await world.run({ rows: rows(500), options: { parallelRequests: 10 } });
		expect(new Set(statuses(run))).toEqual(new Set(['activated']));
		expect(logins()).toBe(1);
		expect(world.store.reads).toBeLessThanOrEqual(3);
	});

	it('is kept in the credential, so that the next run needs none', async () => {
		await world.run({ rows: rows(1) });
		await world.run({ rows: rows(1, 100) });
		expect(logins()).toBe(1);
		expect(world.store.data.sessionToken).toBe(world.simulator.tokens.currentToken(APP_ID));
	});

	it('is fetched once more after it expired in the middle of a run', async () => {
		world.simulator.faults.add({ endpoint: 'codeactive', after: 50, do: 'expire-token' });
		const run = await world.run({ rows: rows(200), options: { parallelRequests: 10 } });
		expect(new Set(statuses(run))).toEqual(new Set(['activated']));
		expect(logins()).toBe(2);
		expect(forces()).toBe(0);
		expect(world.simulator.doubleCommits()).toEqual([]);
	});

	it('is taken over when another system has made a new one', async () => {
		world.simulator.faults.add({ endpoint: 'codeactive', after: 5, do: 'rotate-token' });
		const run = await world.run({ rows: rows(30) });
		expect(new Set(statuses(run))).toEqual(new Set(['activated']));
		expect(forces()).toBe(0);
	});

	it('is taken from the credential when another worker stored a new one meanwhile', async () => {
		await world.run({ rows: rows(1) });
		const stale = { ...world.store.data };
		world.simulator.tokens.rotateToken(APP_ID);
		const other = world.credential({ ...stale });
		await world.run({ rows: rows(1, 100), store: other });
		const count = logins();
		world.store.data = { ...stale };
		// The run begins with the stale token; by the time it is refused the other worker has stored its own.
		const read = world.store.read.bind(world.store);
		let reads = 0;
		world.store.read = () => {
			if (reads++ > 0) world.store.data = { ...other.data };
			return read();
		};
		const run = await world.run({ rows: rows(1, 200) });
		expect(statuses(run)).toEqual(['activated']);
		expect(logins()).toBe(count);
	});

	it('is forced once when WeChat hands out the very token that it refuses', async () => {
		world.simulator.faults.add({ endpoint: 'codeactive', after: 3, do: 'poison-token' });
		const run = await world.run({ rows: rows(20), options: { parallelRequests: 10 } });
		expect(new Set(statuses(run))).toEqual(new Set(['activated']));
		expect(forces()).toBe(1);
	});

	it('is not forced again within an hour, over all runs', async () => {
		world.simulator.faults.add({ endpoint: 'codeactive', do: 'poison-token' });
		await world.run({ rows: rows(1) });
		expect(forces()).toBe(1);
		world.simulator.faults.add({ endpoint: 'codeactive', do: 'poison-token' });
		const run = await world.run({ rows: rows(3, 100), onError: 'continueRegularOutput' });
		expect(forces()).toBe(1);
		expect(statuses(run)).toEqual(['failed', 'not_attempted', 'not_attempted']);
		expect(run.rows[0].activation_message).toContain('Wait an hour');
	});

	it('of another app id is never used', async () => {
		await world.run({ rows: rows(1) });
		const token = world.store.data.sessionToken;
		const other = { appId: 'wxfedcba0987654321', appSecret: 'fedcba9876543210fedcba9876543210' };
		world.simulator.set({ accounts: [other] });
		world.store.data = { ...world.store.data, ...other };
		await world.run({ rows: rows(1, 100), onError: 'continueRegularOutput' });
		const calls = world.simulator.journal.filter(({ endpoint }) => endpoint === 'codeactive');
		expect(calls[0].query.access_token).toBe(token);
		expect(calls[1].query.access_token).not.toBe(token);
	});

	it('that is refused again fails its row with advice, and the run ends when the next login brings none either', async () => {
		world.simulator.faults.add({ endpoint: 'codeactive', times: Infinity, do: { errcode: 40001 } });
		const run = await world.run({ rows: rows(5), onError: 'continueRegularOutput' });
		expect(statuses(run)).toEqual(['failed', 'failed', ...Array<string>(3).fill('not_attempted')]);
		expect(run.rows[0].activation_errcode).toBe(40001);
		expect(run.rows[0].activation_message).toContain('A new token was refused as well');
		expect(world.simulator.count('codeactive')).toBe(2);
		expect(forces()).toBe(1);
	});

	it('of a wrong secret costs one login and no call', async () => {
		const store = world.credential({ appSecret: 'wrong' });
		const run = await world.run({ rows: rows(5), store, onError: 'continueRegularOutput' });
		expect(statuses(run)).toEqual(['failed', ...Array<string>(4).fill('not_attempted')]);
		expect(run.rows[0]).toMatchObject({ activation_errcode: 40125 });
		expect(run.rows[0].activation_message).toContain('app secret is wrong');
		expect(world.simulator.count('codeactive')).toBe(0);
		expect(world.simulator.count('stable_token')).toBe(1);
	});

	it('of a wrong secret that WeChat calls 40001 is told as a wrong secret, not as a dead token', async () => {
		world.simulator.set({ wrongSecretErrcode: 40001 });
		const store = world.credential({ appSecret: 'wrong' });
		const run = await world.run({ rows: rows(2), store, onError: 'continueRegularOutput' });
		expect(run.rows[0].activation_message).toContain('app secret is wrong');
		expect(world.simulator.count('stable_token')).toBe(1);
	});

	it('that is pasted is used as it is, and a dead one costs one call', async () => {
		await world.run({ rows: rows(1) });
		const accessToken = world.simulator.tokens.currentToken(APP_ID) as string;
		const store = world.credential({
			accessTokenSource: 'accessToken',
			accessToken,
			appSecret: '',
		});
		expect(statuses(await world.run({ rows: rows(1, 100), store }))).toEqual(['activated']);
		expect(logins()).toBe(1);
		world.simulator.tokens.rotateToken(APP_ID);
		world.simulator.tokens.expireToken(APP_ID);
		const dead = await world.run({
			rows: rows(5, 200),
			store: world.credential({ accessTokenSource: 'accessToken', accessToken: 'dead-token' }),
			onError: 'continueRegularOutput',
		});
		expect(statuses(dead)).toEqual(['failed', ...Array<string>(4).fill('not_attempted')]);
		expect(dead.rows[0].activation_message).toContain('Paste a current one');
		expect(logins()).toBe(1);
	});

	it.each(['json', 'text'] as const)(
		'comes from a token service that answers %s',
		async (format) => {
			world.simulator.set({
				tokenService: { secret: 'bearer-secret', format, path: 'data.token' },
			});
			const store = world.credential({
				accessTokenSource: 'tokenService',
				tokenServiceUrl: `${world.simulator.url}/token-service`,
				tokenServiceSecret: 'bearer-secret',
				tokenServicePath: 'data.token',
			});
			expect(statuses(await world.run({ rows: rows(3), store }))).toEqual(
				Array(3).fill('activated'),
			);
			expect(world.simulator.count('token-service') + world.simulator.count('token_service')).toBe(
				1,
			);
		},
	);

	it('of a third-party platform brings the rotated refresh token back into the credential', async () => {
		const { componentAppId, authorizers } = DEFAULT_PLATFORM;
		const store = world.credential({
			accessTokenSource: 'thirdPartyPlatform',
			appSecret: '',
			componentAppId,
			componentTokenUrl: `${world.simulator.url}/component-token-service`,
			authorizerAppId: authorizers[0].appId,
			authorizerRefreshToken: authorizers[0].refreshToken,
		});
		world.simulator.faults.add({ endpoint: 'codeactive', after: 3, do: 'expire-token' });
		const run = await world.run({ rows: rows(10), store });
		expect(new Set(statuses(run))).toEqual(new Set(['activated']));
		expect(world.simulator.count('api_authorizer_token')).toBe(2);
		expect(store.data.authorizerRefreshToken).not.toBe(authorizers[0].refreshToken);
		expect(statuses(await world.run({ rows: rows(1, 500), store }))).toEqual(['activated']);
	});

	it('is shared by runs that begin at the same time in one process', async () => {
		const runs = await Promise.all(
			[0, 1000, 2000, 3000].map(async (from) => await world.run({ rows: rows(5, from) })),
		);
		for (const run of runs) expect(new Set(statuses(run))).toEqual(new Set(['activated']));
		expect(logins()).toBe(1);
	});
});
