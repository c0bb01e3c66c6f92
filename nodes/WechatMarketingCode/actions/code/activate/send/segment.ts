import type { IDataObject } from 'n8n-workflow';
import { answers } from '../../../../api/answers';
import { differencesIn, type Values } from '../request';
import type { Segment } from './heard';

/** The fields that tell a person for what a segment is active. */
const HOLDER = ['activity_name', 'product_title', 'product_code', 'wxa_appid', 'wxa_path'];

/** The active segment in an answer of codeactivequery; undefined without ends that hold the code. */
export function segmentIn(body: IDataObject, index: number, values: Values): Segment | undefined {
	const { ends, values: told } = answers.codeactivequery(body, index);
	if (ends === undefined) return undefined;
	const holder = HOLDER.flatMap((field) => told[field] ?? []);
	return { range: ends, differs: differencesIn(told, values), holder };
}
