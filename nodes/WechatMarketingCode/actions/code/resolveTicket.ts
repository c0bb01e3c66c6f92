import type { IDataObject } from 'n8n-workflow';
import { answers } from '../../api/answers';
import { endpoints } from '../../api/endpoints';
import { readText } from '../../domain/cells';
import { en } from '../../domain/sentence';
import { neededText } from '../shared';
import { simpleOperation } from '../simple';

/**
 * Code · Resolve Ticket: the code behind a scan. The access token is always sent, though WeChat's newer
 * page does not show it. Source: docs/wechat-api.md, "Code tickets".
 */
export const resolveTicket = simpleOperation<IDataObject>({
	resource: 'code',
	value: 'resolveTicket',
	name: 'Resolve Ticket',
	action: 'Resolve scan ticket',
	description: 'Which code a person scanned, from the code_ticket that the mini program received',
	properties: [
		neededText({
			displayName: 'OpenID',
			name: 'openId',
			placeholder: 'e.g. oiV2luCau8Cx0TMOy9lvZSLqRcKc',
			description: 'Openid of the person who scanned the code. It is not copied into the output.',
		}),
		neededText({
			displayName: 'Code Ticket',
			name: 'codeTicket',
			placeholder: 'e.g. 6cb4bc95e1f1abc97034cbe8fd484989',
			description:
				'Value of code_ticket that the mini program received with the scan; each scan has another one',
		}),
	],
	endpoint: endpoints.tickettocode,
	lanes: 5,
	achieved: en`resolved`.zh`已解析`,
	read: (fields) =>
		fields.needed({ openid: ['openId', readText], code_ticket: ['codeTicket', readText] }),
	perform: async (body, { client }) => {
		const answer = await client.call(endpoints.tickettocode, body);
		if (answer.kind !== 'success') return { answer, endpoint: endpoints.tickettocode };
		return { items: [{ json: answers.tickettocode(answer.body).fields }] };
	},
});
