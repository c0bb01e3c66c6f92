/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the source tree; tests run outside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOCS, matches } from './page';

const ROOT = join(DOCS, '..');
const headings = matches(readFileSync(join(DOCS, 'wechat-api.md'), 'utf8'), /^## (.+)$/gm);

/** Every TypeScript file of a folder, its comments without their line breaks. */
const sourcesOf = (folder: string): Array<[file: string, text: string]> =>
	readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(folder, name))
		.map((file) => [
			file,
			readFileSync(join(ROOT, file), 'utf8').replace(/\n\s*(?:\*|\/\/)\s/g, ' '),
		]);

const sources = ['nodes', 'credentials', 'scripts', 'test'].flatMap(sourcesOf);
const CITED = /wechat-api\.md, "([^"]+)"/g;

describe("what is known about WeChat's API", () => {
	it('has every heading that a comment cites', () => {
		for (const [file, text] of sources) {
			for (const cited of matches(text, CITED))
				expect([file, headings]).toEqual([file, expect.arrayContaining([cited])]);
		}
	});

	it('is cited by the shipped code', () => {
		const shipped = sources.filter(([file]) => !/^(test|scripts)\//.test(file));
		expect(shipped.flatMap(([, text]) => matches(text, CITED)).length).toBeGreaterThan(20);
	});

	it('is never cited by number', () => {
		const numbered = sources.flatMap(([file, text]) =>
			matches(text, /(\bfacts?,? \d|§ ?\d)/gi).map((cited) => `${file}: ${cited}`),
		);
		expect(numbered).toEqual([]);
	});
});
