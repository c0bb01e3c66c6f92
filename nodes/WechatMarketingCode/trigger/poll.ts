import { NodeApiError, type INodeExecutionData, type IPollFunctions } from 'n8n-workflow';
import { sortBy } from 'lodash';
import { endpoints } from '../api/endpoints';
import { RunControl } from '../api/runControl';
import { time } from '../api/time';
import { connect } from '../run/connect';
import { Emitted } from './emitted';
import { lookUp, type Failure, type Found } from './lookUp';
import { Memory } from './memory';
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
	const way = { reuseConnections: false, requestsPerMinute: 0, timeoutMs };
	const { client, owner } = await connect(context, run, way);
	const emitted = new Emitted(context, client.appId, owner);
	const memory = new Memory(context);
	const open = watched.filter((one) => manual || !emitted.has(one));
	const found: Found[] = [];
	for (const one of sortBy(open, ({ name }) => memory.askedAt(name))) {
		if (run.stopped !== undefined || time.monotonic() > until) break;
		memory.asks(one.name);
		found.push(await lookUp(client, one));
	}
	tell(context, found, manual ? undefined : memory);
	// Asked again: another poll may have emitted while this one waited for WeChat.
	const isNew = ({ watched: one, json }: Found): boolean =>
		json !== undefined &&
		(manual || (json.finished === true && !emitted.has(one) && !emitted.hasShown(json)));
	const shown = sortBy(found.filter(isNew), (one) => watched.indexOf(one.watched));
	if (shown.length === 0) return null;
	if (!manual) emitted.add(shown);
	return [shown.flatMap(({ json }) => (json === undefined ? [] : [{ json }]))];
}

/**
 * What failed stands in the log while there is something that can be watched: the others' errors must
 * not keep the workflow from starting.
 *
 * @param memory undefined: everything is told at once
 * @throws NodeApiError
 */
function tell(context: IPollFunctions, found: readonly Found[], memory?: Memory): void {
	const howTold = ({ name }: Watched, { errcode }: Failure) =>
		errcode === UNKNOWN && memory !== undefined ? memory.tellsUnknown(name) : 'error';
	const failed = found.flatMap(({ watched, failure }) =>
		failure === undefined ? [] : [{ ...failure, how: howTold(watched, failure) }],
	);
	const told = failed.filter(({ how }) => how !== 'not');
	const isError = failed.length === found.length && told.some(({ how }) => how === 'error');
	if (isError) throw pollError(context, told);
	for (const { sentence } of told) context.logger.warn(sentence);
}

function pollError(context: IPollFunctions, failed: readonly Failure[]): NodeApiError {
	const [{ sentence: message, errcode, rid }] = failed;
	const description = failed
		.map((one) => words.traced(one.sentence, one.errcode, one.rid))
		.join('\n');
	const error = new NodeApiError(context.getNode(), { message }, { message, description });
	// n8n replaces a message that happens to name a network error code by a text of its own.
	error.message = message;
	error.context = { ...error.context, errcode, rid, endpoint: endpoints.applycodequery.path };
	return error;
}
