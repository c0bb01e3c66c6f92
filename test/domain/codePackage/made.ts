import { createCipheriv } from 'node:crypto';
import fc from 'fast-check';
import type { PackageRow } from '../../../nodes/WechatMarketingCode/domain/codePackage';
import type { CodeRange } from '../../../nodes/WechatMarketingCode/domain/ranges';

export const sixteen = '0123456789abcdef';

/** How WeChat might write a package down. */
export interface Form {
	columns: Array<keyof PackageRow>;
	separator: string;
	lineEnd: string;
	finalLineEnd: boolean;
}

export const likelyForm: Form = {
	columns: ['codeBits', 'code', 'index', 'codeUrl'],
	separator: '\t',
	lineEnd: '\n',
	finalLineEnd: true,
};

/** The alphabet of a QR code's alphanumeric mode (docs/wechat-api.md, "Forms of a code"). */
const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:';

export function plainText(rows: PackageRow[], form: Form): string {
	const lines = rows.map((row) => form.columns.map((column) => row[column]).join(form.separator));
	return lines.join(form.lineEnd) + (form.finalLineEnd ? form.lineEnd : '');
}

/** Encrypts with padding of its own: n bytes of value n, n from 1 to 32. */
export function encrypt(plain: Buffer, key = sixteen, pad: 'short' | 'long' = 'short'): string {
	const short = 16 - (plain.length % 16);
	const count = pad === 'short' ? short : short + 16;
	const cipher = createCipheriv('aes-128-cbc', key, key).setAutoPadding(false);
	return Buffer.concat([
		cipher.update(Buffer.concat([plain, Buffer.alloc(count, count)])),
		cipher.final(),
	]).toString('base64');
}

/** A row like WeChat's, different for each index, with 0 in front of some codes and signs in others. */
export function usualRow(index: number): PackageRow {
	const base = (index * 7919 + 13).toString(36).toUpperCase().padStart(6, '0');
	return {
		index,
		code: `0${base.slice(0, 3)}*${base.slice(3, 6)}%`,
		codeUrl: `P.URL.CN/0${base}+/:-.$%*ABCD`.padEnd(28, 'Z').slice(0, 28),
		codeBits: (index * 2654435761).toString(2).padStart(68, '01').slice(-68),
	};
}

export const usualRows = ({ codeStart, codeEnd }: CodeRange) =>
	Array.from({ length: codeEnd - codeStart + 1 }, (_, at) => usualRow(codeStart + at));

const word = (length: number) =>
	fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: length, maxLength: length });
const bits = fc.string({ unit: fc.constantFrom('0', '1'), minLength: 68, maxLength: 68 });

export const anyForm: fc.Arbitrary<Form> = fc.record({
	columns: fc.shuffledSubarray(likelyForm.columns, { minLength: 4 }),
	separator: fc.constantFrom('\t', ',', ' ', '  ', '    '),
	lineEnd: fc.constantFrom('\n', '\r\n', ' \n', '\t\n', '\r'),
	finalLineEnd: fc.boolean(),
});

/** A block with its rows, in any order. */
export const anyPackage = (codes = word(9)) =>
	fc
		.record({
			codeStart: fc.constantFrom(0, 7, 50_000, 19_950_000),
			rows: fc.array(fc.record({ code: codes, suffix: word(19), codeBits: bits }), {
				minLength: 1,
				maxLength: 12,
			}),
		})
		.chain(({ codeStart, rows }) => {
			const block: CodeRange = { codeStart, codeEnd: codeStart + rows.length - 1 };
			const numbered = rows.map(({ code, suffix, codeBits }, at): PackageRow => {
				return { index: codeStart + at, code, codeUrl: `P.URL.CN/${suffix}`, codeBits };
			});
			return fc
				.shuffledSubarray(numbered, { minLength: numbered.length })
				.map((shuffled) => ({ block, rows: numbered, shuffled }));
		});
