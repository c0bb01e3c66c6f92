import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { countBy, truncate } from 'lodash';
import {
	both,
	colon,
	comma,
	en,
	joined,
	NOTHING,
	pause,
	quoted,
	semicolon,
	ToldError,
	type Sentence,
} from '../domain/sentence';
import type { Shortfall } from '../run/outcome';
import type { Row } from '../run/row';

/** One row as the summary of a run counts it. */
interface Ended extends Pick<Row<unknown>, 'name'> {
	/** Undefined when it came to what it should. */
	readonly shortfall: Shortfall | undefined;
	readonly hasNote: boolean;
	/** Items came out all the same. */
	readonly hasPart: boolean;
	/** What it achieved at WeChat, whatever became of it afterwards; only where an operation commits something. */
	readonly committed: Sentence | undefined;
}

/** How the summary counts what fell short, in its order. */
const COUNTED = {
	part: en`failed in part`.zh`部分失败`,
	failed: en`failed`.zh`失败`,
	invalid: en`invalid`.zh`未通过检查`,
	not_attempted: en`not attempted`.zh`未执行`,
};

function kindOf({ shortfall, hasPart }: Ended): keyof typeof COUNTED {
	if (shortfall === 'invalid' || shortfall === 'not_attempted') return shortfall;
	return hasPart ? 'part' : 'failed';
}

const counted = (count: number, word: string): string =>
	`${count} ${word}${count === 1 ? '' : 's'}`;

/** "3 failed" */
export const amount = (count: number, what: Sentence) =>
	en`${count} ${what}`.zh`${what} ${count} 条`;

/** Every sentence that operations made with `simple.ts` have in common. */
export const words = {
	noOperation: (operation: string, resource: string) =>
		new ToldError(
			en`There is no operation "${operation}" for "${resource}"`
				.zh`“${resource}”没有“${operation}”这个操作`,
			en`Open the node and choose the operation again.`.zh`请打开本节点，重新选择操作。`,
		),
	notUnderstood: (property: INodeProperties, saved: unknown) =>
		en`${property.displayName} is set to ${shown(saved)}, which is not understood. It takes ${taken(property)}. Nothing was sent.`
			.zh`${property.displayName} 设为${shown(saved)}，无法识别。可以填：${taken(property)}。没有发送任何请求。`,
	differsByRow: (label: string, one: unknown, other: unknown) =>
		en`${label} is ${shown(one)} for one row and ${shown(other)} for another. It holds for the whole run: set it to one value. Nothing was sent.`
			.zh`${label} 在一条中是${shown(one)}，在另一条中是${shown(other)}。它对整次运行有效，请只设一个值。没有发送任何请求。`,
	correctSettings: en`Correct this, then run the node again.`.zh`请改正后重新运行本节点。`,
	failedSetting: (label: string, problem: Sentence) =>
		en`${label}: ${problem} Nothing was sent.`.zh`${label}：${problem}没有发送任何请求。`,
	required: en`is empty; it is required.`.zh`为空，必须填写。`,
	endBeforeStart: (start: number, end: number) =>
		en`the end (${end}) is before the start (${start}).`
			.zh`结束位（${end}）在起始位（${start}）之前。`,
	stoppedBefore: en`Not attempted: the run stopped before this item.`
		.zh`未执行：还没轮到这一项，运行就停止了。`,
	noProperAnswer: (problem: Sentence) =>
		en`WeChat gave no proper answer. ${problem}. Run it again later.`
			.zh`微信没有给出有效的回复。${problem}。请稍后再运行。`,

	/**
	 * "1 applied for (row 1: application 276509537), 1 failed, in 2 requests": what was committed is named
	 * when the run is not good as a whole, since its items may not come out.
	 * n8n shows it as HTML.
	 */
	summary: (rows: readonly Ended[], achieved: Sentence, requests: number): Sentence => {
		const good = rows.filter((row) => row.shortfall === undefined || row.committed !== undefined);
		const short = good.filter(({ shortfall }) => shortfall !== undefined).length;
		const isGood = rows.every(({ shortfall }) => shortfall === undefined);
		const named = (isGood ? [] : good).flatMap(({ name, committed }) =>
			committed === undefined
				? []
				: [name === NOTHING ? committed : both`${name}${colon}${committed}`],
		);
		const counts: Record<string, number> = countBy(
			rows.filter((row) => !good.includes(row)),
			kindOf,
		);
		const noted = isGood ? rows.filter(({ hasNote }) => hasNote).length : 0;
		const told = joined(
			[
				named.length === 0
					? amount(good.length, achieved)
					: inBrackets(amount(good.length, achieved), joined(named, comma)),
				short > 0 && words.notKnown(short),
				...Object.entries(COUNTED).map(
					([kind, word]) => kind in counts && amount(counts[kind], word),
				),
				en`in ${counted(requests, 'request')}`.zh`共 ${requests} 次请求`,
			],
			pause,
		);
		return joined([told, noted > 0 && words.notes(noted)], semicolon);
	},
	notKnown: (rows: number) => en`the state of ${rows} is not known`.zh`其中 ${rows} 条的状态未知`,
	notes: (items: number) => en`${counted(items, 'item')} with a note`.zh`${items} 项带有提示`,
};

const inBrackets = (told: Sentence, more: Sentence) => en`${told} (${more})`.zh`${told}（${more}）`;

const short = (text: string): string => truncate(text, { length: 60 });

/** A value as a person recognises it. */
function shown(value: unknown): Sentence {
	if (value === undefined || value === null) return en`nothing`.zh`空值`;
	if (value === '') return en`an empty text`.zh`空文本`;
	const text = short(JSON.stringify(value));
	return en`${text}`.zh`“${typeof value === 'string' ? short(value) : text}”`;
}

/** What a setting of this kind takes. */
function taken({ type, options, typeOptions, noDataExpression }: INodeProperties): Sentence {
	if (type === 'boolean') return en`true or false`.zh`true 或 false`;
	if (type === 'options') {
		const names = (options as INodePropertyOptions[]).map(({ name }) => quoted(name));
		return en`one of ${joined(names, comma)}${noDataExpression ? ', and no expression' : ''}`
			.zh`${joined(names, comma)}${noDataExpression ? '，不接受表达式' : ''}`;
	}
	const { minValue = 0, maxValue } = typeOptions ?? {};
	return maxValue === undefined
		? en`a number from ${minValue} upwards`.zh`不小于 ${minValue} 的数字`
		: en`a number from ${minValue} to ${maxValue}`.zh`${minValue} 到 ${maxValue} 之间的数字`;
}
