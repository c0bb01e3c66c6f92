import {
	NodeApiError,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';
import { showApplication } from '../actions/application/show';
import type { Client } from '../api/client';
import { endpoints } from '../api/endpoints';
import { explain } from '../api/errcodes';
import { RunControl } from '../api/runControl';
import { connect } from '../run/connect';
import { readApplications, type Watched } from './watched';
import { words } from './words';

/** Why an application could not be looked up. */
interface Failure {
	readonly sentence: string;
	readonly errcode: number | null;
	readonly rid: string | null;
}

interface Found {
	readonly watched: Watched;
	readonly json?: IDataObject;
	readonly failure?: Failure;
}

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
	const isOpen = ({ key }: Watched): boolean => manual || !emittedIn(context)[key];
	const open = readApplications(context).filter(isOpen);
	if (open.length === 0) return null;
	const found = await lookUp(context, open);
	const failed = found.flatMap(({ failure }) => failure ?? []);
	// While one application can be watched, the others' errors must not keep the workflow from starting.
	if (failed.length === found.length) throw pollError(context, failed);
	for (const { sentence } of failed) context.logger.warn(sentence);
	// Asked again: another poll may have emitted while this one waited for WeChat.
	const shown = found.filter(
		({ json, watched }) => json !== undefined && (manual || json.finished) && isOpen(watched),
	);
	if (shown.length === 0) return null;
	if (!manual) remember(context, shown);
	return [shown.map(({ json }) => ({ json: json as IDataObject }))];
}

const emittedIn = (context: IPollFunctions): Record<string, boolean> =>
	(context.getWorkflowStaticData('node').emitted ?? {}) as Record<string, boolean>;

/** Sets a new object: a change inside the old one is not saved across a restart. */
function remember(context: IPollFunctions, shown: readonly Found[]): void {
	context.getWorkflowStaticData('node').emitted = {
		...emittedIn(context),
		...Object.fromEntries(shown.map(({ watched }) => [watched.key, true])),
	};
}

async function lookUp(context: IPollFunctions, open: readonly Watched[]): Promise<Found[]> {
	const run = new RunControl();
	const { client } = await connect(context, run, { reuseConnections: false, requestsPerMinute: 0 });
	const found: Found[] = [];
	for (const watched of open) {
		if (run.stopped !== undefined) break;
		found.push(await lookUpOne(client, watched));
	}
	return found;
}

async function lookUpOne(client: Client, watched: Watched): Promise<Found> {
	const answer = await client.call(endpoints.applycodequery, watched.body);
	if (answer.kind === 'success') {
		return { watched, json: showApplication(answer.body, watched.body) };
	}
	const applicationId = String(Object.values(watched.body)[0]);
	const failure = (problem: string, errcode: number | null = null, rid: string | null = null) => ({
		watched,
		failure: { sentence: words.failure(applicationId, problem), errcode, rid },
	});
	if (answer.kind === 'not-sent') return failure(words.stopped());
	if (answer.kind === 'silence') return failure(answer.problem);
	const { errcode, errmsg, rid, advice } = answer;
	const told = advice ?? explain(errcode, { appId: client.appId, applicationId, errmsg });
	return failure(told, errcode, rid);
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
