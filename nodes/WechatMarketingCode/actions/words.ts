import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { truncate } from 'lodash';

/** Every sentence that operations made with `simple.ts` have in common. */
export const words = {
	noOperation: (operation: string, resource: string) => ({
		message: `There is no operation "${operation}" for "${resource}"`,
		description: 'Open the node and choose the operation again.',
	}),
	notUnderstood: (property: INodeProperties, saved: unknown) =>
		`${property.displayName} is set to ${shown(saved)}, which is not understood. It takes ${taken(property)}. Nothing was sent.`,
	differsByRow: (label: string, one: unknown, other: unknown) =>
		`${label} is ${shown(one)} for one row and ${shown(other)} for another. It holds for the whole run: set it to one value. Nothing was sent.`,
	failedSetting: (label: string, problem: string) => `${label}: ${problem}. Nothing was sent.`,
	required: () => 'is empty; it is required.',
	stoppedBefore: () => 'Not attempted: the run stopped before this item.',
	noProperAnswer: (problem?: string) =>
		`WeChat gave no proper answer. ${problem === undefined ? '' : `${problem}. `}Run it again later.`,
};

/** A value as a person recognises it. */
function shown(value: unknown): string {
	if (value === undefined || value === null) return 'nothing';
	return value === '' ? 'an empty text' : truncate(JSON.stringify(value), { length: 60 });
}

/** What a setting of this kind takes. */
function taken({ type, options, typeOptions, noDataExpression }: INodeProperties): string {
	if (type === 'boolean') return 'true or false';
	if (type === 'options') {
		const names = (options as INodePropertyOptions[]).map(({ name }) => `"${name}"`).join(', ');
		return `one of ${names}${noDataExpression ? ', and no expression' : ''}`;
	}
	const { minValue = 0, maxValue } = typeOptions ?? {};
	return maxValue === undefined
		? `a number from ${minValue} upwards`
		: `a number from ${minValue} to ${maxValue}`;
}
