/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the source tree; tests run outside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

const ROOT = resolve(__dirname, '..');
const PACKAGE = 'nodes/WechatMarketingCode';

const filesIn = (folder: string): string[] =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(folder, name));

const shipped = [...filesIn('nodes'), ...filesIn('credentials')];

/** The room a file belongs to. */
function roomOf(file: string): string {
	if (file.startsWith('credentials/')) return 'credentials';
	const inside = relative(PACKAGE, file);
	return inside.includes('/') ? inside.split('/')[0] : 'node';
}

const IMPORTS = /^(?:import|export)\b[^'";]*?from\s+'([^']+)'|\b(?:import|require)\('([^']+)'\)/gm;

const importsOf = (file: string): string[] =>
	[...readFileSync(join(ROOT, file), 'utf8').matchAll(IMPORTS)].map(
		([, from, call]) => from ?? call,
	);

/** Which rooms a room may import from, besides itself. */
const MAY_IMPORT: Record<string, readonly string[]> = {
	node: ['actions', 'run', 'trigger'],
	trigger: ['actions', 'run', 'api', 'domain'],
	actions: ['run', 'api', 'domain'],
	run: ['api', 'domain'],
	// What is typed into the credential is read as a cell of the sheet is: one trimming, one folding of app ids.
	api: ['domain'],
	domain: [],
	credentials: ['api'],
};

/** Libraries that every n8n brings. */
const BROUGHT = ['n8n-workflow', 'lodash', 'zod'];

/** What a room may import from outside the package; all of it resolves in every n8n. */
const MAY_USE: Record<string, readonly string[]> = {
	node: ['n8n-workflow'],
	trigger: BROUGHT,
	actions: BROUGHT,
	run: BROUGHT,
	api: [...BROUGHT, 'node:crypto'],
	domain: ['lodash', 'zod', 'node:crypto'],
	credentials: ['n8n-workflow'],
};

const ACTIVATE = `${PACKAGE}/actions/code/activate`;

/** The room inside Activate: `top` is the operation, which puts the others together. */
function activateRoomOf(file: string): string | undefined {
	const inside = relative(ACTIVATE, file);
	if (inside.startsWith('..')) return undefined;
	if (inside.includes('/')) return inside.split('/')[0];
	return /^operation\b/.test(inside) ? 'top' : 'ground';
}

/** Which rooms inside Activate each may import from, besides itself: rows, send and show do not know each other. */
const ACTIVATE_MAY_IMPORT: Record<string, readonly string[]> = {
	top: ['ground', 'rows', 'send', 'show'],
	ground: [],
	rows: ['ground'],
	send: ['ground'],
	show: ['ground'],
};

describe('the rooms of the package', () => {
	it.each(shipped)('%s imports only what its room may', (file) => {
		const room = roomOf(file);
		for (const name of importsOf(file)) {
			if (!name.startsWith('.')) {
				expect(MAY_USE[room]).toContain(name);
				continue;
			}
			const target = roomOf(relative(ROOT, resolve(ROOT, dirname(file), name)));
			expect([room, ...MAY_IMPORT[room]]).toContain(target);
		}
	});

	const activate = shipped.filter((file) => activateRoomOf(file) !== undefined);

	it.each(activate)('%s imports only what its room inside Activate may', (file) => {
		const room = activateRoomOf(file) as string;
		const targets = importsOf(file)
			.filter((name) => name.startsWith('.'))
			.map((name) => activateRoomOf(relative(ROOT, resolve(ROOT, dirname(file), name))))
			.filter((target) => target !== undefined);
		for (const target of targets) expect([room, ...ACTIVATE_MAY_IMPORT[room]]).toContain(target);
	});

	it('has a file in every room inside Activate', () => {
		expect([...new Set(activate.map(activateRoomOf))].sort()).toEqual(
			Object.keys(ACTIVATE_MAY_IMPORT).sort(),
		);
	});

	it.each(shipped)('%s has at most 200 lines', (file) => {
		expect(readFileSync(join(ROOT, file), 'utf8').split('\n').length).toBeLessThanOrEqual(201);
	});

	it('finds the imports it is meant to judge', () => {
		expect(shipped.length).toBeGreaterThan(40);
		expect(importsOf(`${PACKAGE}/WechatMarketingCode.node.ts`)).toEqual(
			expect.arrayContaining(['n8n-workflow', './run/street']),
		);
	});
});
