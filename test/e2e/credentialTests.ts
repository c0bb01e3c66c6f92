/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pickBy } from 'lodash';
import { injectDomainRestrictionFields } from 'n8n-workflow';
import { WechatMarketingCodeApi } from '../../credentials/WechatMarketingCodeApi.credentials';
import { CREDENTIAL_TYPE } from '../../scripts/example';
import { outputOf } from '../../scripts/rest';
import { DEFAULT_PLATFORM } from '../simulator';
import { NODE, saveActivation, statusCounts } from './activation';
import type { RunningHost } from './startHost';

const { componentAppId, authorizers } = DEFAULT_PLATFORM;
const DIGEST: unknown = expect.stringMatching(/^[0-9a-f]{24}$/);
const TIME: unknown = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

/** Every credential in n8n's database, by name, as n8n's own command decrypts it. */
async function storedCredentials(host: RunningHost): Promise<Record<string, object>> {
	const file = join(host.userFolder, 'credentials.json');
	await host.command(['export:credentials', '--all', '--decrypted', `--output=${file}`]);
	const all = JSON.parse(readFileSync(file, 'utf8')) as Array<{ name: string; data: object }>;
	rmSync(file);
	return Object.fromEntries(all.map(({ name, data }) => [name, data]));
}

const defaults = Object.fromEntries(
	injectDomainRestrictionFields(new WechatMarketingCodeApi()).map((field) => [
		field.name,
		field.default,
	]),
);

/** Without what stands in a credential that nobody filled in: n8n 2.8 stores that, too. */
const filledIn = (data: object) => pickBy(data, (value, name) => value !== defaults[name]);

/** What the credential does in a real n8n; the caller starts it, and resets its simulator for each test. */
export function testCredential(started: () => RunningHost): void {
	/** Saves a workflow of one row or more with a credential of its own; gives the workflow's id. */
	const save = async (
		name: string,
		data: Record<string, unknown>,
		more: object = {},
	): Promise<string> => {
		const { rest, account } = started();
		const id = await rest.saveCredential(name, CREDENTIAL_TYPE, data);
		return await saveActivation(rest, account, {
			name,
			rows: 1,
			credentials: { [CREDENTIAL_TYPE]: { id, name } },
			node: { onError: 'continueRegularOutput' },
			...more,
		});
	};

	it('stores what WeChat rotated, also when the test ends red, and nothing else', async () => {
		const host = started();
		const { simulator, rest } = host;
		const typed = {
			accessTokenSource: 'thirdPartyPlatform',
			baseUrl: simulator.url,
			componentAppId,
			componentTokenUrl: `${simulator.url}/component-token-service`,
			authorizerAppId: authorizers[0].appId,
			authorizerRefreshToken: authorizers[0].refreshToken,
		};
		const current = () => simulator.platforms.refreshToken(componentAppId, authorizers[0].appId);
		const expected = () => ({
			...typed,
			authorizerRefreshToken: current(),
			rotatedRefreshToken: current(),
			rotatedFrom: DIGEST,
			sessionToken: simulator.journal.at(-1)?.query.access_token,
			sessionTokenOwner: DIGEST,
			sessionTokenExpiresAt: TIME,
		});

		const id = await rest.saveCredential('Pressed', CREDENTIAL_TYPE, typed);
		simulator.faults.add({ endpoint: 'codeactivequery', times: Infinity, do: { errcode: 45009 } });
		const credentials = { id, name: 'Pressed', type: CREDENTIAL_TYPE, data: typed };
		const verdict = await rest.call('POST', '/credentials/test', { credentials });
		expect(verdict).toMatchObject({
			status: 'Error',
			message: expect.stringMatching(/calls for today are used up.*errcode 45009/s),
		});
		const pressed = expected();
		expect(current()).not.toBe(typed.authorizerRefreshToken);

		simulator.reset();
		simulator.faults.add({ endpoint: 'codeactive', after: 1, do: 'expire-token' });
		const run = await rest.runWorkflow(await save('Renewed twice', typed, { rows: 3 }), 'Start');
		expect(statusCounts(run)).toEqual({ activated: 3 });
		expect(simulator.count('api_authorizer_token')).toBe(2);

		const stored = await storedCredentials(host);
		expect(filledIn(stored.Pressed)).toEqual(pressed);
		expect(filledIn(stored['Renewed twice'])).toEqual(expected());
	});

	it('leaves an expression in the credential as it was typed, and logs in with what it comes to', async () => {
		const { simulator, rest, account } = started();
		const name = 'Typed as expressions';
		const typed = {
			...account,
			appSecret: `={{ "${String(account.appSecret)}" }}`,
			baseUrl: `={{ "${simulator.url}" + "/" }}`,
		};
		simulator.faults.add({ endpoint: 'codeactive', after: 1, do: 'expire-token' });
		const run = await rest.runWorkflow(await save(name, typed, { rows: 3 }), 'Start');
		expect(statusCounts(run)).toEqual({ activated: 3 });
		const stored = await storedCredentials(started());
		expect(stored[name]).toMatchObject(typed);
		expect(filledIn(stored[name])).toHaveProperty('sessionToken');
		expect(JSON.stringify(stored[name])).not.toContain('[[');
	});

	it('ends a codeactive whose answer drips at the time of the option', async () => {
		const { simulator, rest, account } = started();
		simulator.faults.add({ endpoint: 'codeactive', times: Infinity, do: { dripMs: 1_000 } });
		const workflow = await save('Dripping', { ...account }, { options: { timeout: 1_500 } });
		const run = await rest.runWorkflow(workflow, 'Start');
		// The answer came too late, the activation did not.
		expect(statusCounts(run)).toEqual({ activated: 1 });
		expect(simulator.count('codeactive')).toBe(1);
		expect(simulator.count('codeactivequery')).toBeGreaterThan(0);
		expect(run.executionTime).toBeLessThan(10_000);
	});

	it.each([false, true])(
		'asks no host that its Allowed Domains do not name (Reuse Connections: %s)',
		async (reuseConnections) => {
			const { simulator, rest, account } = started();
			const limited = async (allowedDomains: string) => {
				const data = { ...account, allowedHttpRequestDomains: 'domains', allowedDomains };
				const name = `Limited to ${allowedDomains}, ${reuseConnections}`;
				const more = { rows: 2, options: { reuseConnections } };
				return await rest.runWorkflow(await save(name, data, more), 'Start');
			};
			const run = await limited('api.weixin.qq.com');
			expect(statusCounts(run)).toEqual({ not_attempted: 2 });
			for (const { activation_message } of outputOf(run, NODE)) {
				expect(activation_message).toMatch(
					/does not allow requests to 127\.0\.0\.1\. Add 127\.0\.0\.1 to Allowed Domains/,
				);
			}
			expect(simulator.count()).toBe(0);
			expect(statusCounts(await limited('127.0.0.1'))).toEqual({ activated: 2 });
		},
	);
}
