import { NodeApiError, type INodeExecutionData, type IPollFunctions } from 'n8n-workflow';
import { sortBy } from 'lodash';
import { endpoints } from '../api/endpoints';
import { RunControl } from '../api/runControl';
import { time } from '../api/time';
import { words as wire } from '../api/words';
import { connect } from '../run/connect';
import { asNodeError } from '../run/failures';
import { asHtml } from '../run/reasons';
import { Emitted } from './emitted';
import { failureOf, lookUp, type Failure, type Found } from './lookUp';
import { memoryOf, tellsUnknown } from './memory';
import { readApplications, type Watched } from './watched';
import { words } from './words';

/** For one application. */
const CALL_MS = 10_000;
/** For a poll; n8n may give less. */
const POLL_MS = 36_000;
const UNKNOWN = 80300;

/**
 * Emits each application once when it is FINISH. What was emitted is written only by a poll that
 * emits: n8n saves a trigger's state only then.
 *
 * @throws NodeOperationError for a wrong setting, NodeApiError when no application could be looked up
 */
export async function pollApplications(
	context: IPollFunctions,
): Promise<INodeExecutionData[][] | null> {
	const manual = context.getMode() === 'manual';
	const watched = readApplications(context);
	const run = new RunControl();
	// n8n 2.8 knows no budget.
	const budgetMs = Math.min(POLL_MS, context.getPollBudgetMs?.() ?? POLL_MS);
	const timeoutMs = Math.min(CALL_MS, budgetMs);
	const until = time.monotonic() + budgetMs - timeoutMs;
	const { client, owner } = await connect(context, run, { timeoutMs }).catch((error: unknown) => {
		throw asNodeError(context, error, 'en');
	});
	const emitted = new Emitted(context, client.appId, owner);
	const memory = memoryOf(context, watched);
	const open = watched.filter((one) => manual || !emitted.has(one));
	const found = await within(budgetMs, async (late) => {
		const all: Found[] = [];
		for (const one of sortBy(open, ({ name }) => memory(name).at ?? -Infinity)) {
			// The first is asked for however little time n8n gives: else none ever would be.
			const isLate = all.length > 0 && time.monotonic() > until;
			if (run.stopped !== undefined || isLate) break;
			memory(one.name).at = time.monotonic();
			all.push(await Promise.race([lookUp(client, one), late(one, run)]));
		}
		return all;
	});
	const failed = found.flatMap(({ failure, watched: { name } }) => {
		if (failure === undefined) return [];
		const isFresh = failure.errcode === UNKNOWN && !manual;
		return [{ ...failure, how: isFresh ? tellsUnknown(memory(name)) : 'error' }];
	});
	const told = failed.filter(({ how }) => how !== 'not');
	// While there is something that can be watched, the others' errors must not keep the workflow from starting.
	const isError = failed.length === found.length && told.some(({ how }) => how === 'error');
	if (isError) throw pollError(context, told);
	for (const { sentence } of told) context.logger.warn(sentence);
	// Asked again: another poll may have emitted while this one waited for WeChat.
	const shown = sortBy(found, (one) => watched.indexOf(one.watched)).flatMap(
		({ watched: one, json }) => {
			const isDue = manual || (json?.finished === true && !emitted.has(one, json));
			return json !== undefined && isDue ? [{ watched: one, json }] : [];
		},
	);
	if (shown.length === 0) return null;
	if (!manual) emitted.add(shown);
	return [shown.map(({ json }) => ({ json }))];
}

type Late = (watched: Watched, run: RunControl) => Promise<Found>;

/**
 * Does the work of a poll within its time. A login under way then is not waited for any longer, and goes on:
 * the next poll finds what it brings.
 */
async function within(ms: number, work: (late: Late) => Promise<Found[]>): Promise<Found[]> {
	const done = new AbortController();
	const over = time.sleep(ms, done.signal).catch(() => undefined);
	const late: Late = async (watched, run) => {
		await over;
		const sentence = wire.lateBy(ms);
		if (!done.signal.aborted) run.stop({ kind: 'silence', sentence });
		return { watched, failure: failureOf(watched, sentence) };
	};
	return await work(late).finally(() => done.abort());
}

function pollError(context: IPollFunctions, failed: readonly Failure[]): NodeApiError {
	const [{ sentence: message, errcode, rid }] = failed;
	const lines = failed.map((one) => words.traced(one.sentence, one.errcode, one.rid));
	const description = asHtml(lines, 'en');
	const error = new NodeApiError(context.getNode(), { message }, { message, description });
	// n8n replaces a message that happens to name a network error code by a text of its own.
	error.message = message;
	error.context = { ...error.context, errcode, rid, endpoint: endpoints.applycodequery.path };
	return error;
}
