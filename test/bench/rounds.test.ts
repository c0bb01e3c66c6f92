import { CONTESTANTS } from './names';
import { plotOf } from './plot';
import { isMet } from './results';
import { runRounds, TRIES, type Runner } from './rounds';
import { tablesOf } from './tables';
import { targetsOf } from './targets';

const ROWS = 100;

/** A contestant that takes 100 ms, and breaks off in the tries that are named. */
function contestant(name: string, breaks: (attempt: number) => boolean = () => false): Runner {
	let attempt = 0;
	return {
		name,
		rows: ROWS,
		run: async () => {
			if (breaks(++attempt)) throw new Error('The connection to the server was closed');
			return await Promise.resolve(100);
		},
	};
}

async function measure(runners: Runner[], rounds = 2) {
	const said: string[] = [];
	const counts = async () => await Promise.resolve({ calls: 0, connections: 0 });
	const wire = await runRounds(runners, rounds, counts, (line) => said.push(line));
	return { wire, said };
}

describe('the rounds of the bench', () => {
	it('a contestant that breaks off once is told, tries again, and ends every round', async () => {
		const breaksOnce = contestant('Shaky', (attempt) => attempt === 1);
		const { wire, said } = await measure([breaksOnce, contestant('Steady')]);
		expect(wire).toMatchObject([
			{ name: 'Shaky', rounds: [1_000, 1_000], rowsPerSecond: 1_000 },
			{ name: 'Steady', rounds: [1_000, 1_000], broken: [] },
		]);
		expect(wire[0].broken).toEqual(['warm-up: The connection to the server was closed']);
		expect(said[0]).toContain(`Shaky: broke off (try 1 of ${TRIES}): The connection`);
		expect(said).toHaveLength(2 * 3 + 1);
	});

	it('each try has codes of its own', async () => {
		const first: number[] = [];
		const run = async (code: number) => {
			first.push(code);
			if (first.length === 2) throw new Error('broken');
			return await Promise.resolve(1);
		};
		await measure([{ name: 'One', rows: ROWS, run }]);
		expect(new Set(first).size).toBe(first.length);
	});

	it('a contestant that never ends leaves no figure, misses its promises, and the others have theirs', async () => {
		const names = Object.values(CONTESTANTS);
		const runners = names.map((name) => contestant(name, () => name === CONTESTANTS.loop));
		const { wire } = await measure(runners);
		expect(wire[0]).toMatchObject({ rounds: [], rowsPerSecond: NaN });
		expect(wire.slice(1).every(({ rounds }) => rounds.length === 2)).toBe(true);

		const results = { machine: 'a machine', date: '2026-11-28', wire };
		const table = tablesOf(results);
		expect(table).not.toMatch(/NaN|Infinity/);
		expect(table).toContain('medians of 2 rounds');
		expect(table).toContain(
			`${CONTESTANTS.loop}: warm-up: The connection to the server was closed`,
		);
		const missed = targetsOf(results).filter((target) => !isMet(target));
		expect(missed.map(({ promise }) => promise)).toContainEqual(
			expect.stringContaining('against HTTP Request in a loop'),
		);
		expect(plotOf(wire, '')).not.toMatch(/NaN|Infinity/);
	});
});
