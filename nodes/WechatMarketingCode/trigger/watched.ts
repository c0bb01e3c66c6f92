import { NodeOperationError, type IDataObject, type IPollFunctions } from 'n8n-workflow';
import { digitsOnWire } from '../api/json';
import { readDigits, readText } from '../domain/cells';

/** One application to watch: the body of its query, and the key under which "emitted" is kept. */
export interface Watched {
	readonly key: string;
	readonly body: IDataObject;
}

/**
 * The applications that the panel names, separated by comma or line; one given twice counts once.
 *
 * @throws NodeOperationError when there is none, or one is no number
 */
export function readApplications(context: IPollFunctions): Watched[] {
	const byOwnNumber = context.getNodeParameter('lookupBy') === 'isvApplicationId';
	const text = String(context.getNodeParameter('applications', ''));
	const watched = new Map<string, Watched>();
	for (const number of text.split(/[,，\r\n]/)) {
		const reading = byOwnNumber ? readText(number) : readDigits(number);
		if (reading.kind === 'blank') continue;
		if (reading.kind === 'problem') throw wrongNumber(context, number.trim(), reading.problem);
		const one = byOwnNumber ? byOwn(reading.value) : byId(reading.value);
		watched.set(one.key, one);
	}
	if (watched.size > 0) return [...watched.values()];
	throw new NodeOperationError(context.getNode(), 'No application is given', {
		description: 'Fill in Applications with one or several numbers.',
	});
}

const byOwn = (number: string): Watched => ({
	key: `isv ${number}`,
	body: { isv_application_id: number },
});

const byId = (number: string): Watched => ({
	key: number,
	body: { application_id: digitsOnWire(number) },
});

function wrongNumber(context: IPollFunctions, number: string, problem: string): NodeOperationError {
	return new NodeOperationError(
		context.getNode(),
		`"${number}" is not the number of an application`,
		{
			description: `${problem} Separate several numbers by comma or line.`,
		},
	);
}
