/** What the table of fields tells of one of them. */
export interface Heading {
	/** As a person sees it. */
	readonly label: string;
	/** WeChat's name, which may also stand alone in the brackets of a header. */
	readonly wire?: string;
	/** The headers that people write for it, as {@link keyOf} leaves them, separated by white space. */
	readonly headers: string;
	/** Two fields that both have it may be read from one column. */
	readonly sharesColumn?: boolean;
}

/** The fields that a sheet may have, by name, in the order in which they are told. */
export type Vocabulary<F extends string> = Readonly<Record<F, Heading>>;

/** What may stand in the brackets of a header and changes nothing, as {@link keyOf} leaves it. */
const NOTES = new Set(
	`required mandatory optional necessary must included inclusive incl include text number digits string
	integer unique chinese english pcs pieces piece codes code wechat weixin 必填 选填 必须 必需 必要 可选 可空
	非必填 不必填 必填项 选填项 含 包含 含本身 闭区间 包括 文本 文本格式 数字 整数 字符串 唯一 不可重复 中文 英文
	个 枚 张 码 wx开头 微信 一物一码 不含斜杠`.split(/\s+/),
);
/** Lengths, and the versions of a mini program that may be chosen. */
const NOTE =
	/^(?:\d+位(?:数字?)?|(?:[012]|正式|开发|体验|版|release|development|develop|trial|or|或)+)$/;
/** Where counting begins: 从1开始, from 1, 1-based. */
const COUNTS_FROM =
	/(?:从|由|自)\s*([01零一])(?!\d)\s*(?:开始|起|计|数|算)*|(?:(?:starts|starting|begins|beginning|counts|counted|counting)\s+)?(?:from|at)\s+([01]|zero|one)(?![\p{L}\p{N}])|(?<![\p{L}\p{N}])([01]|zero|one)[-\s]?(?:based|indexed)/iu;

const BRACKETS = /\([^()]*\)|\[[^[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|〖[^〖〗]*〗|\{[^{}]*\}/g;

/** What two spellings of one header have in common: letters and digits, plain width, lower case. */
export function keyOf(header: string): string {
	return header
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}

/** The field of every header in the vocabulary, by its key. */
export function fieldsByKey<F extends string>(vocabulary: Vocabulary<F>): Map<string, F> {
	return new Map(
		(Object.keys(vocabulary) as F[]).flatMap((field) =>
			vocabulary[field].headers.split(/\s+/).map((name): [string, F] => [name, field]),
		),
	);
}

/** The number of the first code, where a header says it. */
export function firstNumberIn(header: string): 0 | 1 | undefined {
	const number = COUNTS_FROM.exec(header.normalize('NFKC'))?.slice(1).find(Boolean);
	return number === undefined ? undefined : /1|一|one/i.test(number) ? 1 : 0;
}

/**
 * The field that a header means, or undefined. Where counting begins says nothing of that. Tried in this
 * order: the whole header; its parts without notes in brackets ("Start (required)") and with what else stands
 * there ("Barcode (EAN)", "条码/EAN", "起始位 Start"), if each is recognised and all mean one field; WeChat's own
 * name in brackets ("Anfang (code_start)").
 */
export function recognise<F extends string>(
	header: string,
	fieldOf: ReadonlyMap<string, F>,
	vocabulary: Vocabulary<F>,
): F | undefined {
	const plain = header.normalize('NFKC').replace(COUNTS_FROM, ' ');
	const inside = [...plain.matchAll(BRACKETS)].map(([bracketed]) => keyOf(bracketed));
	// What is no note may be another thing ("Start (date)") or a unit ("数量(万)").
	const rest = inside.filter((key) => key !== '' && !NOTES.has(key) && !NOTE.test(key));
	const outside = `${plain.replace(BRACKETS, ' ')}${rest.map((key) => `/${key}`).join('')}`;
	return (
		fieldOf.get(keyOf(plain)) ??
		commonField(outside.split(/[/|\\\r\n、,;]+/), fieldOf) ??
		commonField(
			outside.split(
				/(?<=\p{Script=Han})\s*(?=\p{Script=Latin})|(?<=\p{Script=Latin})\s*(?=\p{Script=Han})|\s*[/|-]\s*/u,
			),
			fieldOf,
		) ??
		inside.map((key) => wireNamed(key, vocabulary)).find(Boolean)
	);
}

function commonField<F>(parts: string[], fieldOf: ReadonlyMap<string, F>): F | undefined {
	const keys = parts.map(keyOf).filter((key) => key !== '');
	const fields = new Set(keys.map((key) => fieldOf.get(key)));
	return fields.size === 1 ? [...fields][0] : undefined;
}

const wireNamed = <F extends string>(key: string, vocabulary: Vocabulary<F>): F | undefined =>
	(Object.keys(vocabulary) as F[]).find(
		(field) => key !== '' && keyOf(vocabulary[field].wire ?? '') === key,
	);
