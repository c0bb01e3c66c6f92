import type { Code } from './codes';
import type { Faults } from './faults';
import type { Account, ApplicationSeed, SimulatorOptions } from './options';
import type { Platforms } from './platforms';
import type { Tokens } from './tokens';

export type { Fault, FaultAction, FaultRequest } from './faultTypes';
export * from './options';

/** What a range was activated with, in WeChat's own names. */
export interface ActivationValues {
	activity_name: string;
	product_brand: string;
	product_title: string;
	product_code: string;
	wxa_appid: string;
	wxa_path: string;
	wxa_type: number;
}

/** An active range, both ends inclusive, 0-based. */
export interface Segment extends ActivationValues {
	codeStart: number;
	codeEnd: number;
	/** Milliseconds of the simulator's clock. */
	committedAt: number;
	/** The commit that made it. */
	seq: number;
}

/** One change of state by codeactive. */
export interface Commit extends Segment {
	applicationId: string;
	/** Seq of the request in the journal. */
	requestSeq: number;
	/** Some of the range was active before (only with `overlap: overwrite`). */
	overwrote: boolean;
}

export interface CommittedRange {
	applicationId: string;
	codeStart: number;
	codeEnd: number;
	/** How often each code of this range was committed. */
	commits: number;
}

export interface JournalAnswer {
	httpStatus: number;
	errcode?: number;
	errmsg?: string;
	rid?: string;
}

/** One request as received. */
export interface JournalEntry {
	seq: number;
	/** Milliseconds of the simulator's clock, at the moment the request was complete. */
	at: number;
	/** Last part of a known path (`codeactive`, `stable_token`, …), else `unknown`. */
	endpoint: string;
	method: string;
	path: string;
	query: Record<string, string>;
	headers: Record<string, string | string[] | undefined>;
	bodyText: string;
	/** The parsed body, undefined when it is no JSON. Integers beyond 2^53 are bigints. */
	body: unknown;
	/** `none`: nothing (or not all of an answer) was sent. */
	answer: JournalAnswer | 'none';
	/** codeactive: something was committed by this request. */
	committed?: boolean;
	/** The fault that was applied, in words. */
	fault?: string;
	/** App id of the account whose token came with it, when known. */
	appId?: string;
}

/** A running simulator. Everything a test reads is the simulator's own state, not what a client believes. */
export interface Simulator {
	/** http(s)://127.0.0.1:PORT */
	readonly url: string;
	/** Every request received, in order; control calls are not in it. */
	readonly journal: JournalEntry[];
	/** Requests received (of one endpoint), also those no longer kept in the journal. */
	count(endpoint?: string): number;
	/** Resolves when so many requests (of one endpoint) have been received since the start or the last reset. */
	arrived(count: number, endpoint?: string): Promise<void>;
	/** Resolves when so many ranges have been committed. */
	committed(count: number): Promise<void>;
	/** Active ranges of an application, in order. */
	segments(applicationId: number | string): Segment[];
	/** Every commit of a range, in order. */
	readonly commits: Commit[];
	/** Ranges of an application with the number of commits of each of their codes. */
	commitsPerCode(applicationId: number | string): CommittedRange[];
	/** Ranges that were committed more than once, over all applications. */
	doubleCommits(): CommittedRange[];
	readonly tokens: Tokens;
	/** Third-party platforms: component tokens, refresh tokens, authorizations. */
	readonly platforms: Platforms;
	readonly faults: Faults;
	/** Requests under way now and at most; connections. `resetPeak` starts the maximum anew. */
	readonly load: {
		inFlight: number;
		peakInFlight: number;
		connectionsOpened: number;
		connectionsOpen: number;
	};
	resetPeak(): void;
	/**
	 * Changes switches in mid-life; adds accounts (an equal app id is replaced), applications and platforms.
	 * @throws {Error} on an unknown name, or one that is fixed at the start
	 */
	set(options: Partial<SimulatorOptions>): void;
	/** The account as it is now. */
	account(appId: string): Account;
	addApplication(seed: ApplicationSeed): void;
	finish(applicationId: number | string): void;
	/** Its package files expire now: 80309. */
	expireFiles(applicationId: number | string): void;
	freezeSecret(appId: string, frozen?: boolean): void;
	penalise(appId: string, penalised?: boolean): void;
	setFeature(appId: string, open: boolean): void;
	/** null = any address may log in. */
	whitelist(appId: string, addresses: string[] | null): void;
	/** All forms of one code. */
	code(applicationId: number | string, index: number): Code;
	/** The plain text of a package. */
	plainText(applicationId: number | string, codeStart: number, codeEnd: number): string;
	/**
	 * Someone scans a printed code: what the mini program is opened with, or null while the code is not active.
	 * @throws {Error} on a text that is no code of any application
	 */
	scan(
		codeUrl: string,
		openid: string,
	): { code_ticket: string; wxa_appid: string; wxa_path: string } | null;
	/** Moves the simulator's clock forward. */
	advance(ms: number): void;
	now(): number;
	/** Back to the state of the start: no journal, commits, tokens or faults. */
	reset(): void;
	/** Connections are refused until `up()`; the state stays. */
	down(): Promise<void>;
	up(): Promise<void>;
	/** Ends every connection that is open. */
	closeConnections(): void;
	/** Closes every socket. @throws the first error of the simulator itself, if there was one */
	stop(): Promise<void>;
}
