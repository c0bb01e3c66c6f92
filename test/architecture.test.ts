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

/** What a room may import from outside the package; all of it resolves in every n8n. */
const MAY_USE: Record<string, readonly string[]> = {
	node: ['n8n-workflow'],
	trigger: ['n8n-workflow'],
	actions: ['n8n-workflow'],
	run: ['n8n-workflow'],
	api: ['n8n-workflow', 'node:crypto'],
	domain: ['node:crypto'],
	credentials: ['n8n-workflow'],
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
