/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the page; tests run outside n8n */
import { readFileSync } from 'node:fs';
import { errcodes } from '../../nodes/WechatMarketingCode/api/errcodes';
import { ERRORS_PAGE, errorsPage } from '../../scripts/errors-page';

const page = readFileSync(ERRORS_PAGE, 'utf8');

describe('the page of error codes', () => {
	it('is what the table makes of it; if not, run: npx tsx scripts/errors-page.ts', () => {
		expect(page).toBe(errorsPage());
	});

	it('lists every code once', () => {
		const listed = [...page.matchAll(/^\| \*\*(-?\d+)\*\* \|/gm)].map(([, errcode]) => errcode);
		expect([...listed].sort()).toEqual(Object.keys(errcodes).sort());
	});

	it('leaves no name to be filled in, and no table row with a cell too many', () => {
		expect(page).not.toMatch(/\{\w+\}/);
		for (const row of page.match(/^\|.*$/gm) ?? []) {
			expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
		}
	});
});
