import type { IDataObject } from 'n8n-workflow';
import type { Commit, Simulator } from '../simulator/types';

const GOOD = new Set(['activated', 'already_active']);

export const isGood = ({ activation_status: status }: IDataObject): boolean =>
	GOOD.has(String(status));

/** Rows whose word is not what the simulator's state says; `unknown` is never wrong. */
export const untrueIn = ({ segments }: Simulator, rows: readonly IDataObject[]): IDataObject[] =>
	rows.filter((row) => {
		const isActive = segments(Number(row.application)).some(
			({ codeStart, codeEnd }) => codeStart <= Number(row.start) && Number(row.end) <= codeEnd,
		);
		return row.activation_status !== 'unknown' && isGood(row) !== isActive;
	});

/** Pairs of commits of one code that could have been known to be one too many. */
export function doublesIn(simulator: Simulator): Array<[first: Commit, repeat: Commit]> {
	const { commits } = simulator;
	return commits.flatMap((one, at) =>
		commits.slice(at + 1).flatMap((other): Array<[Commit, Commit]> => {
			const isOverlap =
				one.applicationId === other.applicationId &&
				one.codeStart <= other.codeEnd &&
				other.codeStart <= one.codeEnd;
			if (!isOverlap) return [];
			const [first, repeat] = one.requestSeq < other.requestSeq ? [one, other] : [other, one];
			return isExcused(simulator, first, repeat) ? [] : [[first, repeat]];
		}),
	);
}

/** WeChat said "not active" before the repeat, and the first request took effect only after that. */
const isExcused = ({ journal }: Simulator, first: Commit, repeat: Commit): boolean =>
	journal.some(({ seq, at, endpoint, answer, body }) => {
		const { application_id: id, code_index: index } = body as IDataObject;
		return (
			endpoint === 'codeactivequery' &&
			answer !== 'none' &&
			answer.errcode === 80304 &&
			Number(id) === Number(first.applicationId) &&
			Number(index) >= Math.max(first.codeStart, repeat.codeStart) &&
			Number(index) <= Math.min(first.codeEnd, repeat.codeEnd) &&
			seq < repeat.requestSeq &&
			at < first.committedAt
		);
	});
