import { updateDisplayOptions, type INodeProperties } from 'n8n-workflow';
import { fieldLabels, fieldNames, type FieldName } from '../../../domain/fields';

/** The Chinese header that people write most, for the placeholder. */
const HEADERS: Record<FieldName, string> = {
	applicationId: '申请单号',
	codeStart: '起始位',
	codeEnd: '结束位',
	codeCount: '数量',
	activityName: '活动名称',
	productBrand: '品牌',
	productTitle: '商品标题',
	productCode: '条码',
	wxaAppId: '小程序AppID',
	wxaPath: '小程序路径',
	wxaType: '小程序版本',
};

/** n8n wants the entries of a collection in alphabetical order. */
const byName = [...fieldNames].sort((a, b) => fieldLabels[a].localeCompare(fieldLabels[b]));

const notice: INodeProperties = {
	displayName:
		'Columns are found by their headers, in English or Chinese (申请单号, 起始位, 结束位, 活动名称, 品牌, 商品标题, 条码, 小程序AppID, 小程序路径). What the sheet does not have goes into Default Values; a header of your own into Column Names.',
	name: 'columnsNotice',
	type: 'notice',
	default: '',
};

const columnNames: INodeProperties = {
	displayName: 'Column Names',
	name: 'columnNames',
	type: 'collection',
	placeholder: 'Add Column Name',
	default: {},
	description:
		'Only for headers that are not recognised. API names, plain English and the usual Chinese headers are, whatever their case and spaces.',
	options: byName.map((field) => ({
		displayName: `${fieldLabels[field]} Is in Column`,
		name: field,
		type: 'string',
		default: '',
		placeholder: `e.g. ${HEADERS[field]}`,
		description: 'Header of the column, as it stands in the sheet',
	})),
};

const defaultValues: INodeProperties = {
	displayName: 'Default Values',
	name: 'defaultValues',
	type: 'collection',
	placeholder: 'Add Default Value',
	default: {},
	description:
		'Used where the cell is blank or the sheet has no such column. A sheet rarely repeats the mini program in every row.',
	options: byName.map((field) => ({
		displayName: fieldLabels[field],
		name: field,
		type: 'string',
		default: '',
		description: 'Value for rows that have none of their own',
	})),
};

/** Columns mode: values that the sheet does not repeat, and headers of its own. */
export const columnProperties = updateDisplayOptions({ show: { rowSource: ['columns'] } }, [
	notice,
	defaultValues,
	columnNames,
]);
