import type { IDataObject } from 'n8n-workflow';
import { judge, type Answer, type Refusal } from './answer';
import type { Endpoint } from './endpoints';
import { effectOf, explain, pauseMsOf } from './errcodes';
import { isTokenRefusal } from './errcodes/tokenRefusal';
import type { Pace } from './pace';
import { backOffMs, nextStep } from './retry';
import type { RunControl } from './runControl';
import type { Session } from './session';
import { time } from './time';
import type { SessionCredential } from './login/credential';
import type { Transport, WireRequest, WireResult } from './transports/types';

const NOT_SENT: Answer = { kind: 'not-sent' };

/**
 * Calls WeChat: one method, whatever the endpoint. It paces, renews the token, repeats what is safe to
 * repeat, and stops the run when nothing more can succeed. It never throws for what WeChat or the
 * network does; the answer tells.
 */
export class Client {
	constructor(
		private readonly session: Session,
		private readonly transport: Transport,
		private readonly pace: Pace,
		private readonly run: RunControl,
		/** Milliseconds for one call; undefined for the endpoint's own. */
		private readonly timeoutMs?: number,
	) {}

	get appId(): string {
		return this.session.appId;
	}

	/**
	 * @param isFinal the first answer stands, whatever it is
	 * @param evenStopped only a cancel of the execution keeps it from being sent, no other end of the run
	 */
	async call(
		endpoint: Endpoint,
		body: IDataObject,
		{ isFinal = false, evenStopped = false } = {},
	): Promise<Answer> {
		const mayGoOn = (): boolean =>
			evenStopped ? this.run.stopped?.kind !== 'cancelled' : this.run.mayContinue;
		for (let tries = 1; ; tries++) {
			const { answer, sentAt } = await this.exchange(endpoint, body, mayGoOn);
			const step = isFinal ? 'done' : nextStep(answer, { tries, commits: endpoint.commits });
			if (step === 'pause') {
				// A pause is WeChat's wish, not a failure: it does not use up tries.
				tries -= 1;
				const { errcode, retryAfterMs } = answer as Refusal;
				const pauseMs = retryAfterMs ?? pauseMsOf(errcode);
				if (this.pace.pause(pauseMs, sentAt) && mayGoOn()) continue;
			}
			if (step === 'again' && mayGoOn() && (await this.waited(tries)) && mayGoOn()) continue;
			this.stopWhenHopeless(answer);
			return answer;
		}
	}

	/** Waits before the next try; false when the run was cancelled meanwhile. */
	async waited(tries: number): Promise<boolean> {
		try {
			await time.sleep(backOffMs(tries, time.random()), this.run.signal);
			return true;
		} catch {
			return false;
		}
	}

	/** One request, and a second one when WeChat refused the token. */
	private async exchange(
		endpoint: Endpoint,
		body: IDataObject,
		mayGoOn: () => boolean,
	): Promise<{ answer: Answer; sentAt: number }> {
		const first = await this.request(endpoint, body, mayGoOn);
		if (!isTokenRefusal(first.answer)) return first;
		if (!this.session.canRenew)
			return { ...first, answer: this.deadToken(first.answer, DEAD_TOKEN) };
		this.session.refuse(first.token);
		const second = await this.request(endpoint, body, mayGoOn);
		if (!isTokenRefusal(second.answer)) return second;
		// Usually the token was replaced again in between, and only this call fails.
		if (!this.session.refuseFresh(second.token)) return second;
		return { ...second, answer: this.deadToken(second.answer) };
	}

	/** No token of this credential works: nothing more can succeed. */
	private deadToken(refusal: Refusal, advice?: string): Refusal {
		const sentence = advice ?? explain(refusal.errcode, { appId: this.appId });
		this.run.stop({ kind: 'account', sentence });
		return { ...refusal, advice: sentence };
	}

	private async request(
		endpoint: Endpoint,
		body: IDataObject,
		mayGoOn: () => boolean,
	): Promise<{ answer: Answer; token: string; sentAt: number }> {
		try {
			await this.pace.turn();
		} catch {
			return { answer: NOT_SENT, token: '', sentAt: time.monotonic() };
		}
		if (!mayGoOn()) return { answer: NOT_SENT, token: '', sentAt: time.monotonic() };
		const request: WireRequest = {
			path: endpoint.path,
			body,
			commits: endpoint.commits,
			timeoutMs: this.timeoutMs ?? endpoint.timeoutMs,
		};
		let sentAt = time.monotonic();
		const sent = await this.session.withToken(async (credential: SessionCredential) => {
			sentAt = time.monotonic();
			return await this.transport.send(request, credential);
		}, mayGoOn);
		if (sent === undefined) return { answer: NOT_SENT, token: '', sentAt };
		const answer = this.toAnswer(sent.result, endpoint, body);
		if (answer.kind === 'not-sent') return { answer, token: sent.token, sentAt };
		if (sent.result.kind !== 'login') this.run.requests += 1;
		if (answer.kind !== 'silence' && !isTokenRefusal(answer)) this.session.accept(sent.token);
		return { answer, token: sent.token, sentAt };
	}

	private toAnswer(result: WireResult, endpoint: Endpoint, body: IDataObject): Answer {
		if (result.kind === 'login') return result.answer;
		if (result.kind === 'failure') {
			if (!result.sent && this.run.stopped?.kind === 'cancelled') return NOT_SENT;
			const { sent, problem, hopeless } = result;
			return { kind: 'silence', sent, problem, hopeless };
		}
		if (result.response.status === PROXY_WANTS_LOGIN) {
			return { kind: 'silence', sent: false, problem: PROXY_REFUSED };
		}
		return judge(result.response, {
			carries: endpoint.carries,
			secrets: () => [...this.session.secrets, ...endpoint.hides.map((name) => String(body[name]))],
			now: time.now(),
		});
	}

	private stopWhenHopeless(answer: Answer): void {
		if (
			answer.kind === 'silence' &&
			(answer.hopeless === 'now' || answer.retryAfterMs !== undefined)
		) {
			this.run.stop({ kind: 'silence', sentence: answer.problem });
		}
		if (answer.kind !== 'refused') return;
		const effect = effectOf(answer.errcode);
		const noLogin = answer.by === 'login' && effect !== 'retry';
		if (effect !== 'run' && effect !== 'pause' && !noLogin) return;
		const sentence =
			answer.advice ?? explain(answer.errcode, { appId: this.appId, errmsg: answer.errmsg });
		this.run.stop({ kind: 'account', sentence });
	}
}

/** Only a proxy answers so: nothing went through it. */
const PROXY_WANTS_LOGIN = 407;
const PROXY_REFUSED = 'The proxy wants a login (HTTP 407), so nothing was sent';

const DEAD_TOKEN =
	'WeChat refused the access token in the credential. Paste a current one, or let the node fetch tokens itself with the source "App ID and App Secret".';
