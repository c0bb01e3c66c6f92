import { sumBy } from 'lodash';
import { answers } from '../../../api/answers';
import { endpoints } from '../../../api/endpoints';
import { digitsOnWire } from '../../../api/json';
import { readDigits, readPosition } from '../../../domain/cells';
import { countOf, overlaps, type CodeRange } from '../../../domain/ranges';
import type { Desk } from '../../../run/operation';
import { simpleOperation, type FieldReader, type Result } from '../../simple';
import { words } from '../words';
import { clip, openBlock } from './block';
import { collectorFor, type OutputAs } from './output';
import { downloadProperties } from './properties';

/** More codes than this do not go into a single file. */
const MOST_IN_ONE_FILE = 1_000_000;

interface DownloadValues {
	readonly applicationId: string;
	/** Undefined for all codes. */
	readonly part: CodeRange | undefined;
	readonly outputAs: OutputAs;
	readonly field: string;
}

/**
 * Application · Download: the blocks exactly as WeChat lists them, one at a time, decrypted and
 * checked. Source: docs/wechat-api.md, "Blocks".
 */
export const download = simpleOperation<DownloadValues>({
	resource: 'application',
	value: 'download',
	name: 'Download',
	action: 'Download application codes',
	description: 'Fetch and decrypt the codes of a finished application',
	properties: downloadProperties,
	lanes: 1,
	read: (fields) => {
		const named = fields.needed({ applicationId: ['applicationId', readDigits] });
		const part = fields.text('range') === 'part' ? readPart(fields) : undefined;
		if (named === undefined) return undefined;
		const outputAs = (fields.text('outputAs') || 'items') as OutputAs;
		return { ...named, part, outputAs, field: fields.text('binaryPropertyName') || 'data' };
	},
	perform: async (values, desk, options) => {
		const { applicationId, part } = values;
		const endpoint = endpoints.applycodequery;
		const answer = await desk.client.call(endpoint, {
			application_id: digitsOnWire(applicationId),
		});
		if (answer.kind !== 'success') return { answer, endpoint, applicationId };
		const { finished, status, blocks: listed } = answers.applycodequery(answer.body);
		if (!finished) return { failure: words.notFinished(applicationId, status) };
		const blocks = part === undefined ? listed : listed.filter((block) => overlaps(block, part));
		const singleFile = options.singleFile === true;
		const wrong =
			problemWith(listed, part) ??
			(singleFile && values.outputAs !== 'items' ? tooMany(blocks, part) : undefined);
		return wrong === undefined
			? await fetchBlocks(values, blocks, desk, singleFile)
			: { failure: wrong };
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

function tooMany(blocks: readonly CodeRange[], part: CodeRange | undefined): string | undefined {
	const codes = codesIn(blocks, part);
	return codes > MOST_IN_ONE_FILE ? words.tooManyForOneFile(MOST_IN_ONE_FILE, codes) : undefined;
}

/** How many codes of the blocks are asked for. */
const codesIn = (blocks: readonly CodeRange[], part?: CodeRange): number =>
	sumBy(blocks, (block) => Math.max(0, countOf(clip(block, part ?? block))));

/** One block after the other: never more than one is in memory, unless the output needs all. */
async function fetchBlocks(
	{ applicationId, part, outputAs, field }: DownloadValues,
	blocks: readonly CodeRange[],
	{ client, context, packageKey }: Desk,
	singleFile: boolean,
): Promise<Result> {
	const collector = collectorFor({ applicationId, outputAs, field, singleFile }, context);
	const endpoint = endpoints.applycodedownload;
	for (const range of blocks) {
		const answer = await client.call(endpoint, {
			application_id: digitsOnWire(applicationId),
			code_start: range.codeStart,
			code_end: range.codeEnd,
		});
		if (answer.kind !== 'success') return { answer, endpoint, applicationId };
		const { buffer } = answers.applycodedownload(answer.body);
		const block = openBlock(buffer, packageKey, range, part);
		if ('failure' in block) return block;
		await collector.add(block);
	}
	return { items: await collector.finish() };
}
