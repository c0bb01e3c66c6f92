import type { JournalEntry } from './types';

/** One request on its way through an endpoint; `entry` is its line in the journal. */
export interface ApiRequest {
	entry: JournalEntry;
	/** Body as received; `bodyText` is its UTF-8 reading. */
	bytes: Buffer;
	/** The address that the caller seems to come from. */
	callerIp: string;
}

/** An answer before decoration: the fields of a success, or a whole reply. */
export type Answer = Record<string, unknown>;

export interface Reply {
	httpStatus: number;
	body: string | Buffer;
	contentType: string;
	headers?: Record<string, string>;
	errcode?: number;
	errmsg?: string;
	rid?: string;
}
