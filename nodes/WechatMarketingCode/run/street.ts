import { attempt, isError } from 'lodash';
import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { RunControl } from '../api/runControl';
import { NOTHING, type Sentence } from '../domain/sentence';
import { atOnce } from '../domain/turns';
import { begin } from './begin';
import { connect } from './connect';
import { EarlierTries } from './earlierTries';
import { asNodeError, badRowsError, causeOf, stoppedError, type Telling } from './failures';
import { inLanes } from './lanes';
import { nameRows } from './names';
import { onErrorOf, type OnError } from './onError';
import type { Call, Operation, OperationFactory, Verdicts } from './operation';
import { performed, settled, wayOf } from './perform';
import { endOf, outcomeHolder, stopsTheWorkflow, type Outcome } from './outcome';
import { Progress } from './progress';
import { hintOf, reasonsIn, warnOfExecuteOnce } from './reasons';
import { report } from './report';
import { readRows } from './readRows';
import { newRow, type Row } from './row';
import { Slices } from './slices';
import { words } from './words';

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
	const slices = new Slices();
	const { operation, items } = await begin(context, factory, slices);
	return await new Run(context, operation, items, slices).walk();
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
	private readonly held: (outcome: Outcome) => Outcome;
	private readonly earlier: EarlierTries;
	/** Stop Workflow: the row that stopped the run. */
	private culprit: number | undefined;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly operation: Operation,
		items: readonly INodeExecutionData[],
		private readonly slices: Slices,
	) {
		this.rows = items.map(newRow);
		this.areLines = nameRows(this.rows);
		this.onError = onErrorOf(context);
		this.control = new RunControl(context.getExecutionCancelSignal());
		this.outcomes = this.rows.map(() => undefined);
		this.held = outcomeHolder(operation.language);
		this.earlier = new EarlierTries(context.getNode().id, operation);
	}

	async walk(): Promise<INodeExecutionData[][]> {
		let cause: Sentence = words.runEnded;
		try {
			if (this.operation.problem !== undefined) throw this.operation.problem;
			const open = await this.check();
			await this.send(await this.slices.inTurns(this.operation.plan(open), this.control));
		} catch (error) {
			if (this.onError === 'stop') {
				this.earlier.remember(this.rows, this.outcomes);
				throw asNodeError(this.context, error, this.operation.language);
			}
			cause = causeOf(error);
		}
		return [await this.finish(this.control.stopped?.sentence ?? cause)];
	}

	/** Reads and checks all rows; returns those that go to WeChat. */
	private async check(): Promise<Array<Row<unknown>>> {
		await readRows(this.rows, this.operation, this.slices, this.control);
		const settled = await this.slices.inTurns(this.operation.check(this.rows), this.control);
		const judge = (row: Row<unknown>): void => {
			const { index, problems } = row;
			const isBad = problems.length > 0 && !settled.has(index);
			if (isBad) settled.set(index, this.operation.ended('invalid', words.problems(problems)));
			const outcome = settled.get(index) ?? this.earlier.recall(row);
			this.outcomes[index] = outcome && this.held(outcome);
		};
		await this.slices.each(this.rows, judge, this.control);
		const open = this.rows.filter(({ index }) => this.outcomes[index] === undefined);
		if (!this.stopsAtBadRows) return open;
		const bad = this.rows.filter(({ index }) => stopsTheWorkflow(this.outcomes[index]));
		const first = bad.at(0)?.index ?? this.rows.length;
		if (this.operation.send.checkAllRowsFirst !== false || first === 0) this.refuse(bad);
		return open.filter(({ index }) => index < first);
	}

	private refuse(bad: Array<Row<unknown>>): void {
		if (bad.length === 0) return;
		const outcomes = this.rows.map(
			({ index }) => this.outcomes[index] ?? this.operation.ended('not_attempted', NOTHING),
		);
		throw badRowsError(this.telling(outcomes), bad);
	}

	private async send(calls: Call[]): Promise<void> {
		const { send, rehearse } = this.operation;
		if (send.dryRun && rehearse) {
			return await this.slices.each(calls, (call) => this.enter(rehearse(call)));
		}
		if (calls.length === 0) return;
		const connection = await connect(this.context, this.control, send);
		const desk = { context: this.context, run: this.control, ...connection };
		const progress = new Progress(this.context, this.rows.length, this.operation.language);
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
			if (known === undefined || known.open) this.outcomes[index] = this.held(outcome);
			if (!this.stopsAtBadRows || !stopsTheWorkflow(outcome)) continue;
			this.culprit ??= index;
			this.control.stop({ kind: 'row', sentence: words.rowFailed(this.rows[index]) });
		}
	}

	/** Where the calls only ask, all rows are asked about before the run stops. */
	private get stopsAtBadRows(): boolean {
		return this.onError === 'stop' && this.operation.send.askWeChat !== true;
	}

	private async finish(cause: Sentence): Promise<INodeExecutionData[]> {
		await this.keepFinished(cause).catch(() => {});
		const { operation, onError, slices } = this;
		const way = wayOf(operation, cause, this.control.stopped);
		const outcomes = this.rows.map((row) => settled(row, this.outcomes[row.index], way));
		if (onError === 'stop') this.stopIfBad(outcomes);
		// Everything is done: what cannot be told beside the rows must not take them along.
		attempt(() => this.hint(outcomes));
		attempt(() => warnOfExecuteOnce(this.context, this.rows.length, operation.language));
		const node = this.context.getNode();
		return await report(operation, this.rows, outcomes, { node, onError, slices });
	}

	/** What an earlier run finished stands, also where this one came to nothing. */
	private async keepFinished(cause: Sentence): Promise<void> {
		if (!this.outcomes.includes(undefined)) return;
		const finding = this.operation.finished?.(this.rows, cause) ?? atOnce(new Map());
		const finished = await this.slices.inTurns(finding);
		for (const [index, outcome] of finished) this.outcomes[index] ??= this.held(outcome);
	}

	/** What the run came to, and how rows are counted where their names do not tell; [] to say nothing. */
	private summary(outcomes: Outcome[]): Sentence[] {
		const told = attempt(() => this.operation.summarise(outcomes, this.control.requests));
		const tellsItself = this.areLines || this.rows[0]?.name === NOTHING;
		return isError(told) || told === undefined
			? []
			: [told, tellsItself ? NOTHING : words.firstRow];
	}

	private hint(outcomes: Outcome[]): void {
		const [told, counting] = this.summary(outcomes);
		if (told === undefined) return;
		const reasons = reasonsIn(this.rows, outcomes);
		this.context.addExecutionHints(hintOf(told, reasons, counting, this.operation.language));
	}

	private stopIfBad(outcomes: Outcome[]): void {
		const bad = outcomes.findIndex(stopsTheWorkflow);
		const open = outcomes.findIndex(({ ending }) => ending === 'not_attempted');
		const index = this.culprit ?? (bad >= 0 ? bad : open);
		if (index < 0) return;
		this.earlier.remember(this.rows, outcomes);
		const all = { rows: this.rows, outcomes, isAsked: !this.stopsAtBadRows && bad >= 0 };
		throw stoppedError(this.telling(outcomes), this.rows[index], all);
	}

	private telling(outcomes: Outcome[]): Telling {
		const { language } = this.operation;
		const advice = this.operation.afterStop?.(this.rows, outcomes);
		return { node: this.context.getNode(), language, summary: this.summary(outcomes), advice };
	}
}
