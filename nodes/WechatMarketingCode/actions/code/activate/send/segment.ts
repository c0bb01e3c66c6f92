import type { IDataObject } from 'n8n-workflow';
import { differencesIn, type Values } from '../request';
import type { Segment } from './heard';

/** The fields that tell a person for what a segment is active. */
const HOLDER = ['activity_name', 'product_title', 'product_code', 'wxa_appid', 'wxa_path'];

/** The active segment in an answer of codeactivequery; undefined without ends that hold the code. */
export function segmentIn(body: IDataObject, index: number, values: Values): Segment | undefined {
	const codeStart = Number(body.code_start ?? NaN);
	const codeEnd = Number(body.code_end ?? NaN);
	if (!(codeStart <= index && index <= codeEnd)) return undefined;
	const holder = HOLDER.map((field) => body[field])
		.filter((value) => value !== undefined && value !== null && value !== '')
		.map(String);
	return { range: { codeStart, codeEnd }, differs: differencesIn(body, values), holder };
}
