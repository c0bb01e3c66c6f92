/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n, for a person at a terminal */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runJest } from './jest';

/** What one test file reaches. */
export interface Reached {
	readonly file: string;
	/** Milliseconds of all its tests. */
	ms: number;
	/** Mutants that its modules meet while they are loaded. */
	readonly loads: Set<string>;
	/** By mutant: the tests that meet it. Only tests that are green without any mutant. */
	readonly testsOf: Map<string, string[]>;
	readonly red: Set<string>;
}

export interface LogLine {
	readonly file: string;
	readonly test?: string;
	readonly green?: boolean;
	readonly ms?: number;
	readonly covers?: string[];
	readonly loads?: string[];
	readonly begins?: string;
	readonly survives?: string;
	readonly killed?: string;
	readonly by?: string;
}

export const CONFIG = 'mutants.config.js';

/** What jest needs in the copy. Left out are the tests of everything but the package, and those that read its files. */
export function writeConfig(folder: string): void {
	const inside = '<rootDir>/scripts/mutants/inside';
	const config = {
		transform: { '^.+\\.ts$': `${inside}/transform.js` },
		testEnvironment: `${inside}/environment.js`,
		// A mutant is met by the modules of one test file, which has them for itself.
		runtime: 'jest-runtime',
		testTimeout: 10_000,
		cacheDirectory: join(folder, '.jest-cache'),
		testPathIgnorePatterns: [
			'/node_modules/',
			'/test/(e2e|docs|package|scripts|simulator|bench|architecture\\.test|engine/longLife)',
		],
	};
	writeFileSync(
		join(folder, CONFIG),
		`module.exports = { ...require('./jest.config.js'), ...${JSON.stringify(config)} };\n`,
	);
}

export const readLog = (log: string): LogLine[] =>
	existsSync(log)
		? readFileSync(log, 'utf8')
				.split('\n')
				.filter((line) => line.endsWith('}'))
				.map((line) => JSON.parse(line) as LogLine)
		: [];

/** Runs every test (of some paths) once, without a mutant, and returns the test files that reach any, the fastest first. */
export async function coverageOf(folder: string, tests: readonly string[]): Promise<Reached[]> {
	const log = join(folder, 'coverage.log');
	await runJest(folder, ['--config', CONFIG, ...tests], { env: { MUTANTS_LOG: log }, workers: 2 });
	const byFile = new Map<string, Reached>();
	for (const { file, test, green, ms = 0, covers = [], loads = [] } of readLog(log)) {
		const reached = byFile.get(file) ?? {
			file,
			ms: 0,
			loads: new Set(),
			testsOf: new Map(),
			red: new Set(),
		};
		byFile.set(file, reached);
		reached.ms += ms;
		for (const id of loads) reached.loads.add(id);
		if (test === undefined) continue;
		if (green !== true) reached.red.add(test);
		else
			for (const id of covers) reached.testsOf.set(id, [...(reached.testsOf.get(id) ?? []), test]);
	}
	return [...byFile.values()]
		.filter(({ loads, testsOf }) => loads.size + testsOf.size > 0)
		.sort((a, b) => a.ms - b.ms);
}
