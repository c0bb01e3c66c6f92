import type { IDataObject } from 'n8n-workflow';
import type { CodeRange } from '../../domain/ranges';

/** The blocks of WeChat's `code_generate_list`, in order; [] when it is absent or empty. */
export function blocksIn({ code_generate_list: list }: IDataObject): CodeRange[] {
	if (!Array.isArray(list)) return [];
	return (list as IDataObject[])
		.map(({ code_start, code_end }) => ({
			codeStart: Number(code_start),
			codeEnd: Number(code_end),
		}))
		.filter(({ codeStart, codeEnd }) => codeStart >= 0 && codeEnd >= codeStart)
		.sort((a, b) => a.codeStart - b.codeStart);
}
