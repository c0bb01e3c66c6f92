import type { IDataObject } from 'n8n-workflow';
import { isPlainObject, mapValues, omit, pickBy, sortBy, uniqBy } from 'lodash';

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
	applycode: ({ application_id: id }: IDataObject) => ({
		applicationId: /^0*[1-9]\d*$/.test(String(id)) ? (id as number | string) : undefined,
	}),

	/**
	 * `blocks` in order, each once; [] when the list is absent or empty. `unread`: entries of the list that
	 * are no block. `status` is for people.
	 */
	applycodequery: ({ status, code_generate_list: list }: IDataObject) => ({
		status: String(status),
		finished: status === 'FINISH',
		...blocksIn(list),
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

/** An object in place of the list is one block, or holds the blocks as its values. */
function blocksIn(list: unknown): { blocks: Ends[]; unread: number } {
	const isOne = isPlainObject(list) && 'code_start' in (list as IDataObject);
	const entries = isOne ? [list] : typeof list === 'object' ? Object.values(list ?? {}) : [];
	const read = entries.map((entry) => endsIn(isPlainObject(entry) ? (entry as IDataObject) : {}));
	const blocks = read.filter((ends) => ends !== undefined);
	return {
		blocks: sortBy(
			uniqBy(blocks, (ends) => Object.values(ends).join()),
			'codeStart',
		),
		unread: read.length - blocks.length,
	};
}

function endsAround(body: IDataObject, index: number): Ends | undefined {
	const ends = endsIn(body);
	return ends && ends.codeStart <= index && index <= ends.codeEnd ? ends : undefined;
}

/** Whole positions, the end not before the start, as numbers or as text. */
function endsIn({ code_start, code_end }: IDataObject): Ends | undefined {
	const [codeStart, codeEnd] = [code_start, code_end].map(positionOf);
	return codeStart <= codeEnd ? { codeStart, codeEnd } : undefined;
}

/** NaN when it is none. */
function positionOf(told: unknown): number {
	const position = typeof told === 'string' && /^\d+$/.test(told.trim()) ? Number(told) : told;
	return Number.isSafeInteger(position) && (position as number) >= 0 ? (position as number) : NaN;
}
