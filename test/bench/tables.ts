import { isMet, type Results } from './results';
import { targetsOf } from './targets';
import { PARALLEL, ROUND_TRIP_MS } from './wire';

/** All figures as Markdown, which also reads well in a terminal. */
export function tablesOf(results: Results): string {
	const { machine, date, wire, street, download } = results;
	const parts = [
		`Measured on ${date} on ${machine}, in one run; medians${wire ? ` of ${wire[0].rounds.length} rounds` : ''}.`,
	];
	if (wire) {
		const loop = wire[0].rowsPerSecond;
		parts.push(
			`### Against a WeChat ${ROUND_TRIP_MS} ms away, ${PARALLEL} calls at a time`,
			table(
				['', 'rows', 'activation calls', 'rows per second', 'lowest – highest', 'ratio'],
				wire.map(({ name, rows, calls, rowsPerSecond, rounds }) => [
					name,
					count(rows),
					count(calls),
					count(rowsPerSecond),
					`${count(Math.min(...rounds))} – ${count(Math.max(...rounds))}`,
					`${figure(rowsPerSecond / loop)} ×`,
				]),
			),
		);
	}
	if (street) {
		const { times, memory, stages } = street;
		parts.push(
			'### The node alone, answers at once',
			table(
				[
					'rows',
					'rows per second',
					'µs per row',
					'× structuredClone',
					'bytes per row',
					'of these output',
					'peak MB',
				],
				times.map(({ rows, rowsPerSecond, microsecondsPerRow, timesClone }, at) => [
					count(rows),
					count(rowsPerSecond),
					figure(microsecondsPerRow),
					figure(timesClone),
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

const count = (value: number): string => Math.round(value).toLocaleString('en-US');
/** Three digits that mean something. */
const figure = (value: number): string =>
	value >= 100 ? count(value) : Number(value.toPrecision(3)).toString();

function table(headers: string[], rows: string[][]): string {
	const widths = headers.map((_, at) =>
		Math.max(3, ...[headers, ...rows].map((row) => row[at].length)),
	);
	const line = (row: string[]) =>
		`| ${row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at]) : cell.padStart(widths[at]))).join(' | ')} |`;
	const rule = `|${widths.map((width, at) => (at === 0 ? `${'-'.repeat(width + 2)}` : `${'-'.repeat(width + 1)}:`)).join('|')}|`;
	return [line(headers), rule, ...rows.map(line)].join('\n');
}
