import { NodeOperationError, type IDataObject, type IPollFunctions } from 'n8n-workflow';
import { readOption } from '../actions/options';
import { lookUpApplicationBy } from '../actions/shared';
import { words as settings } from '../actions/words';
import { digitsOnWire } from '../api/json';
import { readDigits, readText } from '../domain/cells';
import { words } from './words';

/** One application to watch: the body of its query, and the key under which "emitted" is kept. */
export interface Watched {
	readonly key: string;
	readonly body: IDataObject;
}

/**
 * The applications that the panel names, separated by comma or line; one given twice counts once.
 *
 * @throws NodeOperationError when there is none, one is no number, or the setting means nothing
 */
export function readApplications(context: IPollFunctions): Watched[] {
	const byOwnNumber = lookedUpBy(context) === 'isvApplicationId';
	const text = String(context.getNodeParameter('applications', ''));
	const watched = new Map<string, Watched>();
	for (const number of text.split(/[,，\r\n]/)) {
		const reading = byOwnNumber ? readText(number) : readDigits(number);
		if (reading.kind === 'blank') continue;
		if (reading.kind === 'problem') {
			throw settingError(context, words.wrongNumber(number.trim(), reading.problem));
		}
		const { value } = reading;
		const key = byOwnNumber ? `isv ${value}` : value;
		const body = byOwnNumber
			? { isv_application_id: value }
			: { application_id: digitsOnWire(value) };
		watched.set(key, { key, body });
	}
	if (watched.size > 0) return [...watched.values()];
	throw settingError(context, words.noApplication());
}

function lookedUpBy(context: IPollFunctions): unknown {
	const saved = context.getNodeParameter('lookupBy');
	const setting = lookUpApplicationBy('');
	const read = readOption(setting, saved);
	if (read !== undefined) return read;
	throw new NodeOperationError(context.getNode(), settings.notUnderstood(setting, saved));
}

const settingError = (
	context: IPollFunctions,
	{ message, description }: { message: string; description: string },
): NodeOperationError => new NodeOperationError(context.getNode(), message, { description });
