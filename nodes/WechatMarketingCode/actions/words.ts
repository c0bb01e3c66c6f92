import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { truncate } from 'lodash';
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
	['invalid', ['invalid']],
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
	notUnderstood: (property: INodeProperties, saved: unknown) =>
		`${property.displayName} is set to ${shown(saved)}, which is not understood. It takes ${taken(property)}. Nothing was sent.`,
	differsByRow: (label: string, one: unknown, other: unknown) =>
		`${label} is ${shown(one)} for one row and ${shown(other)} for another. It holds for the whole run: set it to one value. Nothing was sent.`,
	failedSetting: (label: string, problem: string) => `${label}: ${problem}. Nothing was sent.`,
	required: () => 'is empty; it is required.',
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
		const list = named.map(({ name, committed }) =>
			name === '' ? committed : `${name}: ${committed}`,
		);
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

/** A value as a person recognises it. */
function shown(value: unknown): string {
	if (value === undefined || value === null) return 'nothing';
	return value === '' ? 'an empty text' : truncate(JSON.stringify(value), { length: 60 });
}

/** What a setting of this kind takes. */
function taken({ type, options, typeOptions, noDataExpression }: INodeProperties): string {
	if (type === 'boolean') return 'true or false';
	if (type === 'options') {
		const names = (options as INodePropertyOptions[]).map(({ name }) => `"${name}"`).join(', ');
		return `one of ${names}${noDataExpression ? ', and no expression' : ''}`;
	}
	const { minValue = 0, maxValue } = typeOptions ?? {};
	return maxValue === undefined
		? `a number from ${minValue} upwards`
		: `a number from ${minValue} to ${maxValue}`;
}
