import type { IDataObject } from 'n8n-workflow';
import { isPlainObject, mapValues, omit, pickBy, sortBy, uniqBy } from 'lodash';
import type { CodeRange } from '../domain/ranges';
import { shortErrmsg } from './answer';
import { withoutTokens } from './redact';

/**
 * What a successful answer tells, by endpoint: the one place that reads WeChat's bodies. What cannot
 * be read is undefined, or passed over in a list.
 * Source: the page of each endpoint, see endpoints.ts.
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

	/** WeChat's own text, at most 500 characters of it and without what is called a token in it; null when it gave none. */
	codeactive: ({ errmsg }: IDataObject) => ({
		errmsg: typeof errmsg === 'string' ? shortErrmsg(withoutTokens(errmsg)) || null : null,
	}),

	/** Base64 of the encrypted package; '' when it is absent. */
	applycodedownload: ({ buffer }: IDataObject) => ({ buffer: String(buffer ?? '') }),

	/**
	 * The active segment around a code. `ends` undefined when WeChat told none, or ends that do not
	 * hold the code (as far as its position is known); `values` by WeChat's names, only those that it told, as text.
	 */
	codeactivequery: (body: IDataObject, index?: number) => ({
		ends: endsIn(body, index),
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

/** An object in place of the list is one block, or holds the blocks as its values; anything else is one that cannot be read. */
function blocksIn(list: unknown): { blocks: CodeRange[]; unread: number } {
	const isMany = typeof list === 'object' && !('code_start' in (list ?? {}));
	const entries = isMany ? Object.values(list ?? {}) : isTold(list) ? [list] : [];
	const read = entries.map((entry) => endsIn(isPlainObject(entry) ? (entry as IDataObject) : {}));
	const told = read.filter((ends) => ends !== undefined);
	const blocks = uniqBy(told, ({ codeStart, codeEnd }) => `${codeStart}-${codeEnd}`);
	return { blocks: sortBy(blocks, 'codeStart'), unread: read.length - told.length };
}

/** Whole positions, the end not before the start, as numbers or as text; only such as hold `index`. */
function endsIn({ code_start, code_end }: IDataObject, index?: number): CodeRange | undefined {
	const [codeStart, codeEnd] = [code_start, code_end].map(positionOf);
	const isAround = index === undefined || (codeStart <= index && index <= codeEnd);
	return isAround && codeStart <= codeEnd ? { codeStart, codeEnd } : undefined;
}

/** NaN when it is none. */
function positionOf(told: unknown): number {
	const position = typeof told === 'string' && /^\d+$/.test(told.trim()) ? Number(told) : told;
	return Number.isSafeInteger(position) && (position as number) >= 0 ? (position as number) : NaN;
}
