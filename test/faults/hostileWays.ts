/* eslint-disable @n8n/community-nodes/no-restricted-imports -- compresses; tests run outside n8n */
import { gzipSync } from 'node:zlib';
import type { FaultAction } from '../simulator';

/** How the other side of the wire misbehaves, by name. `processed`: WeChat did what was asked all the same. */
export type Ways = ReadonlyArray<readonly [name: string, fault: FaultAction]>;

const SECOND = 1_000;
const MEGABYTE = 1_000_000;

/** The usual words of an endpoint whose answer never had a chance. */
const silent: Ways = [
	['drips', { dripMs: 20 * SECOND }],
	['hangs before it did anything', 'hang-before'],
	['hangs after it did what was asked', 'hang-after'],
	['answers too late', { delayMs: 200 * SECOND }],
	['cuts the connection before', 'reset-before'],
	['cuts the connection after', 'reset-after'],
	['cuts the answer', 'truncate'],
	['sends half a JSON text', 'half-json-after'],
	['sends nothing', 'empty-after'],
];

const reply = (body: string | Buffer, more: object = {}): FaultAction => ({
	httpStatus: 200,
	contentType: 'application/json',
	body,
	processed: true,
	...more,
});
/** A refusal did nothing. */
const refuse = (body: string | Buffer, more: object = {}): FaultAction =>
	reply(body, { ...more, processed: false });
const OK = '{"errcode":0,"errmsg":"ok"}';
const gzip = { headers: { 'content-encoding': 'gzip' } };

/** Far more than any answer has. Once is enough: each costs time. */
const bulky: Ways = [
	['sends 20 MB of text', reply('x'.repeat(20 * MEGABYTE))],
	['sends 20 MB of JSON', reply(`{"junk":"${'\\n'.repeat(10 * MEGABYTE)}"}`)],
	['sends a gzip bomb', reply(gzipSync(Buffer.alloc(20 * MEGABYTE)), gzip)],
];

const packed: Ways = [
	['says gzip and sends none', reply(OK, gzip)],
	['sends gzip and does not say so', reply(gzipSync(OK))],
	['sends half of a gzip', reply(gzipSync(OK).subarray(0, 30), gzip)],
];

/** @param trap nobody may follow there */
const redirects = (trap: string): Ways =>
	[302, 307].map((httpStatus) => [
		`redirects with ${httpStatus}`,
		reply(OK, { httpStatus, headers: { location: trap } }),
	]);

const DEEP = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
const deep: Ways = [
	['nests without end', reply(`{"errcode":0,"errmsg":"ok","junk":${DEEP}}`)],
	[
		'nests without end in what is asked for',
		reply(`{"errcode":0,"status":${DEEP},"code":${DEEP}}`),
	],
];

const types: Ways = ['image/png', ''].map((contentType) => [
	`says that its answer is ${contentType || 'nothing'}`,
	reply(OK, { contentType }),
]);

const shapes: Ways = [
	'[]',
	'[{"errcode":0}]',
	'null',
	'true',
	'"ok"',
	'0',
	'{}',
	'{"errcode":null}',
	'{"errcode":"zero","errmsg":{}}',
	'{"errcode":[0]}',
	'{"errcode":1e999}',
	'{"errcode":0.5}',
	'{"errmsg":"ok"}',
	'{"data":{"errcode":0}}',
	'{"errcode":0,"status":{},"code_generate_list":null}',
	'{"errcode":0,"code_start":0.5,"code_end":1e300}',
	'{"errcode":0,"code_start":90,"code_end":99,"wxa_appid":{"toString":1}}',
	'{"errcode":0,"application_id":{"id":1},"buffer":{"a":1},"code":[]}',
	'{"errcode":0,"application_id":"","buffer":"","code":""}',
	'{"access_token":{},"authorizer_access_token":[],"expires_in":"for ever"}',
	'{"access_token":"\\u0000","authorizer_access_token":" "}',
	'{"__proto__":{"errcode":0},"constructor":1,"toString":1,"hasOwnProperty":1}',
].map((body) => [`sends ${body}`, reply(body)]);

const CONTROLS = Array.from({ length: 32 }, (_, code) => String.fromCharCode(code)).join('');
const bytes: Ways = [
	['sends control bytes in a success', reply(`\uFEFF{"errcode":0,"errmsg":"${CONTROLS}"}\0\0`)],
	['sends control bytes in a refusal', refuse(`{"errcode":80300,"errmsg":"${CONTROLS}"}`)],
	['sends only control bytes', reply(CONTROLS)],
	[
		'sends bytes that are no UTF-8',
		refuse(Buffer.from('{"errcode":80300,"errmsg":"\xff\xfe\xc0"}', 'latin1')),
	],
	['sends a lone surrogate', refuse('{"errcode":80300,"errmsg":"\\ud800"}')],
];

const errcodes: Ways = [
	...[500, 503].flatMap((httpStatus) =>
		[-1, 48001, 80300, 99999].map((errcode): Ways[number] => [
			`refuses with ${errcode} under HTTP ${httpStatus}`,
			refuse(JSON.stringify({ errcode, errmsg: 'no' }), { httpStatus }),
		]),
	),
	['says success under HTTP 500', reply(OK, { httpStatus: 500 })],
	['sends a page under HTTP 502', reply('<html>Bad Gateway</html>', { httpStatus: 502 })],
	['wants fewer calls for ever', refuse('', { httpStatus: 429 })],
];

export const waysOf = (trap: string) => [
	...bulky.map(([name, fault]) => [name, { times: 1, do: fault }] as const),
	...steady(trap).map(([name, fault]) => [name, { times: Infinity, do: fault }] as const),
];

const steady = (trap: string): Ways => [
	...silent,
	...packed,
	...redirects(trap),
	...types,
	...deep,
	...shapes,
	...bytes,
	...errcodes,
];
