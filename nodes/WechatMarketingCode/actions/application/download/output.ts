import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { countOf, type CodeRange } from '../../../domain/ranges';
import type { Block } from './block';
import { toCsv } from './csv';

export type OutputAs = 'items' | 'csv' | 'raw';

export interface OutputSettings {
	readonly applicationId: string;
	readonly outputAs: OutputAs;
	/** Binary field that holds the file. */
	readonly field: string;
	readonly singleFile: boolean;
}

/** Takes the blocks one after the other and gives the output items at the end. */
export interface Collector {
	add(block: Block): Promise<void>;
	finish(): Promise<INodeExecutionData[]>;
}

export function collectorFor(settings: OutputSettings, context: IExecuteFunctions): Collector {
	if (settings.outputAs === 'items') return new CodeItems(settings.applicationId);
	return settings.singleFile ? new OneFile(settings, context) : new FilePerBlock(settings, context);
}

class CodeItems implements Collector {
	private readonly items: INodeExecutionData[] = [];

	constructor(private readonly applicationId: string) {}

	async add({ rows }: Block): Promise<void> {
		for (const { index, code, codeUrl, codeBits } of rows) {
			this.items.push({
				json: {
					application_id: this.applicationId,
					index,
					code,
					code_url: codeUrl,
					code_bits: codeBits,
				},
			});
		}
	}

	async finish(): Promise<INodeExecutionData[]> {
		return this.items;
	}
}

class FilePerBlock implements Collector {
	private readonly items: INodeExecutionData[] = [];

	constructor(
		private readonly settings: OutputSettings,
		private readonly context: IExecuteFunctions,
	) {}

	async add(block: Block): Promise<void> {
		const text = contentOf(block, this.settings, true);
		this.items.push(await fileItem(this.context, this.settings, block.range, text));
	}

	async finish(): Promise<INodeExecutionData[]> {
		return this.items;
	}
}

class OneFile implements Collector {
	private readonly texts: string[] = [];
	private codes = 0;
	private range: CodeRange | undefined;

	constructor(
		private readonly settings: OutputSettings,
		private readonly context: IExecuteFunctions,
	) {}

	async add(block: Block): Promise<void> {
		const text = contentOf(block, this.settings, this.range === undefined);
		// The next block must not go on in the last line of this one.
		this.texts.push(/[\r\n]\s*$/.test(text.slice(-80)) ? text : `${text}\n`);
		this.codes += countOf(block.range);
		this.range = {
			codeStart: this.range?.codeStart ?? block.range.codeStart,
			codeEnd: block.range.codeEnd,
		};
	}

	async finish(): Promise<INodeExecutionData[]> {
		if (this.range === undefined) return [];
		const item = await fileItem(this.context, this.settings, this.range, this.texts.join(''));
		item.json.code_count = this.codes;
		return [item];
	}
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
