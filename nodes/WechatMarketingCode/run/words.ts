import { map, truncate, uniqBy } from 'lodash';
import { DIAGNOSIS_PAGE } from '../api/errcodes';
import {
	begun,
	both,
	colon,
	en,
	joined,
	listed,
	NOTHING,
	pause,
	quoted,
	semicolon,
	type Sentence,
} from '../domain/sentence';
import type { Outcome } from './outcome';
import type { Problem, Row } from './row';

type Named = Pick<Row<unknown>, 'name'>;
type Faulty = Pick<Row<unknown>, 'name' | 'problems'>;
type Placed = Faulty & Pick<Row<unknown>, 'place'>;

/** Bad rows that an error lists. */
const SHOWN_ROWS = 20;

const NO_ANSWER = en`No answer came from WeChat.`.zh`没有收到微信的回答。`;

/** Everything that the street says to a person. */
export const words = {
	line: (line: number) => en`line ${line}`.zh`第 ${line} 行`,
	/** Rows are counted from 1, as a person counts. */
	place: (index: number) => en`row ${index + 1}`.zh`第 ${index + 1} 条`,
	places: (rows: ReadonlyArray<Pick<Row<unknown>, 'place'>>): Sentence =>
		listed(map(rows, 'place'), SHOWN_ROWS),

	/** All problems of a row as sentences that can stand alone. */
	problems: (problems: readonly Problem[]): Sentence =>
		joined(
			problems.map(({ field, problem }) =>
				field === undefined ? begun(problem) : both`${field}${colon}${problem}`,
			),
		),
	/** @param isAsked questions were sent */
	badRows: (rows: readonly Faulty[], isAsked: boolean): Sentence => {
		const [{ name, problems }] = rows;
		const first = ofRow({ name, problems: problems.slice(0, 1) });
		const nothing = isAsked
			? en`nothing was activated`.zh`没有激活任何码`
			: en`nothing was sent`.zh`没有发送任何请求`;
		return en`${rows.length === 1 ? '1 row is wrong' : `${rows.length} rows are wrong`}, ${nothing}. ${first}`
			.zh`${rows.length} 条数据有误，${nothing}。${first}`;
	},
	/** Every bad row by name, a line each; what {@link words.badRows} or an earlier line says is not said again. */
	badRowsInFull: (rows: readonly Placed[]): Sentence[] => {
		const [first] = rows;
		const [said, ...rest] = first.problems;
		if (rows.length === 1 && rest.length === 0) return [];
		const told = new Map([[inEnglish(said), words.sameAs(first.place)]]);
		const inLine = rest.length === 0 ? [{ ...said, problem: words.asSaid }] : rest;
		const more = rows.length - SHOWN_ROWS;
		return [
			...rows.slice(0, SHOWN_ROWS).map((row) => {
				const problems = row === first ? inLine : row.problems;
				return ofRow({ name: row.name, problems: untold(problems, row.place, told) });
			}),
			...(more > 0 ? [en`… and ${more} more`.zh`……另外还有 ${more} 条`] : []),
		];
	},
	asSaid: en`as said above.`.zh`如上所述。`,
	sameAs: (place: Sentence) => en`the same as in ${place}.`.zh`与${place}相同。`,
	/** A reason and the rows that it holds for. */
	reason: (rows: readonly Named[], reason: Sentence): Sentence => {
		const names = listed(map(rows, 'name'), 3, semicolon);
		return begun(names.en === '' ? reason : both`${names}${colon}${reason}`);
	},
	firstRow: en`Row 1 is the first row that reached this node.`
		.zh`第 1 条是到达本节点的第一条数据。`,
	badAnswer: ({ name }: Named, { message }: Outcome): Sentence =>
		name === NOTHING ? message : begun(both`${name}${colon}${message}`),
	/** Which row stopped the run and what WeChat answered, beside {@link words.badAnswer} and not in its words. */
	stoppedBy: (row: Named, outcome: Outcome): Sentence => {
		const trace = words.trace(outcome);
		const isUnanswered = trace === NOTHING && outcome.unanswered !== undefined;
		if (trace === NOTHING && !isUnanswered) return words.badAnswer(row, outcome);
		const why = isUnanswered ? NO_ANSWER : trace;
		return row.name === NOTHING
			? why
			: begun(en`${row.name} stopped the run. ${why}`.zh`${row.name}：运行在这里停止。${why}`);
	},
	/** What WeChat said and where that can be traced; '' when it gave no answer. */
	trace: ({ errcode, errmsg, rid, endpoint }: Outcome): Sentence => {
		if (errcode === null || errcode === 0) return NOTHING;
		const place = endpoint === 'login' ? en`login`.zh`登录` : (endpoint ?? '');
		const said = errmsg?.replace(/[\s,]*\b(?:hint|rid):.*$/s, '');
		const trace = joined(
			[`errcode ${errcode}`, said ? quoted(said) : '', rid ? `rid ${rid}` : '', place],
			pause,
		);
		return en`WeChat: ${trace}.${rid ? ` Look the rid up at ${DIAGNOSIS_PAGE}` : ''}`
			.zh`微信：${trace}。${rid ? `可凭 rid 查询原因：${DIAGNOSIS_PAGE}` : ''}`;
	},

	badRow: en`The row did not succeed; its columns say why.`.zh`这一条没有成功，原因见它的各列。`,
	noRow: en`this item holds no row: its json is not an object. Look at the node before this one.`
		.zh`这一项里没有数据：它的 json 不是对象。请检查前一个节点。`,
	runEnded: en`The run ended before this row`.zh`还没轮到这一条，运行就结束了`,
	rowFailed: ({ name }: Named): Sentence =>
		name === NOTHING
			? en`The item failed`.zh`这一项失败了`
			: begun(en`${name} failed`.zh`${name}：失败`),
	notAttempted: (cause: Sentence) => en`Not attempted: ${cause}`.zh`未执行：${cause}`,
	ownFault: (cause: Sentence) =>
		en`This node failed with an error of its own (${cause}), so it is not known what became of the row. Please report it`
			.zh`本节点自身出错（${cause}），这一条的结果未知。请向开发者报告`,
	unexpected: en`something unexpected happened`.zh`发生了意外错误`,
	failedBefore: (failure: string) =>
		en`The node before this one failed, and handed over this error in place of rows: ${failure}`
			.zh`前一个节点失败了，传来的不是数据，而是这个错误：${failure}`,
	executeOnce: (rows: number) =>
		en`Execute Once is on in the settings of this node: of ${rows} rows only the first one arrived here. Turn it off to have every row read`
			.zh`本节点的设置里打开了 Execute Once（只执行一次）：${rows} 条中只有第一条到达这里。请关闭它，以便读取每一条`,
	typedExpression: (text: string): Sentence => {
		const short = truncate(text, { length: 60 });
		return en`"${short}" was typed in Fixed mode, so it is only text. Switch this field to Expression.`
			.zh`“${short}”是在 Fixed（固定值）模式下输入的，只会当作文本。请把这个字段切换到 Expression（表达式）。`;
	},
	expressionFailed: (cause: Sentence) =>
		en`the expression failed (${cause}).`.zh`表达式执行失败（${cause}）。`,
	chooseCredential: en`Open this node and choose a credential whose test succeeds.`
		.zh`请打开本节点，选择一个测试成功的凭证。`,
	correctCredential: en`Open the credential of this node, correct it, and press its test button.`
		.zh`请打开本节点的凭证，改正后点击测试按钮。`,
	progress: (node: string, done: number, total: number) =>
		en`${node}: ${done} of ${total} rows done`.zh`${node}：已完成 ${done} 条，共 ${total} 条`,
};

const inEnglish = (problem: Problem): string => words.problems([problem]).en;

/** Problems of a row; in place of one that was told before, where that was. Notes where the others are told. */
const untold = (
	problems: readonly Problem[],
	place: Sentence,
	told: Map<string, Sentence>,
): Problem[] => {
	const shown = problems.map((one) => {
		const instead = told.get(inEnglish(one));
		if (instead === undefined) told.set(inEnglish(one), words.sameAs(place));
		return { ...one, problem: instead ?? one.problem };
	});
	return uniqBy(shown, inEnglish);
};

/** The problems of a row, led by its name: `Row 3, 9–5 Green tea, Code End: …`. */
function ofRow({ name, problems }: Faulty): Sentence {
	if (name === NOTHING) return words.problems(problems);
	const link = problems[0]?.field === undefined ? colon : pause;
	return begun(both`${name}${link}${words.problems(problems)}`);
}
