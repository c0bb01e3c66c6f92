import type { IDataObject } from 'n8n-workflow';
import { showApplication } from '../actions/application/show';
import { meaningOf } from '../api/answer';
import type { Client } from '../api/client';
import { endpoints } from '../api/endpoints';
import { spoken, type Part } from '../domain/sentence';
import type { Watched } from './watched';
import { words } from './words';

/** What a poll found of one application: the shape of Application · Get, or why there is none. */
export interface Found {
	readonly watched: Watched;
	readonly json?: IDataObject;
	readonly failure?: Failure;
}

export interface Failure {
	readonly sentence: string;
	readonly errcode: number | null;
	readonly rid: string | null;
}

/** Asks once: the next poll is the repeat. */
export async function lookUp(client: Client, watched: Watched): Promise<Found> {
	const { name: applicationId, body } = watched;
	const answer = await client.call(endpoints.applycodequery, body, { isFinal: true });
	if (answer.kind === 'success') return { watched, json: showApplication(answer.body, body) };
	if (answer.kind === 'refused') {
		const told = meaningOf(answer, { appId: client.appId, applicationId });
		return { watched, failure: failureOf(watched, told, answer) };
	}
	const told = answer.kind === 'silence' ? answer.problem : words.stopped();
	return { watched, failure: failureOf(watched, told) };
}

/** @param told why there is no answer, or what WeChat refused */
export const failureOf = (
	{ name }: Watched,
	told: Part,
	{ errcode, rid }: Pick<Failure, 'errcode' | 'rid'> = { errcode: null, rid: null },
): Failure => ({ sentence: words.failure(name, spoken(told, 'en')), errcode, rid });
