/** What a fault's `when` gets to see. */
export interface FaultRequest {
	seq: number;
	endpoint: string;
	method: string;
	path: string;
	query: Record<string, string>;
	bodyText: string;
	body: unknown;
}

/**
 * Words for what goes wrong. `-before` (and a bare `html`, `empty`, `no-errcode`, `not-json`, `half-json`): the
 * request was not processed. `-after` (and `truncate`): it was processed and committed, only the answer is wrong.
 *
 * - reset: the connection is torn down · hang: no answer ever · hold: no answer until `faults.release()`
 * - truncate: half the answer, then the connection ends · half-json: a complete HTTP answer with half a JSON text
 * - html, empty, not-json, no-errcode (`{}`): HTTP 200 with such a body
 * - expire-, rotate-, revoke-, poison-token: happens to the caller's token right before the request is looked at
 */
export type FaultWord =
	| 'reset-before'
	| 'reset-after'
	| 'hang-before'
	| 'hang-after'
	| 'hold-before'
	| 'hold-after'
	| 'truncate'
	| 'truncate-before'
	| 'html'
	| 'html-after'
	| 'empty'
	| 'empty-after'
	| 'no-errcode'
	| 'no-errcode-after'
	| 'not-json'
	| 'not-json-after'
	| 'half-json'
	| 'half-json-after'
	| 'expire-token'
	| 'rotate-token'
	| 'revoke-token'
	| 'poison-token';

export type FaultAction =
	| FaultWord
	/** A refusal by WeChat; `errmsg` is sent as it is, without it the usual text with a rid. */
	| { errcode: number; errmsg?: string; processed?: boolean }
	/** Any HTTP answer. */
	| {
			httpStatus: number;
			body: string | Buffer;
			contentType?: string;
			headers?: Record<string, string>;
			processed?: boolean;
	  }
	/** The usual answer, later by milliseconds; `late`: the request is only looked at then. */
	| { delayMs: number; late?: boolean }
	/** The usual answer, its headers at once, its body byte by byte, one every so many milliseconds. */
	| { dripMs: number };

export interface Fault {
	/** Names as in the journal; absent = every endpoint. */
	endpoint?: string | string[];
	/** How many requests it hits. Default 1; Infinity or -1 = for ever. */
	times?: number;
	/** Skips the first n requests that match. Default 0. */
	after?: number;
	when?: (request: FaultRequest) => boolean;
	/** Fields of the body that must be equal (for faults that come as JSON). */
	where?: Record<string, unknown>;
	do: FaultAction;
}
