import { updateDisplayOptions, type IDataObject, type INodeProperties } from 'n8n-workflow';
import { endpoints } from '../../api/endpoints';
import { digitsOnWire } from '../../api/json';
import { readDigits, readPosition, readText } from '../../domain/cells';
import { applicationIdProperty, optionsProperty, timeoutProperty } from '../shared';
import { fieldsOf, simpleOperation, type FieldReader } from '../simple';

const shownFor = (lookupBy: string): Pick<INodeProperties, 'displayOptions'> => ({
	displayOptions: { show: { lookupBy: [lookupBy] } },
});

export const getCodeDescription = updateDisplayOptions(
	{ show: { resource: ['code'], operation: ['get'] } },
	[
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
		{ ...applicationIdProperty, ...shownFor('index') },
		{
			displayName: 'Code Index',
			name: 'codeIndex',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 0',
			description: 'Position of the code in the application; the first one is 0',
			...shownFor('index'),
		},
		{
			displayName: 'Code',
			name: 'code',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 044GZ*J10',
			description: 'Raw code (原始码) of 9 characters. It is text: leading zeros count.',
			...shownFor('code'),
		},
		{
			displayName: 'Code URL',
			name: 'codeUrl',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. P.URL.CN/0U.JYJXP3HJI2C98A9O',
			description: 'Text of the printed QR code, 28 characters that start with P.URL.CN/',
			...shownFor('codeUrl'),
		},
		optionsProperty([timeoutProperty(endpoints.codeactivequery.timeoutMs)]),
	],
);

/**
 * Code · Get: whether a code is active, and for what. WeChat's 80304 (not active) is an answer here,
 * not an error. Source: docs/wechat-api.md, "Looking a code up".
 */
export const getCode = simpleOperation<IDataObject>({
	lanes: 5,
	read: (fields) => {
		switch (fields.text('lookupBy')) {
			case 'code':
				return oneField(fields, 'code', 'Code', 'code');
			case 'codeUrl':
				return oneField(fields, 'codeUrl', 'Code URL', 'code_url');
			default:
				return byIndex(fields);
		}
	},
	perform: async (body, { client }) => {
		const answer = await client.call(endpoints.codeactivequery, body);
		if (answer.kind === 'success') {
			return { items: [{ json: { ...fieldsOf(answer.body), activated: true } }] };
		}
		if (answer.kind === 'refused' && answer.errcode === 80304) {
			return { items: [{ json: { ...body, activated: false } }] };
		}
		const applicationId =
			body.application_id === undefined ? undefined : String(body.application_id);
		return { answer, endpoint: endpoints.codeactivequery, applicationId };
	},
});

function oneField(fields: FieldReader, name: string, label: string, onWire: string) {
	const value = fields.needed(name, label, readText);
	return value === undefined ? undefined : { [onWire]: value };
}

function byIndex(fields: FieldReader): IDataObject | undefined {
	const applicationId = fields.needed('applicationId', 'Application ID', readDigits);
	const codeIndex = fields.needed('codeIndex', 'Code Index', readPosition);
	if (applicationId === undefined || codeIndex === undefined) return undefined;
	return { application_id: digitsOnWire(applicationId), code_index: codeIndex };
}
