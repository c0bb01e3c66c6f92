/** What n8n writes when a column is dragged into a field: `={{ $json.Von }}`, `={{ $('Read').item.json["Code Start"] }}`. */
const DRAGGED =
	/^=?\s*\{\{\s*\$(?:json|[^{}]*\.json|[^{}]*\["json"\])\s*(?:\.([\p{L}_$][\p{L}\p{N}_$]*)|\[\s*(["'`])((?:\\.|(?!\2).)+)\2\s*\])\s*\}\}\s*$/su;

/** The header of the column that was dragged there; undefined when the field holds anything else. */
export function draggedColumn(raw: unknown): string | undefined {
	const [, plain, , quoted] = (typeof raw === 'string' && DRAGGED.exec(raw)) || [];
	return plain ?? quoted?.replace(/\\(.)/gs, '$1');
}
