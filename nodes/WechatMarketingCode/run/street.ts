import { attempt, isError } from 'lodash';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { RunControl } from '../api/runControl';
import { begin } from './begin';
import { connect } from './connect';
import { EarlierTries } from './earlierTries';
import { askedRowsError, asNodeError, badAnswerError, badRowsError, causeOf } from './failures';
import { inLanes } from './lanes';
import { nameRows } from './names';
import { onErrorOf, type OnError } from './onError';
import type { Call, Operation, OperationFactory, Verdicts } from './operation';
import { performed } from './perform';
import { endOf, stopsTheWorkflow, type Outcome } from './outcome';
import { Progress } from './progress';
import { hintOf, reasonsIn, warnOfExecuteOnce } from './reasons';
import { report } from './report';
import { readRows } from './readRows';
import { newRow, type Row } from './row';
import { inSlices } from './slices';
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
	const { operation, items } = begin(context, factory);
	return await new Run(context, operation, items).walk();
}

/** One execution of the node. */
class Run {
	private readonly rows: Array<Row<unknown>>;
	/** Rows are called by the lines of their sheet. */
	private readonly areLines: boolean;
	private readonly onError: OnError;
	private readonly control: RunControl;
	/** What each row came to, by its index; the first one that is not open stands. */
	private readonly outcomes: Array<Outcome | undefined>;
	private readonly earlier: EarlierTries;
	/** Stop Workflow: the row that stopped the run. */
	private culprit: number | undefined;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: AnyOperation,
		items: readonly INodeExecutionData[],
	) {
		this.rows = items.map(newRow);
		this.areLines = nameRows(this.rows);
		this.onError = onErrorOf(context);
		this.control = new RunControl(context.getExecutionCancelSignal());
		this.outcomes = this.rows.map(() => undefined);
		this.earlier = new EarlierTries(context.getNode().id, operation);
	}

	async walk(): Promise<INodeExecutionData[][]> {
		let cause = words.runEnded;
		try {
			if (this.operation.problem !== undefined) throw this.operation.problem;
			await this.send(this.operation.plan(await this.check()));
		} catch (error) {
			if (this.onError === 'stop') throw asNodeError(this.context, error);
			cause = causeOf(error);
		}
		return [await this.finish(this.control.stopped?.sentence ?? cause)];
	}

	/** Reads and checks all rows; returns those that go to WeChat. */
	private async check(): Promise<Array<Row<unknown>>> {
		await readRows(this.rows, this.operation, this.control);
		for (const [index, outcome] of this.operation.check(this.rows)) this.outcomes[index] = outcome;
		for (const row of this.rows) {
			if (row.problems.length > 0) {
				const message = words.problems(row.problems);
				this.outcomes[row.index] ??= this.operation.ended('invalid', message);
			}
			this.outcomes[row.index] ??= this.earlier.recall(row);
		}
		const open = this.rows.filter(({ index }) => this.outcomes[index] === undefined);
		if (!this.stopsAtBadRows) return open;
		const bad = this.rows.filter(({ index }) => stopsTheWorkflow(this.outcomes[index]));
		const first = bad.at(0)?.index ?? this.rows.length;
		if (this.operation.send.checkAllRowsFirst || first === 0) this.refuse(bad);
		return open.filter(({ index }) => index < first);
	}

	private refuse(bad: Array<Row<unknown>>): void {
		if (bad.length === 0) return;
		const outcomes = this.rows.map(
			({ index }) => this.outcomes[index] ?? this.operation.ended('not_attempted', ''),
		);
		throw badRowsError(this.context.getNode(), bad, this.summary(outcomes));
	}

	private async send(calls: Call[]): Promise<void> {
		const { send } = this.operation;
		if (send.dryRun) {
			return await inSlices(calls, (call) => this.enter(this.operation.rehearse(call)));
		}
		if (calls.length === 0) return;
		const connection = await connect(this.context, this.control, send);
		const desk = { context: this.context, run: this.control, ...connection };
		const progress = new Progress(this.context, this.rows.length);
		await inLanes(
			calls,
			send.lanes,
			async (call) => {
				this.enter(await performed(this.operation, call, desk));
				attempt(() => progress.add(call.indexes.length));
			},
			() => this.control.stopped === undefined,
		);
	}

	private enter(verdicts: Verdicts<Outcome>): void {
		this.control.rowsEnded(verdicts.map(({ outcome }) => endOf(outcome, this.operation.send)));
		for (const { index, outcome } of verdicts) {
			const known = this.outcomes[index];
			if (known === undefined || known.open) this.outcomes[index] = outcome;
			if (!this.stopsAtBadRows || !stopsTheWorkflow(outcome)) continue;
			this.culprit ??= index;
			this.control.stop({ kind: 'row', sentence: words.rowFailed(this.rows[index]) });
		}
	}

	/** Where the calls only ask, all rows are asked about before the run stops. */
	private get stopsAtBadRows(): boolean {
		return this.onError === 'stop' && this.operation.send.askWeChat !== true;
	}

	private async finish(cause: string): Promise<INodeExecutionData[]> {
		attempt(() => this.keepFinished(cause));
		const outcomes = this.rows.map((row) => this.settled(row, this.outcomes[row.index], cause));
		if (this.onError === 'stop') this.stopIfBad(outcomes);
		// Everything is done: what cannot be told beside the rows must not take them along.
		attempt(() => this.hint(outcomes));
		attempt(() => warnOfExecuteOnce(this.context, this.rows.length));
		const node = this.context.getNode();
		return await report(this.operation, this.rows, outcomes, { node, onError: this.onError });
	}

	/** What an earlier run finished stands, also where this one came to nothing. */
	private keepFinished(cause: string): void {
		if (!this.outcomes.includes(undefined)) return;
		const finished = this.operation.finished?.(this.rows, cause) ?? [];
		for (const [index, outcome] of finished) this.outcomes[index] ??= outcome;
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

	/** What the run came to, and how rows are counted where their names do not tell; [] to say nothing. */
	private summary(outcomes: Outcome[]): string[] {
		const told = attempt(() => this.operation.summarise(outcomes, this.control.requests));
		const tellsItself = this.areLines || this.rows[0]?.name === '';
		return isError(told) || told === '' ? [] : [told, tellsItself ? '' : words.firstRow];
	}

	private hint(outcomes: Outcome[]): void {
		const [told, counting] = this.summary(outcomes);
		if (told === undefined) return;
		this.context.addExecutionHints(hintOf(told, reasonsIn(this.rows, outcomes), counting));
	}

	private stopIfBad(outcomes: Outcome[]): void {
		const bad = outcomes.findIndex(stopsTheWorkflow);
		const open = outcomes.findIndex(({ ending }) => ending === 'not_attempted');
		const index = this.culprit ?? (bad >= 0 ? bad : open);
		if (index < 0) return;
		const node = this.context.getNode();
		const summary = this.summary(outcomes);
		const { askWeChat } = this.operation.send;
		if (askWeChat && bad >= 0) throw askedRowsError(node, this.rows, outcomes, summary);
		if (!askWeChat) this.earlier.remember(this.rows, outcomes);
		throw badAnswerError(node, this.rows[index], outcomes[index], summary);
	}
}
