import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { credentialOf as healthy, sources } from './sources';
import { press } from './testButton';
import { APP_ID, startWorld, type World } from './world';

/** What n8n's test button would show: undefined for green, else the sentence. */
const testButton = async (
	credential: ICredentialDataDecryptedObject,
): Promise<string | undefined> => (await press(credential)).red;

describe('the test button of the credential', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const credentialOf = (source: (typeof sources)[number]) => healthy(world, source);

	describe.each(sources)('with the source %s', (source) => {
		it('is green for a healthy account, and activates nothing', async () => {
			expect(await testButton(credentialOf(source))).toBeUndefined();
			expect(world.simulator.count('codeactive')).toBe(0);
			expect(world.simulator.count('applycode')).toBe(0);
		});

		it.each([80300, 80301, 80303, 80304, 80306, 80308, 80310, 40097])(
			'is green when the harmless query gets %i',
			async (errcode) => {
				const credential = credentialOf(source);
				world.simulator.faults.add({ endpoint: 'codeactivequery', do: { errcode } });
				expect(await testButton(credential)).toBeUndefined();
			},
		);

		it.each<[number, string]>([
			[48001, 'may not use one item one code'],
			[50002, 'limited or frozen'],
			[50004, 'may not use access tokens'],
			[40164, 'IP whitelist'],
			[45009, 'used up'],
			[61007, 'permission set'],
			[45011, 'no more calls in this minute'],
			[-1, 'too busy'],
			[77777, 'errcode 77777'],
		])('is red when the query gets %i, and says what to do', async (errcode, words) => {
			const credential = credentialOf(source);
			world.simulator.faults.add({ endpoint: 'codeactivequery', do: { errcode } });
			expect(await testButton(credential)).toContain(words);
		});

		it.each([
			'html',
			'empty',
			'not-json',
			'reset-before',
			'no-errcode',
			'truncate-before',
		] as const)('is red for an answer that is %s', async (fault) => {
			const credential = credentialOf(source);
			world.simulator.faults.add({ endpoint: 'codeactivequery', do: fault });
			expect(await testButton(credential)).toContain('got no answer');
		});

		it('is red for a host that is not there', async () => {
			const credential = { ...credentialOf(source), baseUrl: 'http://127.0.0.1:1' };
			expect(await testButton(credential)).toContain('The connection was refused');
		});

		it('is red for a base URL that is none', async () => {
			expect(await testButton({ ...credentialOf(source), baseUrl: 'api.weixin.qq.com' })).toContain(
				'not a web address',
			);
		});

		it('is red for a code package key that is not 16 characters long', async () => {
			expect(await testButton({ ...credentialOf(source), codePackageKey: ' short ' })).toContain(
				'has 5 characters',
			);
			expect(
				await testButton({ ...credentialOf(source), codePackageKey: ' 0123456789abcdef\n' }),
			).toBeUndefined();
		});

		it('is red when WeChat refuses every token', async () => {
			const credential = credentialOf(source);
			world.simulator.faults.add({
				endpoint: 'codeactivequery',
				times: Infinity,
				do: { errcode: 40001 },
			});
			expect(await testButton(credential)).toMatch(/refuse/);
		});

		it('tells no secret, though WeChat throws them all back', async () => {
			const credential = credentialOf(source);
			const secrets = ['appSecret', 'accessToken', 'authorizerRefreshToken']
				.map((name) => String(credential[name] ?? ''))
				.filter((secret) => secret !== '');
			const refusal = { errcode: 77_777, errmsg: '' };
			world.simulator.faults.add({
				endpoint: 'codeactivequery',
				when: ({ query }) => {
					secrets.push(query.access_token);
					refusal.errmsg = `bad ${secrets.join(' or ')}, try again`;
					return true;
				},
				do: refusal,
			});
			const told = (await testButton(credential)) ?? '';
			expect(told).toMatch(/bad .* try again/);
			expect(secrets.length).toBeGreaterThan(0);
			for (const secret of secrets) expect(told).not.toContain(secret);
		});
	});

	it.each<[string, ICredentialDataDecryptedObject, string]>([
		['no app secret', { appSecret: '' }, 'lacks: App Secret'],
		['no app id', { appId: ' ' }, 'lacks: App ID'],
		['a wrong secret', { appSecret: 'wrong' }, 'app secret is wrong'],
		[
			'a wrong app id',
			{ appId: 'wx0000000000000000' },
			'does not know the app id wx0000000000000000',
		],
		['no token service', { accessTokenSource: 'tokenService' }, 'lacks: Token Service URL'],
		['no ready token', { accessTokenSource: 'accessToken' }, 'lacks: Access Token'],
		[
			'no component token',
			{
				accessTokenSource: 'thirdPartyPlatform',
				componentAppId: 'a',
				authorizerAppId: 'b',
				authorizerRefreshToken: 'c',
			},
			'Component Access Token or Component Token URL',
		],
		['an unknown source', { accessTokenSource: 'magic' }, 'unknown access token source'],
	])('is red for %s', async (_what, wrong, words) => {
		expect(await testButton({ ...world.store.data, ...wrong })).toContain(words);
	});

	it('is red for a wrong secret even while an old token still works', async () => {
		await press(world.store.data);
		const old = world.simulator.tokens.currentToken(APP_ID) as string;
		expect(
			await testButton({ ...world.store.data, sessionToken: old, appSecret: 'wrong' }),
		).toContain('wrong');
	});

	it("is red for the account states of WeChat's console", async () => {
		world.simulator.freezeSecret(APP_ID);
		expect(await testButton(world.store.data)).toContain('frozen');
		world.simulator.freezeSecret(APP_ID, false);
		world.simulator.whitelist(APP_ID, ['203.0.113.1']);
		expect(await testButton(world.store.data)).toContain('Add 127.0.0.1 to the IP whitelist');
		world.simulator.whitelist(APP_ID, null);
		world.simulator.setFeature(APP_ID, false);
		expect(await testButton(world.store.data)).toContain('may not use one item one code');
	});

	it('saves the rotated refresh token of a third-party platform', async () => {
		const credential = credentialOf('thirdPartyPlatform');
		const { stored } = await press(credential);
		expect(stored.authorizerRefreshToken).toEqual(expect.any(String));
		expect(stored.authorizerRefreshToken).not.toBe(credential.authorizerRefreshToken);
	});
});
