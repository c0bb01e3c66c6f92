import type { Say } from '../../scripts/shell';
import { median } from './child';

/** What one contestant came to over all rounds. */
export interface WireResult {
	name: string;
	rows: number;
	/** Rows per second of each round that it ended. */
	rounds: number[];
	/** Their median; NaN when it ended none, which meets no promise. */
	rowsPerSecond: number;
	/** codeactive calls of the last round. */
	calls: number;
	/** Connections that the last round opened. */
	connections: number;
	/** Why a round broke off, for each that did. */
	broken: string[];
}

export interface Runner {
	name: string;
	rows: number;
	/** @returns milliseconds. @throws when it broke off */
	run(firstCode: number): Promise<number>;
}

/** What the simulator counted so far. */
export interface Counts {
	calls: number;
	connections: number;
}

/** So often a contestant tries one round. */
export const TRIES = 3;

/** One code of a round may not be another round's: what is active stays active. */
class Codes {
	private next = 0;

	/** Starts at a block of its own. */
	take(count: number): number {
		const first = this.next;
		this.next = Math.ceil((first + count) / 50_000) * 50_000;
		return first;
	}
}

/**
 * Everybody has a turn in each round; a first round warms everybody up and does not count. A round that breaks
 * off is told and tried again with other codes, and never ends the run.
 *
 * @param counts What the simulator counted so far.
 */
export async function runRounds(
	runners: Runner[],
	rounds: number,
	counts: () => Promise<Counts>,
	say: Say,
): Promise<WireResult[]> {
	const codes = new Codes();
	const results = runners.map(
		({ name, rows }): WireResult => ({
			name,
			rows,
			rounds: [],
			rowsPerSecond: NaN,
			calls: 0,
			connections: 0,
			broken: [],
		}),
	);
	const turn = async ({ name, rows, run }: Runner, result: WireResult, round: number) => {
		const called = round === 0 ? 'warm-up' : `round ${round}`;
		for (let tries = 1; tries <= TRIES; tries++) {
			const before = await counts();
			try {
				const ms = await run(codes.take(rows));
				const after = await counts();
				result.calls = after.calls - before.calls;
				result.connections = after.connections - before.connections;
				if (round > 0) result.rounds.push((rows * 1_000) / ms);
				say(`  ${called}  ${name}: ${Math.round(ms)} ms`);
				return;
			} catch (error) {
				const reason = error instanceof Error ? error.message : String(error);
				result.broken.push(`${called}: ${reason}`);
				say(`  ${called}  ${name}: broke off (try ${tries} of ${TRIES}): ${reason}`);
			}
		}
	};
	for (let round = 0; round <= rounds; round++) {
		for (const [at, runner] of runners.entries()) await turn(runner, results[at], round);
	}
	for (const result of results) {
		if (result.rounds.length > 0) result.rowsPerSecond = median(result.rounds);
	}
	return results;
}
