import type { PackageRow } from '../../../domain/codePackage';

const CODE_COLUMNS = ['application_id', 'index', 'code', 'code_url', 'code_bits'] as const;

/** The header row and one line per code; codes are text and stay as WeChat made them. */
export function toCsv(
	applicationId: string,
	rows: Iterable<PackageRow>,
	withHeader: boolean,
): string {
	const lines = withHeader ? [CODE_COLUMNS.join(',')] : [];
	for (const { index, code, codeUrl, codeBits } of rows) {
		lines.push([applicationId, String(index), code, codeUrl, codeBits].map(quoted).join(','));
	}
	return [...lines, ''].join('\n');
}

const quoted = (cell: string): string =>
	/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
