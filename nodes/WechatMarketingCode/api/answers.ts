import type { GenericValue, IDataObject } from 'n8n-workflow';
import { mapValues, omit, pickBy, sortBy } from 'lodash';

/** First and last position, both included, as WeChat tells them. */
interface Ends {
	readonly codeStart: number;
	readonly codeEnd: number;
}

/**
 * What a successful answer tells, by endpoint: the one place that reads WeChat's bodies. What cannot
 * be read is undefined, or passed over in a list.
 * Source: the page of each endpoint, see `docs` in endpoints.ts.
 */
export const answers = {
	/** `applicationId` undefined when WeChat told none. */
	applycode: ({ application_id }: IDataObject) => ({
		applicationId: application_id as GenericValue,
	}),

	/** `blocks` in order; [] when the list is absent or empty. `status` is for people. */
	applycodequery: ({ status, code_generate_list: list }: IDataObject) => ({
		status: String(status),
		finished: status === 'FINISH',
		blocks: Array.isArray(list) ? blocksIn(list as IDataObject[]) : [],
	}),

	/** Base64 of the encrypted package; '' when it is absent. */
	applycodedownload: ({ buffer }: IDataObject) => ({ buffer: String(buffer ?? '') }),

	/**
	 * The active segment around a code. `ends` undefined when WeChat told none, or ends that do not
	 * hold the code; `values` by WeChat's names, only those that it told, as text.
	 */
	codeactivequery: (body: IDataObject, index: number) => ({
		ends: endsAround(body, index),
		values: mapValues(pickBy(body, isTold), (value) => String(value).trim()) as Partial<
			Record<string, string>
		>,
	}),

	/** The code behind a scan, without the person: WeChat may quote the openid. */
	tickettocode: (body: IDataObject) => ({ fields: fieldsOf(omit(body, ['openid', 'openId'])) }),
};

/** WeChat's fields of an answer, without its errcode and errmsg. */
export const fieldsOf = (body: IDataObject): IDataObject => omit(body, ['errcode', 'errmsg']);

const isTold = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

function blocksIn(list: readonly IDataObject[]): Ends[] {
	const read = list.map(({ code_start, code_end }) => ({
		codeStart: Number(code_start),
		codeEnd: Number(code_end),
	}));
	const readable = read.filter(({ codeStart, codeEnd }) => codeStart >= 0 && codeEnd >= codeStart);
	return sortBy(readable, 'codeStart');
}

function endsAround({ code_start, code_end }: IDataObject, index: number): Ends | undefined {
	const codeStart = Number(code_start ?? NaN);
	const codeEnd = Number(code_end ?? NaN);
	return codeStart <= index && index <= codeEnd ? { codeStart, codeEnd } : undefined;
}
