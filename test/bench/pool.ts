/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a process of its own, outside n8n */
import { readFileSync } from 'node:fs';
import { Pool } from 'undici';
import { codeActiveBody } from './rows';

/**
 * The upper bound: a raw undici Pool that sends the same bodies and looks at nothing but the errcode.
 * Arguments: url, certificate file, token, rows, connections, first code. Prints `{ "ms": … }`.
 */
async function main(): Promise<void> {
	const [url, certificate, token, ...numbers] = process.argv.slice(2);
	const [rows, connections, firstCode] = numbers.map(Number);
	const pool = new Pool(url, {
		connections,
		pipelining: 1,
		connect: { ca: readFileSync(certificate, 'utf8') },
	});
	let next = 0;
	const lane = async (): Promise<void> => {
		while (next < rows) {
			const body = JSON.stringify(codeActiveBody(firstCode + next++));
			const answer = await pool.request({
				method: 'POST',
				path: `/intp/marketcode/codeactive?access_token=${token}`,
				headers: { 'content-type': 'application/json' },
				body,
			});
			const { errcode, errmsg } = (await answer.body.json()) as { errcode: number; errmsg: string };
			if (errcode !== 0) throw new Error(`The simulator refused: ${errcode} ${errmsg}`);
		}
	};
	const started = performance.now();
	await Promise.all(Array.from({ length: connections }, lane));
	const ms = performance.now() - started;
	await pool.close();
	process.stdout.write(`${JSON.stringify({ ms })}\n`);
}

void main();
