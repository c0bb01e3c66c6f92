/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the docs; tests run outside n8n */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const DOCS = join(__dirname, '../../docs');

/** What the first group of the pattern found, in order. */
export const matches = (text: string, pattern: RegExp): string[] =>
	[...text.matchAll(pattern)].map(([, found]) => found);

/** The headings of a page as links name them. */
export const anchorsOf = (text: string): string[] =>
	matches(text, /^#+ (.+)$/gm).map((heading) =>
		heading
			.toLowerCase()
			.replace(/[^\p{L}\p{N}\s_-]/gu, '')
			.replace(/\s/g, '-'),
	);

/** The links of a page that lead to no file or to no heading there; `folder` is where the page is. */
export function brokenLinks(text: string, folder = DOCS): string[] {
	const links = matches(text, /\]\(([^)]+)\)/g).filter((link) => !/^https?:/.test(link));
	return links.filter((link) => {
		const [file, anchor] = link.split('#');
		if (file !== '' && !existsSync(join(folder, file))) return true;
		if (anchor === undefined) return false;
		const target = file === '' ? text : readFileSync(join(folder, file), 'utf8');
		return !anchorsOf(target).includes(anchor);
	});
}
