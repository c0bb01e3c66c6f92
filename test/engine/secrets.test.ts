import { DEFAULT_PLATFORM } from '../simulator';
import type { Fault } from '../simulator/types';
import { CredentialStore } from './credentialStore';
import { everythingOf } from './everything';
import { sheetRow } from './harness';
import { credentialOf } from './sources';
import { press } from './testButton';
import { APP_ID, APP_SECRET, startWorld, type World } from './world';

const PACKAGE_KEY = 'MARKERPACKAGEKEY';
const BEARER = 'MARKER-BEARER-of-the-token-service';

describe('secrets', () => {
	let world: World;
	let logged: string[];
	beforeEach(async () => {
		world = await startWorld();
		logged = [];
		for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
			jest.spyOn(console, method).mockImplementation((...parts: unknown[]) => {
				logged.push(parts.map(String).join(' '));
			});
		}
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await world.end();
	});

	/** Faults that throw the token back at the node in every way we could think of. */
	const echoes = (token: string): Array<[string, Fault]> => {
		const page = `<html>cannot reach https://api.weixin.qq.com/x?access_token=${token}</html>`;
		const endpoint = ['codeactive', 'codeactivequery'];
		const always = { endpoint, times: Infinity };
		return [
			['an errmsg', { ...always, do: { errcode: 80306, errmsg: `bad ${token}` } }],
			['an unlisted code', { ...always, do: { errcode: 77777, errmsg: `access_token=${token}` } }],
			['an account-wide refusal', { ...always, do: { errcode: 48001, errmsg: `for ${token}` } }],
			['an HTML page', { ...always, do: { httpStatus: 502, body: page } }],
			[
				'a page with the token across the cut',
				{ ...always, do: { httpStatus: 200, body: 'x'.repeat(195) + token } },
			],
			[
				'a redirect',
				{
					...always,
					do: {
						httpStatus: 302,
						body: page,
						headers: { location: `http://127.0.0.1:1/?access_token=${token}` },
					},
				},
			],
			['a lost connection', { ...always, do: 'reset-before' }],
			[
				'a refused token',
				{ ...always, do: { errcode: 40001, errmsg: `invalid credential ${token}` } },
			],
		];
	};

	it.each(['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput'] as const)(
		'%s: no failure shows a token, a secret or a key',
		async (onError) => {
			const store = world.credential({ codePackageKey: PACKAGE_KEY });
			const rows = [sheetRow(0, 9), sheetRow(10, 19)];
			for (const reuseConnections of [false, true]) {
				await world.run({ rows: [sheetRow(500, 509)], store, onError: 'continueRegularOutput' });
				const names = echoes('').map(([name]) => name);
				for (const [at, name] of names.entries()) {
					const token = world.simulator.tokens.currentToken(APP_ID) as string;
					world.simulator.faults.clear();
					world.simulator.faults.add(echoes(token)[at][1]);
					const run = await world.run({
						rows,
						store,
						onError,
						options: { reuseConnections, timeout: 500 },
					});
					const told = everythingOf(run, logged);
					for (const secret of [
						token,
						APP_SECRET,
						PACKAGE_KEY,
						world.simulator.tokens.currentToken(APP_ID) as string,
					]) {
						expect([name, told.includes(secret)]).toEqual([name, false]);
					}
					// 40001 forces once an hour: give the next fault a token that works.
					store.data = { ...world.credential({ codePackageKey: PACKAGE_KEY }).data };
					world.simulator.faults.clear();
					world.simulator.tokens.expireToken(APP_ID);
					await world.run({ rows: [sheetRow(500, 509)], store, onError: 'continueRegularOutput' });
				}
			}
		},
	);

	it('no failure of a login shows a secret', async () => {
		const { componentAppId, authorizers } = DEFAULT_PLATFORM;
		const common = { baseUrl: world.simulator.url, appSecret: '' };
		const stores = [
			world.credential({ appSecret: 'MARKER-wrong-secret' }),
			world.credential({
				...common,
				accessTokenSource: 'accessToken',
				accessToken: 'MARKER-dead-token',
			}),
			world.credential({
				...common,
				accessTokenSource: 'tokenService',
				tokenServiceUrl: `${world.simulator.url}/token-service?key=MARKER-in-url`,
				tokenServiceSecret: BEARER,
				tokenServicePath: 'not.there',
			}),
			world.credential({
				...common,
				accessTokenSource: 'thirdPartyPlatform',
				componentAppId,
				componentAccessToken: 'MARKER-component-token',
				authorizerAppId: authorizers[0].appId,
				authorizerRefreshToken: 'MARKER-refresh-token',
				rotatedRefreshToken: 'MARKER-rotated-token',
			}),
		];
		/** The server throws back what it was sent. */
		const faultsFor = (markers: string): Array<Fault['do'] | undefined> => [
			undefined,
			'html',
			'reset-before',
			{ errcode: 61023, errmsg: `bad ${markers}` },
			{ httpStatus: 500, body: markers },
		];
		for (const store of stores) {
			const markers = JSON.stringify(Object.values(store.data)).match(/MARKER[\w-]*/g) ?? [];
			for (const fault of faultsFor(markers.join(' '))) {
				world.simulator.faults.clear();
				if (fault !== undefined) world.simulator.faults.add({ times: Infinity, do: fault });
				const run = await world.run({
					rows: [sheetRow(0, 9)],
					store,
					onError: 'continueRegularOutput',
				});
				expect(run.rows[0].activation_status).not.toBe('activated');
				expect(everythingOf(run, logged)).not.toContain('MARKER');
			}
		}
	});

	describe('a token that comes back in an answer that is not understood', () => {
		const LIVE = 'MARKER-live-token-0123456789abcdefghijklmnop';
		const shapes: Array<[string, string]> = [
			['under another name', JSON.stringify({ accessToken: LIVE })],
			['inside another object', JSON.stringify({ code: 0, data: { access_token: LIVE } })],
			['in a list', JSON.stringify([LIVE, { access_token: LIVE }])],
			['as the name of a field', JSON.stringify({ [LIVE]: 7200 })],
			['as XML', `<xml><AccessToken><![CDATA[${LIVE}]]></AccessToken></xml>`],
			['in an HTML page', `<html><input value="${LIVE}"></html>`],
			['in text', `token: ${LIVE} (valid)`],
			['in JSON that was cut off', `{"accessToken":"${LIVE}`],
			['in a form', `accessToken=${LIVE}&expires=7200&x=<>`],
			['beside a blank token', JSON.stringify({ access_token: '', token: LIVE })],
			['beside an errcode', JSON.stringify({ errcode: 48001, errmsg: 'no', access_token: LIVE })],
			['under HTTP 500', JSON.stringify({ accessToken: LIVE })],
		];
		const endpoints = [
			['stable_token', 'appSecret'],
			['token-service', 'tokenService'],
			['api_authorizer_token', 'thirdPartyPlatform'],
			['component-token-service', 'thirdPartyPlatform'],
		] as const;

		it.each(endpoints)('is shown nowhere when %s sends it', async (endpoint, source) => {
			for (const [name, body] of shapes) {
				for (const contentType of ['application/json', 'text/plain']) {
					world.simulator.faults.clear();
					const httpStatus = name.includes('500') ? 500 : 200;
					const what = { httpStatus, body, contentType };
					world.simulator.faults.add({ endpoint, times: Infinity, do: what });
					const store = new CredentialStore(credentialOf(world, source));
					const run = await world.run({
						rows: [sheetRow(0, 9)],
						store,
						onError: 'continueRegularOutput',
					});
					expect([name, run.rows[0].activation_status]).not.toEqual([name, 'activated']);
					const { red } = await press(credentialOf(world, source));
					expect([name, red]).not.toEqual([name, undefined]);
					const told = `${everythingOf(run, logged)} ${red}`;
					expect([name, told.includes('MARKER')]).toEqual([name, false]);
				}
			}
		});

		it('is told by its shape', async () => {
			const body = JSON.stringify({ code: 0, data: { access_token: LIVE } });
			world.simulator.faults.add({ endpoint: 'stable_token', do: { httpStatus: 200, body } });
			const { red } = await press(world.store.data);
			expect(red).toContain('JSON with the fields code, data');
		});
	});

	it('a token that a login brought is taken out of what the next answer throws back', async () => {
		const fetched = 'MARKER-fetched-token-0123456789';
		const body = JSON.stringify({ access_token: fetched });
		world.simulator.faults.add(
			{ endpoint: 'token-service', times: Infinity, do: { httpStatus: 200, body } },
			{
				endpoint: ['codeactive', 'codeactivequery'],
				times: Infinity,
				do: { errcode: 48001, errmsg: `for ${fetched}` },
			},
		);
		const store = new CredentialStore(credentialOf(world, 'tokenService'));
		const run = await world.run({
			rows: [sheetRow(0, 9)],
			store,
			onError: 'continueRegularOutput',
		});
		const { red } = await press(credentialOf(world, 'tokenService'));
		expect(red).toContain('may not use one item one code');
		expect(`${everythingOf(run, logged)} ${red}`).not.toContain('MARKER');
	});

	it('a component token that a service handed out is taken out of what WeChat throws back', async () => {
		const component = 'MARKER-component-token-0123456789';
		world.simulator.faults.add(
			{
				endpoint: 'component-token-service',
				times: Infinity,
				do: { httpStatus: 200, body: JSON.stringify({ access_token: component }) },
			},
			{
				endpoint: 'api_authorizer_token',
				times: Infinity,
				do: { errcode: 61011, errmsg: `unknown component ${component}` },
			},
		);
		const store = new CredentialStore(credentialOf(world, 'thirdPartyPlatform'));
		const run = await world.run({
			rows: [sheetRow(0, 9)],
			store,
			onError: 'continueRegularOutput',
		});
		expect(run.rows[0].activation_errmsg).toContain('unknown component');
		expect(everythingOf(run, logged)).not.toContain('MARKER');
	});

	it('the search finds a leak when there is one', async () => {
		const run = await world.run({ rows: [sheetRow(0, 9, { note: APP_SECRET })] });
		expect(everythingOf(run, logged)).toContain(APP_SECRET);
	});
});
