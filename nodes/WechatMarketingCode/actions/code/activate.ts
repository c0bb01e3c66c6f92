import type { OperationRecord } from '../record';
import { activateDescription } from './activate/panel';
import { activate } from './activate/operation';

export const activateCodes: OperationRecord = {
	resource: 'code',
	value: 'activate',
	name: 'Activate',
	action: 'Activate code range',
	description:
		'Activate a range of printed codes, so that a scan opens the mini program; cannot be undone',
	properties: activateDescription,
	run: activate,
};
