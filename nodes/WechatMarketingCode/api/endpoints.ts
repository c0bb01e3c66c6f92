const DOCS = 'https://developers.weixin.qq.com/doc/service/api/onecode/api_intp_marketcode_';

/** One of WeChat's six one-item-one-code endpoints. */
export interface Endpoint {
	/** WeChat's own name, the last part of the path. */
	readonly name: string;
	readonly path: string;
	/** WeChat's page about it. */
	readonly docs: string;
	/** Sending it twice could commit twice: it is never repeated without asking first. */
	readonly commits: boolean;
	/** Fields of which one must be there when an answer carries no errcode. */
	readonly carries: readonly string[];
	/** Fields of the request that are personal or secret: no text of the answer may show them. */
	readonly hides: readonly string[];
	/** Milliseconds for one call, unless the user says otherwise. */
	readonly timeoutMs: number;
}

const endpoint = (
	name: string,
	carries: readonly string[],
	{ commits = false, timeoutMs = 30_000, hides = [] as readonly string[] } = {},
): Endpoint => ({
	name,
	path: `/intp/marketcode/${name}`,
	docs: `${DOCS}${name}.html`,
	commits,
	carries,
	hides,
	timeoutMs,
});

/**
 * WeChat's endpoints for one item one code (一物一码). All are POST with a JSON body, with the access
 * token in the query. Only codeactive commits: applycode is idempotent by its isv_application_id.
 */
export const endpoints = {
	applycode: endpoint('applycode', ['application_id']),
	applycodequery: endpoint('applycodequery', ['status', 'code_generate_list']),
	applycodedownload: endpoint('applycodedownload', ['buffer'], { timeoutMs: 120_000 }),
	codeactive: endpoint('codeactive', [], { commits: true }),
	codeactivequery: endpoint('codeactivequery', ['code_start', 'wxa_appid', 'code']),
	tickettocode: endpoint('tickettocode', ['code', 'application_id'], {
		hides: ['openid', 'code_ticket'],
	}),
} as const;
