import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { digitsOnWire } from '../api/json';
import { readDigits, type Reading } from '../domain/cells';

/** A text that an operation cannot do without. */
export const neededText = (
	property: Omit<INodeProperties, 'type' | 'default'>,
): INodeProperties => ({ type: 'string', default: '', required: true, ...property });

/** Stands below a field for a position. */
export const POSITION_HINT = 'Positions count from 0';

/** WeChat's number of an application, wherever a parameter asks for it. */
export const applicationIdProperty = neededText({
	displayName: 'Application ID',
	name: 'applicationId',
	placeholder: 'e.g. 581865877',
	description: 'Number that WeChat gave when the codes were applied for (申请单号)',
});

/** The same as WeChat wants it in a body: a number while it is exact, else text. */
export function readApplicationId(cell: unknown): Reading<number | string> {
	const reading = readDigits(cell);
	return reading.kind === 'value' ? { ...reading, value: digitsOnWire(reading.value) } : reading;
}

/** The caller's own number of an application. */
export const ownNumberProperty = (description: string): INodeProperties =>
	neededText({
		displayName: 'Your Own Number',
		name: 'isvApplicationId',
		placeholder: 'e.g. order-2026-001',
		description,
	});

/** By which of its two numbers an application is named. */
export const lookUpApplicationBy = (description: string): INodeProperties => ({
	displayName: 'Look Up By',
	name: 'lookupBy',
	type: 'options',
	noDataExpression: true,
	default: 'applicationId',
	description,
	options: [
		{ name: 'Application ID', value: 'applicationId', description: "WeChat's number" },
		{
			name: 'Your Own Number',
			value: 'isvApplicationId',
			description: 'The isv_application_id that you gave when you applied',
		},
	],
});

/**
 * Whether an AI agent runs the node as its tool: n8n 2.41 says so, and on every version the node that
 * n8n made for tools has a type of its own.
 */
export const isTool = (context: IExecuteFunctions): boolean =>
	context.getNode().type.endsWith('Tool') || context.isToolExecution?.() === true;
