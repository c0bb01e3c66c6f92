import type { IDataObject } from 'n8n-workflow';
import { isTokenRefusal, judge, meaningOf, unsent, type Answer, type Refusal } from './answer';
import type { Endpoint } from './endpoints';
import { effectOf, pauseMsOf } from './errcodes';
import type { SessionCredential } from './login/credential';
import { backOffMs, nextStep, type Pace } from './pace';
import { redactFields } from './redact';
import type { RunControl } from './runControl';
import type { Session } from './session';
import { time } from './time';
import type { Transport, WireResult } from './transports';
import { words } from './words';

/** What a call came to, with the token that went along and when it was sent. */
interface Exchanged {
	readonly answer: Answer;
	readonly token: string;
	readonly sentAt: number;
}

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
			const { answer, sentAt } = await this.exchange(
				async () => await this.request(endpoint, body, mayGoOn),
			);
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
		return await succeeds(time.sleep(backOffMs(tries, time.random()), this.run.signal));
	}

	/** One request, and a second one when WeChat refused the token. */
	private async exchange(request: () => Promise<Exchanged>): Promise<Exchanged> {
		const first = await request();
		if (!isTokenRefusal(first.answer)) return first;
		if (!this.session.canRenew) return this.deadToken(first, first.answer, words.deadToken);
		this.session.refuse(first.token);
		const second = await request();
		if (!isTokenRefusal(second.answer)) return second;
		// Usually the token was replaced again in between, and only this call fails.
		if (!this.session.refuseFresh(second.token)) return second;
		return this.deadToken(second, second.answer);
	}

	/** No token of this credential works: nothing more can succeed. */
	private deadToken(
		exchanged: Exchanged,
		refusal: Refusal,
		advice = meaningOf(refusal, this),
	): Exchanged {
		this.run.stop({ kind: 'account', sentence: advice });
		return { ...exchanged, answer: { ...refusal, advice } };
	}

	private async request(
		endpoint: Endpoint,
		body: IDataObject,
		mayGoOn: () => boolean,
	): Promise<Exchanged> {
		let sentAt = 0;
		const send = async (credential: SessionCredential) => {
			sentAt = time.monotonic();
			const timeoutMs = this.timeoutMs ?? endpoint.timeoutMs;
			return await this.transport.send({ endpoint, body, timeoutMs }, credential);
		};
		const mayBegin = (await succeeds(this.pace.turn())) && mayGoOn();
		const sent = mayBegin ? await this.session.withToken(send, mayGoOn) : undefined;
		if (sent === undefined) return { answer: { kind: 'not-sent' }, token: '', sentAt };
		const { result, token } = sent;
		const answer = this.answerIn(result, endpoint, body);
		if (answer.kind !== 'not-sent') {
			if (result.kind === 'response' || (result.kind === 'silence' && result.sent)) {
				this.run.requests += 1;
			}
			if (answer.kind !== 'silence' && !isTokenRefusal(answer)) this.session.accept(token);
		}
		return { answer, token, sentAt };
	}

	private answerIn(result: WireResult, endpoint: Endpoint, body: IDataObject): Answer {
		if (result.kind === 'login') return result.answer;
		if (result.kind === 'silence') {
			const isCancelled = !result.sent && this.run.stopped?.kind === 'cancelled';
			return isCancelled ? { kind: 'not-sent' } : result;
		}
		if (result.response.status === PROXY_WANTS_LOGIN) return unsent(words.proxyRefused);
		const { carries, needsThem, longest, hides } = endpoint;
		const known = this.session.secrets;
		const secrets = () =>
			hides.length === 0 ? known : [...known, ...hides.map((name) => String(body[name]))];
		const judging = { carries, needsThem, longest, secrets, now: time.now() };
		const answer = judge(result.response, judging);
		if (answer.kind !== 'success') return answer;
		return { kind: 'success', body: redactFields(answer.body, secrets()), time: answer.time };
	}

	private stopWhenHopeless(answer: Answer): void {
		if (answer.kind === 'silence') {
			if (answer.hopeless !== 'now' && answer.retryAfterMs === undefined) return;
			this.run.stop({ kind: 'silence', sentence: answer.problem });
		}
		if (answer.kind !== 'refused') return;
		const effect = effectOf(answer.errcode);
		const noLogin = answer.by === 'login' && effect !== 'retry';
		if (effect !== 'run' && effect !== 'pause' && !noLogin) return;
		this.run.stop({ kind: 'account', sentence: meaningOf(answer, this) });
	}
}

const succeeds = async (waiting: Promise<void>): Promise<boolean> =>
	await waiting.then(
		() => true,
		() => false,
	);

/** Only a proxy answers so: nothing went through it. */
const PROXY_WANTS_LOGIN = 407;
