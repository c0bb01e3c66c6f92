/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the pages; tests run outside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export const ROOT = join(__dirname, '../..');

const SHELLS = ['sh', 'bash', 'shell', 'console'];
/** What a command begins with, after its variables. A name alone, such as `npm`, is none. */
const COMMAND =
	/^(?:[A-Z_]+=\S+ )*(?:npm|npx|node|n8n|sh|bash|git|docker|curl|apt-get|sudo|cd|mkdir) \S|^\.ci\//;

/** A command that a page tells people to run. */
export interface Command {
	/** Relative to the clone. */
	file: string;
	text: string;
}

/** The pages that tell people what to run. */
export const pages = [
	'README.md',
	'CONTRIBUTING.md',
	'SECURITY.md',
	'test/simulator/README.md',
	...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.md'))
		.map((name) => join('docs', name)),
];

/** Every command of a page: the lines of its shell blocks, and what stands in the text as code. */
export function commandsIn(file: string, page = readFileSync(join(ROOT, file), 'utf8')): Command[] {
	const lines: string[] = [];
	const text = page.replace(/^( *)```(\w*)\n([^]*?)^ *```$/gm, (_, _indent, language, block) => {
		if (SHELLS.includes(String(language))) lines.push(...linesOf(String(block)));
		return '';
	});
	const inline = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code);
	const all = [...lines, ...inline.filter((code) => COMMAND.test(code))];
	return [...new Set(all)].map((command) => ({
		file: relative(ROOT, join(ROOT, file)),
		text: command,
	}));
}

/** Commands of a shell block, without prompts and remarks; a line ending in `\` goes on. */
const linesOf = (block: string): string[] =>
	block
		.replace(/\\\n\s*/g, '')
		.split('\n')
		.map((line) =>
			line
				.trim()
				.replace(/^\$ /, '')
				.replace(/\s+# .*$/, ''),
		)
		.filter((line) => line !== '' && !line.startsWith('#'));
