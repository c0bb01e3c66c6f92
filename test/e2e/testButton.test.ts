import { CREDENTIAL_TYPE } from '../../scripts/example';
import { freePort } from '../../scripts/n8n';
import { startHost, type RunningHost } from './startHost';

interface Verdict {
	status: 'OK' | 'Error';
	message?: string;
}

describe("the credential's test button in a real n8n", () => {
	let host: RunningHost;
	const name = 'Tested';

	beforeAll(async () => {
		host = await startHost();
	});
	beforeEach(() => host.simulator.reset());
	afterAll(async () => await host?.stop());

	/** Saves the credential and presses the button, as the editor does. */
	async function press(change: Record<string, unknown> = {}): Promise<Verdict> {
		const data = { accessTokenSource: 'appSecret', ...host.account, ...change };
		const id = await host.rest.saveCredential(name, CREDENTIAL_TYPE, data);
		const credentials = { id, name, type: CREDENTIAL_TYPE, data };
		return await host.rest.call<Verdict>('POST', '/credentials/test', { credentials });
	}

	it('is green for a healthy account, and changes nothing at WeChat', async () => {
		expect(await press()).toMatchObject({ status: 'OK' });
		const { simulator } = host;
		expect(simulator.count('stable_token')).toBe(1);
		expect(simulator.count()).toBe(1 + simulator.count('codeactivequery'));
		expect(simulator.commits).toEqual([]);
	});

	it('is green for a ready access token', async () => {
		const accessToken = host.simulator.tokens.issueToken(host.account.appId);
		expect(await press({ accessTokenSource: 'accessToken', accessToken })).toMatchObject({
			status: 'OK',
		});
	});

	it.each([40125, 40001] as const)('is red for a wrong app secret (%i)', async (errcode) => {
		host.simulator.set({ wrongSecretErrcode: errcode });
		const verdict = await press({ appSecret: 'f'.repeat(32) });
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toMatch(
			/^The app secret is wrong\. Copy the app secret \(AppSecret\) of /i,
		);
		expect(verdict.message).toContain(`errcode ${errcode}`);
	});

	it('is red for a secret edited to a wrong one while the old token still lives', async () => {
		await press();
		const verdict = await press({ appSecret: 'f'.repeat(32) });
		expect(verdict).toMatchObject({ status: 'Error' });
		expect(verdict.message).toContain('The app secret is wrong');
	});

	/** Opens the saved credential in the editor, changes it and presses the button: the stored token comes along. */
	async function reopen(change: Record<string, unknown> = {}): Promise<Verdict> {
		const id = await host.rest.saveCredential(name, CREDENTIAL_TYPE, {
			accessTokenSource: 'appSecret',
			...host.account,
		});
		const first = {
			id,
			name,
			type: CREDENTIAL_TYPE,
			data: { accessTokenSource: 'appSecret', ...host.account },
		};
		await host.rest.call('POST', '/credentials/test', { credentials: first });
		const saved = await host.rest.call<{ data: Record<string, unknown> }>(
			'GET',
			`/credentials/${id}?includeData=true`,
		);
		expect(saved.data.sessionToken).toBeTruthy();
		const credentials = { id, name, type: CREDENTIAL_TYPE, data: { ...saved.data, ...change } };
		return await host.rest.call<Verdict>('POST', '/credentials/test', { credentials });
	}

	it('stays green when it is pressed again with the token that n8n stored', async () => {
		expect(await reopen()).toMatchObject({ status: 'OK' });
	});

	it('is red for a secret edited to a wrong one, though n8n sends the stored token along', async () => {
		const verdict = await reopen({ appSecret: 'f'.repeat(32) });
		expect(verdict).toMatchObject({ status: 'Error' });
		expect(verdict.message).toContain('The app secret is wrong');
	});

	it('is red for an address that is not whitelisted, and shows the address', async () => {
		host.simulator.whitelist(host.account.appId, ['203.0.113.1']);
		host.simulator.set({ callerIp: '198.51.100.7' });
		const verdict = await press();
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toContain(
			'The address of this n8n (198.51.100.7) is not on the IP whitelist. Add 198.51.100.7 to the IP whitelist (IP白名单)',
		);
	});

	it('is red for an account without the feature', async () => {
		host.simulator.setFeature(host.account.appId, false);
		const verdict = await press();
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toContain(
			`The account ${host.account.appId} may not use one item one code.`,
		);
		expect(verdict.message).toContain('errcode 48001');
	});

	it('is red for a host where nobody listens', async () => {
		const verdict = await press({ baseUrl: `http://127.0.0.1:${await freePort()}` });
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toMatch(
			/^The login at WeChat got no answer\. The connection was refused/,
		);
		expect(verdict.message).toContain('Check the base URL and the network of this n8n');
	});

	it.each(['stable_token', 'codeactivequery'])(
		'is red for an answer of %s that is a web page',
		async (endpoint) => {
			host.simulator.faults.add({ endpoint, times: Infinity, do: 'html' });
			const verdict = await press();
			expect(verdict.status).toBe('Error');
			expect(verdict.message).toMatch(
				/^The login at WeChat got no answer\. .*text\/html.*Check the base URL/s,
			);
		},
	);

	it.each([
		[502, 'text/html', '<html>Bad Gateway</html>'],
		[401, 'application/json', '{}'],
	])('is red, in our words, for HTTP %i', async (httpStatus, contentType, body) => {
		host.simulator.faults.add({ times: Infinity, do: { httpStatus, contentType, body } });
		const verdict = await press();
		expect(verdict.status).toBe('Error');
		expect(verdict.message).toMatch(
			new RegExp(`^The login at WeChat got no answer\\. .*${httpStatus}.*Check the base URL`, 's'),
		);
	});

	it('is red for a code package key that was cut off', async () => {
		const verdict = await press({ codePackageKey: '0123456789' });
		expect(verdict).toMatchObject({ status: 'Error' });
		expect(verdict.message).toContain('The Code Package Key in the credential has 10 characters');
	});
});
