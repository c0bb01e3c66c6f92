import { NodeOperationError, type IDataObject, type IPollFunctions } from 'n8n-workflow';
import { readOption } from '../actions/options';
import { lookUpApplicationBy } from '../actions/shared';
import { words as settings } from '../actions/words';
import { digitsOnWire } from '../api/json';
import { readDigits, readText } from '../domain/cells';
import { withoutRemains } from '../domain/remains';
import { isTypedExpression } from '../run/parameters';
import { asHtml } from '../run/reasons';
import { words as street } from '../run/words';
import { words } from './words';

/** One application to watch: the body of its query, and what names it: WeChat's number, or the own one. */
export interface Watched {
	readonly name: string;
	readonly byOwnNumber: boolean;
	readonly body: IDataObject;
}

/** WeChat's number of an application as it is compared: 0101 is 101. */
export const comparable = (applicationId: unknown): string =>
	String(applicationId).replace(/^0+(?=\d)/, '');

/**
 * The applications that the panel names, separated by comma or line; own numbers may hold commas once
 * there is a line break. One given twice counts once.
 *
 * @throws NodeOperationError when there is none, one is no number, or the setting means nothing
 */
export function readApplications(context: IPollFunctions): Watched[] {
	const byOwnNumber = lookedUpBy(context) === 'isvApplicationId';
	const given: unknown = context.getNodeParameter('applications', '');
	const raw = context.getNode().parameters.applications;
	if (isTypedExpression(raw)) {
		throw new NodeOperationError(
			context.getNode(),
			`Applications: ${street.typedExpression(raw).en}`,
		);
	}
	const watched = new Map<string, Watched>();
	for (const cell of Array.isArray(given) ? (given as unknown[]) : cellsIn(given, byOwnNumber)) {
		const reading = byOwnNumber ? withoutRemains(readText)(cell) : readDigits(cell);
		if (reading.kind === 'blank') continue;
		if (reading.kind === 'problem') {
			throw settingError(context, words.wrongNumber(String(cell).trim(), reading.problem.en));
		}
		const { value } = reading;
		const name = byOwnNumber ? value : comparable(value);
		const body = byOwnNumber
			? { isv_application_id: value }
			: { application_id: digitsOnWire(value) };
		if (!watched.has(name)) watched.set(name, { name, byOwnNumber, body });
	}
	if (watched.size > 0) return [...watched.values()];
	throw settingError(context, words.noApplication());
}

function lookedUpBy(context: IPollFunctions): unknown {
	const saved = context.getNodeParameter('lookupBy');
	const setting = lookUpApplicationBy('');
	const read = readOption(setting, saved);
	if (read !== undefined) return read;
	throw new NodeOperationError(context.getNode(), settings.notUnderstood(setting, saved).en);
}

/** Only a text is cut: a number must be read as one, since it may have lost digits. */
function cellsIn(given: unknown, byOwnNumber: boolean): unknown[] {
	if (typeof given !== 'string') return [given];
	return given.split(byOwnNumber && /[\r\n]/.test(given) ? /[\r\n]/ : /[,，\r\n]/);
}

const settingError = (
	context: IPollFunctions,
	{ message, description }: { message: string; description: string },
): NodeOperationError =>
	new NodeOperationError(context.getNode(), message, { description: asHtml([description], 'en') });
