import type { PlantedFault } from './planted';

const ACTIVATE = 'nodes/WechatMarketingCode/actions/code/activate';
const SETTINGS = `${ACTIVATE}/settings.ts`;
const PANEL = `${ACTIVATE}/optionProperties.ts`;

/** Default and what a slip would make of it: name, type in the panel, right, wrong. */
const SHOWN: ReadonlyArray<readonly [string, string, string, string]> = [
	['barcodeCheck', "type: 'options'", "'warn'", "'off'"],
	['checkAllRowsFirst', "type: 'boolean'", 'true', 'false'],
	['combineAdjacentRows', "type: 'boolean'", 'false', 'true'],
	['dryRun', "type: 'boolean'", 'false', 'true'],
	['ifAlreadyActive', "type: 'options'", "'skip'", "'error'"],
	['numbering', "type: 'options'", "'zeroBased'", "'oneBased'"],
	['output', "type: 'options'", "'rowAndResult'", "'resultOnly'"],
	[
		'parallelRequests',
		"type: 'number',\n\t\t\ttypeOptions: { minValue: 1, maxValue: 10 }",
		'5',
		'2',
	],
	['requestsPerMinute', "type: 'number',\n\t\t\ttypeOptions: { minValue: 0 }", '0', '60'],
	['reuseConnections', "type: 'boolean'", 'false', 'true'],
	['skipFinishedRows', "type: 'boolean'", 'true', 'false'],
	['timeout', "type: 'number',\n\t\t\ttypeOptions: { minValue: 1 }", '30000', '3000'],
	['verifyAfterActivation', "type: 'boolean'", 'false', 'true'],
];

const shown = SHOWN.map(([name, type, right, wrong]): PlantedFault => {
	const head = `name: '${name}',\n\t\t\t${type},\n\t\t\tdefault: `;
	return {
		file: PANEL,
		old: `${head}${right},`,
		new: `${head}${wrong},`,
		breaks: `the panel shows another default of ${name}`,
		seenBy: 'net/options',
	};
});

/** How the default is read when the option was not added: right, wrong, what goes wrong. */
const READ: ReadonlyArray<readonly [string, string, string]> = [
	["flag('dryRun', false)", "flag('dryRun', true)", 'a run is a dry run'],
	["flag('checkAllRowsFirst', true)", "flag('checkAllRowsFirst', false)", 'rows go out unchecked'],
	["flag('skipFinishedRows', true)", "flag('skipFinishedRows', false)", 'finished rows are sent'],
	[
		"flag('combineAdjacentRows', false)",
		"flag('combineAdjacentRows', true)",
		'touching rows share a call',
	],
	[
		"flag('verifyAfterActivation', false)",
		"flag('verifyAfterActivation', true)",
		'every success is looked up',
	],
	["flag('reuseConnections', false)", "flag('reuseConnections', true)", 'connections are kept'],
	["['skip', 'checkFirst', 'error']", "['checkFirst', 'skip', 'error']", 'every row is looked up'],
	["['skip', 'checkFirst', 'error']", "['error', 'checkFirst', 'skip']", 'what is active fails'],
	["['warn', 'error', 'off']", "['off', 'error', 'warn']", 'a wrong barcode has no note'],
	["['warn', 'error', 'off']", "['error', 'warn', 'off']", 'a wrong barcode is a bad row'],
	["options.numbering === 'oneBased'", "options.numbering !== 'zeroBased'", 'codes count from 1'],
	["options.output === 'resultOnly'", "options.output !== 'rowAndResult'", 'rows are left out'],
	["number('parallelRequests', 5)", "number('parallelRequests', 2)", 'only two calls at once'],
	["number('requestsPerMinute', 0)", "number('requestsPerMinute', 600)", 'calls are spread'],
];

/** Options: their defaults, their bounds. */
export const plantedInOptions: readonly PlantedFault[] = [
	...shown,
	...READ.map(
		([right, wrong, breaks]): PlantedFault => ({
			file: SETTINGS,
			old: right,
			new: wrong,
			breaks: `with no option set: ${breaks}`,
			seenBy: 'net/options',
		}),
	),
	{
		file: SETTINGS,
		old: 'MOST_LANES = 10',
		new: 'MOST_LANES = 1_000',
		breaks: 'the calls at once have no bound',
		seenBy: 'net/options',
	},
	{
		file: SETTINGS,
		old: 'MOST_LANES = 10',
		new: 'MOST_LANES = 2',
		breaks: 'at most two calls at once',
		seenBy: 'net/options',
	},
	{
		file: 'nodes/WechatMarketingCode/api/endpoints.ts',
		old: 'timeoutMs = 30_000',
		new: 'timeoutMs = 3_000',
		breaks: 'a call is given up after 3 s',
		seenBy: 'net/options',
	},
];
