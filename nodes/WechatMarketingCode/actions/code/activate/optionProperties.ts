import type { INodeProperties } from 'n8n-workflow';

/** Settings of the whole run; the defaults suit most sheets. */
export const optionProperties: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add Option',
	default: {},
	options: [
		{
			displayName: 'Barcode Check',
			name: 'barcodeCheck',
			type: 'options',
			default: 'warn',
			description: 'Whether the check digit of the barcode (EAN) must be right',
			options: [
				{ name: 'Off', value: 'off', description: 'Do not check' },
				{ name: 'Refuse the Row', value: 'error', description: 'A wrong check digit is a bad row' },
				{ name: 'Warn', value: 'warn', description: 'Send the row and leave a note beside it' },
			],
		},
		{
			displayName: 'Check All Rows First',
			name: 'checkAllRowsFirst',
			type: 'boolean',
			default: true,
			description: 'Whether every row is checked before the first call goes out',
		},
		{
			displayName: 'Combine Adjacent Rows',
			name: 'combineAdjacentRows',
			type: 'boolean',
			default: false,
			description:
				'Whether rows with equal values whose ranges touch share one call. Every row still gets its own result.',
		},
		{
			displayName: 'Dry Run',
			name: 'dryRun',
			type: 'boolean',
			default: false,
			description: 'Whether to check everything and plan the calls, but send nothing',
		},
		{
			displayName: 'If Already Active',
			name: 'ifAlreadyActive',
			type: 'options',
			default: 'skip',
			description: 'What to do when codes of a row are active already',
			options: [
				{
					name: 'Check First',
					value: 'checkFirst',
					description:
						'Look up the first and the last code before each call; the safest, with up to two more requests per row',
				},
				{ name: 'Fail the Row', value: 'error', description: 'The row fails' },
				{
					name: 'Skip',
					value: 'skip',
					description:
						'Fine when the whole range is active with the same values; anything else fails the row',
				},
			],
		},
		{
			displayName: 'Numbering',
			name: 'numbering',
			type: 'options',
			default: 'zeroBased',
			description:
				"How the sheet counts the codes of an application. The output always has WeChat's own numbers.",
			options: [
				{ name: 'First Code Is 0', value: 'zeroBased', description: "WeChat's own numbering" },
				{
					name: 'First Code Is 1',
					value: 'oneBased',
					description: "Converted to WeChat's numbering",
				},
			],
		},
		{
			displayName: 'Output',
			name: 'output',
			type: 'options',
			default: 'rowAndResult',
			description: 'What each output item holds',
			options: [
				{ name: 'Result Only', value: 'resultOnly', description: 'The activation_* columns alone' },
				{
					name: 'Row and Result',
					value: 'rowAndResult',
					description: 'The incoming row and the activation_* columns',
				},
			],
		},
		{
			displayName: 'Parallel Requests',
			name: 'parallelRequests',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 10 },
			default: 5,
			description: 'How many calls may be under way at once. The first call of a run goes alone.',
		},
		{
			displayName: 'Requests per Minute',
			name: 'requestsPerMinute',
			type: 'number',
			typeOptions: { minValue: 0 },
			default: 0,
			description:
				'Spreads the calls evenly; 0 for no limit. When WeChat says that there were too many, the run pauses by itself.',
		},
		{
			displayName: 'Reuse Connections',
			name: 'reuseConnections',
			type: 'boolean',
			default: false,
			description:
				"Whether to keep connections to WeChat open between the calls of a run, which makes a run about three times faster. n8n's proxy settings, its SSRF protection and the credential's domain limits do not apply to these calls.",
		},
		{
			displayName: 'Skip Finished Rows',
			name: 'skipFinishedRows',
			type: 'boolean',
			default: true,
			description:
				'Whether a row whose own activation_* columns say that this very range is active is left as it is, so that a result sheet can be run again at no cost',
		},
		{
			displayName: 'Timeout',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 30000,
			description:
				'Milliseconds to wait for the answer to one call. An activation whose answer is lost is looked up, never sent blindly again.',
		},
		{
			displayName: 'Verify After Activation',
			name: 'verifyAfterActivation',
			type: 'boolean',
			default: false,
			description:
				'Whether to look up the first and the last code after each success; two more requests per call',
		},
	],
};
