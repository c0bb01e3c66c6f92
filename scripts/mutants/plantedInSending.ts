import type { PlantedFault } from './planted';

const ACTIVATE = 'nodes/WechatMarketingCode/actions/code/activate';
const RUN = 'nodes/WechatMarketingCode/run';
const PERFORM = `${ACTIVATE}/perform.ts`;
const COVERAGE = `${ACTIVATE}/coverage.ts`;
const VERIFY = `${ACTIVATE}/verify.ts`;
const WHOLE = `${ACTIVATE}/wholeApplication.ts`;
const PARTS = `${ACTIVATE}/parts.ts`;
const CONTROL = 'nodes/WechatMarketingCode/api/runControl.ts';

const fault = (
	seenBy: string,
	file: string,
	old: string,
	text: string,
	breaks: string,
): PlantedFault => ({ seenBy, file, old, new: text, breaks });

const COMPARED = {
	application_id: 'values.applicationId',
	activity_name: 'values.activityName',
	product_brand: 'values.productBrand',
	product_title: 'values.productTitle',
	product_code: 'values.productCode',
	wxa_appid: 'values.wxaAppId',
	wxa_path: 'values.wxaPath',
	wxa_type: 'String(values.wxaType)',
};

const compared = Object.entries(COMPARED).map(([wire, value]) =>
	fault(
		'net/lookups',
		COVERAGE,
		`['${wire}', ${value}],`,
		'',
		`a look-up is the same whatever its ${wire} is`,
	),
);

const lookUps = [
	...compared,
	fault(
		'net/lookups',
		`${ACTIVATE}/checkFirst.ts`,
		'new Set([range.codeStart, range.codeEnd])',
		'new Set([range.codeStart])',
		'Check First asks for the first code only',
	),
	fault(
		'net/lookups',
		VERIFY,
		'new Set([codeStart, codeEnd])',
		'new Set([codeStart])',
		'Verify asks for the first code only',
	),
	fault(
		'net/lookups',
		VERIFY,
		'!sameValues(state.segment.body, values)',
		'false',
		'Verify compares no values',
	),
	fault(
		'net/lookups',
		VERIFY,
		"return { note: 'Note: it could not be verified by a look-up.' };",
		'return undefined;',
		'Verify says nothing when it got no answer',
	),
	fault(
		'net/lookups',
		VERIFY,
		"return { note: 'Note: it could not be verified by a look-up.' };",
		"return failure('WeChat did not tell.');",
		'Verify fails a row because a look-up got no answer',
	),
];

const FIRST_BLOCK = 'return { blocks: [{ codeStart: 0, codeEnd: 49_999 }] };';
const wholeApplication = [
	fault(
		'net/wholeApplication',
		WHOLE,
		"if (status === 'FINISH' && blocks.length > 0) return { blocks };",
		`if (status === 'FINISH' && blocks.length > 0) return { blocks };\n\t${FIRST_BLOCK}`,
		'a whole application is sent while it is still PROCESSING',
	),
	fault(
		'net/wholeApplication',
		WHOLE,
		"if (answer.kind === 'refused') {",
		`if (answer.kind === 'refused') {\n\t\t${FIRST_BLOCK}`,
		'a whole application is sent though WeChat refused to tell about it',
	),
	fault(
		'net/wholeApplication',
		WHOLE,
		"if (answer.kind !== 'success') return { outcome: unanswered(answer, false) };",
		`if (answer.kind !== 'success') ${FIRST_BLOCK}`,
		'a whole application is sent though WeChat told nothing about it',
	),
];

const without = (name: string, all: readonly number[], seenBy: string, breaks: string) =>
	all.map((code) =>
		fault(
			seenBy,
			PERFORM,
			`${name} = new Set([${all.join(', ')}])`,
			`${name} = new Set([${all.filter((other) => other !== code).join(', ')}])`,
			`${breaks} ${code}`,
		),
	);

const parts = [
	...without('OF_THE_RANGE', [80302, 80306, 80308], 'net/parts', 'a combined call is not split on'),
	...without('OF_THE_BLOCKS', [80306, 80308, 80310], 'engine/lostReplies', 'nothing is cut after'),
	...without('OF_THE_PART', [80302, 80308, 80310], 'net/parts', 'later parts are not sent after'),
	fault(
		'net/parts',
		PARTS,
		'const told = active.map(describeRange)',
		'const told = parts.map(describeRange)',
		'a row that is partly active names parts that are not',
	),
	fault(
		'net/parts',
		PARTS,
		'sum + countOf(part), 0)',
		'sum + 1, 0)',
		'a cut row tells a wrong number of codes',
	),
	fault(
		'net/parts',
		PARTS,
		'fresh < parts.length ?',
		'fresh > parts.length ?',
		'a cut row does not tell which of its parts were active already',
	),
	fault(
		'net/parts',
		PARTS,
		"'already_active' : 'activated'",
		"'activated' : 'activated'",
		'a cut row that changed nothing says activated',
	),
	fault(
		'net/parts',
		PERFORM,
		'outcome: repeated',
		'outcome',
		'a repeat does not say whose result it has',
	),
	fault(
		'net/parts',
		PERFORM,
		'const outcome = activated(rangeOf([row]), at);',
		'const outcome = activated(range, at);',
		'a row of a combined call tells the range of the whole call',
	),
	fault(
		'net/parts',
		`${ACTIVATE}/rehearse.ts`,
		'indexes.length > 1',
		'indexes.length > 99',
		'a dry run does not name the rows that share a call',
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
		'const sentence = `This node failed',
		'throw error;\n\t\t\tconst sentence = `This node failed',
		'a fault of our own is thrown on',
	),
	fault(
		'engine/lostReplies',
		PERFORM,
		"errcode === 80302 && (lost || this.settings.ifAlreadyActive !== 'error')",
		"errcode === 80302 && this.settings.ifAlreadyActive !== 'error'",
		'own work after a lost reply fails under Fail the Row',
	),
	fault(
		'net/endings',
		`${ACTIVATE}/outcome.ts`,
		"dry_run: 'good'",
		"dry_run: 'bad'",
		'a dry run is bad under Stop Workflow',
	),
	fault(
		'net/endings',
		`${ACTIVATE}/judgement.ts`,
		'24 * 3_600_000',
		'3_600_000',
		'a barcode under review is due after an hour',
	),
	fault(
		'net/endings',
		`${RUN}/earlierTries.ts`,
		'`${this.nodeId} ${this.operation.keyOf(values)}`',
		'`${this.nodeId} ${String(values === undefined)}`',
		'an earlier try is remembered without its values',
	),
];

/** Look-ups, whole applications, parts and endings: what becomes of a call. */
export const plantedInSending: readonly PlantedFault[] = [
	...lookUps,
	...wholeApplication,
	...parts,
	...endings,
];
