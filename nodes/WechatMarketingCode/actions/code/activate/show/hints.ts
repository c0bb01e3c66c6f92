import type { NodeHint } from 'n8n-workflow';

const ACTIVATE_FROM_FIELDS =
	'$parameter["resource"] === "code" && $parameter["operation"] === "activate" && $parameter["rowSource"] === "fields"';
const SEVERAL_ROWS = '$input.all().length > 1';
const isFixed = (field: string): string => `!String($rawParameter["${field}"]).startsWith("=")`;

const before: Pick<NodeHint, 'type' | 'location' | 'whenToDisplay'> = {
	type: 'warning',
	location: 'outputPane',
	whenToDisplay: 'beforeExecution',
};

/** Told in the output pane before a run: rows that would all ask for the very same codes. */
export const activateHints: NodeHint[] = [
	{
		...before,
		message:
			'Several rows come in, but Application ID and Code Start are the same for all of them, so each row would ask for the same codes. Drag your columns into the fields, or set Row Source to "Columns of the Incoming Rows".',
		displayCondition: `={{ ${ACTIVATE_FROM_FIELDS} && $parameter["rangeBy"] !== "wholeApplication" && ${SEVERAL_ROWS} && ${isFixed('applicationId')} && ${isFixed('codeStart')} }}`,
	},
	{
		...before,
		message:
			'Several rows come in, but Application ID is the same for all of them, so each row would ask for the whole of that application. Drag the column into the field, or turn on Execute Once in Settings.',
		displayCondition: `={{ ${ACTIVATE_FROM_FIELDS} && $parameter["rangeBy"] === "wholeApplication" && ${SEVERAL_ROWS} && ${isFixed('applicationId')} }}`,
	},
];
