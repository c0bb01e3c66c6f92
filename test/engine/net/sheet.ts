import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { fieldExpressions, sheetRow } from '../harness';
import { APPLICATION, type World } from '../world';

/** A second finished application of the same account. */
export const OTHER_APPLICATION = 581865999;

/** A cell of the sheet, the name of its value on the wire, and other values that a row may have there. */
export interface Field {
	readonly cell: string;
	readonly wire: string;
	readonly others: ReadonlyArray<string | number>;
}

/** Every value of a row but its range. */
export const fields: readonly Field[] = [
	{ cell: 'application', wire: 'application_id', others: [String(OTHER_APPLICATION)] },
	{ cell: 'activity', wire: 'activity_name', others: ['Summer scan', '春季扫码2', '秋'] },
	{ cell: 'brand', wire: 'product_brand', others: ['another', '山泉水', 'Q & A'] },
	{ cell: 'title', wire: 'product_title', others: ['绿茶 550ml', 'Green tea "large"', '红茶'] },
	{ cell: 'barcode', wire: 'product_code', others: ['6901234567892', '4006381333931', '96385074'] },
	{ cell: 'app', wire: 'wxa_appid', others: ['wxfedcba0987654321', 'wx0123456789abcdef'] },
	{ cell: 'path', wire: 'wxa_path', others: ['pages/other/index', 'pages/index/index?from=code'] },
	{ cell: 'type', wire: 'wxa_type', others: [1, 2] },
];

/** The values that make a row a product: all but the application. */
export const productFields = fields.filter(({ cell }) => cell !== 'application');

/** A row of the sheet with all its cells, the version of the mini program included. */
export const row = (start: number, end: number, more: IDataObject = {}): IDataObject =>
	sheetRow(start, end, { type: 0, ...more });

/** One expression per field, the version of the mini program included. */
export const mapped: INodeParameters = { ...fieldExpressions, wxaType: '={{ $json.type }}' };

/** The same sheet by its columns. */
export const columns: INodeParameters = {
	rowSource: 'columns',
	columnNames: { wxaAppId: 'app', wxaType: 'type' },
};

/** What codeactivequery tells of a row that is active. */
export const answerFor = (start: number, end: number, more: IDataObject = {}): IDataObject => ({
	errcode: 0,
	errmsg: 'ok',
	code: '000000001',
	application_id: APPLICATION,
	activity_name: '春季扫码',
	product_brand: '山泉',
	product_title: '绿茶 500ml',
	product_code: '6941873400136',
	wxa_appid: 'wx1234567890abcdef',
	wxa_path: 'pages/index/index',
	wxa_type: 0,
	code_start: start,
	code_end: end,
	...more,
});

/** The bodies of every request to an endpoint, in order. */
export const sent = ({ simulator }: World, endpoint = 'codeactive'): IDataObject[] =>
	simulator.journal
		.filter((entry) => entry.endpoint === endpoint)
		.map(({ bodyText }) => JSON.parse(bodyText) as IDataObject);

/** The ranges of every codeactive, in order: `0-9`. */
export const sentRanges = (world: World): string[] =>
	sent(world).map((body) => `${String(body.code_start)}-${String(body.code_end)}`);
