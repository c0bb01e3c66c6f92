import { truncate, uniq } from 'lodash';

/** The languages in which people are told something; the panel and the credential are English. */
export type Language = 'en' | 'zh';

type InEach = Readonly<Record<Language, string>>;

/**
 * What a person is told, in each language: one that is missing does not compile. `brief`: the same for where
 * there is little room. Only who puts the marks around a text knows where it ends.
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

/** How a part is put into a text that ends with `before`. */
type Saying = (part: Part, language: Language, before: string) => string;

/** What stands behind an opening quotation mark is cut. */
const inShort: Saying = (part, language, before) =>
	typeof part === 'string' && /["“]$/.test(before)
		? truncate(part, { length: LONGEST_QUOTE, omission: '…' })
		: spoken(briefly(part), language);

/** Put together when it is told, in the language that is asked for: most sentences of a run are told in one, or never. */
export abstract class Late {
	protected abstract told(language: Language): string;

	get en(): string {
		return this.told('en');
	}

	get zh(): string {
		return this.told('zh');
	}

	/** Whoever looks into it, a test for secrets above all, sees what it says. */
	toJSON(): InEach {
		return { en: this.en, zh: this.zh };
	}
}

class Told extends Late {
	constructor(
		private readonly text: (language: Language, say: Saying) => string,
		private readonly say: Saying = spoken,
	) {
		super();
	}

	protected told(language: Language): string {
		return this.text(language, this.say);
	}

	get brief(): Sentence {
		return this.say === inShort ? this : new Told(this.text, inShort);
	}
}

/** Rows are many: no iterator, no array. */
function put(
	texts: TemplateStringsArray,
	parts: readonly Part[],
	language: Language,
	say: Saying,
): string {
	let said = texts[0];
	for (let at = 0; at < parts.length; at++) {
		said += say(parts[at], language, texts[at]) + texts[at + 1];
	}
	return said;
}

/**
 * Every sentence: en`Only ${where} is active.`.zh`只有 ${where} 已激活。` A part is spoken in the language of the
 * text that it stands in. One text alone is no sentence: a language that is missing does not compile.
 */
export const en = (english: TemplateStringsArray, ...parts: readonly Part[]) => ({
	zh: (chinese: TemplateStringsArray, ...others: readonly Part[]): Sentence =>
		new Told((language, say) =>
			language === 'en' ? put(english, parts, language, say) : put(chinese, others, language, say),
		),
});

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
export const joined = (parts: ReadonlyArray<Part | false>, between: Part = space): Sentence =>
	new Told((language, say) =>
		parts
			.map((part) => part !== false && say(part, language, ''))
			.filter(Boolean)
			.join(spoken(between, language)),
	);

/** The first so many, and how many more. */
export function listed(parts: readonly Part[], most: number, between: Part = comma): Sentence {
	const more = parts.length - most;
	const rest = more > 0 && en`${more} more`.zh`另外 ${more} 项`;
	return joined([...parts.slice(0, most), rest], between);
}

/** A word or a text of somebody else, in quotation marks. */
export const quoted = (text: string): Sentence => en`"${text}"`.zh`“${text}”`;

/** Only English begins a sentence with a capital. */
export const begun = (part: Part): Sentence =>
	new Told((language, say) => {
		const said = say(part, language, '');
		return language === 'en' ? said.replace(/^./u, (first) => first.toUpperCase()) : said;
	});

/** Put together for good, for one language: what a run holds of each row is a text, and no longer its parts. */
export function putTogether(sentence: Sentence, language: Language | undefined): Sentence {
	const text = (part: Part): InEach =>
		language === undefined
			? { en: spoken(part, 'en'), zh: spoken(part, 'zh') }
			: asSaid(spoken(part, language));
	const [said, brief] = [text(sentence), text(briefly(sentence))];
	return brief.en === said.en && brief.zh === said.zh ? said : { ...said, brief };
}

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
