import { choice, flag, messageLanguage, number, timeout, type OptionValues } from '../../options';

/** How the rows are given; always in the panel. */
export const modes = {
	rowSource: choice('fields', {
		label: 'Row Source',
		description: 'Where the values of each row come from',
		choices: {
			fields: {
				name: 'Fields Below',
				description: 'Fill in each field once; use expressions for what differs by row',
			},
			columns: {
				name: 'Columns of the Incoming Rows',
				description: 'Headers in English or Chinese are recognised; no expression is needed',
			},
		},
	}),
	rangeBy: choice('startEnd', {
		label: 'Range By',
		description: 'How each row says which codes to activate',
		choices: {
			startEnd: { name: 'Start and End', description: 'First and last position, both included' },
			startCount: { name: 'Start and Count', description: 'First position and number of codes' },
			wholeApplication: {
				name: 'Whole Application',
				description: 'All codes of the application, one call per block of 50,000',
			},
		},
	}),
};

/** Settings of the whole run; the defaults suit most sheets. n8n wants them in alphabetical order. */
export const options = {
	askWeChat: flag(false, {
		label: 'Ask WeChat',
		description:
			'Whether to make it a dry run that also asks WeChat how the codes of each row stand: free, active, beyond the end, not generated yet. Nothing is activated.',
	}),
	barcodeCheck: choice('warn', {
		label: 'Barcode Check',
		description: 'Whether the check digit of the barcode (EAN) must be right',
		choices: {
			off: { name: 'Off', description: 'Do not check' },
			error: { name: 'Refuse the Row', description: 'A wrong check digit is a bad row' },
			warn: { name: 'Warn', description: 'Send the row and leave a note beside it' },
		},
	}),
	checkAllRowsFirst: flag(true, {
		label: 'Check All Rows First',
		description: 'Whether every row is checked before the first call goes out',
	}),
	combineAdjacentRows: flag(false, {
		label: 'Combine Adjacent Rows',
		description:
			'Whether rows with equal values whose ranges touch share one call. Every row still gets its own result.',
	}),
	dryRun: flag(false, {
		label: 'Dry Run',
		description:
			'Whether to check everything and plan the calls, but send nothing. As a tool of an AI agent the node only does that, unless this is added and set to false.',
	}),
	ifAlreadyActive: choice('skip', {
		label: 'If Already Active',
		description: 'What to do when codes of a row are active already',
		choices: {
			checkFirst: {
				name: 'Check First',
				description:
					'Look up the first and the last code before each call; the safest, with up to two more requests per row',
			},
			error: { name: 'Fail the Row', description: 'The row fails' },
			skip: {
				name: 'Skip',
				description:
					'Fine when the whole range is active with the same values; anything else fails the row',
			},
		},
	}),
	messageLanguage,
	numbering: choice('zeroBased', {
		label: 'Numbering',
		description:
			"How the sheet counts the codes of an application. The output always has WeChat's own numbers.",
		choices: {
			zeroBased: { name: 'First Code Is 0', description: "WeChat's own numbering" },
			oneBased: { name: 'First Code Is 1', description: "Converted to WeChat's numbering" },
		},
	}),
	output: choice('rowAndResult', {
		label: 'Output',
		description: 'What each output item holds',
		choices: {
			resultOnly: { name: 'Result Only', description: 'The activation_* columns alone' },
			rowAndResult: {
				name: 'Row and Result',
				description: 'The incoming row and the activation_* columns',
			},
		},
	}),
	parallelRequests: number(5, {
		label: 'Parallel Requests',
		description:
			'How many calls may be under way at once. 10 make a run nearly twice as fast as 5, and 20 three times; with fewer WeChat says less often that there were too many. The first call of a run goes alone.',
		min: 1,
		max: 20,
		whole: true,
	}),
	requestsPerMinute: number(0, {
		label: 'Requests per Minute',
		description:
			'Spreads the calls evenly; 0 for no limit. When WeChat says that there were too many, the run pauses by itself.',
		min: 0,
	}),
	reuseConnections: flag(false, {
		label: 'Reuse Connections',
		description:
			"Whether to keep connections to WeChat open between the calls of a run, which makes a run about three times faster. n8n's proxy settings do not apply to these calls, nor does its SSRF protection at the moment of connecting.",
	}),
	skipFinishedRows: flag(true, {
		label: 'Skip Finished Rows',
		description:
			'Whether a row whose own activation_* columns say that this very range is active is left as it is, so that a result sheet can be run again at no cost',
	}),
	timeout: timeout(
		30_000,
		'Milliseconds to wait for the answer to one call. An activation whose answer is lost is looked up, never sent blindly again.',
	),
	verifyAfterActivation: flag(false, {
		label: 'Verify After Activation',
		description:
			'Whether to look up the first and the last code after each success; two more requests per call',
	}),
};

/** What is the same for all rows of a run. */
export type ActivateSettings = OptionValues<typeof modes> &
	OptionValues<typeof options> & {
		/** The option was added, if only with its default. */
		readonly isNumberingSet: boolean;
	};
export type RangeBy = ActivateSettings['rangeBy'];
