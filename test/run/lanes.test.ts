import { inLanes } from '../../nodes/WechatMarketingCode/run/lanes';

/** Work whose end the test decides. */
function manualWork() {
	const ends = new Map<number, () => void>();
	let most = 0;
	return {
		started: [] as number[],
		get most() {
			return most;
		},
		work(this: { started: number[] }, task: number): Promise<void> {
			this.started.push(task);
			return new Promise((resolve) => {
				ends.set(task, () => {
					ends.delete(task);
					resolve();
				});
				most = Math.max(most, ends.size);
			});
		},
		async end(task: number): Promise<void> {
			ends.get(task)?.();
			for (let i = 0; i < 5; i++) await Promise.resolve();
		},
	};
}

describe('lanes', () => {
	it('lets the first task go alone and keeps the pipe full afterwards', async () => {
		const manual = manualWork();
		const done = inLanes(
			[0, 1, 2, 3, 4],
			2,
			async (task) => await manual.work(task),
			() => true,
		);
		expect(manual.started).toEqual([0]);
		await manual.end(0);
		expect(manual.started).toEqual([0, 1, 2]);
		await manual.end(2);
		expect(manual.started).toEqual([0, 1, 2, 3]);
		await manual.end(3);
		expect(manual.started).toEqual([0, 1, 2, 3, 4]);
		await manual.end(1);
		await manual.end(4);
		await done;
		expect(manual.most).toBe(2);
	});

	it('starts nothing new once it must not, and lets the rest finish', async () => {
		const manual = manualWork();
		let may = true;
		const done = inLanes(
			[0, 1, 2, 3],
			2,
			async (task) => await manual.work(task),
			() => may,
		);
		await manual.end(0);
		may = false;
		await manual.end(1);
		await manual.end(2);
		await done;
		expect(manual.started).toEqual([0, 1, 2]);
	});

	it('costs one task when the first one ends it', async () => {
		let may = true;
		const started: number[] = [];
		await inLanes(
			[0, 1, 2],
			5,
			async (task) => {
				started.push(task);
				may = false;
			},
			() => may,
		);
		expect(started).toEqual([0]);
	});

	it('ends at once without tasks', async () => {
		await expect(
			inLanes(
				[],
				5,
				async () => {},
				() => true,
			),
		).resolves.toBeUndefined();
	});
});
