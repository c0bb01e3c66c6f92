import type { Sample } from './verdict';

const COLUMNS = ['Time', 'Rows', 'Rows/s', 'RSS MB', 'Heap MB', 'Connections', 'Sockets'];

const row = (cells: Array<string | number>): string =>
	cells.map((cell, at) => String(cell).padStart(Math.max(COLUMNS[at].length, 7))).join('  ');

export const headers = row(COLUMNS);

/** A sample as a line of the table; `name` stands for its time, the rate is that since `before`. */
export function line(sample: Sample, name: string, before?: Sample): string {
	const { seconds, rows, rssBytes, heapBytes, connections, sockets = '' } = sample;
	const time = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
	const since = before && seconds - before.seconds;
	const rate = since ? Math.round((rows - before.rows) / since) : '';
	const megabytes = (bytes: number) => Math.round(bytes / 1e6);
	return row([
		name || time,
		rows,
		rate,
		megabytes(rssBytes),
		megabytes(heapBytes),
		connections,
		sockets,
	]);
}
