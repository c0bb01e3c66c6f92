/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the examples; tests run outside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INode, INodeTypeDescription, IWorkflowBase } from 'n8n-workflow';
import { WechatMarketingCode } from '../../nodes/WechatMarketingCode/WechatMarketingCode.node';
import { WechatMarketingCodeTrigger } from '../../nodes/WechatMarketingCode/WechatMarketingCodeTrigger.node';

const FOLDER = join(__dirname, '../../workflows');
const PACKAGE = 'n8n-nodes-wechat-marketing-code';

/** An example of `workflows/`, in the form in which n8n exports it. */
export type Example = Pick<IWorkflowBase, 'id' | 'name' | 'nodes' | 'connections' | 'settings'>;

/** The file names of all examples. */
export const exampleFiles = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));

/** @throws SyntaxError when the file is no JSON */
export const readExample = (file: string): Example =>
	JSON.parse(readFileSync(join(FOLDER, file), 'utf8')) as Example;

const descriptions: Record<string, INodeTypeDescription> = {
	[`${PACKAGE}.wechatMarketingCode`]: new WechatMarketingCode().description,
	[`${PACKAGE}.wechatMarketingCodeTrigger`]: new WechatMarketingCodeTrigger().description,
};

/** What the package says of a node of its own; undefined for n8n's nodes. */
export const descriptionOf = ({ type }: INode): INodeTypeDescription | undefined =>
	descriptions[type];

export const isOurs = ({ type }: INode): boolean => type.includes('wechat');

export const isActivation = (node: INode): boolean =>
	isOurs(node) && node.parameters.operation === 'activate';

/** The text of an example's sticky notes. */
export const notesOf = ({ nodes }: Example): string =>
	nodes
		.filter(({ type }) => type === 'n8n-nodes-base.stickyNote')
		.map(({ parameters }) => String(parameters.content))
		.join('\n');
