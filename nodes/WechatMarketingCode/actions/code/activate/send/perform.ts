import type { Answer } from '../../../../api/answer';
import { endpoints } from '../../../../api/endpoints';
import type { Sentence } from '../../../../domain/sentence';
import type { Desk } from '../../../../run/operation';
import type { PlannedRow } from '../call';
import { bodyOf, type Values } from '../request';
import type { Settled } from './ending';
import { LookUp } from './lookUp';
import { next } from './next';
import type { Piece } from './pieces';
import { begin, type AskStep, type Policy, type Step } from './steps';

/** Takes pieces to their end, step by step: what an answer leads to is done before what was to follow. */
export class Sending {
	/** What happened when no codeactive of these pieces got an answer of WeChat's. */
	unanswered: Sentence | undefined;
	private isAnswered = false;

	constructor(
		private readonly desk: Desk,
		private readonly values: Values,
		private readonly policy: Policy,
	) {}

	/** @returns what became of which range, in order */
	async perform(pieces: readonly Piece[]): Promise<Settled[]> {
		const settled: Settled[] = [];
		const dropped = new Set<PlannedRow>();
		const steps = await this.firstSteps(pieces);
		for (let step = steps.shift(); step !== undefined; step = steps.shift()) {
			if (step.do === 'settle') settled.push(step);
			else if (step.do === 'drop') dropped.add(step.row);
			else if (dropped.has(step.piece.rows[0])) {
				settled.push({ range: step.piece.range, ending: { kind: 'skipped' } });
			} else steps.unshift(...(await this.take(step)));
		}
		return settled.sort((a, b) => a.range.codeStart - b.range.codeStart);
	}

	/** What an earlier try may have done is looked up before anything is sent: no refusal shall hide it. */
	private async firstSteps(pieces: readonly Piece[]): Promise<Step[]> {
		const steps: Step[] = [];
		for (const piece of pieces) {
			const step = begin(piece, this.policy);
			const isOld = step.do === 'lookUp' && (piece.lost || piece.again);
			steps.push(...(isOld ? await this.take(step) : [step]));
		}
		return steps;
	}

	private async take(step: AskStep): Promise<Step[]> {
		const { piece } = step;
		if (step.do === 'send') {
			const answer = await this.send(piece);
			return next(piece, { kind: 'answer', answer }, this.policy);
		}
		const { client } = this.desk;
		if (step.wait !== undefined) await client.waited(step.wait);
		const lookUp = new LookUp(client, this.values, { evenStopped: piece.lost });
		const stretches = await lookUp.stretches(piece.range, step.look);
		return next(piece, { kind: 'found', stretches }, this.policy);
	}

	private async send({ range }: Piece): Promise<Answer> {
		// A row of many calls stops with the run, also when it is another row that stopped it.
		if (this.desk.run.stopped !== undefined) return { kind: 'not-sent' };
		const answer = await this.desk.client.call(endpoints.codeactive, bodyOf(this.values, range));
		this.isAnswered ||= answer.kind === 'success' || answer.kind === 'refused';
		if (this.isAnswered) this.unanswered = undefined;
		else if (answer.kind === 'silence') this.unanswered = answer.problem;
		return answer;
	}
}
