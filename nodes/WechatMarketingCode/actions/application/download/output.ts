import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { sumBy } from 'lodash';
import { countOf, type CodeRange } from '../../../domain/ranges';
import type { Block } from './block';
import { toCsv } from './csv';

export type OutputAs = 'items' | 'csv' | 'raw';

interface OutputSettings {
	readonly applicationId: string;
	readonly outputAs: OutputAs;
	/** Binary field that holds the file. */
	readonly field: string;
	readonly singleFile: boolean;
}

/** Takes the blocks one after the other and gives the output items at the end. */
interface Collector {
	add(block: Block): Promise<void>;
	finish(): Promise<INodeExecutionData[]>;
}

export function collectorFor(settings: OutputSettings, context: IExecuteFunctions): Collector {
	if (settings.outputAs !== 'items' && settings.singleFile) return oneFile(settings, context);
	const items: INodeExecutionData[] = [];
	return {
		add: async (block) => {
			if (settings.outputAs === 'items') return addCodes(items, settings.applicationId, block);
			const text = contentOf(block, settings, true);
			items.push(await fileItem(context, settings, block.range, text));
		},
		finish: async () => items,
	};
}

function addCodes(items: INodeExecutionData[], application_id: string, { rows }: Block): void {
	for (const { index, code, codeUrl: code_url, codeBits: code_bits } of rows) {
		items.push({ json: { application_id, index, code, code_url, code_bits } });
	}
}

function oneFile(settings: OutputSettings, context: IExecuteFunctions): Collector {
	const texts: string[] = [];
	const ranges: CodeRange[] = [];
	return {
		add: async (block) => {
			const text = contentOf(block, settings, texts.length === 0);
			// The next block must not go on in the last line of this one.
			texts.push(/[\r\n]\s*$/.test(text.slice(-80)) ? text : `${text}\n`);
			ranges.push(block.range);
		},
		finish: async () => {
			if (ranges.length === 0) return [];
			const range = { codeStart: ranges[0].codeStart, codeEnd: ranges[ranges.length - 1].codeEnd };
			const item = await fileItem(context, settings, range, texts.join(''));
			item.json.code_count = sumBy(ranges, countOf);
			return [item];
		},
	};
}

const contentOf = (
	block: Block,
	{ applicationId, outputAs }: OutputSettings,
	withHeader: boolean,
): string => (outputAs === 'csv' ? toCsv(applicationId, block.rows, withHeader) : block.text());

/** An item with its file; its json is ready for Code · Activate. */
async function fileItem(
	context: IExecuteFunctions,
	{ applicationId, outputAs, field }: OutputSettings,
	range: CodeRange,
	text: string,
): Promise<INodeExecutionData> {
	const [extension, mimeType] = outputAs === 'csv' ? ['csv', 'text/csv'] : ['txt', 'text/plain'];
	const fileName = `${applicationId}_${range.codeStart}-${range.codeEnd}.${extension}`;
	const file = await context.helpers.prepareBinaryData(Buffer.from(text), fileName, mimeType);
	return {
		json: {
			application_id: applicationId,
			code_start: range.codeStart,
			code_end: range.codeEnd,
			code_count: countOf(range),
			file_name: fileName,
		},
		binary: { [field]: file },
	};
}
