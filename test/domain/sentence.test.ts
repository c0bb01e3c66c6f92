import {
	asSaid,
	begun,
	both,
	briefly,
	colon,
	comma,
	joined,
	listed,
	putTogether,
	quoted,
	spoken,
	ToldError,
	type Sentence,
} from '../../nodes/WechatMarketingCode/domain/sentence';

const line = (number: number) => ({ en: `line ${number}`, zh: `第 ${number} 行` });

describe('a sentence in both languages', () => {
	it('is put together in each language, with its own joints', () => {
		expect(both`${begun(line(15))}${colon}${{ en: 'is empty.', zh: '为空。' }}`).toEqual({
			en: 'Line 15: is empty.',
			zh: '第 15 行：为空。',
		});
	});

	it('takes a fact as it is, also one that looks like a pattern', () => {
		expect(both`${'$& \\n'}${colon}${7}`).toEqual({ en: '$& \\n: 7', zh: '$& \\n：7' });
	});

	it('leaves out empty parts of a list', () => {
		expect(joined([line(2), '', line(4)], comma)).toEqual({
			en: 'line 2, line 4',
			zh: '第 2 行、第 4 行',
		});
	});

	it('cuts a long list and says how much more there is', () => {
		expect(listed([line(2), line(3), line(4)], 1)).toEqual({
			en: 'line 2, 2 more',
			zh: '第 2 行、另外 2 项',
		});
		expect(listed([line(2)], 1)).toEqual(line(2));
	});

	it('says what another program said in its own words', () => {
		expect(spoken(asSaid('ENOTFOUND'), 'zh')).toBe('ENOTFOUND');
	});

	it('cuts what it quotes where there is little room, however deep that lies', () => {
		const quote = quoted('x'.repeat(100));
		const told = joined([begun(both`${quote}${colon}${'y'.repeat(100)}`), line(3)]);
		const { en, zh } = briefly(told) as Sentence;
		expect(en).toBe(`"${'x'.repeat(59)}…": ${'y'.repeat(100)} line 3`);
		expect(zh).toBe(`“${'x'.repeat(59)}…”：${'y'.repeat(100)}第 3 行`);
		expect(briefly(briefly(told))).toEqual(briefly(told));
	});

	it('is held as one text, and what is brief of it', () => {
		const long = quoted('x'.repeat(100));
		expect(putTogether(long, 'zh')).toMatchObject({ en: long.zh, zh: long.zh });
		expect(briefly(putTogether(long, 'zh'))).toEqual(asSaid(spoken(briefly(long), 'zh')));
		expect(spoken(putTogether(line(3), undefined), undefined)).toBe('line 3 第 3 行');
	});

	it('shows what it says to whoever looks into it', () => {
		expect(JSON.stringify(quoted('a secret'))).toContain('a secret');
	});

	it('begins with a capital in English only', () => {
		expect(begun('app id')).toEqual({ en: 'App id', zh: 'app id' });
	});

	it('is the English message of an error that is told', () => {
		const error = new ToldError(line(3));
		expect([error.message, error.sentence.zh]).toEqual(['line 3', '第 3 行']);
	});
});
