/** Characters of the longest answer that is read; all but packages of codes have far less. */
export const LONGEST_ANSWER = 1_000_000;

/** One of WeChat's endpoints for one item one code (一物一码). */
export interface Endpoint {
	/** WeChat's own name, the last part of the path. */
	readonly name: string;
	readonly path: string;
	/** Sending it twice could commit twice: it is never repeated without asking first. */
	readonly commits: boolean;
	/** What was asked for: one of these fields must be there when an answer carries no errcode. */
	readonly carries: readonly string[];
	/** Also beside errcode 0: without them the answer says nothing. */
	readonly needsThem: boolean;
	/** Fields of the request that are personal or secret: no text of the answer may show them. */
	readonly hides: readonly string[];
	/** Characters of the longest answer that is read. */
	readonly longest: number;
	/** Milliseconds for one call, unless the user says otherwise. */
	readonly timeoutMs: number;
}

const endpoint = (
	name: string,
	carries: readonly string[],
	more: Partial<Endpoint> = {},
): Endpoint => ({
	name,
	path: `/intp/marketcode/${name}`,
	carries,
	commits: false,
	needsThem: false,
	hides: [],
	longest: LONGEST_ANSWER,
	timeoutMs: 30_000,
	...more,
});

/**
 * All are POST with a JSON body, with the access token in the query. Only codeactive commits: applycode is
 * idempotent by its isv_application_id. Each has a page of its own:
 * https://developers.weixin.qq.com/doc/service/api/onecode/api_intp_marketcode_codeactive.html
 */
export const endpoints = {
	applycode: endpoint('applycode', ['application_id']),
	applycodequery: endpoint('applycodequery', ['status'], { needsThem: true }),
	applycodedownload: endpoint('applycodedownload', ['buffer'], {
		timeoutMs: 120_000,
		longest: 64_000_000,
	}),
	codeactive: endpoint('codeactive', [], { commits: true }),
	codeactivequery: endpoint('codeactivequery', ['code_start', 'wxa_appid', 'code']),
	tickettocode: endpoint('tickettocode', ['code', 'application_id'], {
		needsThem: true,
		hides: ['openid', 'code_ticket'],
	}),
} as const;
