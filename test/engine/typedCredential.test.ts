/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- made-up accounts of the simulator */
import { sheetRow } from './harness';
import { press } from './testButton';
import { APP_ID, APP_SECRET, startWorld, statuses, type World } from './world';

const KEY = '0123456789abcdef';

describe('what is typed into the credential', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const around = [' ', '\n', '\u200B', '\u200E', '\u2060', '\u00AD', '\uFEFF', '\u00A0', '\u3000'];

	it.each(around.map((odd) => [`U+${odd.charCodeAt(0).toString(16).padStart(4, '0')}`, odd]))(
		'report 20: %s around a field does not count, in a run and under the test button',
		async (_name, odd) => {
			const store = world.credential({
				appId: `${odd}${APP_ID}${odd}`,
				appSecret: `${APP_SECRET}${odd}`,
				baseUrl: `${world.simulator.url}${odd}`,
				codePackageKey: `${odd}${KEY}`,
			});
			const before = { ...store.data };
			expect(statuses(await world.run({ rows: [sheetRow(0, 9)], store }))).toEqual(['activated']);
			expect((await press(before)).red).toBeUndefined();
		},
	);

	it.each([APP_ID.toUpperCase(), `'${APP_ID}`, 'ｗｘ1234567890abcdef', '‘WX1234567890ABCDEF'])(
		'report 20: the app id %s is folded as in the sheet',
		async (appId) => {
			const store = world.credential({ appId });
			expect(statuses(await world.run({ rows: [sheetRow(0, 9)], store }))).toEqual(['activated']);
			expect((await press(store.data)).red).toBeUndefined();
		},
	);

	it('the token of a differently spelled app id is the same account’s', async () => {
		await world.run({ rows: [sheetRow(0, 9)] });
		world.store.data = { ...world.store.data, appId: `${APP_ID.toUpperCase()} ` };
		await world.run({ rows: [sheetRow(10, 19)] });
		expect(world.simulator.count('stable_token')).toBe(1);
	});

	const wrong: Array<[string, string]> = [
		['/cgi-bin', '"/cgi-bin"'],
		['/cgi-bin/', '"/cgi-bin"'],
		['/CGI-BIN/stable_token', '"/CGI-BIN"'],
		['/intp/marketcode', '"/intp"'],
		['/relay/cgi-bin', '"/cgi-bin"'],
		['?key=SECRET-in-query', 'the "?"'],
		['/?', 'the "?"'],
		['/#', 'the "#"'],
		['/relay#SECRET-in-hash', 'the "#"'],
	];

	it.each(wrong)(
		'report 23: a base URL with %s is told before anything is sent',
		async (end, words) => {
			const store = world.credential({ baseUrl: `${world.simulator.url}${end}` });
			const run = await world.run({
				rows: [sheetRow(0, 9)],
				store,
				onError: 'continueRegularOutput',
			});
			expect(statuses(run)).toEqual(['not_attempted']);
			const { red } = await press(store.data);
			for (const told of [red, run.rows[0].activation_message]) {
				expect(told).toContain('must be the address alone');
				expect(told).toContain(words);
				expect(told).not.toContain('SECRET');
			}
			expect(world.simulator.count()).toBe(0);
		},
	);

	it.each(['user:p@ss-WORD', 'user', ':p@ss-WORD', 'user:p%40ss-WORD'])(
		'report 23: a base URL with the user info %s is told, and not shown',
		async (userInfo) => {
			const baseUrl = world.simulator.url.replace('//', `//${userInfo}@`);
			const store = world.credential({ baseUrl });
			const run = await world.run({
				rows: [sheetRow(0, 9)],
				store,
				onError: 'continueRegularOutput',
			});
			expect(statuses(run)).toEqual(['not_attempted']);
			const told = `${(await press(store.data)).red} ${run.rows[0].activation_message}`;
			expect(told).toContain('before the @');
			expect(told).not.toContain('WORD');
			expect(world.simulator.count()).toBe(0);
		},
	);

	it.each([
		'https:// host',
		'https://host/a b',
		'https://host\\path',
		'ftp://host',
		'https://',
		'https:\\\\host',
		'http://[',
		'host:443',
	])('report 23: %s is no web address', async (baseUrl) => {
		const store = world.credential({ baseUrl });
		const run = await world.run({
			rows: [sheetRow(0, 9)],
			store,
			onError: 'continueRegularOutput',
		});
		expect(run.rows[0].activation_message).toContain('not a web address');
		expect((await press(store.data)).red).toContain('not a web address');
	});

	it('a relay’s own path stays, with any number of slashes behind it', async () => {
		const store = world.credential({ baseUrl: `${world.simulator.url}/my/relay///` });
		await world.run({ rows: [sheetRow(0, 9)], store, onError: 'continueRegularOutput' });
		expect(world.simulator.journal[0].path).toBe('/my/relay/cgi-bin/stable_token');
	});
});
