import { updateDisplayOptions, type IDataObject } from 'n8n-workflow';
import { endpoints } from '../../api/endpoints';
import { readText } from '../../domain/cells';
import { optionsProperty, timeoutProperty } from '../shared';
import { fieldsOf, simpleOperation } from '../simple';

export const resolveTicketDescription = updateDisplayOptions(
	{ show: { resource: ['code'], operation: ['resolveTicket'] } },
	[
		{
			displayName: 'OpenID',
			name: 'openId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. oiV2luCau8Cx0TMOy9lvZSLqRcKc',
			description: 'Openid of the person who scanned the code. It is not copied into the output.',
		},
		{
			displayName: 'Code Ticket',
			name: 'codeTicket',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 6cb4bc95e1f1abc97034cbe8fd484989',
			description:
				'Value of code_ticket that the mini program received with the scan; each scan has another one',
		},
		optionsProperty([timeoutProperty(endpoints.tickettocode.timeoutMs)]),
	],
);

/**
 * Code · Resolve Ticket: the code behind a scan. The access token is always sent, though WeChat's newer
 * page does not show it. Source: api_intp_marketcode_tickettocode.
 */
export const resolveTicket = simpleOperation<IDataObject>({
	lanes: 5,
	read: (fields) => {
		const openid = fields.needed('openId', 'OpenID', readText);
		const ticket = fields.needed('codeTicket', 'Code Ticket', readText);
		return openid === undefined || ticket === undefined
			? undefined
			: { openid, code_ticket: ticket };
	},
	perform: async (body, { client }) => {
		const answer = await client.call(endpoints.tickettocode, body);
		if (answer.kind !== 'success') return { answer, endpoint: endpoints.tickettocode };
		return { items: [{ json: fieldsOf(answer.body, ['openid', 'openId']) }] };
	},
});
