import type { EngineOptions } from '../harness';
import { APP_ID, startWorld, type World } from '../world';
import { listBlocks, operate, PACKAGE_KEY, sentTo } from './operate';

const DOWNLOAD = ['application', 'download'] as const;
const APPLICATION_ID = 21;

describe('Application · Download, when a package cannot be had', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld({
			applications: [{ applicationId: APPLICATION_ID, codeCount: 30 }],
		});
	});
	afterEach(async () => await world.end());

	const download = async (more: Partial<EngineOptions> = {}) =>
		await operate(world, DOWNLOAD, { applicationId: String(APPLICATION_ID) }, more);

	const withKey = (codePackageKey: string) => ({ store: world.credential({ codePackageKey }) });

	it('no key in the credential: says where it comes from', async () => {
		const { error } = await download(withKey(''));
		expect(error?.message).toContain('The credential has no Code Package Key');
	});

	it('a key of another account: says so, and shows neither key', async () => {
		const { error } = await download(withKey('fedcba9876543210'));
		expect(error?.message).toContain('Block 0–29');
		expect(error?.message).toContain('key does not fit this package');
		const told = `${error?.message} ${error?.description}`;
		expect(told).not.toContain('fedcba9876543210');
		expect(told).not.toContain(PACKAGE_KEY);
	});

	it.each(['0123456789abcde', '0123456789abcdefg'])(
		'a key of the wrong length (%s) never decrypts',
		async (key) => {
			const { error, rows } = await download(withKey(key));
			expect(rows).toEqual([]);
			expect(error?.message).toMatch(/16/);
		},
	);

	it('white space around the key does not count', async () => {
		expect((await download(withKey(` ${PACKAGE_KEY}\n`))).rows).toHaveLength(30);
	});

	it('80309: the file has expired', async () => {
		world.simulator.expireFiles(APPLICATION_ID);
		const { error } = await download();
		expect(error?.message).toContain('has expired at WeChat');
		expect(error?.context).toMatchObject({
			errcode: 80309,
			rid: expect.stringMatching(/^[0-9a-f]{8}-/) as string,
			endpoint: '/intp/marketcode/applycodedownload',
			itemIndex: 0,
		});
		expect(sentTo(world, 'applycodedownload')).toHaveLength(1);
	});

	it('80313: WeChat has issued no key', async () => {
		world.simulator.set({
			accounts: [{ ...world.simulator.account(APP_ID), packageKey: undefined }],
		});
		const { error } = await download();
		expect(error?.message).toContain('has not issued a key');
		expect(error?.context).toMatchObject({ errcode: 80313 });
	});

	it('80308: the block is not generated yet', async () => {
		world.simulator.faults.add({ endpoint: 'applycodedownload', do: { errcode: 80308 } });
		expect((await download()).error?.message).toContain('not generated yet');
	});

	it('a line that is no code: no code of the package is given out', async () => {
		world.simulator.set({ package: { columns: ['bits', 'code', 'url'] } });
		const { error, rows } = await download();
		expect(rows).toEqual([]);
		expect(error?.message).toContain('Line 1 of the code package does not hold the four columns');
	});

	it('a package with fewer codes than its block is refused', async () => {
		const short = await encrypted(world.simulator.plainText(APPLICATION_ID, 0, 28));
		const body = JSON.stringify({ errcode: 0, errmsg: 'ok', buffer: short });
		world.simulator.faults.add({ endpoint: 'applycodedownload', do: { httpStatus: 200, body } });
		const { error, rows } = await download();
		expect(rows).toEqual([]);
		expect(error?.message).toContain('holds 29 codes, but the block is 0–29');
	});

	it.each([
		['an empty buffer', ''],
		['no base64', '*not base64*'],
		['a cut buffer', 'AAAAAAAA'],
	])('%s is refused', async (_, buffer) => {
		const body = JSON.stringify({ errcode: 0, errmsg: 'ok', buffer });
		world.simulator.faults.add({ endpoint: 'applycodedownload', do: { httpStatus: 200, body } });
		const { error, rows } = await download();
		expect(rows).toEqual([]);
		expect(error?.message).toContain('Block 0–29: The code package that WeChat sent is');
	});

	it('a failure in the last block keeps the codes of the others, and names it', async () => {
		world.simulator.set({ downloadRanges: 'inside-block' });
		listBlocks(world, [
			[0, 9],
			[10, 19],
		]);
		world.simulator.faults.add({
			endpoint: 'applycodedownload',
			after: 1,
			do: { errcode: 80309 },
		});
		const { rows, hints } = await download({ onError: 'continueRegularOutput' });
		expect(hints[0]).toMatch(/^0 downloaded, 1 failed in part, in 3 requests/);
		expect(rows.map(({ index }) => index)).toEqual([...Array(10).keys(), undefined]);
		expect(rows[10]).toMatchObject({
			error: expect.stringMatching(/^Block 10–19: .*expired/) as string,
			errcode: 80309,
		});
	});

	const encrypted = async (text: string): Promise<string> => {
		const { encrypt } = await import('../../simulator/packages');
		return encrypt(Buffer.from(text), PACKAGE_KEY, 16).toString('base64');
	};

	it.each(['hold-before', 'hold-after'] as const)(
		'cancelled while a block is under way (%s): that is the reason, and not WeChat’s answer',
		async (fault) => {
			world.simulator.faults.add({ endpoint: 'applycodedownload', do: fault });
			let cancel = (): void => undefined;
			const before = world.simulator.count('applycodedownload');
			const running = download({
				onError: 'continueRegularOutput',
				onStart: (end) => (cancel = end),
			});
			await world.simulator.arrived(before + 1, 'applycodedownload');
			cancel();
			const [{ error }] = (await running).rows;
			world.simulator.faults.release();
			expect(error).toContain('The execution was cancelled. ');
			expect(error).not.toContain('ERR_CANCELED');
		},
	);
});
