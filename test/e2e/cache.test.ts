/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	rmSync,
	utimesSync,
	writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cacheFolder, makeOnce, tryLock } from '../../scripts/cache';

const OPTIONS = { what: 'the thing', bytes: 1, say: () => {} };

describe('the cache folder', () => {
	const before = process.env.XDG_CACHE_HOME;
	let base: string;

	beforeEach(() => {
		base = mkdtempSync(join(tmpdir(), 'wechat-cache-'));
		process.env.XDG_CACHE_HOME = base;
	});

	afterEach(() => {
		rmSync(base, { recursive: true, force: true });
		if (before === undefined) delete process.env.XDG_CACHE_HOME;
		else process.env.XDG_CACHE_HOME = before;
	});

	const write = async (folder: string) => writeFileSync(join(folder, 'file'), '');

	it('makes a folder once, also when two want it at the same time', async () => {
		let made = 0;
		const make = async (folder: string) => {
			made += 1;
			await new Promise((resolve) => setImmediate(resolve));
			await write(folder);
		};
		const folders = await Promise.all([makeOnce('a', OPTIONS, make), makeOnce('a', OPTIONS, make)]);
		expect(folders).toEqual([join(cacheFolder(), 'a'), join(cacheFolder(), 'a')]);
		await makeOnce('a', OPTIONS, make);
		expect(made).toBe(1);
		expect(readdirSync(cacheFolder())).toEqual(['a']);
	});

	it('keeps nothing of a making that failed', async () => {
		const fail = async (folder: string) => {
			await write(folder);
			throw new Error('no luck');
		};
		await expect(makeOnce('a', OPTIONS, fail)).rejects.toThrow('no luck');
		expect(readdirSync(cacheFolder())).toEqual([]);
	});

	it('takes over from a maker that gives no sign of life, and removes what it left', async () => {
		const left = join(cacheFolder(), '.making-a-1-1');
		mkdirSync(join(left, 'half'), { recursive: true });
		mkdirSync(join(cacheFolder(), 'a.lock'));
		const aMinuteAgo = Date.now() / 1000 - 60;
		utimesSync(join(cacheFolder(), 'a.lock'), aMinuteAgo, aMinuteAgo);
		await makeOnce('a', OPTIONS, write);
		expect(readdirSync(cacheFolder())).toEqual(['a']);
		expect(existsSync(left)).toBe(false);
	});

	it('waits for a maker that is alive, and tells it', async () => {
		mkdirSync(cacheFolder(), { recursive: true });
		const unlock = await tryLock(join(cacheFolder(), 'a'));
		expect(await tryLock(join(cacheFolder(), 'a'))).toBeUndefined();
		const told: string[] = [];
		const say = (line: string) => {
			told.push(line);
			void unlock?.();
		};
		await makeOnce('a', { ...OPTIONS, say }, write);
		expect(told).toEqual([expect.stringMatching(/^the thing: another start is making it/)]);
	});

	it('tells that there is too little room before it makes anything', async () => {
		const making = makeOnce('a', { ...OPTIONS, bytes: 1e18 }, write);
		await expect(making).rejects.toThrow(/^the thing needs 1000000000\.0 GB of free disk/);
		expect(readdirSync(cacheFolder())).toEqual([]);
	});

	it('is not a folder relative to wherever one happens to be', () => {
		process.env.XDG_CACHE_HOME = 'cache';
		expect(cacheFolder()).toMatch(/\.cache.n8n-nodes-wechat-marketing-code$/);
	});
});
