import type { IDataObject } from 'n8n-workflow';
import type { Answer } from '../../api/answer';
import type { Client } from '../../api/client';
import { endpoints } from '../../api/endpoints';
import { time } from '../../api/time';
import { countOf } from '../../domain/ranges';
import { fieldsOf } from '../simple';
import { blocksIn } from './blocks';

const FIRST_WAIT_MS = 10_000;
const LONGEST_WAIT_MS = 300_000;
/** A fresh application id may be unknown (80300) for a while. */
const UNKNOWN_ALLOWED = 5;

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
 * until it is FINISH or the time is over. Unknown statuses are waited for and passed on.
 */
export async function queryApplication(
	client: Client,
	body: IDataObject,
	{ wait, maxWaitMs }: WaitSettings,
	signal?: AbortSignal,
): Promise<Answer> {
	const deadline = time.now() + maxWaitMs;
	let unknown = 0;
	for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(LONGEST_WAIT_MS, waitMs * 1.5)) {
		const answer = await client.call(endpoints.applycodequery, body);
		const fresh =
			answer.kind === 'refused' && answer.errcode === 80300 && ++unknown <= UNKNOWN_ALLOWED;
		const open = answer.kind === 'success' && !isFinished(answer.body);
		const left = deadline - time.now();
		if (!wait || !(fresh || open) || left <= 0) return answer;
		try {
			await time.sleep(Math.min(waitMs, left), signal);
		} catch {
			return answer;
		}
	}
}

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
