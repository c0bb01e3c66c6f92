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

/**
 * The field that a header means, or undefined. Tried in this order: the whole header; its parts
 * without what stands in brackets ("Barcode (EAN)", "条码/EAN", "起始位 Start"), if each is recognised and
 * all mean one field; WeChat's own name in brackets ("Anfang (code_start)").
 */
export function recognise<F extends string>(
	header: string,
	fieldOf: ReadonlyMap<string, F>,
	vocabulary: Vocabulary<F>,
): F | undefined {
	const plain = header.normalize('NFKC');
	const outside = plain.replace(BRACKETS, ' ');
	return (
		fieldOf.get(keyOf(plain)) ??
		commonField(outside.split(/[/|\\\r\n、,;]+/), fieldOf) ??
		commonField(
			outside.split(
				/(?<=\p{Script=Han})\s*(?=\p{Script=Latin})|(?<=\p{Script=Latin})\s*(?=\p{Script=Han})|\s*[/|-]\s*/u,
			),
			fieldOf,
		) ??
		wireNameInBrackets(plain, vocabulary)
	);
}

function commonField<F>(parts: string[], fieldOf: ReadonlyMap<string, F>): F | undefined {
	const keys = parts.map(keyOf).filter((key) => key !== '');
	const fields = new Set(keys.map((key) => fieldOf.get(key)));
	return fields.size === 1 ? [...fields][0] : undefined;
}

function wireNameInBrackets<F extends string>(
	header: string,
	vocabulary: Vocabulary<F>,
): F | undefined {
	const inside = [...header.matchAll(BRACKETS)].map(([bracketed]) => keyOf(bracketed));
	const named = (key: string) =>
		(Object.keys(vocabulary) as F[]).find((field) => keyOf(vocabulary[field].wire ?? '') === key);
	return inside.map((key) => (key === '' ? undefined : named(key))).find(Boolean);
}
