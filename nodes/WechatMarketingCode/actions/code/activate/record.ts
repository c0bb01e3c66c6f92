import type { OperationRecord } from '../../record';
import { activateDescription } from './description';
import { activate } from './operation';

export const activateRecord: OperationRecord = {
	resource: 'code',
	value: 'activate',
	name: 'Activate',
	action: 'Activate a range of codes',
	description:
		'Activate a range of printed codes, so that a scan opens the mini program; cannot be undone',
	properties: activateDescription,
	run: activate,
};
