import { explain } from '../../../../api/errcodes';
import type { CodeRange } from '../../../../domain/ranges';
import { joined, type Sentence } from '../../../../domain/sentence';
import { spelledNumber } from '../../../../domain/spelling';
import type { Desk, Verdicts } from '../../../../run/operation';
import type { ActivationCall, ActivationRow, PlannedRow } from '../call';
import type { ActivateSettings } from '../options';
import { outcomeOf, type ActivationOutcome } from '../outcome';
import { finished, type Recorded } from '../record';
import type { Values } from '../request';
import { blocksOf, toldOf, verdictsOf } from './activation';
import { asked } from './asked';
import { isActive } from './cases';
import type { Ending } from './ending';
import { merge, withoutRange } from './merge';
import { Sending } from './perform';
import { newPiece } from './pieces';
import { words } from './words';

/** Ends of a look-up that told nothing of the row. */
const IN_VAIN = new Set<Ending['kind']>(['refused', 'unsent', 'untold', 'notAttempted']);

/** The dry run that asks WeChat how the codes of each row stand, for one run of the node. It activates nothing. */
export class Inquiry {
	/** By application id without leading zeros: one question serves all rows of an application. */
	private readonly applications = new Map<string, Promise<CodeRange[] | Ending>>();
	/** Where the sheet ends in each application. */
	private readonly sheetEnds = new Map<string, number>();
	/** By application: that the sheet counts from 1. */
	private readonly proofs = new Map<string, Sentence>();
	private readonly unconfirmed: ActivationRow[] = [];
	private audited = 0;

	constructor(private readonly settings: ActivateSettings) {}

	/** Takes note of where the sheet ends, before anything is asked. */
	readSheet(rows: readonly ActivationRow[]): void {
		for (const { request } of rows) {
			if (request?.range === undefined) continue;
			const id = spelledNumber(request.values.applicationId);
			const { codeEnd } = request.range;
			this.sheetEnds.set(id, Math.max(codeEnd, this.sheetEnds.get(id) ?? 0));
		}
	}

	/** @param records how many finished rows were to be looked up */
	notes(records: number): Sentence[] {
		const { proofs, unconfirmed, audited } = this;
		return [
			...proofs.values(),
			...(unconfirmed.length > 0 ? [asked.unconfirmedRows(unconfirmed)] : []),
			...(audited < records ? [asked.notAsked(records - audited)] : []),
		];
	}

	/** @param plan what the call would do, for a person */
	async perform(
		{ values, rows }: ActivationCall,
		desk: Desk,
		plan: Sentence,
	): Promise<Verdicts<ActivationOutcome>> {
		const verdicts: Array<Verdicts<ActivationOutcome>> = [];
		for (const planned of rows) {
			const outcome = await this.ask(planned, values, desk);
			const verdict = planned.record
				? this.audit(planned.row, planned.record, outcome)
				: this.rehearsed(outcome, plan, values, desk);
			verdicts.push(verdictsOf(planned, { ...verdict, unanswered: outcome.unanswered }));
		}
		return verdicts.flat();
	}

	/** How the codes of a row stand; of a finished row, the codes of its record. */
	private async ask(planned: PlannedRow, values: Values, desk: Desk): Promise<ActivationOutcome> {
		const about = { ...toldOf(values, desk), isAsking: true };
		const listed = await this.blocks(values.applicationId, desk);
		if ('kind' in listed) return withoutRange(listed, about);
		const range = planned.range && (planned.record?.range ?? planned.range);
		const last = listed.at(-1)?.codeEnd;
		const extent = last === undefined ? [] : [this.extent(values.applicationId, last)];
		if (range !== undefined && last !== undefined && range.codeEnd > last) {
			return outcomeOf('failed', joined([explain(80306, about), ...extent]));
		}
		const ranges = range === undefined ? listed : [range];
		const pieces = ranges.map((part) => newPiece([planned], part));
		const settled = await new Sending(desk, values, this.settings).perform(pieces);
		const untold = settled.find(({ ending }) => IN_VAIN.has(ending.kind));
		if (untold !== undefined && !settled.some(({ ending }) => isActive(ending))) {
			return withoutRange(untold.ending, about);
		}
		const outcome = merge(ranges, settled, about);
		return outcome.ending === 'dry_run'
			? { ...outcome, message: joined([outcome.message, ...extent]) }
			: outcome;
	}

	private rehearsed(
		outcome: ActivationOutcome,
		plan: Sentence,
		values: Values,
		desk: Desk,
	): ActivationOutcome {
		const { ending, message } = outcome;
		if (ending === 'dry_run') return { ...outcome, message: joined([plan, message]) };
		return ending === 'already_active' && this.settings.ifAlreadyActive === 'error'
			? outcomeOf('failed', explain(80302, toldOf(values, desk)))
			: outcome;
	}

	/** A finished row keeps its columns; what WeChat does not confirm is told beside them. */
	private audit(row: ActivationRow, record: Recorded, outcome: ActivationOutcome) {
		const done = finished(record);
		if (outcome.ending === 'not_attempted') return done;
		this.audited += 1;
		if (outcome.ending === 'already_active') return done;
		this.unconfirmed.push(row);
		return { ...done, correction: asked.unconfirmed(outcome.message) };
	}

	private async blocks(applicationId: string, desk: Desk): Promise<CodeRange[] | Ending> {
		const id = spelledNumber(applicationId);
		const asking = this.applications.get(id) ?? blocksOf(desk.client, applicationId);
		this.applications.set(id, asking);
		const found = await asking;
		if (!('kind' in found)) return found;
		// What nobody answered is asked again for the next row.
		if (found.kind === 'unsent') this.applications.delete(id);
		// A finished application that lists nothing does not keep WeChat from activating a range.
		const { rangeBy } = this.settings;
		const isOpen = found.kind === 'noCodes' && found.status === undefined;
		return isOpen && rangeBy !== 'wholeApplication' ? [] : found;
	}

	/** Where the codes end; and whether that proves that the sheet counts from 1. */
	private extent(applicationId: string, last: number): Sentence {
		const id = spelledNumber(applicationId);
		const isOneMore = this.sheetEnds.get(id) === last + 1;
		if (!isOneMore || this.settings.numbering === 'oneBased') return asked.lastCode(last);
		const proof = asked.countsFromOne(applicationId, last);
		this.proofs.set(id, proof);
		return words.problem(proof);
	}
}
