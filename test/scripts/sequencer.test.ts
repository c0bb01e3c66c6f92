/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the clone; tests run outside n8n */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

interface Test {
	path: string;
	duration: number;
}

// JavaScript, for jest loads its sequencer as it is.
const Sequencer =
	jest.requireActual<
		new (parts: { contexts: []; globalConfig: object }) => { sort(tests: Test[]): Test[] }
	>('../sequencer.js');

const ROOT = join(__dirname, '../..');
const config = { rootDir: ROOT, id: 'order', cacheDirectory: '/nowhere', haste: {} };
const context = { config, hasteFS: { getSize: () => 1 } };
const tests = (...files: string[]) =>
	files.map((file) => ({ path: join(ROOT, file), context, duration: 1 }));

describe('the order of npm test', () => {
	const slow = [
		'test/faults/storm1.test.ts',
		'test/package/package.test.ts',
		'test/engine/longLife.test.ts',
		'test/engine/lostReplies.test.ts',
		'test/docs/commandsRun.test.ts',
		'test/scripts/mutants.test.ts',
	];
	const engine = ['test/engine/onError.test.ts', 'test/engine/net/parts.test.ts'];
	const unit = ['test/domain/cells.test.ts', 'test/api/retry.test.ts', 'test/docs/links.test.ts'];

	it('is: the quick ones, those through the engine, and the slow ones last', () => {
		const sequencer = new Sequencer({ contexts: [], globalConfig: {} });
		const sorted = sequencer
			.sort(tests(...slow, ...engine, ...unit))
			.map(({ path }) => path.slice(ROOT.length + 1));
		expect(new Set(sorted.slice(0, 3))).toEqual(new Set(unit));
		expect(new Set(sorted.slice(3, 5))).toEqual(new Set(engine));
		expect(new Set(sorted.slice(5))).toEqual(new Set(slow));
	});

	it('knows slow ones that are there', () => {
		expect(slow.filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
	});
});
