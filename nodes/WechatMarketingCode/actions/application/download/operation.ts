import { sumBy } from 'lodash';
import { answers } from '../../../api/answers';
import { endpoints } from '../../../api/endpoints';
import { digitsOnWire } from '../../../api/json';
import { readDigits, readPosition, readText } from '../../../domain/cells';
import { countOf, overlaps, type CodeRange } from '../../../domain/ranges';
import type { Desk } from '../../../run/operation';
import type { FieldReader } from '../../reader';
import type { Result } from '../../result';
import { simpleOperation } from '../../simple';
import { words } from '../words';
import { clip, openBlock } from './block';
import { finish, take, type OutputAs, type Taken } from './output';
import { downloadOptions, downloadProperties } from './properties';

/** More codes than this go neither into a single file nor out as items. */
const MOST_TOGETHER = 1_000_000;

interface DownloadValues {
	readonly applicationId: string;
	/** Undefined for all codes. */
	readonly part: CodeRange | undefined;
	readonly outputAs: OutputAs;
	readonly field: string;
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
	achieved: 'downloaded',
	read: (fields) => {
		const named = fields.needed({ applicationId: ['applicationId', readDigits] });
		const part = fields.text('range') === 'part' ? readPart(fields) : undefined;
		const outputAs = (fields.text('outputAs') || 'items') as OutputAs;
		const file =
			outputAs === 'items'
				? { field: '' }
				: fields.needed({ field: ['binaryPropertyName', readText] });
		if (outputAs === 'items' && fields.isTool) fields.refuse('outputAs', words.notForTools());
		if (named === undefined || file === undefined) return undefined;
		const values = { ...named, ...file, part, outputAs };
		return fields.once(JSON.stringify(values), () => values);
	},
	perform: async (values, desk, { singleFile }) => {
		const { applicationId, part } = values;
		const endpoint = endpoints.applycodequery;
		const answer = await desk.client.call(endpoint, {
			application_id: digitsOnWire(applicationId),
		});
		if (answer.kind !== 'success') return { answer, endpoint, applicationId };
		const { finished, status, blocks: listed, unread } = answers.applycodequery(answer.body);
		if (!finished) return { failure: words.notFinished(applicationId, status) };
		const blocks = part === undefined ? listed : listed.filter((block) => overlaps(block, part));
		const failure =
			(part === undefined && unread > 0 ? words.unreadBlocks(unread) : undefined) ??
			problemWith(listed, part) ??
			tooMany(codesIn(blocks, part), values.outputAs, singleFile);
		return failure === undefined
			? await fetchBlocks(values, blocks, desk, singleFile)
			: { failure };
	},
});

function readPart(fields: FieldReader): CodeRange | undefined {
	const part = fields.needed<CodeRange>({
		codeStart: ['codeStart', readPosition],
		codeEnd: ['codeEnd', readPosition],
	});
	if (part === undefined || part.codeEnd >= part.codeStart) return part;
	return fields.refuse('codeEnd', words.endBeforeStart(part));
}

/** What is wrong with the asked-for codes, seen from the blocks that WeChat lists. */
function problemWith(
	listed: readonly CodeRange[],
	part: CodeRange | undefined,
): string | undefined {
	if (listed.length === 0) return words.noBlocks();
	if (part === undefined) return undefined;
	const last = listed[listed.length - 1].codeEnd;
	if (part.codeEnd > last) return words.beyond(last);
	return codesIn(listed, part) === countOf(part) ? undefined : words.gapInPart();
}

function tooMany(codes: number, outputAs: OutputAs, singleFile: boolean): string | undefined {
	if (codes <= MOST_TOGETHER) return undefined;
	if (outputAs === 'items') return words.tooManyItems(MOST_TOGETHER, codes);
	return singleFile ? words.tooManyForOneFile(MOST_TOGETHER, codes) : undefined;
}

/** How many codes of the blocks are asked for. */
const codesIn = (blocks: readonly CodeRange[], part?: CodeRange): number =>
	sumBy(blocks, (block) => Math.max(0, countOf(clip(block, part ?? block))));

/** One block after the other, from where an earlier try came to. */
async function fetchBlocks(
	values: DownloadValues,
	blocks: readonly CodeRange[],
	{ client, context, packageKey }: Desk,
	singleFile: boolean,
): Promise<Result> {
	const { applicationId, part, outputAs } = values;
	const settings = { ...values, singleFile };
	const taken = progress.get(values) ?? { ranges: [], items: [], contents: [] };
	progress.set(values, taken);
	const endpoint = endpoints.applycodedownload;
	for (const range of blocks) {
		if (taken.ranges.some((known) => overlaps(known, range))) continue;
		const answer = await client.call(endpoint, {
			application_id: digitsOnWire(applicationId),
			code_start: range.codeStart,
			code_end: range.codeEnd,
		});
		const { items } = taken;
		const lead = words.block(range);
		if (answer.kind !== 'success') return { answer, endpoint, applicationId, items, lead };
		const { buffer } = answers.applycodedownload(answer.body);
		const block = openBlock(buffer, packageKey, range, { part, isRaw: outputAs === 'raw' });
		if ('failure' in block) return { ...block, items, lead };
		await take(block, taken, settings, context);
	}
	return { items: await finish(taken, settings, context) };
}
