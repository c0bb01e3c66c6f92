import type { PlantedFault } from './planted';

const ACTIVATE = 'nodes/WechatMarketingCode/actions/code/activate';
const SEND = `${ACTIVATE}/send`;
const RUN = 'nodes/WechatMarketingCode/run';
const API = 'nodes/WechatMarketingCode/api';
const NEXT = `${SEND}/next.ts`;
const CASES = `${SEND}/cases.ts`;
const MERGE = `${SEND}/merge.ts`;
const LOOK_UP = `${SEND}/lookUp.ts`;
const WORDS = `${SEND}/words.ts`;
const CONTROL = `${API}/runControl.ts`;

const fault = (
	seenBy: string,
	file: string,
	old: string,
	text: string,
	breaks: string,
): PlantedFault => ({ seenBy, file, old, new: text, breaks });

const COMPARED = [
	'application_id',
	'activity_name',
	'product_brand',
	'product_title',
	'product_code',
	'wxa_appid',
	'wxa_path',
	'wxa_type',
];

const compared = COMPARED.map((wire) =>
	fault(
		'net/lookups',
		`${ACTIVATE}/request.ts`,
		'return theirs === undefined ||',
		`return wire === '${wire}' || theirs === undefined ||`,
		`a look-up is the same whatever its ${wire} is`,
	),
);

const lookUps = [
	...compared,
	fault(
		'net/lookups',
		LOOK_UP,
		"look === 'front' ? [",
		'look ? [',
		'Check First asks for the first code only',
	),
	fault(
		'net/lookups',
		LOOK_UP,
		'new Set([codeStart, codeEnd])',
		'new Set([codeStart])',
		'Verify asks for the first code only',
	),
	fault(
		'net/lookups',
		NEXT,
		"kind === 'free' || kind === 'other');\n\tif",
		"kind === 'free');\n\tif",
		'Verify compares no values',
	),
	fault(
		'net/lookups',
		MERGE,
		'&& ending.unverified',
		'&& ending.unverified === false',
		'Verify says nothing when it got no answer',
	),
	fault(
		'net/lookups',
		NEXT,
		"kind === 'free' || kind === 'other');\n\tif",
		"kind !== 'same');\n\tif",
		'Verify fails a row because a look-up got no answer',
	),
	fault(
		'engine/betweenTries',
		NEXT,
		"if (wrong.kind === 'free' && piece.asked + 1 < MOST_LOOKS) return askAgain(piece);",
		'',
		'Verify takes a look-up that lags behind for a denial',
	),
	fault(
		'engine/trueWords',
		`${API}/answers.ts`,
		'return isAround && codeStart',
		'return codeStart',
		'a segment that does not hold the code is taken for a proof',
	),
	fault(
		'engine/betweenTries',
		LOOK_UP,
		'\t\t\tthis.how,\n',
		'',
		'a lost send is not looked up once the run has been stopped',
	),
];

const FIRST_BLOCK = 'return [{ codeStart: 0, codeEnd: 49_999 }];';
const BLOCKS = `${SEND}/activation.ts`;
const wholeApplication = [
	fault(
		'net/wholeApplication',
		BLOCKS,
		'\treturn finished && blocks.length > 0',
		`\tif (!finished) ${FIRST_BLOCK}\n\treturn finished && blocks.length > 0`,
		'a whole application is sent while it is still PROCESSING',
	),
	fault(
		'net/wholeApplication',
		BLOCKS,
		"if (answer.kind !== 'success')",
		`if (answer.kind === 'refused') ${FIRST_BLOCK}\n\tif (answer.kind !== 'success')`,
		'a whole application is sent though WeChat refused to tell about it',
	),
	fault(
		'net/wholeApplication',
		BLOCKS,
		"if (answer.kind !== 'success')",
		`if (answer.kind === 'silence') ${FIRST_BLOCK}\n\tif (answer.kind !== 'success')`,
		'a whole application is sent though WeChat told nothing about it',
	),
];

const without = (
	file: string,
	name: string,
	all: readonly number[],
	seenBy: string,
	breaks: string,
) =>
	all.map((code) =>
		fault(
			seenBy,
			file,
			`${name} = new Set([${all.join(', ')}])`,
			`${name} = new Set([${all.filter((other) => other !== code).join(', ')}])`,
			`${breaks} ${code}`,
		),
	);

const parts = [
	...without(
		NEXT,
		'OF_THE_RANGE',
		[80302, 80306, 80308],
		'net/parts',
		'a combined call is not split on',
	),
	...without(
		NEXT,
		'OF_THE_BLOCKS',
		[80306, 80308, 80310],
		'engine/lostReplies',
		'nothing is cut after',
	),
	...without(
		CASES,
		'OF_THE_PART',
		[80302, 80308, 80310],
		'actions/send/next',
		'later parts are not sent after',
	),
	fault(
		'engine/betweenTries',
		MERGE,
		'words.partlyActive(listed(active))',
		'words.partlyActive(listed(parts))',
		'a row that is partly active names parts that are not',
	),
	fault(
		'net/parts',
		MERGE,
		'const whole = spanning(rangesOf(parts));',
		'const whole = parts[0].range;',
		'a cut row tells a wrong number of codes',
	),
	fault(
		'net/parts',
		WORDS,
		"before > 0 ? `, ${before} of them were active already` : ''",
		"''",
		'a cut row does not tell which of its parts were active already',
	),
	fault(
		'net/parts',
		CASES,
		"already: { word: 'already_active'",
		"already: { word: 'activated'",
		'a cut row that changed nothing says activated',
	),
	fault(
		'net/parts',
		`${SEND}/activation.ts`,
		'outcome: repeated',
		'outcome',
		'a repeat does not say whose result it has',
	),
	fault(
		'net/parts',
		`${SEND}/activation.ts`,
		'merge(planned.range ? [planned.range] : ranges, settled, about)',
		'merge(ranges, settled, about)',
		'a row of a combined call tells the range of the whole call',
	),
	fault(
		'net/parts',
		`${ACTIVATE}/words.ts`,
		'en`, shared by ${street.places(rows)}`.zh`，由${street.places(rows)}共用`',
		"''",
		'a dry run does not name the rows that share a call',
	),
];

const tries = [
	fault(
		'engine/betweenTries',
		MERGE,
		'SENT.find((left) => sent.includes(left))',
		"sent.some((left) => left !== undefined) ? 'open' : undefined",
		'a retry takes what somebody else holds for a lost send of its own',
	),
	fault(
		'engine/betweenTries',
		`${SEND}/perform.ts`,
		'steps.push(...(isOld ? await this.take(step) : [step]));',
		'steps.push(step);',
		'a retry hides what an earlier try activated behind a refusal',
	),
	fault(
		'engine/betweenTries',
		`${ACTIVATE}/rows/plan.ts`,
		'sentBefore === undefined ? valuesKey(values) : `${row.index}`',
		'`${sentBefore} ${valuesKey(values)}`',
		'rows that an earlier run left unknown are asked about together',
	),
	fault(
		'engine/betweenTries',
		`${ACTIVATE}/rows/plan.ts`,
		'[row, ...repeats].some(',
		'[row].some(',
		'a repeat that an earlier run left unknown is sent without a question',
	),
	fault(
		'engine/betweenTries',
		`${RUN}/perform.ts`,
		"sentBefore === 'open' ? 'unknown' : 'not_attempted'",
		"'not_attempted'",
		'a run that stops forgets what is still unknown',
	),
	fault(
		'engine/betweenTries',
		`${ACTIVATE}/request.ts`,
		'`${spelledNumber(values.applicationId)} ${range',
		'`${values.applicationId} ${range',
		'an exact repeat with another spelling of the application is an overlap',
	),
];

const endings = [
	fault(
		'net/endings',
		CONTROL,
		'this.inARow = reason ===',
		"if (reason === '') return;\n\t\tthis.inARow = reason ===",
		'rows that came to nothing are counted in all, not in a row',
	),
	fault(
		'net/endings',
		CONTROL,
		"? `${errcode}` : '';",
		"? 'refused' : '';",
		'different refusals are counted as equal',
	),
	fault(
		'net/endings',
		`${RUN}/perform.ts`,
		'const fault = operation.ended',
		'throw error;\n\t\tconst fault = operation.ended',
		'a fault of our own is thrown on',
	),
	fault(
		'engine/lostReplies',
		NEXT,
		"errcode === 80302 && (piece.lost || policy.ifAlreadyActive !== 'error')",
		"errcode === 80302 && policy.ifAlreadyActive !== 'error'",
		'own work after a lost reply fails under Fail the Row',
	),
	fault(
		'net/endings',
		`${RUN}/outcome.ts`,
		"const SHORTFALLS = ['failed',",
		"const SHORTFALLS = ['dry_run', 'failed',",
		'a dry run is bad under Stop Workflow',
	),
	fault(
		'net/endings',
		CASES,
		'24 * 3_600_000',
		'3_600_000',
		'a barcode under review is due after an hour',
	),
	fault(
		'net/endings',
		`${RUN}/earlierTries.ts`,
		'`${this.nodeId} ${this.operation.keyOf(request)}`',
		'`${this.nodeId} ${String(request === undefined)}`',
		'an earlier try is remembered without its values',
	),
];

/** Look-ups, whole applications, parts, tries and endings: what becomes of a call. */
export const plantedInSending: readonly PlantedFault[] = [
	...lookUps,
	...wholeApplication,
	...parts,
	...tries,
	...endings,
];
