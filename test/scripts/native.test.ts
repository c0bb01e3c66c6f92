/* eslint-disable @n8n/community-nodes/no-restricted-imports -- tests run outside n8n */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nativeIn, takeDriver } from '../../scripts/native';

const BUILT = 'node_modules/sqlite3/build/Release/node_sqlite3.node';

describe("n8n's database driver, built apart", () => {
	const base = mkdtempSync(join(tmpdir(), 'wechat-driver-'));
	afterAll(() => rmSync(base, { recursive: true, force: true }));

	function folderWith(name: string, version: string, isBuilt: boolean): string {
		const folder = join(base, name);
		mkdirSync(join(folder, 'node_modules/sqlite3/build/Release'), { recursive: true });
		writeFileSync(join(folder, 'node_modules/sqlite3/package.json'), JSON.stringify({ version }));
		if (isBuilt) writeFileSync(join(folder, BUILT), '');
		else rmSync(join(folder, 'node_modules/sqlite3/build'), { recursive: true });
		return folder;
	}

	it("goes into n8n's tree when n8n brought the same version, and only then", async () => {
		const built = folderWith('built', '5.1.7', true);
		const same = folderWith('same', '5.1.7', false);
		const another = folderWith('another', '6.0.0', false);
		await takeDriver(built, same);
		await takeDriver(built, another);
		expect(existsSync(join(same, BUILT))).toBe(true);
		// It is then built in its place.
		expect(existsSync(join(another, BUILT))).toBe(false);
		expect(nativeIn(another)).toEqual(['sqlite3']);
	});

	it('is left alone when n8n has none', async () => {
		const built = folderWith('again', '5.1.7', true);
		const none = join(base, 'none');
		mkdirSync(none);
		await takeDriver(built, none);
		expect(existsSync(join(none, 'node_modules'))).toBe(false);
	});
});
