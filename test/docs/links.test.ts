/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the pages; tests run outside n8n */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EXAMPLES } from '../e2e/examples';
import { pages as commandPages, ROOT } from './commands';
import { outsideLinks } from './outsideLinks';
import { brokenLinks, matches } from './page';

const pages = [...commandPages, 'CHANGELOG.md'];
const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const outside = (text: string): string[] => matches(text, /\]\((https?:[^)]+)\)/g);

describe.each(pages)('the links of %s', (file) => {
	it('lead to files, chapters and pictures that are there', () => {
		expect(brokenLinks(read(file), dirname(join(ROOT, file)))).toEqual([]);
	});

	it('leave the repository only for what is listed in outsideLinks.ts', () => {
		expect(outside(read(file)).filter((link) => outsideLinks[link] === undefined)).toEqual([]);
	});
});

describe('what the pages lead to', () => {
	it('is listed as outside only where a page needs it', () => {
		const needed = new Set(pages.flatMap((file) => outside(read(file))));
		expect(Object.keys(outsideLinks).filter((link) => !needed.has(link))).toEqual([]);
	});

	it('the addresses of examples are those of files in the package', () => {
		const { name, files } = JSON.parse(read('package.json')) as { name: string; files: string[] };
		expect(files).toContain('workflows/*.json');
		for (const guide of ['docs/guide.md', 'docs/guide.zh-CN.md']) {
			const addresses = read(guide).match(/^https:\S+\.json$/gm) ?? [];
			expect(addresses).toHaveLength(2);
			for (const address of addresses) {
				const [, path] = address.split(`/${name}/`);
				expect(existsSync(join(ROOT, path))).toBe(true);
			}
		}
	});

	it('every example is in the table of the README', () => {
		const named = matches(read('README.md'), /^\| `([\w-]+\.json)` \|/gm);
		expect([...named].sort()).toEqual([...EXAMPLES].sort());
	});
});
