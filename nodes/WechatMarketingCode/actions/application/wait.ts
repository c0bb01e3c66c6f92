import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../../api/answer';
import { answers } from '../../api/answers';
import { endpoints } from '../../api/endpoints';
import type { RunControl } from '../../api/runControl';
import { time } from '../../api/time';
import type { Desk } from '../../run/operation';
import { flag, number, type OptionValues } from '../options';

const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 300_000;
/** A fresh application may be unknown (80300) for a while (docs/wechat-api.md, "Applying"). */
const FRESH_MS = 300_000;
/** So long it is looked for when it surely exists and nobody wants to wait for its codes. */
const SHORT_MS = 60_000;

/** Waiting inside the node; hours belong to the trigger, or to a loop with a Wait node. */
export const waitOptions = {
	maxWaitMinutes: number(15, {
		label: 'Max Wait Minutes',
		description:
			'For all items together. When the time is over, an application comes out with finished: false, which is no error. Use the trigger for waits of hours.',
		min: 0,
	}),
	waitUntilFinished: flag(false, {
		label: 'Wait Until Finished',
		description: 'Whether to ask again and again until WeChat has generated the codes',
	}),
};

/** When a run began to wait: its time is for all its rows together. */
const begun = new WeakMap<RunControl, number>();

/**
 * Asks for an application, with Wait Until Finished again and again (10 s, then longer, at most 5 minutes
 * apart) until it is FINISH or the time of the run is over. Unknown statuses are waited for and passed on.
 * A run that was stopped or cancelled waits no longer; the last answer stands.
 *
 * @param exists WeChat has said that the application exists, so 80300 only means that it is fresh
 */
export async function queryApplication(
	{ client, run }: Pick<Desk, 'client' | 'run'>,
	body: IDataObject,
	{ waitUntilFinished: wait, maxWaitMinutes }: OptionValues<typeof waitOptions>,
	exists = false,
): Promise<Answer> {
	const start = begun.get(run) ?? time.monotonic();
	begun.set(run, start);
	const deadline = start + (wait ? maxWaitMinutes * 60_000 : exists ? SHORT_MS : 0);
	const freshUntil = exists ? deadline : Math.min(deadline, start + FRESH_MS);
	for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 1.5)) {
		const answer = await client.call(endpoints.applycodequery, body);
		const left = (isUnknown(answer) ? freshUntil : deadline) - time.monotonic();
		const open = isUnknown(answer) || (wait && isUnfinished(answer));
		if (!open || left <= 0) return answer;
		// A cancel ends the pause, and counts as a stop.
		await time.sleep(Math.min(waitMs, left), run.signal).catch(() => undefined);
		if (run.stopped !== undefined) return answer;
	}
}

/** 80300, which a fresh application may give too. */
export const isUnknown = (answer: Answer): boolean =>
	answer.kind === 'refused' && answer.errcode === 80300;

const isUnfinished = (answer: Answer): boolean =>
	answer.kind === 'success' && !answers.applycodequery(answer.body).finished;
