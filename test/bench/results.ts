import type { DecryptFigures } from './decrypt';
import type { DownloadMemoryFigures } from './downloadMemory';
import type { Pair } from './pairs';
import type { Pieces, StageShares, StreetMemory, StreetTimes } from './street';
import type { WireResult } from './rounds';

/** All figures of one run; a part that was left out is undefined. */
export interface Results {
	/** What it ran on, e.g. "2 cores, n8n 2.41.1 on Node 24.21.0". */
	machine: string;
	/** 2026-11-24 */
	date: string;
	wire?: WireResult[];
	/** The same without any journey: what the processor costs. */
	near?: WireResult[];
	street?: { times: StreetTimes[]; pieces: Pieces; memory: StreetMemory[]; stages: StageShares };
	pairs?: { bad: Pair; chinese: Pair };
	download?: { decrypt: DecryptFigures; memory: DownloadMemoryFigures };
}

/** Something that the package promises, as a ratio of two figures of the same run. */
export interface Target {
	promise: string;
	measured: number;
	bound: '≥' | '≤';
	wanted: number;
}

export const isMet = ({ measured, bound, wanted }: Target): boolean =>
	bound === '≥' ? measured >= wanted : measured <= wanted;
