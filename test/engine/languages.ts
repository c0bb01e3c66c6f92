import { unescape } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';
import { WechatMarketingCodeApi } from '../../credentials/WechatMarketingCodeApi.credentials';
import { operations } from '../../nodes/WechatMarketingCode/actions/operations';

/** Of the panel's part of an operation. */
export const optionPropertyOf = (properties: readonly INodeProperties[]) =>
	(properties.find(({ name }) => name === 'options')?.options as INodeProperties[]).find(
		({ name }) => name === 'messageLanguage',
	);

/** How the panel calls a field, an option, or a choice of one. */
const namesIn = (properties: readonly INodeProperties[]): string[] =>
	properties.flatMap(({ displayName, name, options = [], values = [] }: Partial<Choice>) => [
		...[displayName, name].filter((shown) => shown !== undefined),
		...namesIn([...options, ...values] as INodeProperties[]),
	]);

interface Choice extends INodeProperties {
	values: INodeProperties[];
}

/** What is called the same in every language; longer names first, since one may be part of another. */
const NAMES = [
	...operations.flatMap(({ name, resource, properties }) => [
		`${resource} > ${name}`.replace(/^./, (first) => first.toUpperCase()),
		...namesIn(properties),
	]),
	...namesIn(new WechatMarketingCodeApi().properties),
	...['AI agent', 'Execute Once', 'Fixed', 'Expression', 'n8n', 'json'],
	...[
		'errcode',
		'rid',
		'true',
		'false',
		'activation_message',
		'AppID',
		'AppSecret',
		'access_token',
	],
].sort((a, b) => b.length - a.length);

/** Words of English that a Chinese text holds, besides names, addresses, and what it quotes. */
export function englishIn(text: string): string[] {
	const bare = unescape(text.replaceAll('<br>', ' '))
		.replace(/https?:\S+|(?<=[\s，])\/[\w/]+/g, ' ')
		.replace(/“[^”]*”|\bwx[0-9a-f]+/g, ' ');
	const rest = NAMES.reduce((left, name) => left.replaceAll(name, ' '), bare);
	return (rest.match(/[A-Za-z]{2,}/g) ?? []).filter((word) => word !== word.toUpperCase());
}
