import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { CredentialStore } from '../engine/credentialStore';
import { everythingOf } from '../engine/everything';
import { credentialOf } from '../engine/sources';
import { press } from '../engine/testButton';
import { APP_ID, startWorld, type World } from '../engine/world';
import type { FaultAction } from '../simulator';
import { prepare, walk, ways } from './hostileWorld';

/** Every run of letters between two signs that some encoding changes is a marker: half a secret is a leak, too. */
const secret = (name: string): string =>
	`MARK${name}1/MARK${name}2+MARK=MARK&MARK"MARK<MARK'MARK\\MARK${name}9`;
const TOKEN = secret('token');
const APP_SECRET = secret('appsecret');
const BEARER = secret('bearer');
const REFRESH = secret('refresh');
const COMPONENT = secret('component');
const KEY = 'MARKERPACKAGEKEY';
const OPEN_ID = 'MARKopenid_0123456789-abcdef';
const TICKET = 'MARKticket0123456789abcdef';

const inJson = (text: string): string => JSON.stringify(text).slice(1, -1);
const inUnicode = (text: string): string =>
	text.replace(/[^A-Za-z0-9]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`);
const NAMED: Record<string, string> = { '&': 'amp', '<': 'lt', '"': 'quot', "'": '#39' };
const HTML = /[&<"']/g;

/** How programs write a text into another one. */
const ENCODINGS: Readonly<Record<string, (text: string) => string>> = {
	plain: (text) => text,
	'as JSON': inJson,
	'as JSON in JSON': (text) => inJson(inJson(text)),
	'as JSON with \\/': (text) => inJson(text).replaceAll('/', '\\/'),
	'as JSON with \\u': inUnicode,
	'percent-encoded': encodeURIComponent,
	'percent-encoded in small letters': (text) =>
		encodeURIComponent(text).replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
	'percent-encoded twice': (text) => encodeURIComponent(encodeURIComponent(text)),
	'as HTML': (text) => text.replace(HTML, (char) => `&${NAMED[char]};`),
	'as HTML by numbers': (text) =>
		text.replace(/[^A-Za-z0-9]/g, (char) => `&#${char.charCodeAt(0)};`),
	'as HTML by hexadecimal numbers': (text) =>
		text.replace(/[^A-Za-z0-9]/g, (char) => `&#x${char.charCodeAt(0).toString(16)};`),
	'as base64': (text) => Buffer.from(text).toString('base64'),
	'as base64 behind a name': (text) => Buffer.from(`user:${text}`).toString('base64'),
	'as base64 for a URL': (text) => Buffer.from(`${text}?`).toString('base64url'),
};

const page = (body: string, more: object = {}): FaultAction => ({ httpStatus: 200, body, ...more });

/** Where the other side writes them. */
const ECHOES: Readonly<Record<string, (told: string) => FaultAction>> = {
	'the text of a refusal': (told) => ({ errcode: 80306, errmsg: `bad ${told}` }),
	'the text of an unlisted refusal': (told) => ({ errcode: 77777, errmsg: told }),
	'the text that stops the run': (told) => ({ errcode: 48001, errmsg: `for ${told}` }),
	'a page': (told) => page(`<html>no way to ${told}</html>`, { httpStatus: 502 }),
	'a page, across the cut': (told) => page('x'.repeat(190) + told),
	'the type of the answer': (told) =>
		page('{}', { contentType: `text/plain; x=${told.replace(/[^\x21-\x7e]/g, '')}` }),
	'the names of fields': (told) => page(JSON.stringify({ [told]: told })),
	'the address of a redirect': (told) =>
		page(told, { httpStatus: 302, headers: { location: `http://127.0.0.1:1/${encodeURI(told)}` } }),
	'a success': (told) =>
		page(
			JSON.stringify({
				errcode: 0,
				errmsg: told,
				status: 'FINISH',
				code: 'x',
				code_start: 0,
				code_end: 9_999,
				echo: told,
				deep: [{ told }],
			}),
		),
};

const SOURCES = [
	['stable_token', 'appSecret', { appSecret: APP_SECRET }],
	['token-service', 'tokenService', { tokenServiceSecret: BEARER }],
	['api_authorizer_token', 'thirdPartyPlatform', { authorizerRefreshToken: REFRESH }],
	['component-token-service', 'thirdPartyPlatform', { componentTokenSecret: BEARER }],
] as const;

/** No secret, nor half of one, in any encoding. */
function leaksIn(told: string, secrets: readonly string[]): string[] {
	const base64 = secrets.flatMap((one) =>
		[0, 1, 2].map((offset) =>
			Buffer.from('x'.repeat(offset) + one)
				.toString('base64')
				.slice(4, -4),
		),
	);
	return ['MARK', ...base64].flatMap((form) => {
		const at = told.indexOf(form);
		return at < 0 ? [] : told.slice(Math.max(0, at - 60), at + 60);
	});
}

describe('no secret comes out, where the other side writes it into', () => {
	let world: World;
	let logged: string[];
	beforeEach(async () => {
		world = await startWorld();
		logged = [];
		for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
			jest
				.spyOn(console, method)
				.mockImplementation((...parts: unknown[]) => void logged.push(parts.map(String).join(' ')));
		}
	});
	afterEach(async () => {
		jest.restoreAllMocks();
		await world.end();
	});

	/** With a number, by which each endpoint and each source meets every echo, and every encoding. */
	const everyEcho = Object.entries(ECHOES).flatMap(([where, echo], at) =>
		Object.entries(ENCODINGS).map(
			([how, encode], turn) => [where, how, echo, encode, at + turn] as const,
		),
	);
	const turnOf = <T>(all: readonly T[], turn: number): T[] =>
		all.filter((_one, at) => (at + turn) % 4 === 0);

	it.each(everyEcho)('%s, %s', async (_where, _how, echo, encode, turn) => {
		const { faults } = world.simulator;
		const answer = { access_token: TOKEN, authorizer_access_token: TOKEN, expires_in: 7_200 };
		const handsOut = { httpStatus: 200, body: JSON.stringify(answer) };
		const secrets = [TOKEN, APP_SECRET, KEY, OPEN_ID, TICKET];
		const runs: string[] = [];
		for (const way of turnOf(Object.values(ways), turn)) {
			faults.clear();
			const own = way.endpoint === 'tickettocode' ? [OPEN_ID, TICKET] : [];
			const does = echo(encode([TOKEN, APP_SECRET, KEY, ...own].join(' ')));
			faults.add(
				{ endpoint: 'stable_token', times: Infinity, do: handsOut },
				{ endpoint: way.endpoint, times: Infinity, do: does },
			);
			const data = world.credential({ appSecret: APP_SECRET, codePackageKey: KEY });
			const parameters = { ...way.parameters };
			if (own.length > 0)
				Object.assign(parameters, { openId: OPEN_ID, codeTicket: '={{ $json.ticket }}' });
			const run = await walk(world, { ...way, parameters }, { n: 1 }, data);
			runs.push(everythingOf(run, logged));
		}
		expect(leaksIn(runs.join('\n'), secrets)).toEqual([]);
	});

	it.each(everyEcho)('%s of a login, %s', async (_where, _how, echo, encode, turn) => {
		for (const [endpoint, source, own] of turnOf(SOURCES, turn)) {
			world.simulator.faults.clear();
			const isPlatform = endpoint === 'api_authorizer_token';
			const secrets = [...Object.values(own), ...(isPlatform ? [COMPONENT] : [])];
			world.simulator.faults.add(
				{ endpoint, times: Infinity, do: echo(encode(secrets.join(' '))) },
				{
					endpoint: 'component-token-service',
					times: Infinity,
					do: page(JSON.stringify({ access_token: COMPONENT })),
				},
			);
			const data: ICredentialDataDecryptedObject = { ...credentialOf(world, source), ...own };
			const run = await walk(world, ways['Code > Get'], {}, new CredentialStore(data));
			const { red } = await press(data);
			expect(leaksIn(`${everythingOf(run, logged)}\n${red}`, secrets)).toEqual([]);
		}
	});

	it('the search finds them where they are', () => {
		for (const encode of Object.values(ENCODINGS)) {
			expect(leaksIn(`told ${encode(TOKEN)}`, [TOKEN])).not.toEqual([]);
		}
	});

	it('knows the world that it is in', async () => {
		expect(Object.keys(await prepare(world))).toEqual(['ticket']);
		expect(world.simulator.account(APP_ID)).toBeDefined();
	});
});
