import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { modes, options } from '../../nodes/WechatMarketingCode/actions/code/activate/options';
import {
	optionFields,
	readOptions,
	type Option,
} from '../../nodes/WechatMarketingCode/actions/options';

type Reading = [saved: unknown, read: unknown];

/** What a saved value of each kind is read as, besides the fallback for everything else. */
const flags: Reading[] = [
	[true, true],
	[false, false],
];
const NOTHING = [undefined, null, 'true', 'nonsense', {}, NaN];

/** Numbers: the fallback, and what is read of values at and beyond the bounds. */
const numbers: Record<string, [fallback: number, ...readings: Reading[]]> = {
	parallelRequests: [5, [1, 1], [0, 1], [-3, 1], [20, 20], [21, 20], [2.9, 2], ['7', 7]],
	requestsPerMinute: [0, [0, 0], [-1, 0], [0.5, 0.5], [6000, 6000], ['60', 60]],
	timeout: [30_000, [3000, 3000], [0, 30_000], [-1, 30_000], ['500', 500]],
};
const choices: Record<string, [fallback: string, ...others: string[]]> = {
	rowSource: ['fields', 'columns'],
	rangeBy: ['startEnd', 'startCount', 'wholeApplication'],
	barcodeCheck: ['warn', 'off', 'error'],
	ifAlreadyActive: ['skip', 'checkFirst', 'error'],
	numbering: ['zeroBased', 'oneBased'],
	output: ['rowAndResult', 'resultOnly'],
};
const switches: Record<string, boolean> = {
	askWeChat: false,
	checkAllRowsFirst: true,
	combineAdjacentRows: false,
	dryRun: false,
	reuseConnections: false,
	skipFinishedRows: true,
	verifyAfterActivation: false,
};

const all: Record<string, Option<unknown>> = { ...modes, ...options };

describe.each(Object.entries(all))('the option %s', (name, option) => {
	const [fallback, ...readings]: [unknown, ...Reading[]] =
		numbers[name] ??
		(name in switches
			? [switches[name], ...flags]
			: [choices[name][0], ...choices[name].map((word): Reading => [word, word])]);
	const read = (saved: unknown) => readOptions(all, { [name]: saved });

	it('has its default in the panel and in the reading', () => {
		expect(option.panel.default).toBe(fallback);
		expect(read(undefined).values[name]).toBe(fallback);
	});

	it.each(readings)('reads %p as %p', (saved, expected) => {
		expect(read(saved).values[name]).toBe(expected);
	});

	it.each(NOTHING)('takes %p for not set', (saved) => {
		expect(read(saved)).toMatchObject({ set: {}, values: { [name]: fallback } });
		expect(read(saved).set).toEqual({});
	});

	it('offers in the panel what it reads, and no more', () => {
		const { panel } = option;
		if (panel.type !== 'options') return;
		const offered = (panel.options as INodePropertyOptions[]).map(({ value }) => value);
		expect(offered.sort()).toEqual([...choices[name]].sort());
	});
});

describe('the options of Activate', () => {
	it('stand in the panel in alphabetical order', () => {
		const labels = optionFields(options).map(({ displayName }: INodeProperties) => displayName);
		expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b)));
	});

	it('tell what was set from what is only the default', () => {
		const { set, values } = readOptions(options, { dryRun: false, timeout: 30_000 });
		expect(set).toEqual({ dryRun: false, timeout: 30_000 });
		expect(values).toMatchObject({ dryRun: false, skipFinishedRows: true });
	});
});
