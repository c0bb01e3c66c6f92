import { updateDisplayOptions, type IDataObject } from 'n8n-workflow';
import { endpoints } from '../../api/endpoints';
import { readPosition, readText } from '../../domain/cells';
import type { Desk } from '../../run/operation';
import { optionsProperty, timeoutProperty } from '../shared';
import { simpleOperation, type Result } from '../simple';
import { isUnknown, queryApplication, showApplication, waitSettings } from './wait';
import { waitProperties } from './waitProperties';

/** WeChat's rules for one application; its pages disagree about the upper end (20 or 200 million). */
const STEP = 10_000;
const UPPER_END = 200_000_000;
const LONGEST_NUMBER = 128;

export const createApplicationDescription = updateDisplayOptions(
	{ show: { resource: ['application'], operation: ['create'] } },
	[
		{
			displayName: 'Code Count',
			name: 'codeCount',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 100000',
			description: 'How many codes to apply for: 10,000 or a multiple of it, up to 20,000,000',
		},
		{
			displayName: 'Your Own Number',
			name: 'isvApplicationId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. order-2026-001',
			description:
				'A number of your own (isv_application_id), at most 128 characters. The same number is the same application, so running this twice applies once.',
		},
		optionsProperty(
			[timeoutProperty(endpoints.applycode.timeoutMs), ...waitProperties].sort((a, b) =>
				a.displayName.localeCompare(b.displayName),
			),
		),
	],
);

/**
 * Application · Create: applies for codes. Idempotent by the caller's own number; 80307 (exists
 * already) is answered by looking it up. Source: docs/wechat-api.md, "Applying".
 */
export const createApplication = simpleOperation<IDataObject>({
	lanes: 1,
	read: (fields) => {
		const count = fields.needed('codeCount', 'Code Count', readPosition);
		const own = fields.needed('isvApplicationId', 'Your Own Number', readText);
		if (count === undefined || own === undefined) return undefined;
		const wrong = problemWith(count);
		if (wrong !== undefined) fields.refuse('Code Count', wrong);
		if (own.length > LONGEST_NUMBER) {
			fields.refuse('Your Own Number', `has ${own.length} characters; WeChat takes 128.`);
		}
		return { code_count: count, isv_application_id: own };
	},
	perform: async (body, desk, options) => {
		const answer = await desk.client.call(endpoints.applycode, body);
		if (answer.kind === 'refused' && answer.errcode === 80307)
			return await lookUp(body, desk, options);
		if (answer.kind !== 'success') return { answer, endpoint: endpoints.applycode };
		const { application_id } = answer.body;
		const { isv_application_id, code_count } = body;
		if (!waitSettings(options).wait) {
			return { items: [{ json: { application_id, isv_application_id, code_count } }] };
		}
		return await lookUp(body, desk, options, { application_id });
	},
});

function problemWith(count: number): string | undefined {
	if (count < STEP) return `must be at least 10,000, not ${count}.`;
	if (count % STEP !== 0) return `must be a multiple of 10,000, not ${count}.`;
	return count > UPPER_END ? 'is more than WeChat gives out (20,000,000).' : undefined;
}

/** The application behind the caller's own number, in the shape of Application · Get. */
async function lookUp(
	{ isv_application_id }: IDataObject,
	desk: Desk,
	options: Record<string, unknown>,
	known: IDataObject = {},
): Promise<Result> {
	const isKnown = known.application_id !== undefined;
	const settings = waitSettings(options);
	const asked = isKnown ? known : { isv_application_id };
	const answer = await queryApplication(desk, asked, settings, true);
	const shown = { ...known, isv_application_id };
	if (answer.kind === 'success') return { items: [{ json: showApplication(answer.body, shown) }] };
	// Applied for, but WeChat does not find it yet: the time is over, which is no error.
	if (isKnown && isUnknown(answer)) return { items: [{ json: showApplication({}, shown) }] };
	return { answer, endpoint: endpoints.applycodequery };
}
