/* eslint-disable @n8n/community-nodes/no-restricted-globals -- counts the timers of the process */
import { time } from '../../nodes/WechatMarketingCode/api/time';

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

	it('may be ended when it is over', async () => {
		const deadline = time.deadline(1);
		await new Promise((resolve) => deadline.signal.addEventListener('abort', resolve));
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
