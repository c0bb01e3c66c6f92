import type { IExecuteFunctions } from 'n8n-workflow';
import { isTool } from '../../nodes/WechatMarketingCode/actions/shared';

const context = (type: string, isToolExecution?: () => boolean) =>
	({ getNode: () => ({ type }), isToolExecution }) as unknown as IExecuteFunctions;

describe('whether an AI agent runs the node', () => {
	it.each([
		['n8n 2.41 says so', context('p.wechatMarketingCode', () => true), true],
		['the type is that of the copy for tools', context('p.wechatMarketingCodeTool'), true],
		['a workflow runs it', context('p.wechatMarketingCode', () => false), false],
		['an old n8n does not say', context('p.wechatMarketingCode'), false],
	])('%s', (_what, given, expected) => expect(isTool(given)).toBe(expected));
});
