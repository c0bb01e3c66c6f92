/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the pages; tests run outside n8n */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { proofs } from './commandProofs';
import { commandsIn, pages, ROOT, type Command } from './commands';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const all = pages.flatMap((page) => commandsIn(page));
const named = (commands: Command[]) => commands.map(({ file, text }) => `${file}: ${text}`);

describe('the commands of README, CONTRIBUTING and docs', () => {
	it('are each run by something (a new one gets an entry in commandProofs.ts)', () => {
		expect(named(all.filter(({ text }) => proofs[text] === undefined))).toEqual([]);
	});

	it.each(Object.entries(proofs))('%s: what runs it is there', (_, proof) => {
		if ('byHand' in proof) expect(proof.byHand.length).toBeGreaterThan(20);
		else expect(read(proof.by)).toContain(proof.says);
	});

	it('have no entry that no page needs', () => {
		const texts = new Set(all.map(({ text }) => text));
		expect(Object.keys(proofs).filter((text) => !texts.has(text))).toEqual([]);
	});

	it('name scripts and files that exist', () => {
		const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
		const missing = all.filter(({ text }) => {
			const [, script] = /\bnpm (?:run )?([\w:]+)/.exec(text) ?? [];
			const isOwn = script !== undefined && !['version', 'install'].includes(script);
			const paths = text.match(/\S+\/\S+\.(?:ts|js|sh)\b/g) ?? [];
			return (
				(isOwn && scripts[script] === undefined) ||
				!paths.every((path) => existsSync(join(ROOT, path)))
			);
		});
		expect(named(missing)).toEqual([]);
	});
});

describe('the search for commands', () => {
	it('finds them in shell blocks and in the text, without prompts and remarks', () => {
		const page = [
			'Run `npm test`, or `SEED=1 npx jest x`; `npm` and `README.md` are no commands.',
			'```bash',
			'$ npm start   # shows it',
			'npm run long \\',
			'  -- --way',
			'```',
			'```json',
			'{ "a": "npm install" }',
			'```',
		].join('\n');
		expect(commandsIn('page.md', page).map(({ text }) => text)).toEqual([
			'npm start',
			'npm run long -- --way',
			'npm test',
			'SEED=1 npx jest x',
		]);
	});

	it('finds what the README begins with', () => {
		expect(all).toContainEqual({ file: 'README.md', text: 'npm start' });
		expect(all).toContainEqual({ file: 'docs/release.md', text: 'git tag v1.2.3' });
		expect(all.length).toBeGreaterThan(20);
	});
});
