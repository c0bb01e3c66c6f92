import type { INodeProperties } from 'n8n-workflow';
import { secret, text } from './fieldHelpers';

/** The three fields of a service that hands out a token. */
export const tokenServiceProperties = (
	prefix: 'tokenService' | 'componentToken',
	label: string,
	shown: Pick<INodeProperties, 'displayOptions'>,
	describe: string,
): INodeProperties[] => [
	text({
		displayName: `${label} URL`,
		name: `${prefix}Url`,
		placeholder: 'e.g. https://tokens.example.com/wechat',
		description: describe,
		...shown,
	}),
	secret({
		displayName: `${label} Secret`,
		name: `${prefix}Secret`,
		description: 'Sent as "Authorization: Bearer …" if given',
		...shown,
	}),
	text({
		displayName: `${label} Path`,
		name: `${prefix}Path`,
		default: 'access_token',
		description:
			'Where the token stands in the JSON answer, such as data.access_token or list[0].token. An answer in plain text is the token itself.',
		...shown,
	}),
];
