import { endpoints } from '../../../api/endpoints';
import { digitsOnWire } from '../../../api/json';
import { readDigits, readPosition } from '../../../domain/cells';
import type { CodeRange } from '../../../domain/ranges';
import { countOf, overlaps } from '../../../domain/ranges';
import type { Desk } from '../../../run/operation';
import { simpleOperation, type FieldReader, type Result } from '../../simple';
import { blocksIn } from '../blocks';
import { isFinished } from '../wait';
import { openBlock, type Block } from './block';
import { collectorFor, type OutputAs } from './output';

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
	lanes: 1,
	read: (fields) => {
		const applicationId = fields.needed('applicationId', 'Application ID', readDigits);
		const part = fields.text('range') === 'part' ? readPart(fields) : undefined;
		if (applicationId === undefined) return undefined;
		const outputAs = (fields.text('outputAs') || 'items') as OutputAs;
		return { applicationId, part, outputAs, field: fields.text('binaryPropertyName') || 'data' };
	},
	perform: async (values, desk, options) => {
		const { applicationId, part } = values;
		const body = { application_id: digitsOnWire(applicationId) };
		const answer = await desk.client.call(endpoints.applycodequery, body);
		if (answer.kind !== 'success')
			return { answer, endpoint: endpoints.applycodequery, applicationId };
		if (!isFinished(answer.body)) {
			return {
				failure: `Application ${applicationId} is not finished yet (WeChat says ${String(answer.body.status)}). Wait with Application > Get, then download.`,
			};
		}
		const listed = blocksIn(answer.body);
		const blocks = part === undefined ? listed : listed.filter((block) => overlaps(block, part));
		const oneFile = values.outputAs !== 'items' && options.singleFile === true;
		const wrong = problemWith(listed, part) ?? (oneFile ? tooMany(blocks, part) : undefined);
		return wrong === undefined
			? await fetchBlocks(values, blocks, desk, options)
			: { failure: wrong };
	},
});

function readPart(fields: FieldReader): CodeRange | undefined {
	const codeStart = fields.needed('codeStart', 'Code Start', readPosition);
	const codeEnd = fields.needed('codeEnd', 'Code End', readPosition);
	if (codeStart === undefined || codeEnd === undefined) return undefined;
	if (codeEnd >= codeStart) return { codeStart, codeEnd };
	return fields.refuse('Code End', `the end (${codeEnd}) is before the start (${codeStart}).`);
}

/** What is wrong with the asked-for codes, seen from the blocks that WeChat lists. */
function problemWith(
	listed: readonly CodeRange[],
	part: CodeRange | undefined,
): string | undefined {
	if (listed.length === 0) return 'WeChat lists no block of codes for this application.';
	if (part === undefined) return undefined;
	const last = listed[listed.length - 1].codeEnd;
	if (part.codeEnd > last) {
		return `The application has no codes beyond ${last}; positions count from 0.`;
	}
	return codesIn(listed, part) === countOf(part)
		? undefined
		: 'WeChat does not list all codes of this part. See the blocks with Application > Get.';
}

function tooMany(blocks: readonly CodeRange[], part: CodeRange | undefined): string | undefined {
	const codes = codesIn(blocks, part);
	return codes > MOST_IN_ONE_FILE
		? `A single file holds at most 1,000,000 codes, these are ${codes.toLocaleString('en-US')}. Leave Single File off, or take a part.`
		: undefined;
}

/** How many codes of the blocks are asked for. */
function codesIn(blocks: readonly CodeRange[], part?: CodeRange): number {
	return blocks.reduce((sum, { codeStart, codeEnd }) => {
		const from = Math.max(codeStart, part?.codeStart ?? codeStart);
		const to = Math.min(codeEnd, part?.codeEnd ?? codeEnd);
		return sum + Math.max(0, to - from + 1);
	}, 0);
}

/** One block after the other: never more than one is in memory, unless the output needs all. */
async function fetchBlocks(
	{ applicationId, part, outputAs, field }: DownloadValues,
	blocks: readonly CodeRange[],
	desk: Desk,
	{ singleFile }: Record<string, unknown>,
): Promise<Result> {
	const collector = collectorFor(
		{ applicationId, outputAs, field, singleFile: singleFile === true },
		desk.context,
	);
	for (const range of blocks) {
		const fetched = await fetchBlock(applicationId, range, part, desk);
		if (!('rows' in fetched)) return fetched;
		await collector.add(fetched);
	}
	return { items: await collector.finish() };
}

async function fetchBlock(
	applicationId: string,
	{ codeStart, codeEnd }: CodeRange,
	part: CodeRange | undefined,
	{ client, packageKey }: Desk,
): Promise<Block | Result> {
	const answer = await client.call(endpoints.applycodedownload, {
		application_id: digitsOnWire(applicationId),
		code_start: codeStart,
		code_end: codeEnd,
	});
	if (answer.kind !== 'success')
		return { answer, endpoint: endpoints.applycodedownload, applicationId };
	return openBlock(String(answer.body.buffer ?? ''), packageKey, { codeStart, codeEnd }, part);
}
