import { fieldNames, type FieldName } from '../fields';
import { headerNames, wireNames } from './names';

const fieldOf = new Map<string, FieldName>(
	fieldNames.flatMap((field) =>
		headerNames[field].split(/\s+/).map((name): [string, FieldName] => [name, field]),
	),
);

const wireFieldOf = new Map<string, FieldName>(
	fieldNames.flatMap((field): Array<[string, FieldName]> => {
		const wireName = wireNames[field];
		return wireName === undefined ? [] : [[keyOf(wireName), field]];
	}),
);

const BRACKETS =
	/\(([^()]*)\)|\[([^[\]]*)\]|【([^【】]*)】|〔([^〔〕]*)〕|〖([^〖〗]*)〗|\{([^{}]*)\}/g;

/** What two spellings of one header have in common: letters and digits, plain width, lower case. */
export function keyOf(header: string): string {
	return header
		.normalize('NFKC')
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
}

/**
 * The field that a header means, or undefined. Tried in this order: the whole header; its parts
 * without what stands in brackets ("Barcode (EAN)", "条码/EAN", "起始位 Start"), if each is recognised and
 * all mean one field; WeChat's own name in brackets ("Anfang (code_start)").
 */
export function recognise(header: string): FieldName | undefined {
	const plain = header.normalize('NFKC');
	if (keyOf(plain).startsWith('activation')) return undefined;
	const outside = plain.replace(BRACKETS, ' ');
	return (
		fieldOf.get(keyOf(plain)) ??
		commonField(outside.split(/[/|\\\r\n、,;]+/)) ??
		commonField(
			outside.split(
				/(?<=\p{Script=Han})\s*(?=\p{Script=Latin})|(?<=\p{Script=Latin})\s*(?=\p{Script=Han})|\s*[/|-]\s*/u,
			),
		) ??
		wireNameInBrackets(plain)
	);
}

function commonField(parts: string[]): FieldName | undefined {
	const keys = parts.map(keyOf).filter((key) => key !== '');
	const fields = new Set(keys.map((key) => fieldOf.get(key)));
	return fields.size === 1 ? [...fields][0] : undefined;
}

function wireNameInBrackets(header: string): FieldName | undefined {
	for (const match of header.matchAll(BRACKETS)) {
		const field = wireFieldOf.get(
			keyOf(match.slice(1).find((inside) => inside !== undefined) ?? ''),
		);
		if (field) return field;
	}
	return undefined;
}
