/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Where a secret was found, e.g. `.n8n/database.sqlite: token`. */
export type Finding = string;

export interface SearchResult {
	findings: Finding[];
	files: string[];
}

/**
 * The forms in which a text may lie in a file: as it is, percent-encoded, in Base64, in UTF-16. Long
 * texts in SQLite go over several pages, so each half counts as well: a border cuts only one.
 */
function formsOf(secret: string): Buffer[] {
	const middle = Math.ceil(secret.length / 2);
	const parts = [secret.slice(0, middle), secret.slice(middle)];
	const base64 = Buffer.from(secret).toString('base64').replace(/=+$/, '').slice(0, -2);
	const texts = [...parts, ...parts.map(encodeURIComponent), base64];
	return [
		...texts.map((text) => Buffer.from(text)),
		...parts.map((text) => Buffer.from(text, 'utf16le')),
	];
}

/** Searches every file under `folder`, byte by byte, for the secrets (by name). */
export function searchFolder(folder: string, secrets: Record<string, string>): SearchResult {
	const result: SearchResult = { findings: [], files: [] };
	const forms = Object.entries(secrets).map(([name, secret]) => ({ name, forms: formsOf(secret) }));
	for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const path = join(entry.parentPath, entry.name);
		const file = relative(folder, path);
		const content = readFileSync(path);
		result.files.push(file);
		for (const { name, forms: wanted } of forms) {
			if (wanted.some((form) => content.includes(form))) result.findings.push(`${file}: ${name}`);
		}
	}
	return result;
}
