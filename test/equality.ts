import { isPlainObject } from 'lodash';
import { briefly, type Sentence } from '../nodes/WechatMarketingCode/domain/sentence';

const isSentence = (value: unknown): value is Sentence =>
	typeof value === 'object' && value !== null && 'en' in value && 'zh' in value;

type Tester = (
	this: { equals: (one: unknown, other: unknown) => boolean },
	one: unknown,
	other: unknown,
) => boolean | undefined;

/** A sentence is what it says: that it is put together only when it is told makes no difference. */
const sayTheSame: Tester = function (one, other) {
	if (!isSentence(one) || !isSentence(other)) return undefined;
	if (isPlainObject(one) && isPlainObject(other)) return undefined;
	const [short, otherShort] = [briefly(one), briefly(other)] as Sentence[];
	return (
		this.equals(one.en, other.en) &&
		this.equals(one.zh, other.zh) &&
		this.equals(short.en, otherShort.en) &&
		this.equals(short.zh, otherShort.zh)
	);
};

// Jest 30 has it, its types do not.
(expect as unknown as { addEqualityTesters: (testers: Tester[]) => void }).addEqualityTesters([
	sayTheSame,
]);
