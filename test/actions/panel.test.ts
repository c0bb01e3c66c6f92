import type { INodeProperties } from 'n8n-workflow';
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
