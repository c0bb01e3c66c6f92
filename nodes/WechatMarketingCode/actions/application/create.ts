import type { IDataObject } from 'n8n-workflow';
import { answers } from '../../api/answers';
import { endpoints } from '../../api/endpoints';
import { readPosition, readText } from '../../domain/cells';
import type { Desk } from '../../run/operation';
import { neededText, optionsProperty, ownNumberProperty } from '../shared';
import { simpleOperation, type Result } from '../simple';
import { showApplication } from './show';
import { isUnknown, queryApplication, waitProperties, waits } from './wait';
import { words } from './words';

/** WeChat's rules for one application; its pages disagree about the upper end (20 or 200 million). */
const STEP = 10_000;
const UPPER_END = 200_000_000;
const LONGEST_NUMBER = 128;

/**
 * Application · Create: applies for codes. Idempotent by the caller's own number; 80307 (exists
 * already) is answered by looking it up. Source: docs/wechat-api.md, "Applying".
 */
export const createApplication = simpleOperation<IDataObject>({
	resource: 'application',
	value: 'create',
	name: 'Create',
	action: 'Apply for codes',
	description: 'Apply for a batch of codes; the same number of your own is the same application',
	properties: [
		neededText({
			displayName: 'Code Count',
			name: 'codeCount',
			placeholder: 'e.g. 100000',
			description: 'How many codes to apply for: 10,000 or a multiple of it, up to 20,000,000',
		}),
		ownNumberProperty(
			'A number of your own (isv_application_id), at most 128 characters. The same number is the same application, so running this twice applies once.',
		),
		optionsProperty(endpoints.applycode, waitProperties),
	],
	lanes: 1,
	read: (fields) => {
		const body = fields.needed({
			code_count: ['codeCount', readPosition],
			isv_application_id: ['isvApplicationId', readText],
		});
		if (body === undefined) return undefined;
		const wrong = problemWith(body.code_count);
		if (wrong !== undefined) fields.refuse('codeCount', wrong);
		const { length } = body.isv_application_id;
		if (length > LONGEST_NUMBER) {
			fields.refuse('isvApplicationId', words.numberTooLong(LONGEST_NUMBER, length));
		}
		return body;
	},
	perform: async (body, desk, options) => {
		const answer = await desk.client.call(endpoints.applycode, body);
		const { code_count, ...own } = body;
		if (answer.kind === 'refused' && answer.errcode === 80307)
			return await lookUp(own, desk, options);
		if (answer.kind !== 'success') return { answer, endpoint: endpoints.applycode };
		const { applicationId: application_id } = answers.applycode(answer.body);
		if (!waits(options)) return { items: [{ json: { application_id, ...own, code_count } }] };
		return await lookUp(own, desk, options, { application_id });
	},
});

function problemWith(count: number): string | undefined {
	if (count < STEP) return words.atLeast(STEP, count);
	if (count % STEP !== 0) return words.multipleOf(STEP, count);
	return count > UPPER_END ? words.moreThanWechatGives() : undefined;
}

/** The application behind the caller's own number, in the shape of Application · Get. */
async function lookUp(
	own: IDataObject,
	desk: Desk,
	options: Record<string, unknown>,
	known: IDataObject = {},
): Promise<Result> {
	const isKnown = known.application_id !== undefined;
	const answer = await queryApplication(desk, isKnown ? known : own, options, true);
	const shown = { ...known, ...own };
	if (answer.kind === 'success') return { items: [{ json: showApplication(answer.body, shown) }] };
	// Applied for, but WeChat does not find it yet: the time is over, which is no error.
	if (isKnown && isUnknown(answer)) return { items: [{ json: showApplication({}, shown) }] };
	return { answer, endpoint: endpoints.applycodequery };
}
