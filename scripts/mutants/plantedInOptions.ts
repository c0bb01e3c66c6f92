import type { PlantedFault } from './planted';

const OPTIONS = 'nodes/WechatMarketingCode/actions/code/activate/options.ts';

/** Head of an option's record, its fallback, what a slip would make of it, what goes wrong when the option was not added. */
const FALLBACKS: ReadonlyArray<readonly [head: string, right: string, wrong: string, so: string]> =
	[
		['barcodeCheck: choice(', "'warn'", "'off'", 'a wrong barcode has no note'],
		['barcodeCheck: choice(', "'warn'", "'error'", 'a wrong barcode is a bad row'],
		['checkAllRowsFirst: flag(', 'true', 'false', 'rows go out unchecked'],
		['combineAdjacentRows: flag(', 'false', 'true', 'touching rows share a call'],
		['dryRun: flag(', 'false', 'true', 'a run is a dry run'],
		['ifAlreadyActive: choice(', "'skip'", "'checkFirst'", 'every row is looked up'],
		['ifAlreadyActive: choice(', "'skip'", "'error'", 'what is active fails'],
		['numbering: choice(', "'zeroBased'", "'oneBased'", 'codes count from 1'],
		['output: choice(', "'rowAndResult'", "'resultOnly'", 'rows are left out'],
		['parallelRequests: number(', '5', '2', 'only two calls at once'],
		['requestsPerMinute: number(', '0', '600', 'calls are spread'],
		['reuseConnections: flag(', 'false', 'true', 'connections are kept'],
		['skipFinishedRows: flag(', 'true', 'false', 'finished rows are sent'],
		['verifyAfterActivation: flag(', 'false', 'true', 'every success is looked up'],
	];

/** Options: their defaults, in the panel and as they are read, and their bounds. */
export const plantedInOptions: readonly PlantedFault[] = [
	...FALLBACKS.map(
		([head, right, wrong, so]): PlantedFault => ({
			file: OPTIONS,
			old: `${head}${right},`,
			new: `${head}${wrong},`,
			breaks: `with no option set: ${so}`,
			seenBy: 'net/options',
		}),
	),
	{
		file: OPTIONS,
		old: 'timeout: timeout(\n\t\t30_000,',
		new: 'timeout: timeout(\n\t\t3_000,',
		breaks: 'the panel shows another default of timeout',
		seenBy: 'net/options',
	},
	{
		file: OPTIONS,
		old: 'max: 20,',
		new: 'max: 1_000,',
		breaks: 'the calls at once have no bound',
		seenBy: 'net/options',
	},
	{
		file: OPTIONS,
		old: 'max: 20,',
		new: 'max: 2,',
		breaks: 'at most two calls at once',
		seenBy: 'net/options',
	},
	{
		file: 'nodes/WechatMarketingCode/api/endpoints.ts',
		old: 'timeoutMs: 30_000',
		new: 'timeoutMs: 3_000',
		breaks: 'a call is given up after 3 s',
		seenBy: 'net/options',
	},
];
