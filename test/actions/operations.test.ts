import {
	NodeHelpers,
	type IExecuteFunctions,
	type INode,
	type INodeProperties,
} from 'n8n-workflow';
import { description, panelOf } from '../../nodes/WechatMarketingCode/actions/description';
import { operations, resources } from '../../nodes/WechatMarketingCode/actions/operations';
import { operationOf } from '../../nodes/WechatMarketingCode/actions/router';
import { neededText } from '../../nodes/WechatMarketingCode/actions/shared';
import { simpleOperation } from '../../nodes/WechatMarketingCode/actions/simple';
import { endpoints } from '../../nodes/WechatMarketingCode/api/endpoints';
import { readText } from '../../nodes/WechatMarketingCode/domain/cells';
import { street } from '../../nodes/WechatMarketingCode/run/street';
import { WechatMarketingCode } from '../../nodes/WechatMarketingCode/WechatMarketingCode.node.ts';
import { startWorld, type World } from '../engine/world';

/** An operation as a contributor adds one: this record, and its name in the list. */
const echo = simpleOperation<{ said: string }>({
	resource: 'application',
	value: 'echo',
	name: 'Echo',
	action: 'Say it again',
	description: 'Gives back what it is told',
	properties: [
		neededText({
			displayName: 'Said Text',
			name: 'said',
			placeholder: 'e.g. a',
			description: 'Any',
		}),
	],
	endpoint: endpoints.applycode,
	lanes: 1,
	achieved: { en: 'echoed', zh: '已回显' },
	read: (fields) => fields.needed({ said: ['said', readText] }),
	perform: async ({ said }) => ({ items: [{ json: { said } }] }),
});
const more = [...operations, echo];

/** The node as it would be with one more record. */
class WithEcho extends WechatMarketingCode {
	description = { ...new WechatMarketingCode().description, properties: panelOf(more) };

	async execute(this: IExecuteFunctions) {
		return await street(this, operationOf(this, more));
	}
}

const shownWith = (
	panel: INodeProperties[],
	parameters: INode['parameters'],
): INodeProperties[] => {
	const node = { typeVersion: 1, parameters } as INode;
	return panel.filter((one) =>
		NodeHelpers.displayParameter(parameters, one, node, { ...node, properties: panel } as never),
	);
};
const namesWith = (panel: INodeProperties[], parameters: INode['parameters']): string[] =>
	shownWith(panel, parameters).map(({ name }) => name);
const operationValues = (panel: INodeProperties[], resource: string): unknown[] =>
	(
		shownWith(panel, { resource }).find(({ name }) => name === 'operation')?.options as Array<{
			value: unknown;
		}>
	).map(({ value }) => value);

describe('the list of operations', () => {
	it('names each operation once, under a resource that is there', () => {
		const names = operations.map(({ resource, value }) => `${resource} ${value}`);
		expect(new Set(names).size).toBe(names.length);
		const known = resources.map(({ value }) => value);
		expect(operations.filter(({ resource }) => !known.includes(resource))).toEqual([]);
		for (const { value, operation } of resources) expect(names).toContain(`${value} ${operation}`);
	});

	it('offers every operation in the drop-down of its resource, by name', () => {
		expect(operationValues(description, 'code')).toEqual(['activate', 'get', 'resolveTicket']);
		expect(operationValues(description, 'application')).toEqual(['create', 'download', 'get']);
	});

	it.each(operations.map((one) => [`${one.resource} ${one.value}`, one] as const))(
		'%s: the panel shows its properties and no others',
		(_name, { resource, value, properties }) => {
			const defaults = Object.fromEntries(properties.map((one) => [one.name, one.default]));
			const chosen = { ...defaults, resource, operation: value } as INode['parameters'];
			const shown = namesWith(description, chosen);
			expect(shown.length).toBeGreaterThan(3);
			expect(shown).toEqual(['resource', 'operation', ...namesWith([...properties], chosen)]);
		},
	);
});

describe('one more record', () => {
	let world: World;
	beforeAll(async () => {
		world = await startWorld();
	});
	afterAll(async () => await world.end());

	const run = async (parameters: INode['parameters']) =>
		await world.run({ rows: [{ n: 1 }, { n: 2 }], parameters, nodeType: new WithEcho() });

	it('is in the drop-down, with its properties for it alone', () => {
		const panel = panelOf(more);
		expect(operationValues(panel, 'application')).toEqual(['create', 'download', 'echo', 'get']);
		const chosen = { resource: 'application', operation: 'echo' };
		expect(namesWith(panel, chosen)).toEqual(['resource', 'operation', 'said', 'options']);
		for (const { resource, value } of operations) {
			expect(namesWith(panel, { resource, operation: value })).not.toContain('said');
		}
	});

	it('runs, for every row', async () => {
		const said = '={{ $json.n }}';
		const { rows, error } = await run({ resource: 'application', operation: 'echo', said });
		expect(error).toBeUndefined();
		expect(rows).toEqual([{ said: '1' }, { said: '2' }]);
	});

	it('says what is missing by the name that the panel shows', async () => {
		const { error } = await run({ resource: 'application', operation: 'echo', said: '={{ "" }}' });
		expect(error?.message).toContain('Said Text: is empty; it is required.');
	});

	it('is not there for another resource: nothing is sent', async () => {
		const { error } = await run({ resource: 'code', operation: 'echo', said: 'a' });
		expect(error?.message).toContain('There is no operation "echo" for "code"');
		expect(world.simulator.journal).toEqual([]);
	});
});
