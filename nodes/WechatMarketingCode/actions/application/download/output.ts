import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { sumBy } from 'lodash';
import { countOf, spanning, type CodeRange } from '../../../domain/ranges';
import type { PackageRow } from '../../../domain/codePackage';
import type { Block } from './block';

export type OutputAs = 'items' | 'csv' | 'raw';

export interface OutputSettings {
	readonly applicationId: string;
	readonly outputAs: OutputAs;
	/** Binary field that holds the file. */
	readonly field: string;
	readonly singleFile: boolean;
}

/** What a download has so far. Never more than a block is in memory, unless the output needs all. */
export interface Taken {
	readonly ranges: CodeRange[];
	/** Codes, or a file for each block. */
	readonly items: INodeExecutionData[];
	/** What goes into a single file. */
	readonly contents: Buffer[];
}

/** Takes one block, behind those before it. */
export async function take(
	block: Block,
	{ ranges, items, contents }: Taken,
	settings: OutputSettings,
	context: IExecuteFunctions,
): Promise<void> {
	const { applicationId: application_id, outputAs, singleFile } = settings;
	if (outputAs === 'items') {
		for (const { index, code, codeUrl: code_url, codeBits: code_bits } of block.rows) {
			items.push({ json: { application_id, index, code, code_url, code_bits } });
		}
	} else {
		const withHeader = !singleFile || ranges.length === 0;
		const content =
			outputAs === 'csv'
				? Buffer.from(toCsv(application_id, block.rows, withHeader))
				: block.bytes();
		if (singleFile) contents.push(...lineEndAfter(contents.at(-1)), content);
		else items.push(await fileItem(context, settings, [block.range], content));
	}
	ranges.push(block.range);
}

/** The output items, when all blocks are there. */
export const finish = async (
	{ ranges, items, contents }: Taken,
	settings: OutputSettings,
	context: IExecuteFunctions,
): Promise<INodeExecutionData[]> =>
	contents.length === 0
		? items
		: [await fileItem(context, settings, ranges, Buffer.concat(contents))];

/** A block must not go on in the last line of the one before. */
const lineEndAfter = (before: Buffer | undefined): Buffer[] =>
	before === undefined || [0x0a, 0x0d].includes(before[before.length - 1])
		? []
		: [Buffer.from('\n')];

/** An item with its file; its json is ready for Code · Activate. */
async function fileItem(
	context: IExecuteFunctions,
	{ applicationId, outputAs, field }: OutputSettings,
	ranges: readonly CodeRange[],
	content: Buffer,
): Promise<INodeExecutionData> {
	const [extension, mimeType] = outputAs === 'csv' ? ['csv', 'text/csv'] : ['txt', 'text/plain'];
	const { codeStart: code_start, codeEnd: code_end } = spanning(ranges);
	const file_name = `${applicationId}_${code_start}-${code_end}.${extension}`;
	const file = await context.helpers.prepareBinaryData(content, file_name, mimeType);
	return {
		json: {
			application_id: applicationId,
			code_start,
			code_end,
			code_count: sumBy(ranges, countOf),
			file_name,
		},
		binary: { [field]: file },
	};
}

/** The header row and one line per code; codes are text and stay as WeChat made them. */
function toCsv(applicationId: string, rows: Iterable<PackageRow>, withHeader: boolean): string {
	const lines = withHeader ? ['application_id,index,code,code_url,code_bits'] : [];
	for (const { index, code, codeUrl, codeBits } of rows) {
		lines.push([applicationId, String(index), code, codeUrl, codeBits].map(quoted).join(','));
	}
	return [...lines, ''].join('\n');
}

const quoted = (cell: string): string =>
	/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
