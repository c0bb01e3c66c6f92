import { spoken } from '../../domain/sentence';
import { meaningOf, type Refusal, type Silence } from '../answer';
import { appIdOf, type Credential } from './credential';
import { words, type Asked } from './words';

/** Where a message holds one of these, n8n's credential test shows a general text instead of it (`NodeApiError`). */
const REPLACED_BY_N8N =
	'ECONNREFUSED|ECONNRESET|ENOTFOUND|ETIMEDOUT|ERRADDRINUSE|EADDRNOTAVAIL|ECONNABORTED|EHOSTUNREACH|EAI_AGAIN|ENOENT|EISDIR|ENOTDIR|EACCES|EEXIST|EPERM|GETADDRINFO|BAD GATEWAY';

/** The same message for a reader, and none that n8n knows: codes in brackets go, others get an invisible joiner. */
const keptByN8n = (message: string): string =>
	message
		.replace(new RegExp(` \\((${REPLACED_BY_N8N})\\)`, 'g'), '')
		.replace(new RegExp(REPLACED_BY_N8N, 'gi'), (word) => `${word[0]}\u2060${word.slice(1)}`);

/**
 * A login that did not succeed: what every function of this folder throws that asks somebody. n8n wraps it
 * before the node sees it, so it is found again by its property, not by its class. It has no `code`: n8n
 * would show only that. Its message is what the test button shows, in English.
 */
export class LoginError extends Error {
	readonly errcode: number | undefined;

	/** @param loginAnswer what the token endpoint said, or that it said nothing */
	constructor(readonly loginAnswer: Refusal | Silence) {
		super(keptByN8n(told(loginAnswer)));
		this.name = 'LoginError';
		this.errcode = loginAnswer.kind === 'refused' ? loginAnswer.errcode : undefined;
	}
}

/** For a refusal or an answer that never came; the call that needed the token was not sent. */
export function loginFailed(
	credential: Credential,
	asked: Asked,
	answer: Refusal | Silence,
): LoginError {
	if (answer.kind === 'silence') {
		const problem = words.noAnswer(asked, answer.problem);
		return new LoginError({ ...answer, sent: false, problem });
	}
	const advice = words.passedOn(asked, meaningOf(answer, { appId: appIdOf(credential) }));
	return new LoginError({ ...answer, advice, by: 'login' });
}

function told(answer: Refusal | Silence): string {
	if (answer.kind === 'silence') return spoken(answer.problem, 'en').replace(/\.?$/, '.');
	const { advice = '', errcode, rid } = answer;
	const trace = rid === null ? `errcode ${errcode}` : `errcode ${errcode}, rid ${rid}`;
	return `${spoken(advice, 'en')} (${trace})`;
}

/** The login's answer inside an error that n8n may have wrapped, or undefined. */
export function loginAnswerIn(error: unknown): Refusal | Silence | undefined {
	let link = error;
	for (let depth = 0; depth < 5 && typeof link === 'object' && link !== null; depth++) {
		if ('loginAnswer' in link) return link.loginAnswer as Refusal | Silence;
		link = 'cause' in link ? link.cause : undefined;
	}
	return undefined;
}

/** An error as the LoginError that it is; anything else is a bug of ours and goes on as it came. */
export function loginErrorOf(error: unknown): LoginError {
	if (error instanceof LoginError) return error;
	throw error as Error;
}
