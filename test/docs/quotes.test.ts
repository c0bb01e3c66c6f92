/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the pages; tests run outside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DOCS, matches } from './page';
import { saidIn } from './said';

describe.each([
	['en', ['guide.md', 'troubleshooting.md'], /\*"([^"*]+)"\*/g],
	['zh', ['guide.zh-CN.md', 'troubleshooting.zh-CN.md'], /\*“([^”*]+)”\*/g],
] as const)('what pages quote of the node (%s)', (language, pages, pattern) => {
	let said: string;
	beforeAll(async () => (said = await saidIn(language)));

	it.each(pages)('%s: is what it says in the language of the page', (page) => {
		const quotes = matches(readFileSync(join(DOCS, page), 'utf8'), pattern);
		expect(quotes.length).toBeGreaterThan(4);
		expect(quotes.filter((quote) => !said.includes(quote))).toEqual([]);
	});
});
