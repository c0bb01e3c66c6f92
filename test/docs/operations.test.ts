/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the docs; tests run outside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { optionProperties } from '../../nodes/WechatMarketingCode/actions/code/activate/panel';
import { brokenLinks, DOCS, matches } from './page';

const read = (file: string): string => readFileSync(join(DOCS, '..', file), 'utf8');

describe('operations.md', () => {
	const text = read('docs/operations.md');
	const cluster = read('test/e2e/queue/cluster.ts');
	const tried = cluster + read('test/e2e/relay.test.ts');

	it('names only settings that the tests of queue mode and of the relay run with', () => {
		const named = new Set(matches(text, /\b([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)\b/g));
		const run = tried + read('scripts/n8n.ts');
		expect(named.size).toBeGreaterThan(15);
		expect([...named].filter((name) => !run.includes(`${name}:`))).toEqual([]);
	});

	it('gives settings whose meaning is in their value as they were tried', () => {
		const given = matches(text, /\b([A-Z_0-9]+=(?:queue|true|postgresdb))\b/g);
		expect(given.length).toBeGreaterThan(5);
		for (const one of given) {
			const [name, value] = one.split('=');
			expect(tried).toContain(`${name}: '${value}'`);
		}
	});

	it('names only figures that the queue-mode test has seen', () => {
		const named = matches(text, /`(n8n_\w+)`/g);
		const seen = read('test/e2e/queue.test.ts');
		expect(named.length).toBeGreaterThan(2);
		expect(named.filter((name) => !seen.includes(name))).toEqual([]);
	});

	it('gives the commands with which the test installs the node and starts a worker', () => {
		const [flags] = matches(text, /npm (install .+) n8n-nodes-wechat-marketing-code\n/g);
		expect(cluster).toContain(`['${flags.split(' ').join("', '")}', tarball]`);
		const [concurrency] = matches(text, /`n8n worker --concurrency=(\d+)`/g);
		expect(cluster).toContain(`CONCURRENCY = ${concurrency};`);
	});

	it('names options, error codes and examples that are there', () => {
		const options = (optionProperties.options as INodeProperties[]).map(
			({ displayName }) => displayName,
		);
		const named = matches(text, /\*Options > ([^*]+)\*/g);
		expect(named.length).toBeGreaterThan(1);
		expect(named.filter((name) => !options.includes(name))).toEqual([]);
		const errors = read('docs/errors.md');
		const codes = matches(text, /\b([48]\d{4}|6\d{4})\b/g);
		expect(codes.length).toBeGreaterThan(5);
		expect(codes.filter((code) => !errors.includes(`**${code}**`))).toEqual([]);
		for (const example of matches(text, /`([\w-]+\.json)`/g)) read(`workflows/${example}`);
	});

	it('leads to pages and chapters that are there', () => {
		expect(brokenLinks(text)).toEqual([]);
	});
});
