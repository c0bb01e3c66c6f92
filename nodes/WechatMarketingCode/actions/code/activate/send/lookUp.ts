import type { IDataObject } from 'n8n-workflow';
import { answers } from '../../../../api/answers';
import type { Client } from '../../../../api/client';
import { endpoints } from '../../../../api/endpoints';
import { digitsOnWire } from '../../../../api/json';
import type { CodeRange } from '../../../../domain/ranges';
import { differencesIn, type Values } from '../request';
import type { Look, Segment, Shown, Stretch } from './heard';

/** The fields that tell a person for what a segment is active. */
const HOLDER = ['activity_name', 'product_title', 'product_code', 'wxa_appid', 'wxa_path'];

/** Asks WeChat how the codes of a range stand. A look-up changes nothing. */
export class LookUp {
	/** @param how of a lost send it is asked also when the run has been stopped */
	constructor(
		private readonly client: Pick<Client, 'call'>,
		private readonly values: Values,
		private readonly how: { readonly evenStopped: boolean },
	) {}

	/** @returns stretches in order; together they hold the range, with `ends` only its first and last code */
	async stretches(range: CodeRange, look: Look): Promise<Stretch[]> {
		if (look === 'ends') return await this.ends(range);
		const { seen, from } = await this.walkOn(range);
		if (from > range.codeEnd) return seen;
		const rest = { codeStart: from, codeEnd: range.codeEnd };
		return [
			...seen,
			...(look === 'front' ? [{ kind: 'free' as const, range: rest }] : await this.walkBack(rest)),
		];
	}

	private async ends({ codeStart, codeEnd }: CodeRange): Promise<Stretch[]> {
		const seen: Stretch[] = [];
		for (const index of new Set([codeStart, codeEnd])) {
			const range = { codeStart: index, codeEnd: index };
			seen.push({ ...(await this.ask(index)), range });
		}
		return seen;
	}

	/** From one active segment to the next, until a code is free. `from` is where the walk ended. */
	private async walkOn({
		codeStart,
		codeEnd,
	}: CodeRange): Promise<{ seen: Stretch[]; from: number }> {
		const seen: Stretch[] = [];
		let from = codeStart;
		while (from <= codeEnd) {
			const shown = await this.ask(from);
			if (shown.kind === 'free') break;
			const end = shown.kind === 'untold' ? codeEnd : shown.segment.range.codeEnd;
			const to = Math.min(end, codeEnd);
			seen.push({ ...shown, range: { codeStart: from, codeEnd: to } });
			from = to + 1;
		}
		return { seen, from };
	}

	/** The same from the other end, towards a first code that is known to be free. */
	private async walkBack({ codeStart, codeEnd }: CodeRange): Promise<Stretch[]> {
		const seen: Stretch[] = [];
		let to = codeEnd;
		while (to > codeStart) {
			const shown = await this.ask(to);
			if (shown.kind === 'free') break;
			// Beside what is not told, one free code says nothing of the row.
			if (shown.kind === 'untold')
				return [{ ...shown, range: { codeStart, codeEnd: to } }, ...seen];
			const from = Math.max(shown.segment.range.codeStart, codeStart + 1);
			seen.unshift({ ...shown, range: { codeStart: from, codeEnd: to } });
			to = from - 1;
		}
		return [{ kind: 'free', range: { codeStart, codeEnd: to } }, ...seen];
	}

	private async ask(index: number): Promise<Shown> {
		const answer = await this.client.call(
			endpoints.codeactivequery,
			{ application_id: digitsOnWire(this.values.applicationId), code_index: index },
			this.how,
		);
		if (answer.kind === 'refused' && answer.errcode === 80304) return { kind: 'free' };
		const segment =
			answer.kind === 'success' ? segmentIn(answer.body, index, this.values) : undefined;
		if (segment === undefined) return { kind: 'untold', answer };
		return { kind: segment.differs.length === 0 ? 'same' : 'other', segment };
	}
}

/** The active segment in an answer of codeactivequery; undefined without ends that hold the code. */
function segmentIn(body: IDataObject, index: number, values: Values): Segment | undefined {
	const { ends, values: told } = answers.codeactivequery(body, index);
	if (ends === undefined) return undefined;
	const holder = HOLDER.flatMap((field) => told[field] ?? []);
	return { range: ends, differs: differencesIn(told, values), holder };
}
