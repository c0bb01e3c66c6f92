import type { IDataObject } from 'n8n-workflow';
import { answers } from '../../api/answers';
import { endpoints } from '../../api/endpoints';
import { readPosition, readText } from '../../domain/cells';
import { groupBy } from '../../domain/group';
import { en, type Sentence } from '../../domain/sentence';
import { addProblem } from '../../run/row';
import { neededText, ownNumberProperty } from '../shared';
import { simpleOperation } from '../simple';
import { showApplication } from './show';
import { isUnknown, queryApplication, waitOptions } from './wait';
import { words } from './words';

/** WeChat's rules for one application; its pages disagree about the upper end (20 or 200 million). */
const STEP = 10_000;
const UPPER_END = 200_000_000;
const LONGEST_NUMBER = 128;

const ownNumber = ownNumberProperty(
	'A number of your own (isv_application_id), at most 128 characters. The same number is the same application, so running this twice applies once.',
);

/** What one item asks for, and what became of it in this execution, over all tries. */
interface Order {
	readonly code_count: number;
	readonly isv_application_id: string;
	/** WeChat has said that it exists, in whatever words. */
	exists?: boolean;
	/** WeChat's number of it, once it told. */
	application_id?: number | string;
}

/**
 * Application · Create: applies for codes, once per item and execution, by the caller's own number as
 * it was first read. First all are applied for, then each is looked up: the count that comes out is
 * WeChat's, and 80307 (exists already) is no error. Source: docs/wechat-api.md, "Applying".
 */
export const createApplication = simpleOperation<Order, typeof waitOptions>({
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
		ownNumber,
	],
	options: waitOptions,
	endpoint: endpoints.applycode,
	lanes: 1,
	achieved: en`applied for`.zh`已申请`,
	read: (fields) =>
		fields.once('order', () => {
			const order = fields.needed<Order>({
				code_count: ['codeCount', readPosition],
				isv_application_id: ['isvApplicationId', readText],
			});
			if (order === undefined) return undefined;
			const wrong = problemWith(order.code_count);
			if (wrong !== undefined) return fields.refuse('codeCount', wrong);
			const { length } = order.isv_application_id;
			return length > LONGEST_NUMBER
				? fields.refuse('isvApplicationId', words.numberTooLong(LONGEST_NUMBER, length))
				: order;
		}),
	check: (rows) => {
		for (const same of groupBy(rows, ({ request }) => request?.isv_application_id).values()) {
			const [{ name }, ...later] = same;
			const problem = { field: ownNumber.displayName, problem: words.sameNumber(name) };
			for (const row of later) addProblem(row, problem);
		}
	},
	perform: async (order, desk) => {
		const { code_count, isv_application_id } = order;
		if (!order.exists) {
			const endpoint = endpoints.applycode;
			const answer = await desk.client.call(endpoint, { code_count, isv_application_id });
			const isThere = answer.kind === 'refused' && answer.errcode === 80307;
			if (answer.kind !== 'success' && !isThere) {
				const isOpen = answer.kind === 'silence' && answer.sent;
				return {
					answer,
					endpoint,
					lead: isOpen ? words.maybeApplied(isv_application_id) : undefined,
				};
			}
			order.exists = true;
			if (answer.kind === 'success') {
				order.application_id = answers.applycode(answer.body).applicationId;
			}
		}
		return { ...notAsked(order), open: true };
	},
	settle: async (order, desk, options) => {
		if (!order.exists) return undefined;
		const { code_count, isv_application_id, application_id } = order;
		const body = application_id === undefined ? { isv_application_id } : { application_id };
		const mustBeFound = options.waitUntilFinished || application_id === undefined;
		const answer = await queryApplication(desk, body, options, mustBeFound);
		if (answer.kind === 'success') {
			order.application_id ??= answers.applycode(answer.body).applicationId;
			const json = showApplication(answer.body, numbersOf(order));
			const hasOther = json.finished === true && json.code_count !== code_count;
			const note = hasOther ? words.otherCount(json.code_count as number, code_count) : undefined;
			return { items: [{ json }], note };
		}
		if (answer.kind === 'not-sent') return undefined;
		const { items, note } = notAsked(order);
		if (application_id !== undefined) {
			// Fresh, and not found before the time is over; or nobody wanted to wait for its state.
			if (isUnknown(answer)) return { items };
			if (!options.waitUntilFinished) return { items, note };
		}
		return { answer, endpoint: endpoints.applycodequery, lead: note };
	},
	fields: (order) => numbersOf(order),
	committed: (order) => (order.exists ? namesOf(order) : undefined),
});

function problemWith(count: number): Sentence | undefined {
	if (count < STEP) return words.atLeast(STEP, count);
	if (count % STEP !== 0) return words.multipleOf(STEP, count);
	return count > UPPER_END ? words.moreThanWechatGives : undefined;
}

const numbersOf = ({ application_id, isv_application_id }: Order): IDataObject => ({
	...(application_id === undefined ? {} : { application_id }),
	isv_application_id,
});

const namesOf = ({ application_id, isv_application_id }: Order): Sentence =>
	words.names(application_id, isv_application_id);

/** What is known of an application that was applied for while nobody could ask for its state. */
const notAsked = (order: Order) => ({
	items: [{ json: showApplication({}, numbersOf(order)) }],
	note: words.notAsked(namesOf(order)),
});
