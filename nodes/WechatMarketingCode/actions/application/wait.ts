import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../../api/answer';
import { endpoints } from '../../api/endpoints';
import { time } from '../../api/time';
import { countOf } from '../../domain/ranges';
import type { Desk } from '../../run/operation';
import { fieldsOf } from '../simple';
import { blocksIn } from './blocks';

const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 300_000;
/** A fresh application may be unknown (80300) for a while (docs/wechat-api.md, "Applying"). */
const FRESH_MS = 300_000;
/** So long it is looked for when it surely exists and nobody wants to wait for its codes. */
const SHORT_MS = 60_000;

/** Waiting for an application. */
export interface WaitSettings {
	readonly wait: boolean;
	readonly maxWaitMs: number;
}

export function waitSettings({
	waitUntilFinished,
	maxWaitMinutes,
}: Record<string, unknown>): WaitSettings {
	const minutes = Number(maxWaitMinutes ?? 15);
	return {
		wait: waitUntilFinished === true,
		maxWaitMs: (Number.isFinite(minutes) ? Math.max(0, minutes) : 15) * 60_000,
	};
}

/**
 * Asks for an application, with `wait` again and again (10 s, then longer, at most 5 minutes apart)
 * until it is FINISH or the time is over. Unknown statuses are waited for and passed on. A run that
 * was stopped or cancelled waits no longer; the last answer stands.
 *
 * @param exists WeChat has just said that the application exists, so 80300 only means that it is fresh
 */
export async function queryApplication(
	{ client, run }: Pick<Desk, 'client' | 'run'>,
	body: IDataObject,
	{ wait, maxWaitMs }: WaitSettings,
	exists = false,
): Promise<Answer> {
	const start = time.now();
	const deadline = start + (wait ? maxWaitMs : exists ? SHORT_MS : 0);
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
	answer.kind === 'success' && !isFinished(answer.body);

export const isFinished = ({ status }: IDataObject): boolean => status === 'FINISH';

/** What Application · Get gives out: WeChat's fields, and what one wants to know of them. */
export function showApplication(body: IDataObject, asked: IDataObject = {}): IDataObject {
	return {
		...asked,
		...fieldsOf(body),
		finished: isFinished(body),
		code_count: blocksIn(body).reduce((sum, block) => sum + countOf(block), 0),
	};
}
