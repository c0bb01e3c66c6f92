/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n, for a person at a terminal */
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A change of one expression, as StrykerJS makes it. Lines and columns start at 0. */
export interface Mutant {
	readonly id: string;
	readonly file: string;
	readonly mutatorName: string;
	readonly replacement: string;
	readonly location: { readonly start: Position; readonly end: Position };
}

interface Position {
	readonly line: number;
	readonly column: number;
}

/** What is used of @stryker-mutator/instrumenter, which is an ES module. */
interface Instrumenting {
	readonly Instrumenter: new (logger: object) => {
		instrument(
			files: Array<{ name: string; content: string; mutate: true }>,
			options: object,
		): Promise<{
			files: ReadonlyArray<{ name: string; content: string }>;
			mutants: ReadonlyArray<Omit<Mutant, 'file'> & { fileName: string }>;
		}>;
	};
}

/** Changed texts: sentences are not held to the letter. */
const LEFT_OUT = ['StringLiteral'];

const silent = new Proxy({}, { get: () => () => false });

/**
 * Puts every mutant of some folders into a copy of the tree, each behind a switch, and returns them in
 * the order of their places.
 */
export async function instrument(folder: string, rooms: readonly string[]): Promise<Mutant[]> {
	const names = rooms.flatMap((room) => sourcesIn(folder, room)).sort();
	const { Instrumenter } = (await import(
		'@stryker-mutator/instrumenter'
	)) as unknown as Instrumenting;
	const { files, mutants } = await new Instrumenter(silent).instrument(
		names.map((name) => ({
			name,
			content: readFileSync(join(folder, name), 'utf8'),
			mutate: true,
		})),
		{ plugins: null, ignorers: [], excludedMutations: LEFT_OUT },
	);
	for (const { name, content } of files) writeFileSync(join(folder, name), content);
	return mutants
		.filter(({ mutatorName }) => !LEFT_OUT.includes(mutatorName))
		.map(({ fileName, ...mutant }) => ({ ...mutant, file: fileName }));
}

function sourcesIn(folder: string, room: string): string[] {
	if (statSync(join(folder, room)).isFile()) return [room];
	return readdirSync(join(folder, room), { recursive: true, encoding: 'utf8' })
		.filter((name) => name.endsWith('.ts'))
		.map((name) => join(room, name));
}

/** So many mutants, drawn by a seed: the same seed draws the same from the same code. */
export function draw(mutants: readonly Mutant[], seed: number, count: number): Mutant[] {
	const drawn = [...mutants];
	let state = seed >>> 0;
	// Mulberry32: small, and the same on every machine.
	const below = (limit: number): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
	};
	for (let at = 0; at < Math.min(count, drawn.length); at++) {
		const other = at + below(drawn.length - at);
		[drawn[at], drawn[other]] = [drawn[other], drawn[at]];
	}
	return drawn.slice(0, count);
}

/** `file:line` and the change, for a person. */
export function describeMutant(
	root: string,
	{ file, location, replacement, mutatorName }: Mutant,
): string {
	const { start, end } = location;
	const lines = readFileSync(join(root, file), 'utf8').split('\n');
	const old = lines.slice(start.line, end.line + 1);
	const last = old.length - 1;
	const before = old[0].slice(0, start.column);
	const after = old[last].slice(end.column);
	const shown = (text: string, sign: string): string =>
		text
			.split('\n')
			.map((line) => `    ${sign} ${line.trim()}`)
			.slice(0, 6)
			.join('\n');
	const diff = [shown(old.join('\n'), '-'), shown(`${before}${replacement}${after}`, '+')];
	return `${file}:${start.line + 1} ${mutatorName}\n${diff.join('\n')}`;
}
