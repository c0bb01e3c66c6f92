import { MAX_PAUSES, Pace } from '../../nodes/WechatMarketingCode/api/pace';
import { time } from '../../nodes/WechatMarketingCode/api/time';

describe('the pace of a run', () => {
	const real = { ...time };
	let now = 0;
	let set = 0;
	beforeEach(() => {
		now = 1_000_000;
		set = 0;
		time.monotonic = () => now;
		time.now = () => now + set;
		time.sleep = async (ms) => {
			now += ms;
		};
	});
	afterAll(() => Object.assign(time, real));

	const starts = async (pace: Pace, count: number): Promise<number[]> => {
		const at: number[] = [];
		for (let i = 0; i < count; i++) {
			await pace.turn();
			at.push(now - 1_000_000);
		}
		return at;
	};

	it('has no limit of its own', async () => {
		expect(await starts(new Pace(0), 3)).toEqual([0, 0, 0]);
	});

	it('spreads a limit per minute evenly', async () => {
		expect(await starts(new Pace(120), 4)).toEqual([0, 500, 1000, 1500]);
	});

	it('does not save up turns for a burst', async () => {
		const pace = new Pace(60);
		await pace.turn();
		now += 10_000;
		expect(await starts(pace, 2)).toEqual([10_000, 11_000]);
	});

	it('lets all calls wait for a pause', async () => {
		const pace = new Pace(0);
		pace.pause(60_000, now);
		expect(await starts(pace, 2)).toEqual([60_000, 60_000]);
	});

	it('waits a minute for a pause also when the clock is set back an hour meanwhile', async () => {
		const pace = new Pace(60);
		await pace.turn();
		pace.pause(60_000, now);
		set = -3_600_000;
		expect(await starts(pace, 2)).toEqual([60_000, 60_000]);
	});

	it('counts refusals of requests that were under way as one pause', async () => {
		const pace = new Pace(0);
		for (let i = 0; i < 50; i++) expect(pace.pause(60_000, now - 5)).toBe(true);
		expect(await starts(pace, 1)).toEqual([60_000]);
	});

	it('lengthens a short pause when a longer one is asked for meanwhile', async () => {
		const pace = new Pace(0);
		pace.pause(1_000, now);
		pace.pause(60_000, now - 10);
		expect(await starts(pace, 1)).toEqual([59_990]);
	});

	it(`refuses the pause after the ${MAX_PAUSES}th`, async () => {
		const pace = new Pace(0);
		for (let i = 0; i < MAX_PAUSES; i++) {
			expect(pace.pause(60_000, now)).toBe(true);
			await pace.turn();
		}
		expect(pace.pause(60_000, now)).toBe(false);
	});

	it('waits for nothing once the run is cancelled', async () => {
		const cancelled = new Error('cancelled');
		time.sleep = async () => await Promise.reject(cancelled);
		const pace = new Pace(0);
		pace.pause(60_000, now);
		await expect(pace.turn()).rejects.toBe(cancelled);
	});
});
