import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { modes, options } from '../../nodes/WechatMarketingCode/actions/code/activate/options';
import { operations } from '../../nodes/WechatMarketingCode/actions/operations';
import {
	choicesOf,
	optionFields,
	readOption,
	timeoutOf,
} from '../../nodes/WechatMarketingCode/actions/options';

type Reading = [saved: unknown, read: unknown];

const flags: Reading[] = [
	...[true, 'true', 'TRUE', ' true ', 'true\n', 'ＴＲＵＥ', 1, '1', 'yes', 'Yes', 'on'].map(
		(saved): Reading => [saved, true],
	),
	...[false, 'false', 'FALSE', ' false', 0, '0', 'no', 'off'].map(
		(saved): Reading => [saved, false],
	),
];

/** What no setting of any kind takes. */
const NOTHING = [
	...[undefined, null, '', '  ', {}, { value: true }, [], [1], NaN, Infinity, -1, -0.5, '-1'],
	...[
		'maybe',
		'{{ true }}',
		'{{ 5 }}',
		'constructor',
		'1e3',
		'0x1',
		'[object Object]',
		'undefined',
	],
];

/** Numbers: the default, and what is read of values at and beyond the bounds. */
const numbers: Record<string, [fallback: number, ...readings: Reading[]]> = {
	parallelRequests: [
		5,
		[1, 1],
		[0, 1],
		[20, 20],
		[21, 20],
		[1e30, 20],
		[2.9, 2],
		['7', 7],
		[' 7 ', 7],
	],
	requestsPerMinute: [
		0,
		[0, 0],
		[0.5, 0.5],
		['0.5', 0.5],
		[6000, 6000],
		['1,200', 1200],
		['６0', 60],
	],
	timeout: [30_000, [3000, 3000], [0, 0], ['500', 500], [600_001, 600_000]],
	maxWaitMinutes: [15, [0, 0], ['20 ', 20], [0.5, 0.5]],
};

/** Every setting of every operation, by the panel: what is in the options, and what takes no expression. */
const settings = new Map<string, INodeProperties>(
	operations.flatMap(({ resource, value, properties }) =>
		properties
			.flatMap((property) =>
				property.name === 'options'
					? (property.options as INodeProperties[])
					: property.noDataExpression
						? [property]
						: [],
			)
			.map((property): [string, INodeProperties] => [
				`${resource} ${value} ${property.name}`,
				property,
			]),
	),
);

const readingsOf = ({ name, type, options: offered }: INodeProperties): Reading[] => {
	if (type === 'boolean') return flags;
	if (type === 'number') return (numbers[name] ?? [0]).slice(1) as Reading[];
	return ((offered ?? []) as INodePropertyOptions[]).flatMap(({ value, name: shown }) =>
		[
			...[value, ` ${String(value)}\n`, String(value).toUpperCase(), shown, shown.toLowerCase()],
			...[shown.replaceAll(' ', ''), shown.replaceAll(' ', '_'), shown.replaceAll(' ', '-')],
			String(value).replace(/[A-Z]/g, '-$&'),
		].map((saved): Reading => [saved, value]),
	);
};

describe.each([...settings])('the setting %s', (_name, property) => {
	it.each(readingsOf(property))('reads %p as %p', (saved, expected) => {
		expect(readOption(property, saved)).toBe(expected);
	});

	it.each(NOTHING)('does not understand %p', (saved) => {
		expect(readOption(property, saved)).toBeUndefined();
	});

	it('understands its own default', () => {
		expect(readOption(property, property.default)).toBe(property.default);
	});
});

describe('the settings of the operations', () => {
	it('are all there, and of kinds that can be read', () => {
		expect(settings.size).toBeGreaterThan(25);
		for (const [, { type }] of settings) expect(['boolean', 'number', 'options']).toContain(type);
	});

	it('have names that no two choices share', () => {
		for (const [, property] of settings) {
			const choices = choicesOf(property);
			for (const { value, name } of choices) {
				expect(readOption(property, value)).toBe(value);
				expect(readOption(property, name)).toBe(value);
			}
		}
	});

	it('a flag is not a number, and a number no flag', () => {
		expect(readOption(options.parallelRequests, true)).toBeUndefined();
		expect(readOption(options.dryRun, 2)).toBeUndefined();
		expect(readOption(modes.rowSource, true)).toBeUndefined();
	});

	it.each([
		[{}, undefined],
		[{ timeout: 0 }, undefined],
		[{ timeout: 1 }, 1000],
		[{ timeout: 5000 }, 5000],
	])('%p gives a call %p milliseconds', (set, ms) => {
		expect(timeoutOf(set)).toBe(ms);
	});

	it('have these defaults in the panel', () => {
		for (const [name, [fallback]] of Object.entries(numbers)) {
			const [, { default: shown }] = [...settings].find(([path]) => path.endsWith(` ${name}`)) ?? [
				'',
				{},
			];
			expect([name, shown]).toEqual([name, fallback]);
		}
	});
});

describe('the options of Activate', () => {
	it('stand in the panel in alphabetical order', () => {
		const labels = optionFields(options).map(({ displayName }: INodeProperties) => displayName);
		expect(labels).toEqual([...labels].sort((a, b) => a.localeCompare(b)));
	});
});
