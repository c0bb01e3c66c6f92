import { asSaid, type Sentence } from '../domain/sentence';
import { unsent, type Silence } from './answer';
import { redact } from './redact';
import { words } from './words';

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

/** What fetch says, without a code, of the ports that no browser asks either: 6000, 6666, 10080 and others. */
const PORT_REFUSED = 'bad port';

const PROBLEMS: Readonly<Record<string, Sentence>> = {
	ENOTFOUND: words.hostNotFound,
	EAI_AGAIN: words.hostNotLookedUp,
	ECONNREFUSED: words.connectionRefused,
	ENETUNREACH: words.networkUnreachable,
	EHOSTUNREACH: words.hostUnreachable,
	ECONNRESET: words.connectionLost,
	EPIPE: words.connectionLost,
	UND_ERR_SOCKET: words.connectionLost,
	ECONNABORTED: words.late,
	ETIMEDOUT: words.late,
	UND_ERR_HEADERS_TIMEOUT: words.late,
	UND_ERR_BODY_TIMEOUT: words.late,
	TimeoutError: words.late,
	Z_DATA_ERROR: words.noGzip,
	Z_BUF_ERROR: words.cutGzip,
};

/**
 * Tells from a thrown error of the HTTP client whether the request can have reached WeChat. What is
 * not known for sure counts as sent: a codeactive must never go out twice by mistake.
 */
export function classifyFailure(
	error: unknown,
	secrets: readonly string[] = [],
): Silence & { readonly timedOut: boolean } {
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
	const code = codes.find((known) => known in PROBLEMS) ?? codes.at(-1) ?? '';
	const message = messages.at(-1) ?? '';
	const said =
		message === '' ? words.requestFailed : asSaid(redact(message, secrets).slice(0, 200));
	if (message === PORT_REFUSED) {
		return { ...unsent(words.portRefused, 'now'), timedOut: false };
	}
	const timedOut = PROBLEMS[code] === words.late;
	const problem = words.withCode(PROBLEMS[code] ?? said, code);
	// n8n's own protection against forged requests (SSRF) looks before anything leaves.
	const isForbidden = links.some(({ name }) => REFUSED_BY_N8N.test(String(name)));
	const sent = !neverConnected && !isForbidden;
	return { kind: 'silence', sent, timedOut, problem, hopeless: isForbidden ? 'now' : undefined };
}

type ErrorLink = Partial<
	Record<'code' | 'name' | 'message' | 'syscall' | 'cause' | 'errors', unknown>
>;

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
