/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a process of its own, outside n8n */
import { createDecipheriv } from 'node:crypto';
import { join } from 'node:path';
import type * as codePackage from '../../nodes/WechatMarketingCode/domain/codePackage';
import { BLOCK_SIZE, DEFAULT_ACCOUNT, startSimulator } from '../simulator';
import { encrypt } from '../simulator/packages';
import { DIST, measureInChild, median } from './child';

/** Decrypting and reading one block of 50,000 codes; medians in milliseconds. */
export interface DecryptFigures {
	codes: number;
	/** Bare node:crypto: decipher, and split the text into lines. */
	bareMs: number;
	/** The node: decipher, check every row, tell the columns apart, read every cell. */
	nodeMs: number;
}

export const measureDecrypt = async (node: string): Promise<DecryptFigures> =>
	await measureInChild(node, 'decrypt.ts', []);

const APPLICATION = 581865877;
const KEY = DEFAULT_ACCOUNT.packageKey ?? '';
const ROUNDS = 31;
const WARM_UP = 5;
/** Blocks in one turn, so that each side clears away most of its own garbage. */
const BATCH = 4;
/** Of one code: the raw code, the URL and the bits. */
const CHARACTERS = 9 + 28 + 68;

/** Both sides take turns. `decryptPackage` and `parsePackage` of the built package are what a download calls. */
async function decrypt(): Promise<DecryptFigures> {
	const { decryptPackage, parsePackage } = (await import(
		join(DIST, 'domain/codePackage/index.js')
	)) as typeof codePackage;
	const block = { codeStart: 0, codeEnd: BLOCK_SIZE - 1 };
	const buffer = encrypt(Buffer.from(await plainText()), KEY, 16).toString('base64');
	const bare = () => {
		const decipher = createDecipheriv('aes-128-cbc', KEY, KEY);
		const encrypted = Buffer.from(buffer, 'base64');
		const plain = Buffer.concat([decipher.update(encrypted), decipher.final()]);
		return plain.toString('latin1').trimEnd().split('\n').length;
	};
	const node = () => {
		let characters = 0;
		for (const { code, codeUrl, codeBits } of parsePackage(decryptPackage(buffer, KEY), block)) {
			characters += code.length + codeUrl.length + codeBits.length;
		}
		return characters / CHARACTERS;
	};
	const times: { bare: number[]; node: number[] } = { bare: [], node: [] };
	const take = (name: keyof typeof times, work: () => number) => {
		let codes = 0;
		const before = performance.now();
		for (let at = 0; at < BATCH; at++) codes += work();
		times[name].push((performance.now() - before) / BATCH);
		if (codes !== BATCH * BLOCK_SIZE) throw new Error(`${name} read ${codes} codes`);
	};
	for (let round = 0; round < ROUNDS + WARM_UP; round++) {
		take('bare', bare);
		take('node', node);
	}
	return {
		codes: BLOCK_SIZE,
		bareMs: median(times.bare.slice(WARM_UP)),
		nodeMs: median(times.node.slice(WARM_UP)),
	};
}

async function plainText(): Promise<string> {
	const simulator = await startSimulator({
		applications: [{ applicationId: APPLICATION, codeCount: BLOCK_SIZE }],
	});
	const text = simulator.plainText(APPLICATION, 0, BLOCK_SIZE - 1);
	await simulator.stop();
	return text;
}

if (require.main === module) {
	void decrypt().then((figures) => process.stdout.write(`${JSON.stringify(figures)}\n`));
}
