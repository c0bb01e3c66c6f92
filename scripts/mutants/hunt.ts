/* eslint-disable no-console, @n8n/community-nodes/no-restricted-imports -- runs outside n8n, for a person at a terminal */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyTree, ROOT } from './copy';
import { CONFIG, coverageOf, readLog, writeConfig, type Reached } from './coverage';
import { describeMutant, draw, instrument, type Mutant } from './instrument';
import { runJest } from './jest';

export interface Hunt {
	/** Folders or files, as seen from the root. */
	readonly rooms: readonly string[];
	readonly seed: number;
	readonly count: number;
	/** What was not reached by then is told as such. */
	readonly minutes: number;
	/** Parts of the paths of the tests to run; none for all. */
	readonly tests: readonly string[];
	/** Files at once. */
	readonly lanes: number;
}

/** A process that says nothing for so long hangs; a test may take 10 s. */
const PATIENCE_MS = 120_000;
/** Tests of the first round. */
const FIRST = /engine\/net|test\/(?:api|domain|run|actions)\//;
/** A test file that takes longer waits for the last round. */
const SLOW_MS = 4_000;
/** In which round a test file meets the mutants: the likely and fast ones leave few to the slow ones. */
const roundOf = ({ file, ms }: Reached): number => (ms > SLOW_MS ? 2 : FIRST.test(file) ? 0 : 1);

/** One hunt: which of the drawn mutants are alive, and who killed the others. */
class Hunting {
	readonly killedBy = new Map<string, string>();
	readonly unfinished = new Set<string>();
	private next = 0;
	private readonly until: number;

	constructor(
		private readonly folder: string,
		private readonly drawn: readonly Mutant[],
		private readonly reached: readonly Reached[],
		private readonly hunt: Hunt,
		started: number,
	) {
		this.until = started + hunt.minutes * 60_000;
	}

	get alive(): Mutant[] {
		return this.drawn.filter(({ id }) => !this.killedBy.has(id));
	}

	isReached({ id }: Mutant): boolean {
		return this.reached.some(({ loads, testsOf }) => loads.has(id) || testsOf.has(id));
	}

	private get late(): boolean {
		return Date.now() >= this.until;
	}

	async inRounds(say: (round: number) => void): Promise<void> {
		for (const round of [0, 1, 2]) {
			const inRound = this.reached.filter((reached) => roundOf(reached) === round);
			await this.switching(inRound);
			await this.loading(inRound);
			say(round + 1);
		}
	}

	/** Mutants inside functions: one process per test file switches from one to the next. */
	private async switching(inRound: readonly Reached[]): Promise<void> {
		await this.inLanes(inRound, async (reached) => {
			const tests = this.alive.flatMap(({ id }) => {
				const names = reached.testsOf.get(id);
				return names === undefined ? [] : [[id, names] as const];
			});
			if (this.late) for (const [id] of tests) this.unfinished.add(id);
			else await this.meet(reached.file, new Map(tests));
		});
	}

	/** Some mutants meet one test file, until each of them has its verdict. */
	private async meet(file: string, plan: Map<string, string[]>): Promise<void> {
		while (plan.size > 0) {
			const { lines, suspects } = await this.switchIn(file, plan);
			for (const id of suspects) this.killedBy.set(id, `${file}: it hangs`);
			const tainted = lines.some(({ killed }) => killed === 'none');
			const killed = lines.filter((line) => line.killed !== undefined && line.killed !== 'none');
			for (const { killed: id, by } of killed) {
				const alone = new Map([[String(id), plan.get(String(id)) ?? []]]);
				const sure = !tainted || plan.size === 1 || (await this.diesAlone(file, alone));
				if (sure) this.killedBy.set(String(id), `${file}: ${by ?? ''}`);
			}
			const judged = lines.flatMap((line) => [line.killed, line.survives]).concat(suspects);
			const before = plan.size;
			for (const id of judged) if (id !== undefined) plan.delete(id);
			if (plan.size === before) return;
		}
	}

	private async diesAlone(file: string, plan: Map<string, string[]>): Promise<boolean> {
		const { lines, suspects } = await this.switchIn(file, plan);
		return (
			suspects.length > 0 || lines.some(({ killed }) => killed !== undefined && killed !== 'none')
		);
	}

	private async switchIn(file: string, plan: Map<string, string[]>) {
		const name = join(this.folder, `run-${(this.next += 1)}`);
		writeFileSync(`${name}.json`, JSON.stringify(Object.fromEntries(plan)));
		const env = { MUTANTS_PLAN: `${name}.json`, MUTANTS_LOG: `${name}.log` };
		let seen = 0;
		const alive = (): boolean => seen !== (seen = readLog(env.MUTANTS_LOG).length);
		await runJest(this.folder, ['--config', CONFIG, '--runTestsByPath', file], {
			env,
			alive,
			patienceMs: PATIENCE_MS,
		});
		const lines = readLog(env.MUTANTS_LOG);
		const judged = new Set(lines.flatMap((line) => [line.killed, line.survives]));
		const suspects = lines
			.map(({ begins }) => begins)
			.filter((id): id is string => id !== undefined && id !== 'none' && !judged.has(id));
		return { lines, suspects };
	}

	/** Mutants that act while a module is loaded: a process for each. */
	private async loading(inRound: readonly Reached[]): Promise<void> {
		await this.inLanes(this.alive, async ({ id }) => {
			const files = inRound
				.filter(({ loads, red }) => loads.has(id) && red.size === 0)
				.map(({ file }) => file);
			if (files.length === 0) return;
			if (this.late) this.unfinished.add(id);
			else await this.load(id, files);
		});
	}

	private async load(id: string, files: readonly string[]): Promise<void> {
		const log = join(this.folder, `run-${(this.next += 1)}.log`);
		const env = { MUTANTS_STATIC: id, MUTANTS_LOG: log };
		const args = ['--config', CONFIG, '--bail', '--runTestsByPath', ...files];
		if (await runJest(this.folder, args, { env, patienceMs: 10 * PATIENCE_MS })) return;
		const red = readLog(log).find(({ green }) => green === false);
		this.killedBy.set(id, red ? `${red.file}: ${red.test ?? ''}` : 'it does not load');
	}

	private async inLanes<T>(tasks: readonly T[], work: (task: T) => Promise<void>): Promise<void> {
		const queue = [...tasks];
		const lane = async (): Promise<void> => {
			for (let task = queue.shift(); task !== undefined; task = queue.shift()) await work(task);
		};
		await Promise.all(Array.from({ length: this.hunt.lanes }, lane));
	}
}

/** Draws mutants, lets the tests meet them, prints who survives. Returns how many did. */
export async function huntMutants(hunt: Hunt): Promise<number> {
	const started = Date.now();
	const minutes = (): string => ((Date.now() - started) / 60_000).toFixed(1);
	const { folder, end } = copyTree();
	try {
		const all = await instrument(folder, hunt.rooms);
		writeConfig(folder);
		const drawn = draw(all, hunt.seed, hunt.count);
		console.log(`${drawn.length} of ${all.length} mutants drawn with seed ${hunt.seed}.`);
		const reached = await coverageOf(folder, hunt.tests);
		console.log(`${reached.length} test files reach them (${minutes()} minutes).`);
		const hunting = new Hunting(folder, drawn, reached, hunt, started);
		await hunting.inRounds((round) => {
			const dead = hunting.killedBy.size;
			console.log(`${dead} killed after round ${round} of 3 (${minutes()} minutes).`);
		});
		for (const mutant of hunting.alive) {
			const why = hunting.unfinished.has(mutant.id) ? ' (not all tests were run: time was up)' : '';
			const note = hunting.isReached(mutant) ? why : ' (no test reaches it)';
			console.log(`\nSurvived${note}: ${describeMutant(ROOT, mutant)}`);
		}
		const dead = hunting.killedBy.size;
		const share = ((100 * dead) / Math.max(1, drawn.length)).toFixed(1);
		console.log(`\n${dead} of ${drawn.length} killed (${share} %) in ${minutes()} minutes.`);
		return drawn.length - dead;
	} finally {
		end();
	}
}
