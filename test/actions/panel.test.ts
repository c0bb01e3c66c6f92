import {
	NodeHelpers,
	type INode,
	type INodeParameters,
	type INodeProperties,
	type INodePropertyOptions,
} from 'n8n-workflow';
import { WechatMarketingCodeApi } from '../../credentials/WechatMarketingCodeApi.credentials';
import { description } from '../../nodes/WechatMarketingCode/actions/description';
import { operations } from '../../nodes/WechatMarketingCode/actions/operations';
import { triggerProperties } from '../../nodes/WechatMarketingCode/trigger/properties';
import codex from '../../nodes/WechatMarketingCode/WechatMarketingCode.node.json';

const propertiesNamed = (name: string): INodeProperties[] =>
	description.filter((property) => property.name === name);

describe('what a person sees before the first run', () => {
	it('n8n’s list of actions names them without articles', () => {
		const actions = operations.map(({ action }) => action);
		expect(actions).toContain('Activate code range');
		for (const action of actions) expect(action).toMatch(/^[A-Z][a-z ]+$/);
		expect(actions.filter((action) => /\b(an?|the)\b/i.test(action))).toEqual([]);
	});

	it('the headers that are usual: of every field that WeChat needs, and of no other', () => {
		const [{ displayName }] = propertiesNamed('columnsNotice');
		expect(/\((.*)\)/.exec(displayName)?.[1]).toBe(
			'申请单号, 起始位, 结束位, 活动名称, 品牌, 商品标题, 条码, 小程序AppID, 小程序路径',
		);
	});

	it('a column that is dragged into Column Names writes its name', () => {
		const [{ options = [] }] = propertiesNamed('columnNames');
		expect(options.length).toBeGreaterThan(10);
		for (const one of options) expect(one).toMatchObject({ requiresDataPath: 'single' });
	});

	it('a value in Default Values or a field stays an expression', () => {
		const others = [...propertiesNamed('defaultValues')[0].options!, ...propertiesNamed('wxaPath')];
		for (const one of others) expect(one).not.toHaveProperty('requiresDataPath');
	});

	it.each(['codeStart', 'codeEnd', 'codeIndex'])('%s tells from where positions count', (name) => {
		expect(propertiesNamed(name)).not.toEqual([]);
		for (const { hint } of propertiesNamed(name)) expect(hint).toMatch(/^Positions count from 0/);
	});

	it('the trigger asks what to trigger on', () => {
		expect(triggerProperties[0]).toMatchObject({ displayName: 'Trigger On', name: 'event' });
	});

	it('the trigger watches what was chosen, and its numbers fill several lines', () => {
		const [event, lookupBy, applications] = triggerProperties;
		const choices = (event.options as INodePropertyOptions[]).map(({ value }) => value);
		expect(choices).toEqual([event.default]);
		expect(lookupBy.name).toBe('lookupBy');
		expect(applications).toMatchObject({
			name: 'applications',
			required: true,
			typeOptions: { rows: 3 },
		});
	});

	it.each([
		['the node', description],
		['the trigger', triggerProperties],
	])('what is chosen for the whole run is no expression (%s)', (_, panel) => {
		// The version of the mini program may differ by row.
		const drops = panel.filter(({ type, name }) => type === 'options' && name !== 'wxaType');
		expect(drops.length).toBeGreaterThan(1);
		expect(drops.filter((drop) => !drop.noDataExpression)).toEqual([]);
	});

	it('every option has a name, and says what it does; no number goes below 0', () => {
		const options = propertiesNamed('options').flatMap((one) => one.options as INodeProperties[]);
		expect(options.length).toBeGreaterThan(20);
		for (const { displayName, description: told, type, typeOptions } of options) {
			expect(displayName).toMatch(/^[A-Z]/);
			expect(told).toMatch(/^[A-Z].{10}/);
			if (type === 'number') expect(typeOptions?.minValue).toBeGreaterThanOrEqual(0);
		}
	});

	const shownFor = (parameters: INodeParameters): string[] => {
		const node = { typeVersion: 1, parameters } as INode;
		const type = { ...node, properties: description };
		return description
			.filter((one) => NodeHelpers.displayParameter(parameters, one, node, type as never))
			.map(({ name }) => name);
	};

	it.each<[INodeParameters, string[]]>([
		[{ range: 'all', outputAs: 'items' }, []],
		[{ range: 'part', outputAs: 'items' }, ['codeStart', 'codeEnd']],
		[{ range: 'all', outputAs: 'csv' }, ['binaryPropertyName']],
		[{ range: 'all', outputAs: 'raw' }, ['binaryPropertyName']],
	])('Download with %j asks for %j', (choices, asked) => {
		const optional = ['codeStart', 'codeEnd', 'binaryPropertyName'];
		const shown = shownFor({ resource: 'application', operation: 'download', ...choices });
		expect(shown.filter((name) => optional.includes(name))).toEqual(asked);
		for (const name of asked) expect(propertiesNamed(name)[0].required).toBe(true);
	});

	it.each(['applicationId', 'isvApplicationId'])(
		'Application · Get by %s asks for it alone',
		(by) => {
			const shown = shownFor({ resource: 'application', operation: 'get', lookupBy: by });
			expect(shown.filter((name) => /applicationId$/i.test(name))).toEqual([by]);
		},
	);

	it('the help of the credential opens the chapter on it', () => {
		const { documentationUrl } = new WechatMarketingCodeApi();
		expect(documentationUrl).toMatch(/^https:.*#credentials$/);
		expect(codex.resources.credentialDocumentation).toEqual([{ url: documentationUrl }]);
	});

	it('is found by the words of the trade', () => {
		expect(codex.alias).toEqual(
			expect.arrayContaining(['activate', '激活', '扫码', '防伪', '溯源', '69码']),
		);
	});
});
