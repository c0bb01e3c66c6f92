/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { join } from 'node:path';
import { ROOT } from '../../scripts/pack';
import { commandEnv, run } from '../../scripts/shell';

/** The built nodes: what is measured is what ships. */
export const DIST = join(ROOT, 'dist/nodes/WechatMarketingCode');

/**
 * Runs a TypeScript file of this folder in a Node process of its own, so that no measurement warms
 * up or litters the heap of another; gives the JSON of its last line.
 *
 * @param node the Node to run it with
 */
export async function measureInChild<T>(
	node: string,
	file: string,
	args: string[],
	env: NodeJS.ProcessEnv = {},
): Promise<T> {
	const tsx = require.resolve('tsx/cjs');
	const output = await run(
		node,
		['--expose-gc', '--require', tsx, join(__dirname, file), ...args],
		{ cwd: ROOT, env: { ...commandEnv(), ...env } },
	);
	return JSON.parse(output.trim().split('\n').at(-1) ?? '') as T;
}

/** The middle value. */
export function median(values: readonly number[]): number {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
