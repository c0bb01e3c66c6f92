import { en, spoken, type Language } from '../../nodes/WechatMarketingCode/domain/sentence';
import type { Operation } from '../../nodes/WechatMarketingCode/run/operation';
import { outcomeHolder, type Outcome } from '../../nodes/WechatMarketingCode/run/outcome';
import { settled, wayOf } from '../../nodes/WechatMarketingCode/run/perform';
import type { Row } from '../../nodes/WechatMarketingCode/run/row';

describe('what a run holds of outcomes', () => {
	let told = 0;
	/** Counts how often it is put together. */
	const message = {
		get en() {
			told++;
			return 'Nothing was sent.';
		},
		get zh() {
			told++;
			return '没有发送。';
		},
	};
	const outcome = (): Outcome => ({
		...{ ending: 'invalid', message, errcode: null, errmsg: null, rid: null },
	});

	it.each<[Language | undefined, string]>([
		['en', 'Nothing was sent.'],
		['zh', '没有发送。'],
		[undefined, 'Nothing was sent. 没有发送。'],
	])('is told as before in %s, and put together once for rows that share it', (language, text) => {
		const held = outcomeHolder(language);
		told = 0;
		const first = held(outcome());
		const once = told;
		const all = [held(outcome()), held(outcome()), held(first)];
		expect(told).toBe(once);
		expect(all[0].message).toBe(first.message);
		expect(spoken(first.message, language)).toBe(text);
		// Nor twice in a sentence around it.
		const around = spoken(en`So: ${first.message}`.zh`就是：${first.message}`, undefined);
		if (language === undefined) expect(around).toBe('So: Nothing was sent. 就是：没有发送。');
	});

	it('rows that a run did not come to share its words', () => {
		const operation = {
			language: 'en',
			ended: (ending, said) => ({ ...outcome(), ending, message: said }),
		} as Operation;
		const way = wayOf(operation, message, undefined);
		told = 0;
		const [one, other] = [0, 1].map(() => settled({} as Row<unknown>, undefined, way));
		expect(one.message).toBe(other.message);
		expect([one.message.en, told]).toEqual(['Not attempted: Nothing was sent.', 0]);
	});
});
