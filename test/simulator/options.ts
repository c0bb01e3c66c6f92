import type { Limits } from './limits';
import type { Patience } from './patience';
import type { ReturnedSpelling } from './spelling';

export type { Limits, ReturnedSpelling };

/** An account of WeChat's as the simulator knows it. */
export interface Account {
	appId: string;
	appSecret: string;
	/** Only a service account (服务号) may call marketcode; any other kind gets 48001. Default `service`. */
	kind?: 'service' | 'subscription' | 'miniProgram';
	/** The one item one code (一物一码) feature was granted. Without it: 48001. Default true. */
	featureOpen?: boolean;
	/** The 16 characters that encrypt code packages; absent means never issued: 80313. */
	packageKey?: string;
	secretFrozen?: boolean;
	penalised?: boolean;
	/** Callers' addresses that may log in; absent means any. Others get 40164. */
	whitelist?: string[];
	/** Length of the account's access tokens, 512 or more is possible at WeChat. Default 136. */
	tokenLength?: number;
}

export type ApplicationStatus = 'INIT' | 'PROCESSING' | 'FINISH';

/** An application (申请单) that exists from the start. */
export interface ApplicationSeed {
	applicationId: number | string;
	isvApplicationId?: string;
	codeCount: number;
	/** Default FINISH. A given INIT or PROCESSING stays until `finish()`. */
	status?: ApplicationStatus;
	/** App id of the owner; default the first account. */
	owner?: string;
}

/** A third-party platform (第三方平台) that may act for accounts. */
export interface Platform {
	componentAppId: string;
	authorizers: Authorizer[];
	/** Length of the platform's tokens. Default 136. */
	tokenLength?: number;
}

export interface Authorizer {
	appId: string;
	refreshToken: string;
	/** Granted permission sets; 46 is the one that marketcode needs (else 61007). Default [46]. */
	permissionSets?: number[];
}

/** How a token service of the user's own answers (GET /token-service, /component-token-service). */
export interface TokenServiceSettings {
	/** Expected bearer; absent means none is asked for. A wrong one gets HTTP 401. */
	secret?: string;
	/** `json` puts the token at `path`; `text` sends it bare. Default json. */
	format?: 'json' | 'text';
	/** Dotted path in the JSON. Default `access_token`. */
	path?: string;
	/** Whose token; default the first account (or the first platform). `?appid=` in the URL wins. */
	appId?: string;
}

/** Layout of the plain text of a code package; the real one is not documented. */
export interface PackageSettings {
	separator?: string;
	columns?: Array<'bits' | 'code' | 'index' | 'url'>;
	lineEnd?: string;
	finalNewline?: boolean;
	/** Pad to a multiple of 16 (the usual, PKCS #7) or of 32 (WeChat's message crypto habit). Default 16. */
	padding?: 16 | 32;
	/** 16 random bytes before the first row, as one dissenting SDK believes. Default false. */
	randomPrefix?: boolean;
}

/** Clock of a new application, in milliseconds after applycode; null = only by `finish()`. */
export interface GenerationClock {
	initMs: number;
	processingMs: number | null;
}

/** Switches: may be changed in mid-life with `set()`. Every one has a default. */
export interface Switches {
	/** Added before each answer, in milliseconds. Default 0. */
	latencyMs: number;
	/** `refuse` = 80300; `adopt` = any id exists, is the caller's, FINISH, with 20,000,000 codes. Default refuse. */
	unknownApplications: 'refuse' | 'adopt';
	/** A range that touches an active one: refused with 80302, or it replaces what was there. Default refuse. */
	overlap: 'refuse' | 'overwrite';
	/** An exact repeat (same range, same values) under `overlap: refuse`: 80302, or 0 with nothing committed. Default refuse. */
	identicalRepeat: 'refuse' | 'ok';
	/** Is a range refused with 80302 all-or-nothing, or are its free parts active afterwards? Default nothing. */
	partlyActive: 'nothing' | 'until-overlap' | 'free-parts';
	/** A codeactive range that crosses a 50,000 border. Default accept. */
	crossBlocks: 'accept' | '80306' | '80308' | '80310';
	/** Barcodes that the coding centre (编码中心) does not know: errcode 1, review. Default none. */
	unregisteredBarcodes: string[] | ((code: string) => boolean);
	/** Default text/plain, as several WeChat endpoints send. */
	contentType: 'application/json' | 'text/plain';
	/** Decoration of errmsg: WeChat's habit, or one form for all. Default habit. */
	errmsgStyle: 'habit' | 'rid' | 'hint' | 'plain';
	/** application_id as a numeric string. Default accept. */
	numericStrings: 'accept' | 'refuse';
	/** `\uXXXX` escapes in a body: accepted, or 47001. Default accept. */
	unicodeEscapes: 'accept' | 'refuse';
	/** Longest accepted string of codeactive, or null for no limit. Default null. */
	maxStringLength: number | null;
	/** What codeactivequery returns besides the documented fields. Default both true. */
	queryReturns: { product_code: boolean; wxa_type: boolean };
	/** `code` in answers: the 9-character raw code, or the index as in the page's example. Default raw. */
	codeField: 'raw' | 'index';
	/** wxa_path in answers. Default as it was sent. */
	returnedPath: 'as-sent' | 'with-slash' | 'without-slash';
	/** The spelling of the texts that codeactivequery returns. Default as they were sent. */
	returnedSpelling: ReturnedSpelling;
	/** What codeactivequery tells of a code: what is known, or of any code nothing but errcode 0. Default segment. */
	queryTells: 'segment' | 'nothing';
	/** A commit is not seen by codeactivequery for so long, in milliseconds of the clock. Default 0. */
	queryLagMs: number;
	/** applycode with a known isv_application_id: the same application, or 80307. Default 80307 only when code_count differs. */
	repeatedApply: 'same' | '80307-when-count-differs' | '80307';
	/** A fresh application answers 80300 to so many queries. Default 0. */
	freshUnknownTimes: number;
	/** How long a new application takes. Default 5 s INIT, then 25 s PROCESSING. */
	generation: GenerationClock;
	/** applycodequery's answer: every field of the table, or only those of the example. Default table. */
	applicationFields: 'table' | 'example';
	/** code_generate_list before FINISH. Default absent. */
	blocksBeforeFinish: 'absent' | 'empty' | 'listed';
	/** applycodedownload: listed blocks only (else 80310), or any range inside one block. Default blocks. */
	downloadRanges: 'blocks' | 'inside-block';
	/** Package files expire (80309) so long after FINISH; null = never. Default null. */
	fileLifetimeMs: number | null;
	/** Default: tab, bits-code-index-url, \n, final newline, padding 16. */
	package: Required<PackageSettings>;
	/** Spaces among the 19 characters of a code_url. Default false. */
	spacesInCodeUrl: boolean;
	/** tickettocode without access_token: refused with 41001, or answered. Default refuse. */
	ticketWithoutToken: 'refuse' | 'accept';
	/** Default null: a ticket lives for ever. */
	ticketLifetimeMs: number | null;
	/** Default many. */
	ticketUse: 'once' | 'many';
	/** Answer of the token endpoints to a wrong secret. Default 40125. */
	wrongSecretErrcode: 40125 | 40001;
	/** Answer to a token that never existed. Default 40001. */
	badTokenErrcode: 40001 | 40014;
	/** Answer to an address that is not whitelisted. Default 40164. */
	whitelistErrcode: 40164 | 61004;
	/** Is the whitelist looked at by the token endpoints only or by every call? Default token. */
	whitelistAppliesTo: 'token' | 'all';
	/** The address that callers seem to come from; null = the socket's own. Default null. */
	callerIp: string | null;
	/** Life of a new token in seconds. Default 7200. */
	tokenLifetimeSeconds: number;
	/** A refused force_refresh (too soon, or the 21st of a day): the same token, or 45009. Default same. */
	refusedForce: 'same' | '45009';
	/** api_authorizer_token hands out a new refresh token each time. Default true. */
	rotateRefreshToken: boolean;
	tokenService: TokenServiceSettings;
	componentTokenService: TokenServiceSettings;
	limits: Limits;
	/** Entries kept in the journal; null = all. Default null. */
	journalLimit: number | null;
}

export interface SimulatorOptions
	extends Partial<Omit<Switches, 'package' | 'queryReturns' | 'generation'>> {
	/** Merged with what is set. */
	package?: PackageSettings;
	queryReturns?: Partial<Switches['queryReturns']>;
	generation?: Partial<GenerationClock>;
	/** Default 0: any free port. */
	port?: number;
	/** PEM texts; the simulator then speaks https. */
	https?: { key: string; cert: string };
	/**
	 * A long wire before the simulator, in milliseconds per round trip: unlike `latencyMs` a new connection pays, too
	 * (TCP one round trip, TLS 1.3 another), so that warm connections show their worth. Default none.
	 */
	roundTripMs?: number;
	/** How long an idle connection stays open, in real milliseconds; told to the client. Default 65 s. */
	keepAliveMs?: number;
	/** Default one service account with the feature open. */
	accounts?: Account[];
	applications?: ApplicationSeed[];
	/** Default one platform that the default account has authorised. */
	platforms?: Platform[];
	/** Clock in milliseconds. Default Date.now. */
	now?: () => number;
	/** How long answers that are held back take. Default real milliseconds. */
	patience?: Patience;
	/** Makes rids, tokens, ids and codes. Default 1. */
	seed?: number;
	/** Serve /simulator/… on the same port. Default false (the standalone process sets it). */
	control?: boolean;
}
