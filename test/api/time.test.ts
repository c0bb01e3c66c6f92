/* eslint-disable @n8n/community-nodes/no-restricted-globals -- counts the timers of the process */
import { time, type Deadline } from '../../nodes/WechatMarketingCode/api/time';

const over = async ({ signal }: Deadline): Promise<unknown> =>
	await new Promise((resolve) => signal.addEventListener('abort', resolve));

describe('a deadline', () => {
	const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

	it('counts until it is ended, and leaves no timer behind', () => {
		const before = timers();
		const deadline = time.deadline(600_000);
		expect(timers()).toBe(before + 1);
		deadline.end();
		expect(timers()).toBe(before);
		expect(deadline.signal.aborted).toBe(false);
	});

	it('shares its timer with the others, and each is over in its own time', async () => {
		const before = timers();
		const late = time.deadline(600_000);
		const [first, ended, second] = [3, 1, 2].map((ms) => time.deadline(ms));
		expect(timers()).toBe(before + 1);
		ended.end();
		await Promise.all([first, second].map(over));
		expect([first, second, ended, late].map(({ isOver }) => isOver)).toEqual([
			...[true, true],
			...[false, false],
		]);
		expect([ended.signal.aborted, late.signal.aborted]).toEqual([false, false]);
		[first, second, late].forEach((deadline) => deadline.end());
		expect(timers()).toBe(before);
	});

	it('that is cut short is not over, and says why', () => {
		const deadline = time.deadline(600_000);
		deadline.cut('cancelled');
		expect([deadline.signal.aborted, deadline.signal.reason]).toEqual([true, 'cancelled']);
		expect(deadline.isOver).toBe(false);
		deadline.end();
	});

	it('may be ended when it is over', async () => {
		const deadline = time.deadline(1);
		await over(deadline);
		deadline.end();
		expect(deadline.signal.aborted).toBe(true);
	});
});

describe('the clocks', () => {
	it('are the machine’s: one that is set, and one that only goes forward', () => {
		expect(Math.abs(time.now() - Date.now())).toBeLessThan(3_600_000);
		expect(Math.abs(time.monotonic() - performance.now())).toBeLessThan(3_600_000);
		const random = time.random();
		expect(random >= 0 && random < 1).toBe(true);
	});
});
