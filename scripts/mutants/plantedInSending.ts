import type { PlantedFault } from './planted';

const ACTIVATE = 'nodes/WechatMarketingCode/actions/code/activate';
const SEND = `${ACTIVATE}/send`;
const RUN = 'nodes/WechatMarketingCode/run';
const API = 'nodes/WechatMarketingCode/api';
const NEXT = `${SEND}/next.ts`;
const FOUND = `${SEND}/found.ts`;
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
		FOUND,
		"kind === 'free' || kind === 'other');\n\tif",
		"kind === 'free');\n\tif",
		'Verify compares no values',
	),
	fault(
		'net/lookups',
		WORDS,
		"' Note: it could not be verified by a look-up.'",
		"''",
		'Verify says nothing when it got no answer',
	),
	fault(
		'net/lookups',
		FOUND,
		"kind === 'free' || kind === 'other');\n\tif",
		"kind !== 'same');\n\tif",
		'Verify fails a row because a look-up got no answer',
	),
	fault(
		'engine/betweenTries',
		FOUND,
		"if (wrong.kind === 'free' && piece.asked + 1 < MOST_LOOKS) return askAgain(piece);",
		'',
		'Verify takes a look-up that lags behind for a denial',
	),
	fault(
		'engine/trueWords',
		`${API}/answers.ts`,
		'return codeStart <= index && index <= codeEnd ?',
		'return codeEnd >= 0 ?',
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
		`${SEND}/settle.ts`,
		'OF_THE_PART',
		[80302, 80308, 80310],
		'actions/send/next',
		'later parts are not sent after',
	),
	fault(
		'engine/betweenTries',
		WORDS,
		'Only a part of the row is active: ${listed(active)}.',
		'Only a part of the row is active: ${listed(parts)}.',
		'a row that is partly active names parts that are not',
	),
	fault(
		'net/parts',
		WORDS,
		'${describeRange(spanning(rangesOf(parts)))} of',
		'${describeRange(parts[0].range)} of',
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
		`${SEND}/judge.ts`,
		"return 'already_active';",
		"return 'activated';",
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
		'.map(([range, own]) => merge([range], own, about))',
		'.map(([, own]) => merge(ranges, own, about))',
		'a row of a combined call tells the range of the whole call',
	),
	fault(
		'net/parts',
		`${ACTIVATE}/words.ts`,
		'rows.length > 1 ? `, shared by',
		'rows.length > 99 ? `, shared by',
		'a dry run does not name the rows that share a call',
	),
];

const tries = [
	fault(
		'engine/betweenTries',
		`${SEND}/merge.ts`,
		"return has('activated', 'confirmed', 'denied') ? 'answered' : undefined;",
		"return has('activated', 'confirmed', 'denied') ? 'open' : undefined;",
		'a retry takes what somebody else holds for a lost send of its own',
	),
	fault(
		'engine/betweenTries',
		`${SEND}/perform.ts`,
		'steps.push(...(isOld ? await this.look(step) : [step]));',
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
		`${RUN}/street.ts`,
		"sentBefore === 'open' ? 'unknown' : 'not_attempted'",
		"'not_attempted'",
		'a run that stops forgets what is still unknown',
	),
	fault(
		'engine/betweenTries',
		`${ACTIVATE}/request.ts`,
		'valuesKey({ ...values, applicationId: spelledNumber(values.applicationId) })',
		'valuesKey(values)',
		'an exact repeat with another spelling of the application is an overlap',
	),
];

const endings = [
	fault(
		'net/endings',
		CONTROL,
		'this.silentRows = 0;\n\t\tif',
		'if',
		'rows without an answer are counted in all, not in a row',
	),
	fault(
		'net/endings',
		CONTROL,
		'this.refusals.delete(endpoint);',
		'',
		'equal refusals are counted in all, not in a row',
	),
	fault(
		'net/endings',
		CONTROL,
		'last?.errcode === answer.errcode ? last.count + 1 : 1',
		'(last?.count ?? 0) + 1',
		'different refusals are counted as equal',
	),
	fault(
		'net/endings',
		`${RUN}/street.ts`,
		'const fault = this.operation.ended',
		'throw error;\n\t\t\tconst fault = this.operation.ended',
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
		'const STOPS: Record<Shortfall, boolean> = {',
		'const STOPS: Record<string, boolean> = {\n\tdry_run: true,',
		'a dry run is bad under Stop Workflow',
	),
	fault(
		'net/endings',
		`${SEND}/judge.ts`,
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
