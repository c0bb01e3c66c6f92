import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { Answer } from '../api/answer';
import type { Endpoint } from '../api/endpoints';
import { explain } from '../api/errcodes';
import type { Outcome, Shortfall } from '../run/outcome';
import { words } from './words';

/** What a simple operation gives for one item: output items, or why there are none, or not all. */
export type Result =
	/** `open`: good as it stands; the second part of the work, or a later try, goes on with it. */
	| {
			readonly items: INodeExecutionData[];
			readonly open?: boolean;
			readonly unanswered?: string;
	  }
	| ({ readonly failure: string } & Partly)
	| ({
			readonly answer: Answer;
			readonly endpoint: Endpoint;
			readonly applicationId?: string;
	  } & Partly);

interface Partly {
	/** Items that are whole all the same. */
	readonly items?: INodeExecutionData[];
	/** Begins the sentence about the failure. */
	readonly lead?: string;
}

export interface SimpleOutcome extends Outcome<'done'> {
	readonly items: INodeExecutionData[];
}

/** Turns a result into an outcome: WeChat's refusals in the words of the errcode table. */
export function outcomeOf(result: Result, appId: string): SimpleOutcome {
	if (!('answer' in result || 'failure' in result)) {
		return { ending: 'done', message: '', errcode: 0, errmsg: null, rid: null, ...result };
	}
	const { items = [], lead } = result;
	const told = (
		sentence: string,
		details: Details = {},
		ending: Shortfall = 'failed',
	): SimpleOutcome => {
		const message = [lead, sentence].filter(Boolean).join(' ');
		const outcome = bad(message, details, ending);
		return { ...outcome, items: [...items, ...outcome.items] };
	};
	if ('failure' in result) return told(result.failure);
	const { answer, endpoint, applicationId } = result;
	if (answer.kind === 'refused') {
		const { errcode, errmsg, rid } = answer;
		const sentence = answer.advice ?? explain(errcode, { appId, applicationId, errmsg });
		const place = answer.by === 'login' ? 'login' : endpoint.path;
		return told(sentence, { errcode, errmsg, rid, endpoint: place });
	}
	if (answer.kind === 'not-sent') return told(words.stoppedBefore(), {}, 'not_attempted');
	const { problem, sent } = answer.kind === 'silence' ? answer : { problem: undefined, sent: true };
	return told(
		words.noProperAnswer(problem),
		{ endpoint: endpoint.path, unanswered: problem },
		sent ? 'failed' : 'unreached',
	);
}

type Details = Partial<Omit<Outcome, 'ending' | 'message'>>;

/** An outcome that came to nothing: one item that says why. */
export function bad(
	message: string,
	details: Details = {},
	ending: Shortfall = 'failed',
): SimpleOutcome {
	const { errcode = null, errmsg = null, rid = null, endpoint, unanswered } = details;
	const json: IDataObject = { error: message, errcode, errmsg, rid, endpoint: endpoint ?? null };
	return { ending, message, errcode, errmsg, rid, endpoint, unanswered, items: [{ json }] };
}
