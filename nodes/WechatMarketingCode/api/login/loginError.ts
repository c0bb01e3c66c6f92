import type { Refusal, Silence } from '../answer';

/**
 * A login that did not succeed. n8n wraps it before the node sees it, so it is found again by its
 * property, not by its class. It has no `code`: n8n would show only that.
 */
export class LoginError extends Error {
	readonly errcode: number | undefined;

	/**
	 * @param message for a person: what happened, what to do
	 * @param loginAnswer what the token endpoint said, or that it said nothing
	 */
	constructor(
		message: string,
		readonly loginAnswer: Refusal | Silence,
	) {
		super(message);
		this.name = 'LoginError';
		this.errcode = loginAnswer.kind === 'refused' ? loginAnswer.errcode : undefined;
	}
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
