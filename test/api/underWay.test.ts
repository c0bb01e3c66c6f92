/* eslint-disable @n8n/community-nodes/no-restricted-imports -- counts listeners */
import { getEventListeners } from 'node:events';
import { UnderWay } from '../../nodes/WechatMarketingCode/api/underWay';

describe('the calls of a run that are under way', () => {
	const run = new AbortController();
	const listeners = () => getEventListeners(run.signal, 'abort').length;

	it('listen to the run’s signal once, and no longer than they are under way', () => {
		const calls = new UnderWay(run.signal);
		const all = Array.from({ length: 20 }, () => calls.begin(600_000));
		expect(listeners()).toBe(1);
		all.forEach((call) => calls.end(call));
		expect(listeners()).toBe(0);
	});

	it('end with the run, for its reason; what ended before is left alone', () => {
		const calls = new UnderWay(run.signal);
		const [ended, open] = [calls.begin(600_000), calls.begin(600_000)];
		calls.end(ended);
		run.abort('stopped by hand');
		const late = calls.begin(600_000);
		expect([ended, open, late].map(({ signal }) => signal.aborted)).toEqual([false, true, true]);
		expect([open, late].map(({ signal }) => signal.reason as string)).toEqual([
			'stopped by hand',
			'stopped by hand',
		]);
		calls.end(open);
		calls.end(late);
		expect(listeners()).toBe(0);
	});
});
