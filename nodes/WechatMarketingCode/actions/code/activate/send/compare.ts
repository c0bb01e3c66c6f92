import type { IDataObject } from 'n8n-workflow';
import unescape from 'lodash/unescape';
import { withoutLeadingSlash } from '../../../../domain/path';
import type { ActivationValues } from '../values';
import type { Difference } from './heard';

type Spelling = (text: string) => string;

/** WeChat may hand a text back HTML-escaped, with other line ends, or in another normal form. */
const text: Spelling = (told) => unescape(told).replaceAll('\r\n', '\n').normalize('NFC').trim();
const digits: Spelling = (told) => told.trim().replace(/^0+(?=\d)/, '');
/** A page path may come back with a leading slash, percent-encoded, or with an ending of WeChat's own. */
const path: Spelling = (told) =>
	withoutLeadingSlash(decoded(text(told))).replace(/\.html(?=$|\?)/, '');
const appId: Spelling = (told) => text(told).toLowerCase();

function decoded(told: string): string {
	try {
		return decodeURIComponent(told);
	} catch {
		return told;
	}
}

const COMPARED: ReadonlyArray<
	readonly [wire: string, label: string, field: keyof ActivationValues, spelling: Spelling]
> = [
	['application_id', 'Application ID', 'applicationId', digits],
	['activity_name', 'Activity Name', 'activityName', text],
	['product_brand', 'Product Brand', 'productBrand', text],
	['product_title', 'Product Title', 'productTitle', text],
	['product_code', 'Product Code', 'productCode', text],
	['wxa_appid', 'Mini Program AppID', 'wxaAppId', appId],
	['wxa_path', 'Mini Program Path', 'wxaPath', path],
	['wxa_type', 'Mini Program Version', 'wxaType', text],
];

/** Compares what WeChat returned with the row; fields that it did not return are not compared. */
export function differencesIn(body: IDataObject, values: ActivationValues): Difference[] {
	return COMPARED.flatMap(([wire, label, field, spelling]) => {
		const told = body[wire];
		if (told === undefined || told === null || told === '') return [];
		const wanted = String(values[field]);
		return spelling(String(told)) === spelling(wanted)
			? []
			: [{ label, told: String(told), wanted }];
	});
}
