import fc from 'fast-check';
import {
	CodePackageError,
	decryptPackage,
	parsePackage,
	type PackageRow,
} from '../../../nodes/WechatMarketingCode/domain/codePackage';
import {
	anyForm,
	anyPackage,
	encrypt,
	sixteen,
	likelyForm,
	plainText,
	usualRow,
	usualRows,
} from './made';

const block = { codeStart: 50_000, codeEnd: 50_019 };
const rows = usualRows(block);
const lines = plainText(rows, likelyForm).trimEnd().split('\n');

const parse = (text: string, of = block) => [...parsePackage(Buffer.from(text, 'latin1'), of)];

function errorOf(action: () => unknown): Partial<CodePackageError> {
	try {
		action();
	} catch (error) {
		expect(error).toBeInstanceOf(CodePackageError);
		return error as CodePackageError;
	}
	return {};
}

describe('the rows of a package', () => {
	test('come whole out of any form: separator, column order, line ends, padding', () => {
		fc.assert(
			fc.property(
				anyPackage(),
				anyForm,
				fc.constantFrom('short' as const, 'long' as const),
				({ block: of, rows: wanted, shuffled }, form, pad) => {
					fc.pre(form.separator.trim() !== '' || form.separator === '\t' || canBeTold(wanted));
					const text = Buffer.from(plainText(shuffled, form));
					const plain = decryptPackage(encrypt(text, sixteen, pad), sixteen);
					expect([...parsePackage(plain, of)]).toEqual(shuffled);
				},
			),
			{ numRuns: 3000 },
		);
	});

	test('keep leading zeros, signs and spaces in a code', () => {
		const odd = ['000000000', '0 1*2%3+4', ' AB C1234', 'AB C1234 ', '50001 ABC', '-./:$%*+ '];
		const wanted = odd.map((code, at): PackageRow => ({ ...usualRow(50_000 + at), code }));
		const of = { codeStart: 50_000, codeEnd: 50_005 };
		for (const separator of ['\t', ',']) {
			expect(parse(plainText(wanted, { ...likelyForm, separator }), of)).toEqual(wanted);
		}
	});

	test('set apart by spaces keep the spaces inside a code', () => {
		const odd = ['0 1*2%3+4', 'A  B    C', '50001 ABC', 'ABC 50001'];
		const wanted = odd.map((code, at): PackageRow => ({ ...usualRow(50_000 + at), code }));
		const of = { codeStart: 50_000, codeEnd: 50_003 };
		for (const separator of [' ', '   ']) {
			for (const columns of orders()) {
				const text = plainText(wanted, { ...likelyForm, separator, columns });
				expect(parse(text, of)).toEqual(wanted);
			}
		}
	});

	test('that can be read in two ways are read like the others', () => {
		// With "2 BCDEFGH 1", either end may be the position. The third row can be read in one way only.
		const rowsWithin: PackageRow[] = [
			{ ...usualRow(0), code: 'BCDEFGH 2' },
			{ ...usualRow(1), code: '1 BCDEFGH' },
			{ ...usualRow(2), code: 'PLAINCODE' },
		];
		for (const columns of orders()) {
			const text = plainText(rowsWithin, { ...likelyForm, separator: ' ', columns });
			expect(parse(text, { codeStart: 0, codeEnd: 2 })).toEqual(rowsWithin);
		}
	});

	test('that can all be read in two ways are read in the likeliest order of columns', () => {
		const undecided = [{ ...usualRow(0), code: '0 BCDEFGH' }];
		const text = plainText(undecided, { ...likelyForm, separator: ' ' });
		expect(parse(text, { codeStart: 0, codeEnd: 0 })).toEqual(undecided);
	});

	test('can be read again, and each row’s position alone', () => {
		const read = parsePackage(Buffer.from(lines.join('\n')), block);
		expect([...read]).toEqual([...read]);
		expect(read.indexes).toEqual(rows.map(({ index }) => index));
	});

	test('keep positions beyond what 32 bits hold', () => {
		const of = { codeStart: 9_876_543_210, codeEnd: 9_876_543_229 };
		expect(parse(plainText(usualRows(of), likelyForm), of)).toEqual(usualRows(of));
	});

	test('come in the order of their lines', () => {
		const reversed = [...lines].reverse().join('\n');
		expect(parse(reversed)).toEqual([...rows].reverse());
	});

	test('are found after 16 bytes that belong to none', () => {
		for (const prefix of [
			'\u0000\u00ff'.repeat(8),
			'x'.repeat(16),
			'\n'.repeat(16),
			`${'\r'.repeat(15)}1`,
		]) {
			expect(parse(prefix + lines.join('\n'))).toEqual(rows);
		}
		expect(() => parse('x'.repeat(15) + lines.join('\n'))).toThrow(CodePackageError);
	});

	describe('of a form that nobody has seen', () => {
		const header = 'bits\tcode\tindex\turl';
		const quoted = lines.map((line) => `"${line.replaceAll('\t', '","')}"`);
		const separated = (by: string) => lines.map((line) => line.replaceAll('\t', by));
		const bom = '\u00ef\u00bb\u00bf';
		test.each<[string, string]>([
			['a byte order mark', bom + lines.join('\n')],
			['headers', [header, ...lines].join('\n')],
			['headers behind a byte order mark', bom + [header, ...lines].join('\r\n')],
			['Chinese headers', Buffer.from([`微信码\t原始码`, ...lines].join('\n')).toString('latin1')],
			['semicolons', separated(';').join('\n')],
			['upright strokes', separated('|').join('\n')],
			['cells in quotation marks', quoted.join('\n')],
			['headers and cells in quotation marks', ['"a","b","c","d"', ...quoted].join('\n')],
		])('are read with %s', (_what, text) => expect(parse(text)).toEqual(rows));

		test('are refused with a line below them that is none', () => {
			const error = errorOf(() => parse([...lines, `sum ${lines.length}`].join('\n')));
			expect(error).toMatchObject({ reason: 'unclassifiable-row', line: lines.length + 1 });
		});

		test('are refused with an empty first line, which is told', () => {
			const { message } = errorOf(() => parse(`\nsum ${lines.length}\n`));
			expect(message).toContain('The shape of the first line: empty');
		});

		test('do not take a damaged row for headers', () => {
			const error = errorOf(() => parse(['damaged', ...lines.slice(1)].join('\n')));
			expect(error).toMatchObject({ reason: 'unclassifiable-row', line: 1 });
		});

		test('are refused with the shape of the first line, without what it says', () => {
			const { message, sentence } = errorOf(() => parse('044GZ*J10\t#ab\n'.repeat(20)));
			expect(message).toContain(
				'The shape of the first line: 3 digits, 2 letters, "*", 1 letters, 2 digits, tab, "#", 2 letters',
			);
			expect(message).not.toMatch(/044|GZ/);
			expect(sentence?.zh).toContain(
				'首行的构成：3 位数字、2 个字母、“*”、1 个字母、2 位数字、制表符、“#”、2 个字母',
			);
		});

		test('of a first line of all kinds are refused with a short shape', () => {
			const { message } = errorOf(() => parse(`${'a1'.repeat(1e5)}\nx`));
			expect(message?.length).toBeLessThan(800);
		});

		test.each([
			[15, '1 letters, 1 digits'],
			[16, '1 letters, 1 digits, …'],
		])('are refused with 30 parts of the shape at most: %i pairs', (pairs, end) => {
			const { message } = errorOf(() => parse(`${'a1'.repeat(pairs)}\nx`));
			expect(message?.match(/1 letters, 1 digits/g)).toHaveLength(15);
			expect(message).toMatch(new RegExp(`${end}(?!,)`));
		});

		test('are refused with what is no letter, digit or sign counted together', () => {
			const { message } = errorOf(() => parse('\u0001\u0002\u0003a\n'.repeat(20)));
			expect(message).toContain('3 other, 1 letters');
		});
	});

	test('are not cut by looking behind 16 bytes for the first row', () => {
		const damaged = `${'x'.repeat(16)}${lines[0].slice(16)}`;
		expect(errorOf(() => parse([damaged, ...lines.slice(1)].join('\n')))).toMatchObject({
			reason: 'unclassifiable-row',
			line: 1,
		});
		expect(errorOf(() => parse(damaged, { codeStart: 50_000, codeEnd: 50_000 }))).toMatchObject({
			reason: 'unclassifiable-row',
			line: 1,
		});
	});

	test.each<[string, string[], Partial<CodePackageError>]>([
		['a row is missing', lines.slice(1), { reason: 'count-mismatch' }],
		['the last row is missing', lines.slice(0, -1), { reason: 'count-mismatch' }],
		['there is none', [], { reason: 'count-mismatch' }],
		[
			'a row is there twice',
			[...lines.slice(0, -1), lines[0]],
			{ reason: 'duplicate-index', line: 20 },
		],
		['there is one more', [...lines, lines[0]], { reason: 'count-mismatch' }],
		[
			'a line is empty',
			[...lines.slice(0, 4), '', ...lines.slice(4)],
			{ reason: 'unclassifiable-row', line: 5 },
		],
		[
			'the last row is cut off',
			edited(19, (line) => line.slice(0, -1)),
			{ reason: 'unclassifiable-row', line: 20 },
		],
		[
			'a code is shorter',
			edited(4, (line) => line.replace('*', '')),
			{ reason: 'unclassifiable-row', line: 5 },
		],
		[
			'a code is longer',
			edited(4, (line) => line.replace('*', '**')),
			{ reason: 'unclassifiable-row', line: 5 },
		],
		[
			'the bits are shorter',
			edited(4, (line) => line.slice(1)),
			{ reason: 'unclassifiable-row', line: 5 },
		],
		[
			'a position is of another block',
			edited(4, (line) => line.replace('50004', '50020')),
			{ reason: 'unclassifiable-row', line: 5 },
		],
		[
			'a position has a zero in front',
			edited(4, (line) => line.replace('50004', '050004')),
			{ reason: 'unclassifiable-row', line: 5 },
		],
		[
			'a column is missing',
			edited(4, (line) => line.split('\t').slice(1).join('\t')),
			{ reason: 'unclassifiable-row', line: 5 },
		],
		[
			'there is one more column',
			edited(4, (line) => `${line}\tX`),
			{ reason: 'unclassifiable-row', line: 5 },
		],
		[
			'a text to print begins otherwise',
			edited(4, (line) => line.replace('P.URL', 'Q.URL')),
			{ reason: 'unclassifiable-row', line: 5 },
		],
		[
			'a code is shorter and set apart by more spaces',
			edited(4, (line) => line.replace('*', '').replace(/\t/g, '  ')),
			{ reason: 'unclassifiable-row', line: 5 },
		],
		[
			'a code is two columns',
			edited(4, (line) => line.replace('*', ',').replace(/\t/g, ',')),
			{ reason: 'unclassifiable-row', line: 5 },
		],
		[
			'a character is not ASCII',
			edited(4, (line) => line.replace('*', '\u00e9')),
			{ reason: 'unclassifiable-row', line: 5 },
		],
	])('are an error that names the line when %s', (_what, some, expected) => {
		const error = errorOf(() => parse(some.join('\n')));
		expect(error).toMatchObject(expected);
		if (!expected.line) return;
		expect(error.message).toContain(`Line ${expected.line} `);
		expect(error.sentence?.zh).toContain(`第 ${expected.line} 行`);
	});

	test('of a buffer that is cut off anywhere are an error or complete', () => {
		const encrypted = encrypt(Buffer.from(lines.join('\n')));
		for (let length = 0; length < encrypted.length; length += 1) {
			const given: { rows?: PackageRow[] } = {};
			const cut = encrypted.slice(0, length);
			errorOf(() => (given.rows = [...parsePackage(decryptPackage(cut, sixteen), block)]));
			if (given.rows) expect(given.rows).toEqual(rows);
		}
	});

	test('are never given out in part, whatever the block says', () => {
		expect(errorOf(() => parse(lines.join('\n'), { codeStart: 0, codeEnd: 8e15 }))).toMatchObject({
			reason: 'count-mismatch',
		});
	});

	test('of a damaged package are an error or all that was in it', () => {
		const anyDamage = fc.record({
			cut: fc.tuple(fc.nat(2500), fc.nat(40)),
			put: fc.oneof(
				fc.constant(new Uint8Array()),
				fc.uint8Array({ maxLength: 40 }),
				fc.stringMatching(/^[01\tA-Z \n,5]{0,20}$/),
			),
		});
		const text = Buffer.from(lines.join('\n'));
		const bitsAndUrls = (some: PackageRow[]) => some.map(({ index }) => index);
		fc.assert(
			fc.property(anyDamage, ({ cut: [at, length], put }) => {
				const damaged = Buffer.concat([
					text.subarray(0, at),
					Buffer.from(put),
					text.subarray(at + length),
				]);
				const given: { rows?: PackageRow[] } = {};
				errorOf(() => (given.rows = [...parsePackage(damaged, block)]));
				if (!given.rows) return;
				expect(bitsAndUrls(given.rows)).toEqual(bitsAndUrls(rows));
				for (const row of given.rows) {
					expect(row.code).toHaveLength(9);
					expect(row.codeUrl).toHaveLength(28);
					expect(row.codeBits).toHaveLength(68);
					expect(
						damaged.includes([row.codeBits, row.code, row.index, row.codeUrl].join('\t')),
					).toBe(true);
				}
			}),
			{ numRuns: 3000 },
		);
	});

	test.each(
		Object.entries({
			'nothing but bits': '01'.repeat(1e6),
			'short bits without end': `${'1'.repeat(39)}x`.repeat(5e4),
			'spaces where one is expected': `${rows[0].codeBits}${' '.repeat(1e6)}0AB${' '.repeat(1e6)}x`,
			'spaces and tabs behind a row': `${lines[0]}${' \t'.repeat(1e6)}x`,
			'line ends before the last line': `${lines[0]}${'\n'.repeat(2e6)}x`,
			'a row of codes': 'ABCDEFGH 1 '.repeat(2e5),
		}),
	)('of two million characters made to be slow are refused soon: %s', (_what, text) => {
		expect(errorOf(() => parse(text))).toMatchObject({ line: expect.any(Number) });
	});

	test('of any bytes whatever are an error', () => {
		fc.assert(
			fc.property(
				fc.oneof(fc.uint8Array({ maxLength: 2000 }), fc.string({ unit: 'binary' })),
				fc.nat(3),
				(bytes, count) => {
					const of = { codeStart: 0, codeEnd: count };
					expect(errorOf(() => parsePackage(Buffer.from(bytes), of)).reason).toBeDefined();
					const base64 = Buffer.from(bytes).toString('base64');
					const read = () => parsePackage(decryptPackage(base64, sixteen), of);
					expect(errorOf(read).reason).toBeDefined();
					expect(errorOf(() => decryptPackage(String(bytes), sixteen)).reason).toBeDefined();
				},
			),
			{ numRuns: 1000 },
		);
	});
});

function edited(at: number, edit: (line: string) => string): string[] {
	return lines.map((line, index) => (index === at ? edit(line) : line));
}

/**
 * Where spaces set the columns apart, a code that begins or ends with one cannot be told, nor can a
 * package in which every code could give its first or last digits to the position beside it.
 */
function canBeTold(some: PackageRow[]): boolean {
	return (
		some.every(({ code }) => code.trim() === code) &&
		some.some(({ code }) => !/^\d+ | \d+$/.test(code))
	);
}

function orders(): Array<Array<keyof PackageRow>> {
	const all = likelyForm.columns;
	return all.flatMap((first) =>
		all.flatMap((second) =>
			all.flatMap((third) =>
				all
					.map((fourth) => [first, second, third, fourth])
					.filter((order) => new Set(order).size === 4),
			),
		),
	);
}
