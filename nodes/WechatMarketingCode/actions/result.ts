import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { meaningOf, type Answer } from '../api/answer';
import type { Endpoint } from '../api/endpoints';
import { joined, NOTHING, spoken, type Language, type Sentence } from '../domain/sentence';
import { isGood, type Outcome, type Shortfall } from '../run/outcome';
import { words } from './words';

/** What a simple operation gives for one item: output items, or why there are none, or not all. */
export type Result =
	/** `open`: good as it stands; the second part of the work, or a later try, goes on with it. */
	| {
			readonly items: INodeExecutionData[];
			readonly open?: boolean;
			/** Goes beside the last item. */
			readonly note?: Sentence;
	  }
	| ({ readonly failure: Sentence } & Partly)
	| ({
			readonly answer: Exclude<Answer, { kind: 'success' }>;
			readonly endpoint: Endpoint;
			readonly applicationId?: string;
	  } & Partly);

interface Partly {
	/** Items that are whole all the same. */
	readonly items?: INodeExecutionData[];
	/** Begins the sentence about the failure. */
	readonly lead?: Sentence;
}

export interface SimpleOutcome extends Outcome<'done'> {
	/** Without the one that says why there are no more. */
	readonly items: INodeExecutionData[];
	readonly note?: Sentence;
}

/** Turns a result into an outcome: WeChat's refusals in the words of the errcode table. */
export function outcomeOf(result: Result, appId: string): SimpleOutcome {
	if (!('answer' in result || 'failure' in result)) {
		return { ending: 'done', message: NOTHING, errcode: 0, errmsg: null, rid: null, ...result };
	}
	const { items = [], lead = NOTHING } = result;
	const told = (
		sentence: Sentence,
		details: Details = {},
		ending: Shortfall = 'failed',
	): SimpleOutcome => ({ ...bad(joined([lead, sentence]), details, ending), items });
	if ('failure' in result) return told(result.failure);
	const { answer, endpoint, applicationId } = result;
	if (answer.kind === 'refused') {
		const { errcode, errmsg, rid } = answer;
		const place = answer.by === 'login' ? 'login' : endpoint.path;
		return told(meaningOf(answer, { appId, applicationId }), {
			errcode,
			errmsg,
			rid,
			endpoint: place,
		});
	}
	if (answer.kind === 'not-sent') return told(words.stoppedBefore, {}, 'not_attempted');
	const { problem, sent } = answer;
	return told(
		words.noProperAnswer(problem),
		{ endpoint: endpoint.path, unanswered: problem },
		sent ? 'failed' : 'unreached',
	);
}

type Details = Partial<Omit<Outcome, 'ending' | 'message'>>;

/** An outcome that came to nothing. */
export const bad = (
	message: Sentence,
	details: Details = {},
	ending: Shortfall = 'failed',
): SimpleOutcome => ({
	ending,
	message,
	errcode: null,
	errmsg: null,
	rid: null,
	...details,
	items: [],
});

/** The output items: a bad row's last one says why, with the `fields` that every item of its operation carries. */
export function shownItems(
	outcome: SimpleOutcome,
	language: Language | undefined,
	fields: () => IDataObject,
): INodeExecutionData[] {
	const { items, note, message, errcode, errmsg, rid, endpoint = null } = outcome;
	if (!isGood(outcome)) {
		const error = spoken(message, language);
		return [...items, { json: { error, errcode, errmsg, rid, endpoint, ...fields() } }];
	}
	if (note === undefined) return items;
	const last = items[items.length - 1];
	return [...items.slice(0, -1), { ...last, json: { ...last.json, note: spoken(note, language) } }];
}
