import { escape, lowerFirst } from 'lodash';
import type { Shortfall } from '../run/outcome';

/** One row as the summary of a run counts it. */
interface Ended {
	readonly name: string;
	/** Undefined when it came to what it should. */
	readonly shortfall: Shortfall | undefined;
	readonly hasNote: boolean;
	/** What it achieved at WeChat, whatever became of it afterwards; only where an operation commits something. */
	readonly committed: string | undefined;
}

const COUNTED: Array<[string, readonly Shortfall[]]> = [
	['failed', ['failed', 'unreached', 'unknown']],
	['invalid', ['invalid', 'blank']],
	['not attempted', ['not_attempted']],
];

const counted = (count: number, word: string): string =>
	`${count} ${word}${count === 1 ? '' : 's'}`;

/** Every sentence that operations made with `simple.ts` have in common. */
export const words = {
	noOperation: (operation: string, resource: string) => ({
		message: `There is no operation "${operation}" for "${resource}"`,
		description: 'Open the node and choose the operation again.',
	}),
	required: () => 'is empty; it is required.',
	typedTemplate: () =>
		'holds {{ }}, but as fixed text. Switch this field from Fixed to Expression.',
	stoppedBefore: () => 'Not attempted: the run stopped before this item.',
	noProperAnswer: (problem?: string) =>
		`WeChat gave no proper answer. ${problem === undefined ? '' : `${problem}. `}Run it again later.`,

	/**
	 * "1 applied for (row 1: application 276509537), 1 failed, in 2 requests": what was committed is named
	 * when the run is not good as a whole, since its items may not come out.
	 * n8n shows it as HTML.
	 */
	summary: (rows: readonly Ended[], achieved: string, requests: number) => {
		const good = rows.filter((row) => row.shortfall === undefined || row.committed !== undefined);
		const short = good.filter(({ shortfall }) => shortfall !== undefined);
		const isGood = rows.every(({ shortfall }) => shortfall === undefined);
		const named = isGood ? [] : good.filter(({ committed }) => committed !== undefined);
		const list = named.map(({ name, committed }) => `${lowerFirst(name)}: ${escape(committed)}`);
		const rest = rows.filter((row) => !good.includes(row));
		const parts = [
			`${good.length} ${achieved}${list.length > 0 ? ` (${list.join(', ')})` : ''}`,
			short.length > 0 && `the state of ${short.length} is not known`,
			...COUNTED.map(([word, shortfalls]) => {
				const { length } = rest.filter(({ shortfall }) =>
					shortfalls.includes(shortfall as Shortfall),
				);
				return length > 0 && `${length} ${word}`;
			}),
			`in ${counted(requests, 'request')}`,
		];
		const noted = isGood ? rows.filter(({ hasNote }) => hasNote).length : 0;
		const note = noted > 0 ? `; ${counted(noted, 'item')} with a note` : '';
		return parts.filter(Boolean).join(', ') + note;
	},
};
