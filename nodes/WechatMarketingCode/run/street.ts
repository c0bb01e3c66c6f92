import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { RunControl } from '../api/runControl';
import { connect } from './connect';
import { EarlierTries } from './earlierTries';
import { asNodeError, badAnswerError, badRowsError, causeOf } from './failures';
import { inLanes } from './lanes';
import { onErrorOf, type OnError } from './onError';
import type { Call, Operation, OperationFactory, Verdicts } from './operation';
import { stopsTheWorkflow, type Outcome } from './outcome';
import { ParameterError, Parameters } from './parameters';
import { Progress } from './progress';
import { report } from './report';
import { addProblem, newRow, type Row } from './row';
import { words } from './words';

type AnyOperation = Operation<unknown, Call, Outcome>;

/**
 * The way of the rows, once for every operation: read → check → plan → send → report. In the Continue
 * modes it never throws: n8n would pass the input on as if it had succeeded.
 *
 * @throws NodeOperationError, NodeApiError with On Error = Stop Workflow
 */
export async function street(
	context: IExecuteFunctions,
	factory: OperationFactory,
): Promise<INodeExecutionData[][]> {
	const operation = factory(context, new Parameters(context));
	return await new Run(context, operation).walk();
}

/** One execution of the node. */
class Run {
	private readonly rows: Array<Row<unknown>>;
	private readonly onError: OnError;
	private readonly control: RunControl;
	/** What each row came to, by its index; the first one stands. */
	private readonly outcomes: Array<Outcome | undefined>;
	private readonly earlier: EarlierTries;
	/** Stop Workflow: the row that stopped the run. */
	private culprit: number | undefined;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: AnyOperation,
	) {
		this.rows = context.getInputData().map(newRow);
		this.onError = onErrorOf(context);
		this.control = new RunControl(context.getExecutionCancelSignal());
		this.outcomes = this.rows.map(() => undefined);
		this.earlier = new EarlierTries(context.getNode().id, operation);
	}

	async walk(): Promise<INodeExecutionData[][]> {
		let cause = words.runEnded;
		try {
			if (this.operation.problem !== undefined) throw this.keepFinished(this.operation.problem);
			await this.send(this.operation.plan(this.check()));
		} catch (error) {
			if (this.onError === 'stop') throw asNodeError(this.context, error);
			cause = causeOf(error);
		}
		return [this.finish(this.control.stopped?.sentence ?? cause)];
	}

	private keepFinished(problem: unknown): unknown {
		const finished = this.operation.finished?.(this.rows) ?? [];
		for (const [index, outcome] of finished) this.outcomes[index] ??= outcome;
		return problem;
	}

	/** Reads and checks all rows; returns those that go to WeChat. */
	private check(): Array<Row<unknown>> {
		for (const row of this.rows) this.read(row);
		for (const row of this.rows) row.name = words.rowName(row.index);
		for (const [index, outcome] of this.operation.check(this.rows)) this.outcomes[index] = outcome;
		for (const row of this.rows) {
			if (row.problems.length > 0) {
				const message = words.problems(row.problems);
				this.outcomes[row.index] ??= this.operation.ended('invalid', message);
			}
			this.outcomes[row.index] ??= this.earlier.recall(row);
		}
		const open = this.rows.filter(({ index }) => this.outcomes[index] === undefined);
		if (this.onError !== 'stop') return open;
		const bad = this.rows.filter(({ index }) => stopsTheWorkflow(this.outcomes[index]));
		const first = bad.at(0)?.index ?? this.rows.length;
		if (this.operation.send.checkAllRowsFirst || first === 0) this.refuse(bad);
		return open.filter(({ index }) => index < first);
	}

	private read(row: Row<unknown>): void {
		try {
			if (row.json !== row.item?.json) addProblem(row, { problem: words.noRow });
			this.operation.read(row);
		} catch (error) {
			const field = error instanceof ParameterError ? error.parameter : undefined;
			const problem = error instanceof ParameterError ? error.problem : causeOf(error);
			addProblem(row, { field, problem });
		}
	}

	private refuse(bad: Array<Row<unknown>>): void {
		if (bad.length === 0) return;
		const outcomes = this.rows.map(
			({ index }) => this.outcomes[index] ?? this.operation.ended('not_attempted', ''),
		);
		throw badRowsError(this.context.getNode(), bad, this.operation.summarise(outcomes, 0));
	}

	private async send(calls: Call[]): Promise<void> {
		const { send } = this.operation;
		if (send.dryRun) return calls.forEach((call) => this.enter(this.operation.rehearse(call)));
		if (calls.length === 0) return;
		const connection = await connect(this.context, this.control, send);
		const desk = { context: this.context, run: this.control, ...connection };
		const progress = new Progress(this.context, this.rows.length);
		await inLanes(
			calls,
			send.lanes,
			async (call) => {
				this.enter(await this.perform(call, async () => await this.operation.perform(call, desk)));
				progress.add(call.indexes.length);
			},
			() => this.control.stopped === undefined,
		);
	}

	/** A fault of ours must not lose the rows of other calls. */
	private async perform(
		call: Call,
		work: () => Promise<Verdicts<Outcome>>,
	): Promise<Verdicts<Outcome>> {
		try {
			return await work();
		} catch (error) {
			const fault = this.operation.ended('unknown', words.ownFault(causeOf(error)));
			const outcome = { ...fault, sent: 'open' as const };
			return call.indexes.map((index) => ({ index, outcome }));
		}
	}

	private enter(verdicts: Verdicts<Outcome>): void {
		for (const { index, outcome } of verdicts) {
			this.outcomes[index] ??= outcome;
			if (this.onError !== 'stop' || !stopsTheWorkflow(outcome)) continue;
			this.culprit ??= index;
			this.control.stop({ kind: 'row', sentence: words.rowFailed(this.rows[index]) });
		}
	}

	private finish(cause: string): INodeExecutionData[] {
		const outcomes = this.rows.map((row) => this.settled(row, this.outcomes[row.index], cause));
		const summary = this.operation.summarise(outcomes, this.control.requests);
		if (this.onError === 'stop') this.stopIfBad(outcomes, summary);
		if (summary !== '') {
			this.context.addExecutionHints({ message: summary, location: 'outputPane' });
		}
		const node = this.context.getNode();
		return report(this.operation, this.rows, outcomes, { node, onError: this.onError });
	}

	/**
	 * No row is ever lost: one without an outcome was not attempted, for this cause. So was one that
	 * surely never left, rather than failed, when the run was given up because nobody answered.
	 */
	private settled(
		{ sentBefore }: Row<unknown>,
		outcome: Outcome | undefined,
		cause: string,
	): Outcome {
		const isReopened = outcome?.ending === 'unreached' && this.control.stopped?.kind === 'silence';
		if (outcome !== undefined && !isReopened) return outcome;
		if (this.operation.problem !== undefined) return this.operation.ended('invalid', cause);
		// What nobody knew of it before is still not known: the next run asks, too.
		const ending = sentBefore === 'open' ? 'unknown' : 'not_attempted';
		return this.operation.ended(ending, words.notAttempted(cause));
	}

	private stopIfBad(outcomes: Outcome[], summary: string): void {
		const bad = outcomes.findIndex(stopsTheWorkflow);
		const open = outcomes.findIndex(({ ending }) => ending === 'not_attempted');
		const index = this.culprit ?? (bad >= 0 ? bad : open);
		if (index < 0) return;
		this.earlier.remember(this.rows, outcomes);
		throw badAnswerError(this.context.getNode(), this.rows[index], outcomes[index], summary);
	}
}
