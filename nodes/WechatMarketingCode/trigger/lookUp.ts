import type { IDataObject } from 'n8n-workflow';
import { showApplication } from '../actions/application/show';
import type { Client } from '../api/client';
import { endpoints } from '../api/endpoints';
import { explain } from '../api/errcodes';
import type { Watched } from './watched';
import { words } from './words';

/** Why an application could not be looked up. */
export interface Failure {
	readonly sentence: string;
	readonly errcode: number | null;
	readonly rid: string | null;
}

/** What a poll found of one application: the shape of Application · Get, or why there is none. */
export type Found = { readonly watched: Watched } & (
	| { readonly json: IDataObject; readonly failure?: undefined }
	| { readonly json?: undefined; readonly failure: Failure }
);

/** Asks once: the next poll is the repeat. */
export async function lookUp(client: Client, watched: Watched): Promise<Found> {
	const answer = await client.call(endpoints.applycodequery, watched.body, { isFinal: true });
	if (answer.kind === 'success') {
		return { watched, json: showApplication(answer.body, watched.body) };
	}
	const applicationId = watched.name;
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
