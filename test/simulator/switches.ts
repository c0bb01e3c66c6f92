import type { SimulatorOptions, Switches } from './types';

export const DEFAULT_SWITCHES: Switches = {
	latencyMs: 0,
	unknownApplications: 'refuse',
	overlap: 'refuse',
	identicalRepeat: 'refuse',
	partlyActive: 'nothing',
	crossBlocks: 'accept',
	unregisteredBarcodes: [],
	contentType: 'text/plain',
	errmsgStyle: 'habit',
	numericStrings: 'accept',
	unicodeEscapes: 'accept',
	maxStringLength: null,
	queryReturns: { product_code: true, wxa_type: true },
	codeField: 'raw',
	returnedPath: 'as-sent',
	returnedSpelling: 'as-sent',
	queryTells: 'segment',
	queryLagMs: 0,
	repeatedApply: '80307-when-count-differs',
	freshUnknownTimes: 0,
	generation: { initMs: 5_000, processingMs: 25_000 },
	applicationFields: 'table',
	blocksBeforeFinish: 'absent',
	downloadRanges: 'blocks',
	fileLifetimeMs: null,
	package: {
		separator: '\t',
		columns: ['bits', 'code', 'index', 'url'],
		lineEnd: '\n',
		finalNewline: true,
		padding: 16,
		randomPrefix: false,
	},
	spacesInCodeUrl: false,
	ticketWithoutToken: 'refuse',
	ticketLifetimeMs: null,
	ticketUse: 'many',
	wrongSecretErrcode: 40125,
	badTokenErrcode: 40001,
	whitelistErrcode: 40164,
	whitelistAppliesTo: 'token',
	callerIp: null,
	tokenLifetimeSeconds: 7200,
	refusedForce: 'same',
	rotateRefreshToken: true,
	tokenService: {},
	componentTokenService: {},
	limits: {},
	journalLimit: null,
};

function isSwitch(name: string): name is keyof Switches {
	return name in DEFAULT_SWITCHES;
}

/** Options that cannot change after the start; `accounts`, `applications` and `platforms` are added to what is there. */
export const FIXED_OPTIONS = ['port', 'https', 'seed', 'control', 'roundTripMs', 'keepAliveMs'];

/**
 * Writes the given switches into `target`. `package` and `queryReturns` are merged, everything else is replaced.
 * @throws {Error} on a name that is no option, so that a typing mistake in a test does not pass unseen
 */
export function applySwitches(target: Switches, given: Partial<SimulatorOptions>): void {
	for (const [name, value] of Object.entries(given)) {
		if (value === undefined || FIXED_OPTIONS.includes(name)) continue;
		if (['accounts', 'applications', 'platforms', 'now', 'patience'].includes(name)) continue;
		if (!isSwitch(name)) throw new Error(`The simulator has no option "${name}"`);
		const merge = name === 'package' || name === 'queryReturns' || name === 'generation';
		const next = merge ? { ...target[name], ...(value as object) } : (value as unknown);
		Object.assign(target, { [name]: next });
	}
}

export function makeSwitches(given: Partial<SimulatorOptions>): Switches {
	const switches = structuredClone({ ...DEFAULT_SWITCHES, unregisteredBarcodes: [] }) as Switches;
	applySwitches(switches, given);
	return switches;
}
