/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { ColumnName } from '../nodes/WechatMarketingCode/actions/code/activate/columns';
import { fields } from '../nodes/WechatMarketingCode/actions/code/activate/fields';
import { valueNames } from '../nodes/WechatMarketingCode/actions/code/activate/request';

/** Where n8n looks for what an operation of version 1 gives out: `<resource>/<operation>.json`. */
export const SCHEMAS = join(__dirname, '../nodes/WechatMarketingCode/__schema__/v1.0.0');

interface Property {
	readonly type: 'string' | 'number' | 'boolean' | 'array' | 'object';
	readonly items?: Property;
	readonly properties?: Properties;
}
type Properties = Readonly<Record<string, Property>>;

const text: Property = { type: 'string' };
const number: Property = { type: 'number' };
const yesNo: Property = { type: 'boolean' };
const ends = { code_start: number, code_end: number };

const activated: Record<ColumnName, Property> = {
	activation_status: text,
	activation_message: text,
	activation_errcode: number,
	activation_errmsg: text,
	activation_rid: text,
	activation_application_id: text,
	activation_code_start: number,
	activation_code_end: number,
	activation_code_count: number,
	activation_time: text,
	activation_retry_after: text,
};

/** What WeChat tells of a code that is active. */
const code: Properties = {
	code: text,
	isv_application_id: text,
	...Object.fromEntries(valueNames.map((name) => [fields[name].wire, text])),
	application_id: number,
	wxa_type: number,
	...ends,
};

const application: Properties = {
	application_id: number,
	isv_application_id: text,
	status: text,
	code_generate_list: { type: 'array', items: { type: 'object', properties: ends } },
	create_time: number,
	update_time: number,
	finished: yesNo,
	code_count: number,
};

/** What the output of each operation holds: `<resource>/<operation>`. */
export const schemas: Readonly<Record<string, Properties>> = {
	'code/activate': activated,
	// The position or the address that was asked for stays beside "not active".
	'code/get': { ...code, activated: yesNo, code_index: number, code_url: text },
	'code/resolveTicket': code,
	'application/create': application,
	'application/get': application,
	'application/download': {
		application_id: text,
		index: number,
		code: text,
		code_url: text,
		code_bits: text,
	},
};

/** A file as n8n reads it: one item of the output. */
export const schemaFile = (operation: string): string =>
	`${JSON.stringify({ type: 'object', properties: schemas[operation], version: 1 }, null, '\t')}\n`;

export const schemaPath = (operation: string): string => join(SCHEMAS, `${operation}.json`);

if (require.main === module) {
	for (const operation of Object.keys(schemas)) {
		mkdirSync(dirname(schemaPath(operation)), { recursive: true });
		writeFileSync(schemaPath(operation), schemaFile(operation));
	}
}
