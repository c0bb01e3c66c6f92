import type { IDataObject } from 'n8n-workflow';
import { DEFAULT_ACCOUNT, DEFAULT_PLATFORM, startSimulator } from '../../simulator';
import { APP_ID, startWorld, statuses, type World } from '../world';
import { row } from './sheet';

const MINUTE = 60_000;
const OTHER_APP = 'wxaaaabbbbccccdddd';

describe('a login', () => {
	let world: World;
	let from = 0;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const run = async (store = world.store) => {
		from += 10;
		const rows = [row(from, from + 9)];
		return await world.run({ rows, store, onError: 'continueRegularOutput' });
	};
	const entries = (endpoint: string) =>
		world.simulator.journal.filter((entry) => entry.endpoint === endpoint);
	const tokens = () => entries('codeactive').map(({ query }) => query.access_token);
	const forces = () =>
		entries('stable_token').filter(({ body }) => (body as IDataObject).force_refresh === true)
			.length;
	const { componentAppId, authorizers } = DEFAULT_PLATFORM;
	const platform = (more: IDataObject = {}) =>
		world.credential({
			accessTokenSource: 'thirdPartyPlatform',
			appSecret: '',
			componentAppId,
			componentAccessToken: world.simulator.platforms.componentToken(),
			authorizerAppId: authorizers[0].appId,
			authorizerRefreshToken: authorizers[0].refreshToken,
			...more,
		});
	const service = (path = '/token-service') =>
		world.credential({
			accessTokenSource: 'tokenService',
			appSecret: '',
			tokenServiceUrl: `${world.simulator.url}${path}`,
		});

	it('with a pasted component token works', async () => {
		expect(statuses(await run(platform()))).toEqual(['activated']);
		expect(entries('api_authorizer_token')).toHaveLength(1);
	});

	it('of one account is not that of another account of the platform', async () => {
		const other = { appId: OTHER_APP, refreshToken: 'refreshtoken@@@other' };
		world.simulator.set({
			accounts: [DEFAULT_ACCOUNT, { ...DEFAULT_ACCOUNT, appId: OTHER_APP }],
			platforms: [{ componentAppId, authorizers: [...authorizers, other] }],
		});
		const store = platform();
		await run(store);
		store.data.authorizerAppId = OTHER_APP;
		store.data.authorizerRefreshToken = other.refreshToken;
		await run(store);
		expect(entries('codeactive').map(({ appId }) => appId)).toEqual([APP_ID, OTHER_APP]);
	});

	it('at one address is not that at another', async () => {
		await run();
		const elsewhere = await startSimulator({
			applications: [{ applicationId: 581865877, codeCount: 200_000, status: 'FINISH' }],
			seed: 2,
		});
		try {
			world.store.data.baseUrl = elsewhere.url;
			expect(statuses(await run())).toEqual(['activated']);
			expect(elsewhere.journal.map(({ query }) => query.access_token)).not.toContain(tokens()[0]);
		} finally {
			await elsewhere.stop();
		}
	});

	it('at one token service is not that at another', async () => {
		const store = service();
		await run(store);
		world.simulator.set({ accounts: [{ ...DEFAULT_ACCOUNT, appId: OTHER_APP }] });
		store.data.tokenServiceUrl = `${world.simulator.url}/token-service?appid=${OTHER_APP}`;
		await run(store);
		expect(entries('codeactive').map(({ appId }) => appId)).toEqual([APP_ID, OTHER_APP]);
	});

	it.each(['Please sign in first', 'Sorry, no token today', 'Not Found', '<p>moved</p>', 'ok'])(
		'does not take the plain page "%s" for a token',
		async (page) => {
			world.simulator.faults.add({
				endpoint: ['token-service', 'token_service'],
				times: Infinity,
				do: { httpStatus: 200, body: page, contentType: 'text/plain' },
			});
			const store = service();
			expect(statuses(await run(store))).not.toEqual(['activated']);
			expect(entries('codeactive')).toEqual([]);
			expect(store.data.sessionToken ?? '').toBe('');
		},
	);

	it.each([301, 302, 303, 307, 308])('does not follow a redirect (%i)', async (httpStatus) => {
		const headers = { location: `${world.simulator.url}/moved` };
		world.simulator.faults.add({
			endpoint: ['stable_token', 'token-service', 'token_service'],
			times: Infinity,
			do: { httpStatus, body: '', headers },
		});
		for (const store of [world.store, service()]) {
			expect(statuses(await run(store))).not.toEqual(['activated']);
		}
		expect(world.simulator.journal.map(({ path }) => path)).not.toContain('/moved');
		expect(world.simulator.count()).toBeGreaterThanOrEqual(2);
	});

	it('forces a new token once an hour, and again when the hour is over', async () => {
		const poisoned = async () => {
			world.simulator.faults.add({ endpoint: 'codeactive', do: 'poison-token' });
			return statuses(await run());
		};
		expect(await poisoned()).toEqual(['activated']);
		expect(forces()).toBe(1);
		world.pass(55 * MINUTE);
		expect(await poisoned()).toEqual(['failed']);
		expect(forces()).toBe(1);
		world.pass(6 * MINUTE);
		expect(statuses(await run())).toEqual(['activated']);
		expect(forces()).toBe(2);
	});

	it('looks a second time before it forces: another worker may have done it', async () => {
		world.simulator.faults.add({ endpoint: 'codeactive', do: 'poison-token' });
		let normal = 0;
		world.simulator.faults.add({
			endpoint: 'stable_token',
			when: () => {
				normal += 1;
				if (normal === 3) world.simulator.tokens.rotateToken(APP_ID);
				return false;
			},
			do: 'empty',
		});
		expect(statuses(await run())).toEqual(['activated']);
		expect(forces()).toBe(0);
		expect(entries('stable_token')).toHaveLength(3);
	});
});
