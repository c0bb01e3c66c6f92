import { updateDisplayOptions, type IDataObject } from 'n8n-workflow';
import { endpoints } from '../../api/endpoints';
import { digitsOnWire } from '../../api/json';
import { readDigits, readText } from '../../domain/cells';
import { applicationIdProperty, optionsProperty, timeoutProperty } from '../shared';
import { simpleOperation } from '../simple';
import { queryApplication, showApplication, waitSettings } from './wait';
import { waitProperties } from './waitProperties';

export const getApplicationDescription = updateDisplayOptions(
	{ show: { resource: ['application'], operation: ['get'] } },
	[
		{
			displayName: 'Look Up By',
			name: 'lookupBy',
			type: 'options',
			noDataExpression: true,
			default: 'applicationId',
			description: 'Which number names the application',
			options: [
				{ name: 'Application ID', value: 'applicationId', description: "WeChat's number" },
				{
					name: 'Your Own Number',
					value: 'isvApplicationId',
					description: 'The isv_application_id that you gave when you applied',
				},
			],
		},
		{ ...applicationIdProperty, displayOptions: { show: { lookupBy: ['applicationId'] } } },
		{
			displayName: 'Your Own Number',
			name: 'isvApplicationId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. order-2026-001',
			description: 'The isv_application_id that you gave when you applied',
			displayOptions: { show: { lookupBy: ['isvApplicationId'] } },
		},
		optionsProperty(
			[timeoutProperty(endpoints.applycodequery.timeoutMs), ...waitProperties].sort(byName),
		),
	],
);

function byName(a: { displayName: string }, b: { displayName: string }): number {
	return a.displayName.localeCompare(b.displayName);
}

/** Application · Get: its status and its blocks. Source: docs/wechat-api.md, "Status of an application". */
export const getApplication = simpleOperation<IDataObject>({
	lanes: 5,
	read: (fields) => {
		if (fields.text('lookupBy') === 'isvApplicationId') {
			const own = fields.needed('isvApplicationId', 'Your Own Number', readText);
			return own === undefined ? undefined : { isv_application_id: own };
		}
		const id = fields.needed('applicationId', 'Application ID', readDigits);
		return id === undefined ? undefined : { application_id: digitsOnWire(id) };
	},
	perform: async (body, desk, options) => {
		const answer = await queryApplication(desk, body, waitSettings(options));
		if (answer.kind === 'success') return { items: [{ json: showApplication(answer.body, body) }] };
		return {
			answer,
			endpoint: endpoints.applycodequery,
			applicationId: String(Object.values(body)[0]),
		};
	},
});
