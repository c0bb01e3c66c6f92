import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';
import { optionFields, optionsProperty } from '../../options';
import { modes, options } from './options';
import { fieldNames, fieldOf, type FieldName } from './request';

const common = (name: FieldName, displayName = fieldOf(name).label) =>
	({ displayName, name, type: 'string', default: '' }) as const;

/** One parameter per field. */
const parameters = fieldNames.map((name): INodeProperties => {
	const { description, placeholder, fallback, optional, ofRange, panel } = fieldOf(name);
	return {
		...common(name),
		default: fallback as INodeProperties['default'],
		description,
		...(placeholder === undefined ? {} : { placeholder }),
		...(optional ? {} : { required: true }),
		...(ofRange === undefined ? {} : { displayOptions: { show: { rangeBy: [...ofRange] } } }),
		...panel,
	};
});

const usualHeaders = fieldNames
	.filter((name) => fieldOf(name).wire !== undefined && !fieldOf(name).optional)
	.map((name) => fieldOf(name).header);

/** n8n wants the entries of a collection in alphabetical order. */
const byLabel = [...fieldNames].sort((a, b) => fieldOf(a).label.localeCompare(fieldOf(b).label));

const notice = (name: string, displayName: string): INodeProperties => ({
	displayName,
	name,
	type: 'notice',
	default: '',
});

/** Not offered any more; what is saved stays in sight, and n8n hands it on, so that it can be refused and removed. */
const onlyWhereSaved = (name: string): INodeProperties['displayOptions'] => ({
	show: { [name]: [{ _cnd: { exists: true } }] },
});

/** Columns mode: values that the sheet does not repeat, and headers of its own. */
const columns: INodeProperties[] = [
	notice(
		'columnsNotice',
		`Columns are found by their headers, in English or Chinese (${usualHeaders.join(', ')}). What the sheet does not have goes into Default Values; a header of your own into Column Names.`,
	),
	{
		displayName: 'Default Values',
		name: 'defaultValues',
		type: 'collection',
		placeholder: 'Add Default Value',
		default: {},
		description:
			'Used where the cell is blank or the sheet has no such column. A sheet rarely repeats the mini program in every row.',
		options: byLabel.map((name) => ({
			...common(name),
			description: 'Value for rows that have none of their own',
			...(fieldOf(name).ofRange === undefined ? {} : { displayOptions: onlyWhereSaved(name) }),
		})),
	},
	{
		displayName: 'Column Names',
		name: 'columnNames',
		type: 'collection',
		placeholder: 'Add Column Name',
		default: {},
		description:
			'Only for headers that are not recognised. API names, plain English and the usual Chinese headers are, whatever their case and spaces.',
		options: byLabel.map((name) => ({
			...common(name, `${fieldOf(name).label} Is in Column`),
			placeholder: `e.g. ${fieldOf(name).header}`,
			description: 'Header of the column, as it stands in the sheet',
			// A column that is dragged here writes its name, not an expression.
			requiresDataPath: 'single',
		})),
	},
];

export const optionProperties = optionsProperty(optionFields(options));

/** Everything the panel shows for Code · Activate. */
export const activateDescription: INodeProperties[] = [
	notice(
		'activationNotice',
		'Activation cannot be undone or changed. For a first run choose a small range, and set the option If Already Active to Check First.',
	),
	...optionFields(modes).map((mode) => ({ ...mode, noDataExpression: true })),
	...updateDisplayOptions({ show: { rowSource: ['fields'] } }, parameters),
	...updateDisplayOptions({ show: { rowSource: ['columns'] } }, columns),
	optionProperties,
];
