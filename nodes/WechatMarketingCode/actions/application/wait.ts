import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Answer } from '../../api/answer';
import { answers } from '../../api/answers';
import { endpoints } from '../../api/endpoints';
import { time } from '../../api/time';
import type { Desk } from '../../run/operation';

const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 300_000;
/** A fresh application may be unknown (80300) for a while (docs/wechat-api.md, "Applying"). */
const FRESH_MS = 300_000;
/** So long it is looked for when it surely exists and nobody wants to wait for its codes. */
const SHORT_MS = 60_000;
const WAIT_MINUTES = 15;

/** Waiting inside the node; hours belong to the trigger, or to a loop with a Wait node. */
export const waitProperties: INodeProperties[] = [
	{
		displayName: 'Max Wait Minutes',
		name: 'maxWaitMinutes',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: WAIT_MINUTES,
		description:
			'When the time is over, the application comes out with finished: false, which is no error. Use the trigger for waits of hours.',
	},
	{
		displayName: 'Wait Until Finished',
		name: 'waitUntilFinished',
		type: 'boolean',
		default: false,
		description: 'Whether to ask again and again until WeChat has generated the codes',
	},
];

/** Whether to wait, from the options of an operation. */
export const waits = ({ waitUntilFinished }: Record<string, unknown>): boolean =>
	waitUntilFinished === true;

function waitMsOf(options: Record<string, unknown>): number {
	const minutes = Number(options.maxWaitMinutes ?? WAIT_MINUTES);
	return (Number.isFinite(minutes) ? Math.max(0, minutes) : WAIT_MINUTES) * 60_000;
}

/**
 * Asks for an application, with Wait Until Finished again and again (10 s, then longer, at most 5 minutes
 * apart) until it is FINISH or the time is over. Unknown statuses are waited for and passed on. A run that
 * was stopped or cancelled waits no longer; the last answer stands.
 *
 * @param exists WeChat has just said that the application exists, so 80300 only means that it is fresh
 */
export async function queryApplication(
	{ client, run }: Pick<Desk, 'client' | 'run'>,
	body: IDataObject,
	options: Record<string, unknown>,
	exists = false,
): Promise<Answer> {
	const wait = waits(options);
	const start = time.now();
	const deadline = start + (wait ? waitMsOf(options) : exists ? SHORT_MS : 0);
	const freshUntil = exists ? deadline : Math.min(deadline, start + FRESH_MS);
	for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 1.5)) {
		const answer = await client.call(endpoints.applycodequery, body);
		const left = (isUnknown(answer) ? freshUntil : deadline) - time.now();
		const open = isUnknown(answer) || (wait && isUnfinished(answer));
		if (!open || left <= 0) return answer;
		try {
			await time.sleep(Math.min(waitMs, left), run.signal);
		} catch {
			return answer;
		}
		if (run.stopped !== undefined) return answer;
	}
}

/** 80300, which a fresh application may give too. */
export const isUnknown = (answer: Answer): boolean =>
	answer.kind === 'refused' && answer.errcode === 80300;

const isUnfinished = (answer: Answer): boolean =>
	answer.kind === 'success' && !answers.applycodequery(answer.body).finished;
