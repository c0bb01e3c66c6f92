import { truncate, uniq } from 'lodash';

/** The languages in which people are told something; the panel and the credential are English. */
export type Language = 'en' | 'zh';

type InEach = Readonly<Record<Language, string>>;

/**
 * What a person is told, in each language: one that is missing does not compile. `brief`: the same for where
 * there is little room, when it quotes a text that is long. Only who puts the marks around a text knows where it ends.
 */
export type Sentence = InEach & { readonly brief?: InEach };

/** What sentences are put together from. A fact (a name, a number, what another program said) is the same in both. */
export type Part = Sentence | string | number;

/** @param language undefined where it could not be read: then in every one, one behind the other */
export function spoken(part: Part, language: Language | undefined): string {
	if (typeof part !== 'object') return String(part);
	return language === undefined
		? uniq([part.en, part.zh]).filter(Boolean).join(' ')
		: part[language];
}

/** The same with at most 60 characters of each text that it quotes. */
export const briefly = (part: Part): Part =>
	typeof part === 'object' ? (part.brief ?? part) : part;

const LONGEST_QUOTE = 60;

const isLong = (part: Part | false): boolean =>
	typeof part === 'string'
		? part.length > LONGEST_QUOTE
		: typeof part === 'object' && part.brief !== undefined;

const inEach = (make: (language: Language) => string): InEach => ({
	en: make('en'),
	zh: make('zh'),
});

/** A text with its parts, each spoken in the language of the text. Rows are many: no iterator, no array. */
function put(language: Language, texts: TemplateStringsArray, parts: readonly Part[]): string {
	let said = texts[0];
	for (let at = 0; at < parts.length; at++) said += spoken(parts[at], language) + texts[at + 1];
	return said;
}

/** The same briefly: what stands behind an opening quotation mark is cut. */
const putBriefly: typeof put = (language, texts, parts) =>
	put(
		language,
		texts,
		parts.map((part, at) =>
			typeof part === 'string' && /["“]$/.test(texts[at])
				? truncate(part, { length: LONGEST_QUOTE, omission: '…' })
				: briefly(part),
		),
	);

/**
 * Every sentence: en`Only ${where} is active.`.zh`只有 ${where} 已激活。` A part is spoken in the language of the
 * text that it stands in. One text alone is no sentence: a language that is missing does not compile.
 */
export function en(texts: TemplateStringsArray, ...parts: readonly Part[]) {
	const english = put('en', texts, parts);
	return {
		zh: (chinese: TemplateStringsArray, ...others: readonly Part[]): Sentence => {
			const told = { en: english, zh: put('zh', chinese, others) };
			if (!parts.some(isLong) && !others.some(isLong)) return told;
			const brief = { en: putBriefly('en', texts, parts), zh: putBriefly('zh', chinese, others) };
			return { ...told, brief };
		},
	};
}

/** The same text in both, with its parts: both`${row.name}${colon}${problem}` */
export const both = (texts: TemplateStringsArray, ...parts: readonly Part[]): Sentence =>
	en(texts, ...parts).zh(texts, ...parts);

/** What another program said, in its own language. */
export const asSaid = (text: string): Sentence => ({ en: text, zh: text });

export const NOTHING = asSaid('');

/** Between the names of a list. */
export const comma = en`, `.zh`、`;
/** Between the parts of a sentence. */
export const pause = en`, `.zh`，`;
export const semicolon = en`; `.zh`；`;
export const colon = en`: `.zh`：`;
/** Between sentences. */
export const space = en` `.zh``;

/** Parts one behind the other; what is empty or false is left out. */
export function joined(parts: ReadonlyArray<Part | false>, between: Part = space): Sentence {
	const all = (say: (part: Part) => Part): InEach =>
		inEach((language) =>
			parts
				.map((part) => part !== false && spoken(say(part), language))
				.filter(Boolean)
				.join(spoken(between, language)),
		);
	const told = all((part) => part);
	return parts.some(isLong) ? { ...told, brief: all(briefly) } : told;
}

/** The first so many, and how many more. */
export function listed(parts: readonly Part[], most: number, between: Part = comma): Sentence {
	const more = parts.length - most;
	const rest = more > 0 && en`${more} more`.zh`另外 ${more} 项`;
	return joined([...parts.slice(0, most), rest], between);
}

/** A word or a text of somebody else, in quotation marks. */
export const quoted = (text: string): Sentence => en`"${text}"`.zh`“${text}”`;

/** Only English begins a sentence with a capital. */
export function begun(part: Part): Sentence {
	const told = beginning(part);
	return isLong(part) ? { ...told, brief: beginning(briefly(part)) } : told;
}

const beginning = (part: Part): InEach => ({
	en: spoken(part, 'en').replace(/^./u, (first) => first.toUpperCase()),
	zh: spoken(part, 'zh'),
});

/** An error whose message is for a person. `message` is the English one. */
export class ToldError extends Error {
	constructor(
		readonly sentence: Sentence,
		/** What the person can do. */
		readonly remedy?: Sentence,
	) {
		super(sentence.en);
	}
}
