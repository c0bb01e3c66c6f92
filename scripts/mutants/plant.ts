/* eslint-disable no-console, @n8n/community-nodes/no-restricted-imports -- runs outside n8n, for a person at a terminal */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyTree } from './copy';
import { runJest } from './jest';
import { planted, type PlantedFault } from './planted';

/** Once the test that should notice does not: every test whose imports reach the file. */
const RELATED = ['nodes', 'credentials', 'test'].flatMap((root) => [
	'--roots',
	`<rootDir>/${root}`,
]);

const GONE = 'the old text is not in the file exactly once';
/** A fault that does not even load proves nothing about the tests. */
const NO_TEST = 'no test ran';

/** Plants each fault alone, or those whose file and words match, and runs the tests that reach it. Returns how many were not noticed. */
export async function plantAll(only = '.'): Promise<number> {
	const { folder, end } = copyTree();
	const chosen = planted.filter(({ breaks, file }) => new RegExp(only).test(`${file} ${breaks}`));
	let missed = 0;
	try {
		const tests = [...new Set(chosen.map(({ seenBy }) => seenBy))];
		const red = await firstRed(folder, tests);
		if (red !== undefined) throw new Error(`The tests are red without any fault: ${red}`);
		for (const fault of chosen) {
			const started = Date.now();
			const by = await noticedBy(folder, fault);
			const verdict = verdictOf(by);
			if (verdict !== 'killed') missed += 1;
			const seconds = Math.round((Date.now() - started) / 1000);
			console.log(`${verdict.padEnd(8)} ${fault.breaks} (${fault.file}), ${seconds} s`);
			if (by !== undefined) console.log(`         ${by}`);
		}
	} finally {
		end();
	}
	console.log(`${chosen.length - missed} of ${chosen.length} planted faults are noticed.`);
	return missed;
}

function verdictOf(by: string | undefined): 'killed' | 'SURVIVED' | 'GONE' | 'BROKEN' {
	if (by === undefined) return 'SURVIVED';
	if (by === GONE) return 'GONE';
	return by.startsWith(NO_TEST) ? 'BROKEN' : 'killed';
}

/** The test that notices a fault, undefined when none does. */
async function noticedBy(folder: string, fault: PlantedFault): Promise<string | undefined> {
	const path = join(folder, fault.file);
	const source = readOr(path);
	if (source.split(fault.old).length !== 2) return GONE;
	writeFileSync(
		path,
		source.replace(fault.old, () => fault.new),
	);
	try {
		return (
			(await firstRed(folder, ['--bail', fault.seenBy])) ??
			(await firstRed(folder, ['--bail', ...RELATED, '--findRelatedTests', fault.file]))
		);
	} finally {
		writeFileSync(path, source);
	}
}

interface Report {
	readonly testResults: ReadonlyArray<{
		readonly message: string;
		readonly assertionResults: ReadonlyArray<{
			readonly status: string;
			readonly fullName: string;
		}>;
	}>;
}

/** The first test that is red; undefined when all are green. */
async function firstRed(folder: string, args: readonly string[]): Promise<string | undefined> {
	const outputFile = join(folder, 'report.json');
	rmSync(outputFile, { force: true });
	if (await runJest(folder, ['--json', `--outputFile=${outputFile}`, ...args])) return undefined;
	const { testResults } = JSON.parse(readOr(outputFile) || '{"testResults":[]}') as Report;
	const [red] = testResults.flatMap(({ assertionResults }) =>
		assertionResults.filter(({ status }) => status === 'failed'),
	);
	if (red !== undefined) return red.fullName;
	const broken = testResults.find(({ message }) => message !== '')?.message.trim();
	return `${NO_TEST}: ${broken?.split('\n', 3).join(' ') ?? 'none was found'}`;
}

function readOr(path: string): string {
	try {
		return readFileSync(path, 'utf8');
	} catch {
		return '';
	}
}
