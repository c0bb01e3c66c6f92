import { createApplication } from './application/create';
import { download } from './application/download/operation';
import { getApplication } from './application/get';
import { activateCodes } from './code/activate';
import { getCode } from './code/get';
import { resolveTicket } from './code/resolveTicket';
import type { OperationRecord, ResourceRecord } from './record';

/** The resources; a new node is set to the first. */
export const resources: readonly ResourceRecord[] = [
	{ value: 'code', name: 'Code', description: 'The printed QR codes', operation: 'activate' },
	{
		value: 'application',
		name: 'Application',
		description: 'A batch of codes that you apply for (申请单)',
		operation: 'get',
	},
];

/** What a new node is set to. */
export const [START] = resources;

/** Every operation of the node, registered here and nowhere else. */
export const operations: readonly OperationRecord[] = [
	activateCodes,
	getCode,
	resolveTicket,
	createApplication,
	getApplication,
	download,
];
