import type { IDataObject } from 'n8n-workflow';
import { digitsOnWire } from '../../../api/json';
import type { CodeRange } from '../../../domain/ranges';
import type { ActivationValues } from './values';

/** The body of codeactive, in WeChat's own names. */
export const bodyOf = (
	values: ActivationValues,
	{ codeStart, codeEnd }: CodeRange,
): IDataObject => ({
	application_id: digitsOnWire(values.applicationId),
	activity_name: values.activityName,
	product_brand: values.productBrand,
	product_title: values.productTitle,
	product_code: values.productCode,
	wxa_appid: values.wxaAppId,
	wxa_path: values.wxaPath,
	wxa_type: values.wxaType,
	code_start: codeStart,
	code_end: codeEnd,
});
