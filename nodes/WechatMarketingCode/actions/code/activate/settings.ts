import type { Parameters } from '../../../run/parameters';
import type { SendSettings } from '../../../run/operation';

export type RangeBy = 'startEnd' | 'startCount' | 'wholeApplication';
export type IfAlreadyActive = 'skip' | 'checkFirst' | 'error';

/** What is the same for all rows of a run. */
export interface ActivateSettings extends SendSettings {
	readonly rowSource: 'fields' | 'columns';
	readonly rangeBy: RangeBy;
	readonly ifAlreadyActive: IfAlreadyActive;
	readonly skipFinishedRows: boolean;
	readonly combineAdjacentRows: boolean;
	readonly verifyAfterActivation: boolean;
	readonly barcodeCheck: 'warn' | 'error' | 'off';
	readonly oneBased: boolean;
	readonly resultOnly: boolean;
}

/** n8n shares one cancel signal among all requests of a run and warns at the eleventh. */
const MOST_LANES = 10;

/** @throws ParameterError when an expression in a setting fails */
export function readSettings(parameters: Parameters): ActivateSettings {
	const options = parameters.collection('options');
	return settingsFrom(options, {
		rowSource: parameters.text('rowSource', 'fields'),
		rangeBy: parameters.text('rangeBy', 'startEnd'),
	});
}

/** Settings from plain values; everything that is absent has the default of the contract. */
export function settingsFrom(
	options: Record<string, unknown>,
	{ rowSource = 'fields', rangeBy = 'startEnd' } = {},
): ActivateSettings {
	const flag = (name: string, fallback: boolean): boolean =>
		typeof options[name] === 'boolean' ? options[name] : fallback;
	const number = (name: string, fallback: number): number => {
		const value = Number(options[name] ?? fallback);
		return Number.isFinite(value) ? value : fallback;
	};
	const choice = <T extends string>(name: string, allowed: readonly T[]): T =>
		allowed.find((value) => value === options[name]) ?? allowed[0];
	const timeoutMs = number('timeout', 0);
	return {
		rowSource: rowSource === 'columns' ? 'columns' : 'fields',
		rangeBy: rangeBy === 'startCount' || rangeBy === 'wholeApplication' ? rangeBy : 'startEnd',
		dryRun: flag('dryRun', false),
		checkAllRowsFirst: flag('checkAllRowsFirst', true),
		ifAlreadyActive: choice('ifAlreadyActive', ['skip', 'checkFirst', 'error']),
		skipFinishedRows: flag('skipFinishedRows', true),
		combineAdjacentRows: flag('combineAdjacentRows', false),
		verifyAfterActivation: flag('verifyAfterActivation', false),
		barcodeCheck: choice('barcodeCheck', ['warn', 'error', 'off']),
		oneBased: options.numbering === 'oneBased',
		lanes: Math.min(MOST_LANES, Math.max(1, Math.trunc(number('parallelRequests', 5)))),
		requestsPerMinute: Math.max(0, number('requestsPerMinute', 0)),
		reuseConnections: flag('reuseConnections', false),
		resultOnly: options.output === 'resultOnly',
		timeoutMs: timeoutMs > 0 ? timeoutMs : undefined,
	};
}
