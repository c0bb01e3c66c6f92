import type { IDataObject } from 'n8n-workflow';
import type { NetworkFailure } from '../network';
import type { Refusal, Silence, WireResponse } from '../answer';
import type { SessionCredential } from '../login/credential';

export interface WireRequest {
	/** Such as `/intp/marketcode/codeactive`. */
	readonly path: string;
	readonly body: IDataObject;
	/** Sending it twice could commit twice. */
	readonly commits: boolean;
	/** Milliseconds until the call is given up. */
	readonly timeoutMs: number;
}

/** What one request gave: a response, a failure of the network, or a login that did not succeed. */
export type WireResult =
	| { readonly kind: 'response'; readonly response: WireResponse }
	| ({ readonly kind: 'failure' } & NetworkFailure)
	| { readonly kind: 'login'; readonly answer: Refusal | Silence };

/**
 * Sends one request with a credential whose `sessionToken` is filled in. Never throws. The token goes
 * into the query and nowhere else.
 */
export interface Transport {
	send(request: WireRequest, credential: SessionCredential): Promise<WireResult>;
}
