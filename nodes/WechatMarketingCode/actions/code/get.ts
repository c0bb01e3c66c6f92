import type { IDataObject } from 'n8n-workflow';
import { answers, fieldsOf } from '../../api/answers';
import { endpoints } from '../../api/endpoints';
import { readPosition, readText } from '../../domain/cells';
import { en } from '../../domain/sentence';
import { applicationIdProperty, neededText, POSITION_HINT, readApplicationId } from '../shared';
import { simpleOperation } from '../simple';
import { words } from './words';

/**
 * Code · Get: whether a code is active, and for what. WeChat's 80304 (not active) is an answer here,
 * not an error. Source: docs/wechat-api.md, "Looking a code up".
 */
export const getCode = simpleOperation<IDataObject>({
	resource: 'code',
	value: 'get',
	name: 'Get',
	action: 'Look up code',
	description: 'Whether a code is active, and for which product and mini program',
	properties: [
		{
			displayName: 'Look Up By',
			name: 'lookupBy',
			type: 'options',
			noDataExpression: true,
			default: 'index',
			description: 'How the code is named',
			options: [
				{ name: 'Code', value: 'code', description: 'The 9 characters of the raw code (原始码)' },
				{
					name: 'Code URL',
					value: 'codeUrl',
					description: 'The 28 characters in the printed QR code',
				},
				{ name: 'Index', value: 'index', description: 'Application and position' },
			],
		},
		{ ...applicationIdProperty, displayOptions: { show: { lookupBy: ['index'] } } },
		neededText({
			displayName: 'Code Index',
			name: 'codeIndex',
			placeholder: 'e.g. 0',
			description: 'Position of the code in the application',
			hint: POSITION_HINT,
			displayOptions: { show: { lookupBy: ['index'] } },
		}),
		neededText({
			displayName: 'Code',
			name: 'code',
			placeholder: 'e.g. 044GZ*J10',
			description: 'Raw code (原始码) of 9 characters. It is text: leading zeros count.',
			displayOptions: { show: { lookupBy: ['code'] } },
		}),
		neededText({
			displayName: 'Code URL',
			name: 'codeUrl',
			placeholder: 'e.g. P.URL.CN/0U.JYJXP3HJI2C98A9O',
			description: 'Text of the printed QR code, 28 characters that start with P.URL.CN/',
			displayOptions: { show: { lookupBy: ['codeUrl'] } },
		}),
	],
	endpoint: endpoints.codeactivequery,
	lanes: 5,
	achieved: en`looked up`.zh`已查询`,
	read: (fields) => {
		switch (fields.text('lookupBy')) {
			case 'code':
				return fields.needed<IDataObject>({ code: ['code', readText] });
			case 'codeUrl':
				return fields.needed<IDataObject>({ code_url: ['codeUrl', readText] });
			default:
				return fields.needed<IDataObject>({
					application_id: ['applicationId', readApplicationId],
					code_index: ['codeIndex', readPosition],
				});
		}
	},
	perform: async (body, { client }) => {
		const answer = await client.call(endpoints.codeactivequery, body);
		if (answer.kind === 'success') {
			const index = body.code_index as number | undefined;
			const { ends } = answers.codeactivequery(answer.body, index);
			if (ends === undefined) return { failure: words.provesNothing };
			return { items: [{ json: { ...fieldsOf(answer.body), activated: true } }] };
		}
		if (answer.kind === 'refused' && answer.errcode === 80304) {
			return { items: [{ json: { ...body, activated: false } }] };
		}
		const applicationId =
			body.application_id === undefined ? undefined : String(body.application_id);
		const endpoint = endpoints.codeactivequery;
		return answer.kind === 'refused' && answer.errcode === 80306
			? { answer: { ...answer, advice: words.noSuchPosition }, endpoint }
			: { answer, endpoint, applicationId };
	},
});
