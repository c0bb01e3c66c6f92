import { once } from 'lodash';
import type { WireResponse } from './answer';
import { secretsOf, type SessionCredential } from './login/credential';
import { loginAnswerIn } from './login/loginError';
import { classifyFailure } from './network';
import { time, type Deadline } from './time';
import type { WireRequest, WireResult } from './transports';
import { words } from './words';

/** The calls of a run that are under way, which end with it. */
export class UnderWay {
	private readonly calls = new Set<Deadline>();

	constructor(private readonly run: AbortSignal | undefined) {}

	get isCancelled(): boolean {
		return this.run?.aborted === true;
	}

	/** A call leaves, and has so many milliseconds. */
	begin(ms: number): Deadline {
		const call = time.deadline(ms);
		if (this.isCancelled) call.cut(this.run?.reason);
		// One listener for all of them: Node warns of more than ten.
		if (this.calls.size === 0) this.run?.addEventListener('abort', this.cancel);
		this.calls.add(call);
		return call;
	}

	end(call: Deadline): void {
		call.end();
		this.calls.delete(call);
		// The run's signal outlives the node's run: a loop in the workflow runs it a thousand times.
		if (this.calls.size === 0) this.run?.removeEventListener('abort', this.cancel);
	}

	private readonly cancel = (): void => {
		for (const call of this.calls) call.cut(this.run?.reason);
	};
}

/**
 * Sends within the time of the call, which begins when it leaves, and until the run is cancelled. An answer
 * that is late counts as sent: it may have been committed.
 *
 * @param send calls `leave` when the request leaves: the signal ends it
 */
export async function withinTime(
	{ endpoint, timeoutMs }: WireRequest,
	credential: SessionCredential,
	run: UnderWay,
	send: (leave: () => AbortSignal) => Promise<WireResponse>,
): Promise<WireResult> {
	const call: { deadline?: Deadline; hasLeft?: boolean } = {};
	const leave = once(() => {
		call.deadline = run.begin(timeoutMs);
		call.hasLeft = !run.isCancelled;
		return call.deadline.signal;
	});
	try {
		const response = await send(leave);
		// Nobody waits for the rest of an answer that is too long: its connection ends.
		if (response.text.length > endpoint.longest) call.deadline?.cut();
		return { kind: 'response', response };
	} catch (error) {
		const answer = loginAnswerIn(error);
		if (answer !== undefined) return { kind: 'login', answer };
		if (call.deadline?.isOver) {
			return { kind: 'silence', sent: true, timedOut: true, problem: words.lateBy(timeoutMs) };
		}
		// n8n's error holds the URL and with it the token: nothing of it but the cause's code goes on.
		const failure = classifyFailure(error, secretsOf(credential));
		const problem = run.isCancelled ? words.cancelled : failure.problem;
		return { ...failure, problem, sent: failure.sent && call.hasLeft === true };
	} finally {
		if (call.deadline !== undefined) run.end(call.deadline);
	}
}
