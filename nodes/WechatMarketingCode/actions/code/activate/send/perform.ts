import type { Answer, Refusal } from '../../../../api/answer';
import { isTokenRefusal } from '../../../../api/errcodes/tokenRefusal';
import { endpoints } from '../../../../api/endpoints';
import { MAX_TRIES } from '../../../../api/retry';
import { cutAtBlocks, type CodeRange } from '../../../../domain/ranges';
import type { Desk, Verdicts } from '../../../../run/operation';
import { isGood } from '../../../../run/outcome';
import { checkFirst } from './checkFirst';
import { walk, type Coverage } from './coverage';
import { holderOf, sortByCoverage, type Sorted } from './divide';
import { activated, leavesOpen, neverTaken, refused, unanswered } from './judgement';
import type { ActivationOutcome } from '../outcome';
import { mergeParts } from './parts';
import { spanOf, type ActivationCall, type PlannedRow } from '../call';
import type { ActivateSettings } from '../options';
import { bodyOf, type Values } from '../request';
import { words } from '../words';
import { verify } from './verify';
import { blocksOf } from './wholeApplication';

/** Look-ups after a lost reply while WeChat refuses one token after the other. */
const LOOK_UPS = 3;
/** Refusals that speak of the range: other rows of the call may be fine with the same values. */
const OF_THE_RANGE = new Set([80302, 80306, 80308]);
/** Refusals of a range that may be due to its crossing WeChat's blocks. */
const OF_THE_BLOCKS = new Set([80306, 80308, 80310]);
/** Refusals of one part of a row that say nothing about the parts behind it. Behind 80306 all are beyond the codes. */
const OF_THE_PART = new Set([80302, 80308, 80310]);

/** Carries out one planned call until each of its rows has its outcome. */
export class Activation {
	private readonly outcomes = new Map<PlannedRow, ActivationOutcome>();

	constructor(
		private readonly desk: Desk,
		private readonly values: Values,
		private readonly settings: ActivateSettings,
	) {}

	async perform({ rows }: ActivationCall): Promise<Verdicts<ActivationOutcome>> {
		if (spanOf(rows) === undefined) await this.wholeApplication(rows[0]);
		else await this.activate(rows, false);
		const silent = [...this.outcomes.values()].find(
			({ ending }) => ending === 'unreached' || ending === 'unknown',
		);
		if (silent !== undefined) this.desk.run.rowWentUnanswered(silent.message);
		return rows.flatMap((row) => this.verdictsOf(row));
	}

	private verdictsOf(planned: PlannedRow): Verdicts<ActivationOutcome> {
		const { row, repeats } = planned;
		const outcome = this.outcomes.get(planned) as ActivationOutcome;
		const message = words.repeats(outcome.message, row);
		const repeated = { ...outcome, message };
		return [
			{ index: row.index, outcome },
			...repeats.map(({ index }) => ({ index, outcome: repeated })),
		];
	}

	/** @param lost an earlier send of these rows may have reached WeChat */
	private async activate(rows: readonly PlannedRow[], lost: boolean): Promise<void> {
		if (rows.length === 0) return;
		if (this.settings.ifAlreadyActive === 'checkFirst' && !lost) {
			const found = await checkFirst(this.desk.client, this.values, rows);
			if (found.kind === 'sorted') return await this.enter(found.sorted, rows, false);
			if (found.kind === 'refused')
				return await this.refuse(found.refusal, rows, false, endpoints.codeactivequery);
			if (found.kind === 'silent') return this.settle(rows, unanswered(found.answer, false));
		}
		await this.send(rows, lost);
	}

	private async send(rows: readonly PlannedRow[], lost: boolean): Promise<void> {
		const range = rangeOf(rows);
		let maybeActive = lost;
		let sentAgain = false;
		for (let sends = 1; ; sends++) {
			const answer = await this.desk.client.call(endpoints.codeactive, bodyOf(this.values, range));
			if (answer.kind === 'success') return await this.succeed(rows, range, answer.time);
			const open = leavesOpen(answer) && !(answer.kind === 'silence' && !answer.sent);
			const unexplained: boolean =
				answer.kind === 'refused' && answer.errcode === 80305 && !sentAgain;
			if (!open && !unexplained) return await this.conclude(answer, rows, maybeActive);
			maybeActive ||= open;
			sentAgain ||= unexplained;
			await this.desk.client.waited(sends);
			const sorted = sortByCoverage(await this.settleByLookUp(range), rows, { lost: true });
			if (sorted.stuck.length === 0) return await this.enter(sorted, rows, true);
			if (sends >= MAX_TRIES) return this.settle(rows, neverTaken(answer));
		}
	}

	private async conclude(
		answer: Answer,
		rows: readonly PlannedRow[],
		lost: boolean,
	): Promise<void> {
		if (answer.kind === 'refused') return await this.refuse(answer, rows, lost);
		this.settle(rows, unanswered(answer, lost));
	}

	private async refuse(
		refusal: Refusal,
		rows: readonly PlannedRow[],
		lost: boolean,
		endpoint = endpoints.codeactive,
	): Promise<void> {
		const range = rangeOf(rows);
		const { errcode } = refusal;
		if (errcode === 80302 && (lost || this.settings.ifAlreadyActive !== 'error')) {
			return await this.enter(
				sortByCoverage(await this.walk(range), rows, { lost, refusal }),
				rows,
				lost,
			);
		}
		if (rows.length > 1 && OF_THE_RANGE.has(errcode)) return await this.halve(rows, lost);
		const parts = OF_THE_BLOCKS.has(errcode) ? cutAtBlocks(range) : [];
		if (parts.length > 1) return await this.inParts(rows[0], parts, lost);
		this.settle(rows, refused(refusal, this.values, this.desk.client.appId, endpoint));
	}

	/** Writes down what a look-up settled, and goes on with the rest. */
	private async enter(sorted: Sorted, rows: readonly PlannedRow[], lost: boolean): Promise<void> {
		for (const [row, outcome] of sorted.settled) this.outcomes.set(row, outcome);
		if (sorted.stuck.length > 1) return await this.halve(sorted.stuck, lost);
		if (sorted.stuck.length === 1) {
			const [row] = sorted.stuck;
			const range = rangeOf(sorted.stuck);
			this.settle([row], await holderOf(this.desk.client, this.values, range, sorted.refusal));
		}
		if (sorted.rest.length < rows.length) await this.activate(sorted.rest, lost);
	}

	private async halve(rows: readonly PlannedRow[], lost: boolean): Promise<void> {
		const middle = Math.ceil(rows.length / 2);
		await this.activate(rows.slice(0, middle), lost);
		await this.activate(rows.slice(middle), lost);
	}

	/** One row in several calls; it is active only when every part is. */
	private async inParts(
		whole: PlannedRow,
		parts: readonly CodeRange[],
		lost: boolean,
	): Promise<void> {
		const done: ActivationOutcome[] = [];
		for (const range of parts) {
			const part = { ...whole, range };
			const activation = new Activation(this.desk, this.values, this.settings);
			await activation.activate([part], lost);
			const outcome = activation.outcomes.get(part) as ActivationOutcome;
			done.push(outcome);
			// What is wrong with the values is wrong with the other parts too.
			if (!isGood(outcome) && !OF_THE_PART.has(outcome.errcode ?? 0)) break;
			if (outcome.ending === 'pending_review') break;
		}
		this.outcomes.set(whole, mergeParts(parts, done));
	}

	private async wholeApplication(row: PlannedRow): Promise<void> {
		const found = await blocksOf(this.desk.client, this.values);
		if ('outcome' in found) this.settle([row], found.outcome);
		else await this.inParts(row, found.blocks, false);
	}

	private async succeed(rows: readonly PlannedRow[], range: CodeRange, at: string): Promise<void> {
		const doubt = this.settings.verifyAfterActivation
			? await verify(this.desk.client, this.values, range)
			: undefined;
		for (const row of rows) {
			const outcome = activated(rangeOf([row]), at);
			const told =
				doubt?.note === undefined ? outcome : { ...outcome, message: doubt.note(outcome.message) };
			this.outcomes.set(row, doubt?.failure ?? told);
		}
	}

	private settle(rows: readonly PlannedRow[], outcome: ActivationOutcome): void {
		for (const row of rows) this.outcomes.set(row, outcome);
	}

	/** A look-up that decides about a lost reply is worth a few more tries when only the token was in the way. */
	private async settleByLookUp(range: CodeRange): Promise<Coverage> {
		for (let tries = 1; ; tries++) {
			const coverage = await this.walk(range);
			const token = coverage.kind === 'unanswered' && isTokenRefusal(coverage.answer);
			if (!token || tries >= LOOK_UPS || !(await this.desk.client.waited(tries))) return coverage;
		}
	}

	private async walk(range: CodeRange): Promise<Coverage> {
		return await walk(this.desk.client, this.values, range);
	}
}

const rangeOf = (rows: readonly PlannedRow[]): CodeRange => spanOf(rows) as CodeRange;
