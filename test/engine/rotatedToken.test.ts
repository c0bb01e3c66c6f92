import type { IDataObject } from 'n8n-workflow';
import { DEFAULT_ACCOUNT, DEFAULT_PLATFORM } from '../simulator';
import { CredentialStore, type Keeping } from './credentialStore';
import { sheetRow } from './harness';
import { credentialOf, currentRefreshToken, FIRST_REFRESH_TOKEN } from './sources';
import { press } from './testButton';
import { APP_ID, startWorld, statuses, type World } from './world';

const OTHER = { appId: 'wxaaaabbbbccccdddd', refreshToken: 'refreshtoken@@@other' };
const keepings: Keeping[] = ['what came back', 'everything'];
const HOURS = 3 * 3_600_000;

describe('a refresh token that WeChat rotated', () => {
	let world: World;
	let from = 0;
	beforeEach(async () => {
		world = await startWorld();
		const { componentAppId, authorizers } = DEFAULT_PLATFORM;
		world.simulator.set({
			accounts: [DEFAULT_ACCOUNT, { ...DEFAULT_ACCOUNT, appId: OTHER.appId }],
			platforms: [{ componentAppId, authorizers: [...authorizers, OTHER] }],
		});
	});
	afterEach(async () => await world.end());

	const platform = (keeping?: Keeping, more: IDataObject = {}) =>
		new CredentialStore(
			{ ...credentialOf(world, 'thirdPartyPlatform'), ...(more as Record<string, string>) },
			true,
			keeping,
		);
	const run = async (store: CredentialStore) => {
		from += 10;
		const rows = [sheetRow(from, from + 9)];
		return statuses(await world.run({ rows, store, onError: 'continueRegularOutput' }));
	};
	/** Does that while WeChat is asked for a token. */
	const duringLogin = (act: () => unknown, after = 0) =>
		world.simulator.faults.add({
			endpoint: 'api_authorizer_token',
			after,
			when: () => {
				act();
				return true;
			},
			do: { delayMs: 1 },
		});
	const loggedIn = () =>
		world.simulator.journal
			.filter(({ endpoint }) => endpoint === 'api_authorizer_token')
			.map(({ body }) => body as Record<string, string>);
	/** The access token and the refresh token before the current one are dead. */
	const later = () => world.pass(HOURS);

	describe.each(keepings)('where n8n stores %s', (keeping) => {
		it('report 32: is not laid over one that somebody typed for another account while the login was under way', async () => {
			const store = platform(keeping);
			const typed = { authorizerAppId: OTHER.appId, authorizerRefreshToken: OTHER.refreshToken };
			duringLogin(() => (store.data = { ...store.data, ...typed }));
			expect(await run(store)).toEqual(['activated']);
			expect(store.data).toMatchObject(typed);
			await run(store);
			expect(loggedIn()[1]).toMatchObject({
				authorizer_appid: OTHER.appId,
				authorizer_refresh_token: OTHER.refreshToken,
			});
		});

		it('report 32: is not laid over a new one that somebody typed for the same account', async () => {
			const store = platform(keeping);
			const authorizerRefreshToken = 'refreshtoken@@@authorised-anew';
			duringLogin(() => (store.data = { ...store.data, authorizerRefreshToken }));
			expect(await run(store)).toEqual(['activated']);
			expect(store.data.authorizerRefreshToken).toBe(authorizerRefreshToken);
			later();
			await run(store);
			expect(loggedIn()[1]).toMatchObject({ authorizer_refresh_token: authorizerRefreshToken });
		});

		it('is used when the typed one that it came from stands in the credential again', async () => {
			const store = platform(keeping);
			await run(store);
			store.data.authorizerRefreshToken = FIRST_REFRESH_TOKEN;
			later();
			expect(await run(store)).toEqual(['activated']);
			later();
			expect(await run(store)).toEqual(['activated']);
			expect(new Set(loggedIn().map((body) => body.authorizer_refresh_token)).size).toBe(3);
		});

		it('is not used for another account, nor for another typed one', async () => {
			const store = platform(keeping);
			await run(store);
			const typed = { authorizerAppId: OTHER.appId, authorizerRefreshToken: FIRST_REFRESH_TOKEN };
			store.data = { ...store.data, ...typed };
			await run(store);
			expect(loggedIn()[1]).toMatchObject({ authorizer_refresh_token: FIRST_REFRESH_TOKEN });
			store.data = { ...store.data, authorizerRefreshToken: 'refreshtoken@@@typed' };
			await run(store);
			expect(loggedIn()[2]).toMatchObject({ authorizer_refresh_token: 'refreshtoken@@@typed' });
		});

		it('stands in the field that shows it, and is kept over any number of renewals', async () => {
			const store = platform(keeping);
			for (let round = 1; round <= 4; round++) {
				expect(await run(store)).toEqual(['activated']);
				expect(loggedIn()).toHaveLength(round);
				expect(store.data.authorizerRefreshToken).toBe(currentRefreshToken(world));
				later();
			}
		});

		it('is stored by the later of two workers that log in at once', async () => {
			const store = platform(keeping);
			const { componentAppId } = DEFAULT_PLATFORM;
			// What another worker stores after the same login.
			const other = platform(keeping);
			await run(other);
			duringLogin(() => (store.data = { ...other.data }));
			store.data.sessionToken = '';
			expect(await run(store)).toEqual(['activated']);
			expect(store.data.authorizerRefreshToken).toBe(
				world.simulator.platforms.refreshToken(componentAppId, APP_ID),
			);
			later();
			expect(await run(store)).toEqual(['activated']);
		});

		it('an old credential, where it was laid over the typed one, goes on working', async () => {
			await run(platform(keeping));
			later();
			const authorizerRefreshToken = currentRefreshToken(world);
			const store = platform(keeping, { authorizerRefreshToken });
			expect(await run(store)).toEqual(['activated']);
		});
	});

	it.each(
		keepings.flatMap((keeping) => [
			['a run', keeping] as const,
			['the test button', keeping] as const,
		]),
	)('is kept by %s beside an expression, where n8n stores %s', async (by, keeping) => {
		const expression = '={{ $secrets.vault.refresh }}';
		const store = new CredentialStore(
			{ ...credentialOf(world, 'thirdPartyPlatform'), authorizerRefreshToken: expression },
			true,
			keeping,
			{ [expression]: FIRST_REFRESH_TOKEN },
		);
		for (let round = 1; round <= 3; round++) {
			if (by === 'a run') expect(await run(store)).toEqual(['activated']);
			else expect((await press(store)).red).toBeUndefined();
			expect(store.data.authorizerRefreshToken).toBe(expression);
			later();
		}
		const sent = loggedIn().map((body) => body.authorizer_refresh_token);
		expect(new Set(sent).size).toBe(3);
	});

	it('that came back as it was sent is not written over anything', async () => {
		const store = platform();
		const authorizerRefreshToken = 'refreshtoken@@@typed-in-between';
		const body = JSON.stringify({
			authorizer_access_token: world.simulator.tokens.issueToken(APP_ID),
			authorizer_refresh_token: FIRST_REFRESH_TOKEN,
		});
		const edit = () => {
			store.data = { ...store.data, authorizerRefreshToken };
			return true;
		};
		const endpoint = 'api_authorizer_token';
		world.simulator.faults.add({ endpoint, when: edit, do: { httpStatus: 200, body } });
		expect((await press(store)).red).toBeUndefined();
		expect(store.data.authorizerRefreshToken).toBe(authorizerRefreshToken);
	});
});
