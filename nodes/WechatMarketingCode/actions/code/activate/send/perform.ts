import type { Answer } from '../../../../api/answer';
import { endpoints } from '../../../../api/endpoints';
import type { Desk } from '../../../../run/operation';
import { bodyOf, type Values } from '../request';
import type { Settled } from './ending';
import { LookUp } from './lookUp';
import { next } from './next';
import type { Piece } from './pieces';
import { begin, type Policy, type Step } from './steps';

/**
 * Takes pieces to their end: a stack of steps, of which each answer may add some.
 *
 * @returns what became of which range, in no particular order
 */
export class Sending {
	/** What happened when no codeactive of these pieces got an answer of WeChat's. */
	unanswered: string | undefined;
	private isAnswered = false;
	private readonly settled: Settled[] = [];
	private steps: Step[] = [];

	constructor(
		private readonly desk: Desk,
		private readonly values: Values,
		private readonly policy: Policy,
	) {}

	async perform(pieces: readonly Piece[]): Promise<Settled[]> {
		// What an earlier try may have done is looked up before anything is sent: no refusal shall hide it.
		const steps: Step[] = [];
		for (const piece of pieces) {
			const step = begin(piece, this.policy);
			const isOld = step.do === 'lookUp' && (piece.lost || piece.again);
			steps.push(...(isOld ? await this.look(step) : [step]));
		}
		this.push(steps);
		for (let step = this.steps.pop(); step !== undefined; step = this.steps.pop()) {
			await this.take(step);
		}
		return this.settled;
	}

	private push(steps: readonly Step[]): void {
		for (let at = steps.length - 1; at >= 0; at--) this.steps.push(steps[at]);
	}

	private async take(step: Step): Promise<void> {
		switch (step.do) {
			case 'settle':
				this.settled.push({ range: step.range, ending: step.ending });
				return;
			case 'drop':
				this.steps = this.steps.filter(
					(other) => !('piece' in other) || other.piece.rows[0] !== step.row,
				);
				return;
			case 'send':
				return this.push(await this.send(step.piece));
			case 'lookUp':
				return this.push(await this.look(step));
		}
	}

	private async look({ piece, look, wait }: Step & { do: 'lookUp' }): Promise<Step[]> {
		const { client } = this.desk;
		if (wait !== undefined) await client.waited(wait);
		const lookUp = new LookUp(client, this.values, { evenStopped: piece.lost });
		const stretches = await lookUp.stretches(piece.range, look);
		return next(piece, { kind: 'found', stretches }, this.policy);
	}

	protected async send(piece: Piece): Promise<Step[]> {
		// A row of many calls stops with the run, also when it is another row that stopped it.
		const answer: Answer =
			this.desk.run.stopped === undefined
				? await this.desk.client.call(endpoints.codeactive, bodyOf(this.values, piece.range))
				: { kind: 'not-sent' };
		this.hear(answer);
		return next(piece, { kind: 'answer', answer }, this.policy);
	}

	private hear(answer: Answer): void {
		this.isAnswered ||= answer.kind === 'success' || answer.kind === 'refused';
		const problem = answer.kind === 'silence' ? answer.problem : this.unanswered;
		this.unanswered = this.isAnswered ? undefined : problem;
	}
}
