import { redact } from './redact';

/** Codes of Node, OpenSSL and undici that are raised before a byte of the request leaves. */
const NEVER_CONNECTED = new Set([
	'ENOTFOUND',
	'EAI_AGAIN',
	'EAI_FAIL',
	'ECONNREFUSED',
	'EADDRNOTAVAIL',
	'UND_ERR_CONNECT_TIMEOUT',
	'ERR_INVALID_URL',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
	'HOSTNAME_MISMATCH',
]);
const NEVER_CONNECTED_PREFIX = /^(CERT_|ERR_TLS_)/;
/** Raised while connecting, but also when the way breaks in the middle of a call. */
const NO_ROUTE = new Set(['ENETUNREACH', 'EHOSTUNREACH', 'EHOSTDOWN', 'ENETDOWN']);
const TLS = /^(EPROTO$|ERR_SSL_)/;
/** What OpenSSL says while both sides still negotiate; its other complaints may come after the request. */
const HANDSHAKE =
	/wrong.version|(unsupported|unknown|no).protocol|protocol.version|handshake|unrecognized.name|too.small|packet.length.too.long|http.request|proxy.request|no.(shared.)?cipher|certificate.verify/i;
const REFUSED_BY_N8N = /^Ssrf|^UnknownConnectionHost/;
/** Node says this when the other side ends the connection before the keys are agreed on. */
const HANDSHAKE_ENDED = /before secure TLS connection was established/i;
const PROXY_REFUSAL =
	/proxy (connection ended|response)|tunneling socket|CONNECT response|proxy.*\b407\b/i;

const SENTENCES: Record<string, string> = {
	ENOTFOUND: 'The host name could not be found',
	EAI_AGAIN: 'The host name could not be looked up',
	ECONNREFUSED: 'The connection was refused',
	ENETUNREACH: 'The network could not be reached',
	EHOSTUNREACH: 'The host could not be reached',
	ECONNRESET: 'The connection was lost before the answer came',
	EPIPE: 'The connection was lost before the answer came',
	UND_ERR_SOCKET: 'The connection was lost before the answer came',
	ECONNABORTED: 'No answer came in time',
	ETIMEDOUT: 'No answer came in time',
	UND_ERR_HEADERS_TIMEOUT: 'No answer came in time',
	UND_ERR_BODY_TIMEOUT: 'No answer came in time',
	TimeoutError: 'No answer came in time',
	Z_DATA_ERROR: 'The answer was marked as compressed (gzip) and could not be unpacked',
	Z_BUF_ERROR: 'The answer was compressed (gzip) and ended too early',
};

export interface NetworkFailure {
	/** False only when the connection was never made. */
	readonly sent: boolean;
	readonly timedOut?: boolean;
	/** No other try can succeed: the address itself is refused. */
	readonly hopeless?: 'now';
	/** For a person, secrets taken out. */
	readonly problem: string;
}

/**
 * Tells from a thrown error of the HTTP client whether the request can have reached WeChat. What is
 * not known for sure counts as sent: a codeactive must never go out twice by mistake.
 */
export function classifyFailure(error: unknown, secrets: readonly string[] = []): NetworkFailure {
	const links = chainOf(error);
	const codes = links.map(codeOf).filter((code) => code !== '');
	const messages = links.map((link) => (typeof link.message === 'string' ? link.message : ''));
	const isUnderWay = links.some(({ syscall }) => syscall === 'read' || syscall === 'write');
	const neverConnected =
		codes.some((code) => NEVER_CONNECTED.has(code) || NEVER_CONNECTED_PREFIX.test(code)) ||
		(!isUnderWay && codes.some((code) => NO_ROUTE.has(code))) ||
		(codes.some((code) => TLS.test(code)) &&
			[...codes, ...messages].some((words) => HANDSHAKE.test(words))) ||
		links.some((link) => link.syscall === 'connect') ||
		messages.some((message) => PROXY_REFUSAL.test(message) || HANDSHAKE_ENDED.test(message));
	const code = codes.find((known) => known in SENTENCES) ?? codes.at(-1) ?? '';
	const sentence = SENTENCES[code] ?? redact(messages.at(-1) ?? 'The request failed', secrets);
	const detail = code === '' ? '' : ` (${code})`;
	const timedOut = sentence === SENTENCES.ETIMEDOUT;
	const problem = `${sentence.slice(0, 200)}${detail}`;
	// n8n's own protection against forged requests (SSRF) looks before anything leaves.
	if (links.some(({ name }) => REFUSED_BY_N8N.test(String(name)))) {
		return { sent: false, timedOut, problem, hopeless: 'now' };
	}
	return { sent: !neverConnected, timedOut, problem };
}

interface ErrorLink {
	readonly code?: unknown;
	readonly name?: unknown;
	readonly message?: unknown;
	readonly syscall?: unknown;
	readonly cause?: unknown;
	readonly errors?: unknown;
}

/** The error, its causes, and the first of an AggregateError (Node tries IPv6 and IPv4 in one go). */
function chainOf(error: unknown): ErrorLink[] {
	const links: ErrorLink[] = [];
	let link = error;
	while (typeof link === 'object' && link !== null && links.length < 10) {
		const current: ErrorLink = link;
		links.push(current);
		link =
			current.cause ?? (Array.isArray(current.errors) ? (current.errors[0] as unknown) : undefined);
	}
	return links;
}

function codeOf({ code, name }: ErrorLink): string {
	if (typeof code === 'string') return code;
	return name === 'AbortError' ? name : '';
}
