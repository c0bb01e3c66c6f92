/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code runs outside n8n */
import type { ServerResponse } from 'node:http';
import type { Fault } from './faultTypes';
import { isRecord, parseJson, toJson } from './json';
import type { ApplicationSeed, Simulator } from './types';

type Handler = (simulator: Simulator, query: URLSearchParams, body: unknown) => unknown;

function text(body: unknown, name: string): string {
	const value = isRecord(body) ? body[name] : undefined;
	if (value === undefined || value === null) throw new Error(`"${name}" is missing`);
	return String(value);
}

function need(query: URLSearchParams, name: string): string {
	const value = query.get(name);
	if (value === null) throw new Error(`"${name}" is missing in the query`);
	return value;
}

function since(query: URLSearchParams): number {
	return Number(query.get('since') ?? 0);
}

function strikeTokens(simulator: Simulator, body: unknown): unknown {
	const action = text(body, 'action');
	if (action === 'revokeAll') simulator.tokens.revokeAll();
	else if (action === 'expire') simulator.tokens.expireToken(text(body, 'appId'));
	else if (action === 'rotate') simulator.tokens.rotateToken(text(body, 'appId'));
	else if (action === 'poison') simulator.tokens.poisonToken(text(body, 'appId'));
	else if (action === 'issue') return { token: simulator.tokens.issueToken(text(body, 'appId')) };
	else throw new Error(`There is no action "${action}"`);
	return {};
}

function change(act: (simulator: Simulator, body: unknown) => void): Handler {
	return (simulator, _query, body) => {
		act(simulator, body);
		return {};
	};
}

const HANDLERS: Record<string, Handler> = {
	'GET health': (simulator) => ({ url: simulator.url, now: simulator.now() }),
	'GET journal': (simulator, query) => {
		const endpoint = query.get('endpoint');
		return simulator.journal.filter(
			(entry) => entry.seq > since(query) && (endpoint === null || entry.endpoint === endpoint),
		);
	},
	'GET count': (simulator, query) => ({
		count: simulator.count(query.get('endpoint') ?? undefined),
	}),
	'GET segments': (simulator, query) => simulator.segments(need(query, 'applicationId')),
	'GET commits': (simulator, query) => {
		const id = query.get('applicationId');
		return simulator.commits.filter(
			(commit) => commit.seq > since(query) && (id === null || commit.applicationId === id),
		);
	},
	'GET double-commits': (simulator) => simulator.doubleCommits(),
	'GET load': (simulator) => simulator.load,
	'GET tokens': (simulator, query) => {
		const appId = need(query, 'appId');
		const { tokens } = simulator;
		const logins = tokens.loginCount(appId);
		const forced = tokens.loginCount(appId, { forced: true });
		const fresh = tokens.loginCount(appId, { fresh: true });
		return { current: tokens.currentToken(appId) ?? null, logins, forced, fresh };
	},
	'GET code': (simulator, query) =>
		simulator.code(need(query, 'applicationId'), Number(need(query, 'index'))),
	'POST tokens': (simulator, _query, body) => strikeTokens(simulator, body),
	'POST scan': (simulator, _query, body) =>
		simulator.scan(text(body, 'codeUrl'), text(body, 'openid')),
	'POST set': change((simulator, body) => simulator.set(isRecord(body) ? body : {})),
	'POST faults': change((simulator, body) => {
		simulator.faults.add(...((Array.isArray(body) ? body : [body]) as Fault[]));
	}),
	'DELETE faults': change((simulator) => simulator.faults.clear()),
	'POST release': change((simulator) => simulator.faults.release()),
	'POST applications': change((simulator, body) => {
		simulator.addApplication(body as unknown as ApplicationSeed);
	}),
	'POST finish': change((simulator, body) => simulator.finish(text(body, 'applicationId'))),
	'POST expire-files': change((simulator, body) =>
		simulator.expireFiles(text(body, 'applicationId')),
	),
	'POST advance': change((simulator, body) => simulator.advance(Number(text(body, 'ms')))),
	'POST reset': change((simulator) => simulator.reset()),
};

/** Answers /simulator/…: JSON in, JSON out; 400 with a reason for what it does not understand. */
export async function serveControl(
	simulator: Simulator,
	method: string,
	url: URL,
	bodyText: string,
	res: ServerResponse,
): Promise<void> {
	const name = `${method} ${url.pathname.slice('/simulator/'.length)}`;
	const handler = HANDLERS[name];
	const answer = (status: number, value: unknown) =>
		res.writeHead(status, { 'Content-Type': 'application/json' }).end(toJson(value));
	if (!handler) {
		answer(404, { error: `There is no control "${name}"`, known: Object.keys(HANDLERS) });
		return;
	}
	try {
		answer(200, handler(simulator, url.searchParams, bodyText ? parseJson(bodyText) : {}));
	} catch (error) {
		answer(400, { error: error instanceof Error ? error.message : String(error) });
	}
}
