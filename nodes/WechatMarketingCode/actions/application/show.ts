import type { IDataObject } from 'n8n-workflow';
import { sumBy } from 'lodash';
import { answers, fieldsOf } from '../../api/answers';
import { countOf } from '../../domain/ranges';

/** What Application · Get gives out: WeChat's fields, and what one wants to know of them. */
export function showApplication(body: IDataObject, asked: IDataObject): IDataObject {
	const { finished, blocks } = answers.applycodequery(body);
	return { ...asked, ...fieldsOf(body), finished, code_count: sumBy(blocks, countOf) };
}
