import { plantedInAccount } from './plantedInAccount';
import { plantedInOptions } from './plantedInOptions';
import { plantedInRows } from './plantedInRows';
import { plantedInSending } from './plantedInSending';

/** A fault as a person might make it: `old` stands exactly once in `file`. */
export interface PlantedFault {
	readonly file: string;
	readonly old: string;
	readonly new: string;
	/** What goes wrong with it. */
	readonly breaks: string;
	/** The test that should notice, run first; a part of its path. */
	readonly seenBy: string;
}

/** Faults that every version of this package must notice. When code moves, `file` and `old` move with it. */
export const planted: readonly PlantedFault[] = [
	...plantedInRows,
	...plantedInSending,
	...plantedInOptions,
	...plantedInAccount,
];
