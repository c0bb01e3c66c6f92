import {
	NodeApiError,
	NodeOperationError,
	type IDataObject,
	type INodeExecutionData,
	type IPollFunctions,
} from 'n8n-workflow';
import { showApplication } from '../actions/application/wait';
import type { Client } from '../api/client';
import { endpoints } from '../api/endpoints';
import { explain } from '../api/errcodes';
import { digitsOnWire } from '../api/json';
import { RunControl } from '../api/runControl';
import { readDigits } from '../domain/cells';
import { connect } from '../run/connect';

/** One application to watch: the body of its query, and the key under which "emitted" is kept. */
interface Watched {
	readonly key: string;
	readonly body: IDataObject;
}

interface Found {
	readonly watched: Watched;
	readonly json?: IDataObject;
	readonly problem?: string;
}

/**
 * Emits each application once when it is FINISH. What was emitted is written only by a poll that
 * emits: n8n saves a trigger's state only then.
 *
 * @throws NodeOperationError for a wrong setting, NodeApiError when nothing could be emitted and WeChat refused
 */
export async function pollApplications(
	context: IPollFunctions,
): Promise<INodeExecutionData[][] | null> {
	const manual = context.getMode() === 'manual';
	const state = context.getWorkflowStaticData('node');
	const emitted = (state.emitted ?? {}) as Record<string, boolean>;
	const open = readApplications(context).filter(({ key }) => manual || !emitted[key]);
	if (open.length === 0) return null;
	const found = await lookUp(context, open);
	const shown = found.filter(
		({ json }) => json !== undefined && (manual || json.finished === true),
	);
	const problems = found.flatMap(({ problem }) => problem ?? []);
	if (shown.length === 0 && problems.length > 0) throw failure(context, problems);
	for (const problem of problems) context.logger.warn(problem);
	if (shown.length === 0) return null;
	if (!manual) {
		// A new object: a change inside the old one is not saved across a restart.
		state.emitted = {
			...emitted,
			...Object.fromEntries(shown.map(({ watched }) => [watched.key, true])),
		};
	}
	return [shown.map(({ json }) => ({ json: json as IDataObject }))];
}

function readApplications(context: IPollFunctions): Watched[] {
	const byOwnNumber = context.getNodeParameter('lookupBy') === 'isvApplicationId';
	const text = String(context.getNodeParameter('applications', ''));
	const numbers = text.split(/[,，;；\n]/).map((part) => part.trim());
	const watched = [...new Set(numbers)]
		.filter((number) => number !== '')
		.map((number): Watched => {
			if (byOwnNumber) return { key: `isv ${number}`, body: { isv_application_id: number } };
			const reading = readDigits(number);
			if (reading.kind !== 'value') {
				throw new NodeOperationError(context.getNode(), `"${number}" is not an application ID`, {
					description: 'An application ID has digits only. Separate several by comma or line.',
				});
			}
			return { key: reading.value, body: { application_id: digitsOnWire(reading.value) } };
		});
	if (watched.length > 0) return watched;
	throw new NodeOperationError(context.getNode(), 'No application is given', {
		description: 'Fill in Applications with one or several numbers.',
	});
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
		const json = showApplication(answer.body, watched.body);
		return { watched, json };
	}
	const name = String(Object.values(watched.body)[0]);
	if (answer.kind === 'refused') {
		const context = { appId: client.appId, applicationId: name, errmsg: answer.errmsg };
		const sentence = answer.advice ?? explain(answer.errcode, context);
		return { watched, problem: `Application ${name}: ${sentence} (errcode ${answer.errcode})` };
	}
	const problem = answer.kind === 'silence' ? answer.problem : 'the poll was stopped';
	return { watched, problem: `Application ${name}: ${problem}` };
}

function failure(context: IPollFunctions, problems: string[]): NodeApiError {
	const [message] = problems;
	return new NodeApiError(
		context.getNode(),
		{ message },
		{ message, description: problems.join('\n') },
	);
}
