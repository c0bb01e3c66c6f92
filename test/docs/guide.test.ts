/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the guides; tests run outside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { INodeProperties } from 'n8n-workflow';
import { optionProperties } from '../../nodes/WechatMarketingCode/actions/code/activate/panel';
import { resultColumns } from '../../nodes/WechatMarketingCode/actions/code/activate/columns';
import { readBarcode, readPosition } from '../../nodes/WechatMarketingCode/domain/cells';
import { fields } from '../../nodes/WechatMarketingCode/actions/code/activate/fields';
import { fieldNames } from '../../nodes/WechatMarketingCode/actions/code/activate/request';
import { matchHeaders } from '../../nodes/WechatMarketingCode/actions/code/activate/rows/sheet';
import { brokenLinks, DOCS, matches } from './page';

const GUIDES = ['guide.md', 'guide.zh-CN.md'];
const STATUSES = [
	'activated',
	'already_active',
	'dry_run',
	'failed',
	'invalid',
	'not_attempted',
	'pending_review',
	'unknown',
];

describe.each(GUIDES)('%s', (file) => {
	const text = readFileSync(join(DOCS, file), 'utf8');
	const rows = (text.match(/^\|.*\|$/gm) ?? []).map((row) =>
		row
			.slice(1, -1)
			.split('|')
			.map((cell) => cell.trim()),
	);

	it('names headers that are recognised as what it says', () => {
		for (const field of fieldNames) {
			const row = rows.find(
				([first, ...others]) => first.startsWith(fields[field].label) && others.length === 3,
			);
			const headers = [row?.[1], row?.[2]].flatMap((cell) => cell?.split(/[,、]\s*/) ?? []);
			expect([field, headers.length]).toEqual([field, expect.any(Number)]);
			expect(headers.length).toBeGreaterThan(1);
			for (const header of headers) {
				expect([header, matchHeaders([header]).columns]).toEqual([header, { [field]: header }]);
			}
		}
	});

	it('shows a first sheet whose every header is recognised', () => {
		const headers = rows.find(([first]) => first === '申请单号') ?? [];
		expect(Object.keys(matchHeaders(headers).columns)).toHaveLength(headers.length);
	});

	it('names as not recognised only what is not', () => {
		const names = text.split('\n').find((line) => line.includes('`SKU`')) ?? '';
		const headers = ['AppID', 'Code', 'SKU', '编码', '商品编码', '批次号'];
		for (const header of headers) {
			expect(names).toContain(header);
			expect(matchHeaders([header]).columns).toEqual({});
		}
	});

	it('says rightly which cells are fine and which are refused', () => {
		const table = rows.slice(rows.findIndex((row) => row.join().includes('9,999')));
		const [fine, refused] = [0, 1].map((side) =>
			table
				.slice(0, 4)
				.flatMap((row) => matches(row[side], /`([^`]+)`/g))
				.filter((cell) => !cell.includes('…')),
		);
		expect(fine.length).toBeGreaterThan(5);
		expect(refused.length).toBeGreaterThan(6);
		for (const cell of fine)
			expect([cell, readPosition(cell.replaceAll('"', '')).kind]).toEqual([cell, 'value']);
		for (const cell of refused) {
			expect([cell, readPosition(cell).kind]).toEqual([cell, 'problem']);
		}
		expect(readBarcode('6.94E+12').kind).toBe('problem');
	});

	it('names options by the names that the panel shows', () => {
		const shown = (optionProperties.options as INodeProperties[]).map(
			(option) => option.displayName,
		);
		const named = matches(text, /\*Options > ([^*]+)\*/g);
		expect(named.length).toBeGreaterThan(4);
		expect(named.filter((name) => !shown.includes(name))).toEqual([]);
	});

	it('explains every status and every result column', () => {
		const first = rows.map(([cell]) => cell).join(' ');
		for (const status of STATUSES) expect(first).toContain(`\`${status}\``);
		for (const column of resultColumns) expect(first).toContain(`\`${column}\``);
	});

	it('leads to files, chapters and pictures that are there', () => {
		expect(matches(text, /\]\(images\/([^)]+)\)/g).length).toBeGreaterThan(5);
		expect(brokenLinks(text)).toEqual([]);
	});
});

describe.each(['troubleshooting.md', 'troubleshooting.zh-CN.md'])('%s', (file) => {
	const text = readFileSync(join(DOCS, file), 'utf8');

	it('names options, statuses and error codes that there are', () => {
		const shown = (optionProperties.options as INodeProperties[]).map(
			(option) => option.displayName,
		);
		const named = matches(text, /\*Options > ([^*]+)\*/g);
		expect(named.length).toBeGreaterThan(1);
		expect(named.filter((name) => !shown.includes(name))).toEqual([]);
		const statuses = matches(text, /^\| `(\w+)`/gm);
		expect(statuses.length).toBeGreaterThan(3);
		expect(statuses.filter((status) => !STATUSES.includes(status))).toEqual([]);
		const errors = readFileSync(join(DOCS, 'errors.md'), 'utf8');
		const codes = matches(text, /\b(4[058]\d{3})\b/g);
		expect(codes.length).toBeGreaterThan(4);
		expect(codes.filter((code) => !errors.includes(`**${code}**`))).toEqual([]);
	});

	it('has as many symptoms as its twin', () => {
		const rows = (name: string) =>
			readFileSync(join(DOCS, name), 'utf8').match(/^\|.*\|$/gm)?.length;
		expect(rows(file)).toBe(rows('troubleshooting.md'));
	});
});
