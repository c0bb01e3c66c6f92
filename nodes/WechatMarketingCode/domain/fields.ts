/** The values that one row of code · activate can carry, by their parameter names. */
export const fieldNames = [
	'applicationId',
	'codeStart',
	'codeEnd',
	'codeCount',
	'activityName',
	'productBrand',
	'productTitle',
	'productCode',
	'wxaAppId',
	'wxaPath',
	'wxaType',
] as const;

export type FieldName = (typeof fieldNames)[number];

/** What a person sees as the name of each field, in the editor and in messages. */
export const fieldLabels: Record<FieldName, string> = {
	applicationId: 'Application ID',
	codeStart: 'Code Start',
	codeEnd: 'Code End',
	codeCount: 'Code Count',
	activityName: 'Activity Name',
	productBrand: 'Product Brand',
	productTitle: 'Product Title',
	productCode: 'Product Code (EAN)',
	wxaAppId: 'Mini Program App ID',
	wxaPath: 'Mini Program Path',
	wxaType: 'Mini Program Version',
};
