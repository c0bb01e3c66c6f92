import type { IDataObject } from 'n8n-workflow';
import type { Fault } from '../simulator/types';
import { CredentialStore } from './credentialStore';
import { sheetRow } from './harness';
import { credentialOf, type sources } from './sources';
import { press } from './testButton';
import { startWorld, type World } from './world';

describe('a login that fails, in Chinese', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const of = (source: (typeof sources)[number], more: IDataObject = {}) =>
		new CredentialStore({ ...credentialOf(world, source), ...(more as Record<string, string>) });
	/** What the first row says with Continue, and the error of the run without. */
	const told = async (store: CredentialStore) => {
		const run = async (onError: 'continueRegularOutput' | 'stopWorkflow') =>
			await world.run({
				rows: [sheetRow(0, 9), sheetRow(10, 19)],
				store,
				onError,
				options: { messageLanguage: 'zh' },
			});
		const { rows } = await run('continueRegularOutput');
		const { error } = await run('stopWorkflow');
		return [String(rows[0].activation_message), String(error?.message)];
	};
	const fails = (endpoint: string, what: Fault['do']) =>
		world.simulator.faults.add({ endpoint, times: Infinity, do: what });
	const answers = (endpoint: string, body: string) => fails(endpoint, { httpStatus: 200, body });

	it.each<[string, () => CredentialStore, string]>([
		[
			'nobody listens',
			() => of('appSecret', { baseUrl: 'http://127.0.0.1:9' }),
			'微信登录没有收到回复。连接被拒绝',
		],
		[
			'the answer holds no token',
			() => (answers('stable_token', '{"errcode":0}'), of('appSecret')),
			'“access_token”处没有令牌：回复是',
		],
		[
			'the app secret is wrong',
			() => (fails('stable_token', { errcode: 40001 }), of('appSecret')),
			'AppSecret 不正确。请从微信后台重新复制服务号的 AppSecret，填入凭证。',
		],
		[
			'a token service has no token',
			() => of('tokenService', { tokenServicePath: 'not.there' }),
			'令牌服务没有给出令牌。“not.there”处没有令牌：',
		],
		[
			'a token service passes a refusal on',
			() => (
				answers('token-service', '{"errcode":40164,"errmsg":"invalid ip 198.51.100.7"}'),
				of('tokenService')
			),
			'令牌服务返回了微信的拒绝信息。',
		],
		[
			'the service of the component token is down',
			() => (answers('component-token-service', '<html>'), of('thirdPartyPlatform')),
			'提供 component_access_token 的服务没有给出令牌。回复是',
		],
		[
			'WeChat refuses the component token',
			() => (fails('api_authorizer_token', { errcode: 40001 }), of('thirdPartyPlatform')),
			'微信拒绝了服务提供的 component_access_token，重新获取后仍被拒绝。',
		],
		[
			'WeChat hands out the refused token again',
			() => {
				fails('codeactive', { errcode: 40001 });
				answers('token-service', world.simulator.tokens.issueToken('wx1234567890abcdef'));
				return of('tokenService');
			},
			'令牌服务一直给出被微信拒绝的 access_token。',
		],
		[
			'fields are missing',
			() => of('appSecret', { appId: '', appSecret: '' }),
			'凭证缺少：App ID、App Secret。',
		],
		[
			'the source is unknown',
			() => of('appSecret', { accessTokenSource: 'x' }),
			'令牌来源）：“x”。',
		],
		[
			'the address is none',
			() => of('appSecret', { baseUrl: 'host' }),
			'凭证里的 Base URL 不是网址。',
		],
		[
			'the address is not alone',
			() => of('appSecret', { baseUrl: 'https://host/cgi-bin' }),
			'：请去掉“/cgi-bin”和它后面的内容。',
		],
	])('where %s, says so on the row and in the error', async (_what, prepare, expected) => {
		for (const text of await told(prepare())) expect(text).toContain(expected);
	});

	it('the test button stays English', async () => {
		fails('stable_token', { errcode: 40001 });
		const { red } = await press(of('appSecret').data);
		expect(red).toMatch(/^The app secret is wrong\. .*\(errcode 40001, rid /);
		expect(red).not.toMatch(/AppSecret 不正确/);
	});
});
