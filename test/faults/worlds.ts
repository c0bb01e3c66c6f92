import type { IDataObject } from 'n8n-workflow';
import type { ReturnedSpelling, SimulatorOptions } from '../simulator';

/** One of the WeChats that the real one may be, and what a run can be held to there. */
interface StormWorld {
	switches(seed: number): Partial<SimulatorOptions>;
	/** Laid over the values of every row. */
	readonly values?: IDataObject;
	/** The application as row number `index` spells it. */
	readonly spelled?: (application: string, index: number) => string;
	/** Only a sheet that tells what was done protects it: without, a second run is a second order. */
	readonly needsRecord?: boolean;
	/** No look-up tells anything, so that rows may stay open. */
	readonly tellsNothing?: boolean;
}

const SPELLINGS: readonly ReturnedSpelling[] = [
	'html',
	'NFC',
	'NFD',
	'encoded-path',
	'html-path',
	'capital-appid',
];

export const worlds = {
	'refuses an overlap': { switches: () => ({}) },
	'accepts an overlap and overwrites': {
		switches: () => ({ overlap: 'overwrite' }),
		needsRecord: true,
	},
	'refuses an overlap and activates its free parts': {
		switches: () => ({ partlyActive: 'free-parts' }),
	},
	'answers look-ups late': { switches: () => ({ queryLagMs: 2_000 }) },
	'answers look-ups with errcode 0 and nothing else': {
		switches: () => ({ queryTells: 'nothing' }),
		needsRecord: true,
		tellsNothing: true,
	},
	'gets two spellings of an application id': {
		switches: () => ({}),
		spelled: (application, index) => (index % 2 === 0 ? application : `0${application}`),
	},
	'returns texts in another spelling': {
		switches: (seed) => ({ returnedSpelling: SPELLINGS[seed % SPELLINGS.length] }),
		values: {
			activity: 'Caf\u00e9 "Spring" & \'Co\'',
			brand: 'Cafe\u0301 <A&B>',
			path: 'pages/茶/index?a=1&b=茶',
		},
	},
} satisfies Record<string, StormWorld>;

export type WorldName = keyof typeof worlds;
export const worldOf = (name: WorldName): StormWorld => worlds[name];
