/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the pages; tests run outside n8n */
import { readFileSync } from 'node:fs';
import { errcodes, explain } from '../../nodes/WechatMarketingCode/api/errcodes';
import { ERRORS_PAGES, errorsPage } from '../../scripts/errors-page';
import { brokenLinks } from './page';

describe.each(['en', 'zh'] as const)('the page of error codes (%s)', (language) => {
	const page = readFileSync(ERRORS_PAGES[language], 'utf8');
	const rows = [...page.matchAll(/^\| \*\*(-?\d+)\*\* \| (.*) \|$/gm)].map(
		([, errcode, cells]) => [Number(errcode), cells.split(' | ')] as const,
	);

	it('is what the table makes of it; if not, run: npx tsx scripts/errors-page.ts', () => {
		expect(page).toBe(errorsPage(language));
	});

	it('lists every code once', () => {
		const listed = rows.map(([errcode]) => errcode);
		expect([...listed].sort()).toEqual(Object.keys(errcodes).map(Number).sort());
	});

	it('leaves no name to be filled in, and no table row with a cell too many', () => {
		expect(page).not.toMatch(/\{\w+\}|undefined/);
		for (const row of page.match(/^\|.*$/gm) ?? []) {
			expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
		}
	});

	it.each(rows)('%i: quotes what the node says, sentence by sentence', (errcode, cells) => {
		const facts = { appId: '‹id›', applicationId: '‹id›', errmsg: 'invalid ip 203.0.113.7' };
		const told = explain(errcode, facts)[language].replaceAll('203.0.113.7', '‹id›');
		const [stop, between] = language === 'en' ? ['.', ' '] : ['。', ''];
		const [meaning, remedy] = cells.map((cell) => cell.replaceAll(/‹[^›]+›/g, '‹id›'));
		const quoted = `${meaning}${stop}${between}${remedy}${stop}`;
		expect(told.slice(0, quoted.length)).toBe(quoted);
	});

	it('leads to pages that are there', () => expect(brokenLinks(page)).toEqual([]));
});
