import type { IDataObject } from 'n8n-workflow';
import { endpoints } from '../../api/endpoints';
import { readText } from '../../domain/cells';
import { en } from '../../domain/sentence';
import {
	applicationIdProperty,
	lookUpApplicationBy,
	ownNumberProperty,
	readApplicationId,
} from '../shared';
import { simpleOperation } from '../simple';
import { showApplication } from './show';
import { queryApplication, waitOptions } from './wait';

/** Application · Get: its status and its blocks. Source: docs/wechat-api.md, "Status of an application". */
export const getApplication = simpleOperation<IDataObject, typeof waitOptions>({
	resource: 'application',
	value: 'get',
	name: 'Get',
	action: 'Get application',
	description: 'Status and blocks of an application; can wait until it is finished',
	properties: [
		lookUpApplicationBy('Which number names the application'),
		{ ...applicationIdProperty, displayOptions: { show: { lookupBy: ['applicationId'] } } },
		{
			...ownNumberProperty('The isv_application_id that you gave when you applied'),
			displayOptions: { show: { lookupBy: ['isvApplicationId'] } },
		},
	],
	options: waitOptions,
	endpoint: endpoints.applycodequery,
	lanes: 5,
	achieved: en`looked up`.zh`已查询`,
	read: (fields) =>
		fields.text('lookupBy') === 'isvApplicationId'
			? fields.needed<IDataObject>({ isv_application_id: ['isvApplicationId', readText] })
			: fields.needed<IDataObject>({ application_id: ['applicationId', readApplicationId] }),
	perform: async (body, desk, options) => {
		const answer = await queryApplication(desk, body, options);
		if (answer.kind === 'success') return { items: [{ json: showApplication(answer.body, body) }] };
		return {
			answer,
			endpoint: endpoints.applycodequery,
			applicationId: String(Object.values(body)[0]),
		};
	},
});
