import type { Sentence } from '../../../../../domain/sentence';
import type { RangeBy } from '../../options';
import { fieldNames, fieldOf, type FieldName } from '../../request';
import { words } from './words';

/**
 * Fields that must be there and have neither column nor default value, told once for the sheet.
 *
 * @param hasDefault whether a default value, if only an expression, is set
 */
export function missingColumns(
	headers: readonly string[],
	columns: Readonly<Partial<Record<FieldName, string>>>,
	{ rangeBy, hasDefault }: { rangeBy: RangeBy; hasDefault: (field: FieldName) => boolean },
): Sentence[] {
	const missing = fieldNames.filter((name) => {
		const { optional, ofRange } = fieldOf(name);
		const isNeeded = ofRange === undefined ? !optional : ofRange.includes(rangeBy);
		return isNeeded && columns[name] === undefined && !hasDefault(name);
	});
	// The sheet has the other of the two.
	const [wanted, instead, choice]: [FieldName, FieldName, RangeBy] =
		rangeBy === 'startCount'
			? ['codeCount', 'codeEnd', 'startEnd']
			: ['codeEnd', 'codeCount', 'startCount'];
	const other = missing.includes(wanted) ? columns[instead] : undefined;
	const rest = other === undefined ? missing : missing.filter((name) => name !== wanted);
	return [
		...(other === undefined ? [] : [words.otherRange(wanted, instead, other, choice)]),
		...(rest.length === 0 ? [] : [words.missingColumns(rest, headers)]),
	];
}
