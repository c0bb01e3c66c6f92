import { PARALLEL, ROUND_TRIP_MS } from './names';
import { isMet, type Results } from './results';
import type { WireResult } from './rounds';
import { targetsOf } from './targets';

/** All figures as Markdown, which also reads well in a terminal. */
export function tablesOf(results: Results): string {
	const { machine, date, wire, near, street, pairs, download } = results;
	const parts = [
		`Measured on ${date} on ${machine}, in one run; medians${wire?.length ? ` of ${Math.max(...wire.map(({ rounds }) => rounds.length))} rounds` : ''}.`,
	];
	if (wire && wire.length > 0) {
		const how = `${PARALLEL} calls at a time where nothing else is said`;
		parts.push(`### Against a WeChat ${ROUND_TRIP_MS} ms away, ${how}`, raceOf(wire));
		parts.push(...brokenRounds(wire));
	}
	if (near && near.length > 0) {
		parts.push('### Against a WeChat on the same machine: what the processor costs', raceOf(near));
		parts.push(...brokenRounds(near));
	}
	if (street) {
		const { times, pieces, memory, stages } = street;
		parts.push(
			'### The node alone, answers at once',
			table(
				[
					'rows',
					'rows per second',
					'µs per row',
					'× structuredClone',
					'longest piece, ms',
					'bytes per row',
					'of these output',
					'peak MB',
				],
				times.map(({ rows, rowsPerSecond, microsecondsPerRow, timesClone }, at) => [
					count(rows),
					count(rowsPerSecond),
					figure(microsecondsPerRow),
					figure(timesClone),
					count(pieces[at]),
					count(memory[at].perRow),
					count(memory[at].output),
					count(memory[at].peakMb),
				]),
			),
			table(
				['stage', ...Object.keys(stages)],
				[
					[
						'share of the time (rounded)',
						...Object.values(stages).map((share) => `${count(share * 100)} %`),
					],
				],
			),
		);
	}
	if (pairs) {
		const { bad, chinese } = pairs;
		parts.push(
			table(
				['one sheet, set in two ways', 'rows', 'ms in the node', 'ratio', 'ms with n8n’s engine'],
				[
					['bad rows, Continue', bad, bad.usual] as const,
					['bad rows, error output', bad, bad.other] as const,
					['good rows, told in English', chinese, chinese.usual] as const,
					['good rows, told in Chinese', chinese, chinese.other] as const,
				].map(([what, { rows, usual }, { nodeMs, engineMs }]) => [
					what,
					count(rows),
					count(nodeMs),
					`${figure(nodeMs / usual.nodeMs)} ×`,
					count(engineMs),
				]),
			),
		);
	}
	if (download) {
		const { decrypt, memory } = download;
		const mb = (bytes: number) => count(bytes / 1_048_576);
		parts.push(
			'### Download',
			`A block of ${count(decrypt.codes)} codes is decrypted, checked and read in ${count(decrypt.nodeMs)} ms; bare node:crypto and a split into lines take ${count(decrypt.bareMs)} ms.`,
			table(
				['blocks to CSV files', 'peak MB', 'MB in use when a file is stored'],
				[memory.few, memory.many].map(({ blocks, peakBytes, liveBytes }) => [
					count(blocks),
					mb(peakBytes),
					mb(liveBytes),
				]),
			),
		);
	}
	const targets = targetsOf(results);
	parts.push(
		'### What is promised',
		table(
			['', 'measured', 'wanted', ''],
			targets.map((target) => [
				target.promise,
				figure(target.measured),
				`${target.bound} ${target.wanted}`,
				isMet(target) ? 'met' : '**missed**',
			]),
		),
	);
	return parts.join('\n\n');
}

/** The contestants of one place; all are compared with the first. */
function raceOf(results: WireResult[]): string {
	const first = results[0].rowsPerSecond;
	return table(
		[
			'',
			'rows',
			'activation calls',
			'rows per second',
			'lowest – highest',
			'ratio',
			'connections opened',
		],
		results.map(({ name, rows, calls, connections, rowsPerSecond, rounds }) => [
			name,
			count(rows),
			count(calls),
			count(rowsPerSecond),
			rounds.length > 0 ? `${count(Math.min(...rounds))} – ${count(Math.max(...rounds))}` : '–',
			Number.isNaN(rowsPerSecond / first) ? '–' : `${figure(rowsPerSecond / first)} ×`,
			count(connections),
		]),
	);
}

/** What broke off, told below the table. */
function brokenRounds(wire: WireResult[]): string[] {
	const lines = wire.flatMap(({ name, broken }) => broken.map((reason) => `* ${name}: ${reason}`));
	return lines.length > 0 ? [`Broke off, and tried again:\n\n${lines.join('\n')}`] : [];
}

const count = (value: number): string =>
	Number.isNaN(value) ? '–' : Math.round(value).toLocaleString('en-US');
/** Three digits that mean something. */
const figure = (value: number): string =>
	Number.isNaN(value) || value >= 100 ? count(value) : Number(value.toPrecision(3)).toString();

function table(headers: string[], rows: string[][]): string {
	const widths = headers.map((_, at) =>
		Math.max(3, ...[headers, ...rows].map((row) => row[at].length)),
	);
	const line = (row: string[]) =>
		`| ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(' | ')} |`;
	const rule = `|${widths.map((width, at) => (at === 0 ? `${'-'.repeat(width + 2)}` : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
	return [line(headers), rule, ...rows.map(line)].join('\n');
}
