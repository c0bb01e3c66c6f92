import { sumBy } from 'lodash';
import { answers } from '../../../api/answers';
import { endpoints } from '../../../api/endpoints';
import { digitsOnWire } from '../../../api/json';
import { readDigits, readPosition, readText } from '../../../domain/cells';
import { countOf, overlaps, sharesOf, type CodeRange, type Share } from '../../../domain/ranges';
import { en, type Sentence } from '../../../domain/sentence';
import type { Desk } from '../../../run/operation';
import type { FieldReader } from '../../reader';
import type { Result } from '../../result';
import { simpleOperation } from '../../simple';
import { words as shared } from '../../words';
import { words } from '../words';
import { openBlock } from './block';
import { finish, take, type OutputAs, type OutputSettings, type Taken } from './output';
import { downloadOptions, downloadProperties } from './properties';

/** More codes than this go neither into a single file nor out as items. */
const MOST_TOGETHER = 1_000_000;

interface DownloadValues extends Omit<OutputSettings, 'singleFile'> {
	/** Undefined for all codes. */
	readonly part: CodeRange | undefined;
}

/** By what was asked for, which is the same object in every try of an execution: a retry goes on. */
const progress = new WeakMap<DownloadValues, Taken>();

/**
 * Application · Download: the blocks exactly as WeChat lists them, one at a time, decrypted and
 * checked. Source: docs/wechat-api.md, "Blocks".
 */
export const download = simpleOperation<DownloadValues, typeof downloadOptions>({
	resource: 'application',
	value: 'download',
	name: 'Download',
	action: 'Download application codes',
	description: 'Fetch and decrypt the codes of a finished application',
	properties: downloadProperties,
	options: downloadOptions,
	endpoint: endpoints.applycodedownload,
	lanes: 1,
	achieved: en`downloaded`.zh`已下载`,
	read: (fields) => {
		const named = fields.needed({ applicationId: ['applicationId', readDigits] });
		const part = fields.text('range') === 'part' ? readPart(fields) : undefined;
		const outputAs = fields.text('outputAs') as OutputAs;
		const file =
			outputAs === 'items'
				? { field: '' }
				: fields.needed({ field: ['binaryPropertyName', readText] });
		if (outputAs === 'items' && fields.isTool) fields.refuse('outputAs', words.notForTools);
		const values = named && file && { ...named, ...file, part, outputAs };
		return values && fields.once(JSON.stringify(values), () => values);
	},
	perform: async (values, desk, { singleFile }) => {
		const { applicationId, part, outputAs } = values;
		const endpoint = endpoints.applycodequery;
		const answer = await desk.client.call(endpoint, {
			application_id: digitsOnWire(applicationId),
		});
		if (answer.kind !== 'success') return { answer, endpoint, applicationId };
		const listed = answers.applycodequery(answer.body);
		if (!listed.finished) return { failure: words.notFinished(applicationId, listed.status) };
		const { shares, repeated } = sharesOf(listed.blocks, part);
		const codes = sumBy(shares, ({ range }) => countOf(range));
		const failure = problemWith(listed, part, codes) ?? tooMany(codes, outputAs, singleFile);
		if (failure !== undefined) return { failure };
		const result = await fetchBlocks(values, shares, desk, singleFile);
		return repeated.length > 0 ? { ...result, note: words.overlapping(repeated) } : result;
	},
});

function readPart(fields: FieldReader): CodeRange | undefined {
	const part = fields.needed<CodeRange>({
		codeStart: ['codeStart', readPosition],
		codeEnd: ['codeEnd', readPosition],
	});
	if (part === undefined || part.codeEnd >= part.codeStart) return part;
	return fields.refuse('codeEnd', shared.endBeforeStart(part.codeStart, part.codeEnd));
}

/** What is wrong with the asked-for codes, as many as WeChat's blocks have of them. */
function problemWith(
	{ blocks, unread }: { blocks: readonly CodeRange[]; unread: number },
	part: CodeRange | undefined,
	codes: number,
): Sentence | undefined {
	if (part !== undefined && codes === countOf(part)) return undefined;
	if (unread > 0) return words.unreadBlocks(unread);
	if (blocks.length === 0) return words.noBlocks;
	if (part === undefined) return undefined;
	const last = Math.max(...blocks.map(({ codeEnd }) => codeEnd));
	return part.codeEnd > last ? words.beyond(last) : words.gapInPart;
}

function tooMany(codes: number, outputAs: OutputAs, singleFile: boolean): Sentence | undefined {
	if (codes <= MOST_TOGETHER) return undefined;
	if (outputAs === 'items') return words.tooManyItems(MOST_TOGETHER, codes);
	return singleFile ? words.tooManyForOneFile(MOST_TOGETHER, codes) : undefined;
}

/** One block after the other, from where an earlier try came to. */
async function fetchBlocks(
	values: DownloadValues,
	shares: readonly Share[],
	{ client, context, packageKey }: Desk,
	singleFile: boolean,
): Promise<Result> {
	const { applicationId, outputAs } = values;
	const settings = { ...values, singleFile };
	const taken = progress.get(values) ?? { ranges: [], items: [], contents: [] };
	progress.set(values, taken);
	const endpoint = endpoints.applycodedownload;
	for (const { block: listed, range: part } of shares) {
		if (taken.ranges.some((known) => overlaps(known, part))) continue;
		const answer = await client.call(endpoint, {
			application_id: digitsOnWire(applicationId),
			code_start: listed.codeStart,
			code_end: listed.codeEnd,
		});
		const { items } = taken;
		const lead = words.block(listed);
		if (answer.kind !== 'success') return { answer, endpoint, applicationId, items, lead };
		const { buffer } = answers.applycodedownload(answer.body);
		const block = openBlock(buffer, packageKey, listed, { part, isRaw: outputAs === 'raw' });
		if ('failure' in block) return { ...block, items, lead };
		await take(block, taken, settings, context);
	}
	return { items: await finish(taken, settings, context) };
}
