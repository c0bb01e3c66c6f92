import { Refusal } from './errmsg';
import type { Random } from './random';
import { Segments } from './segments';
import type { ApplicationSeed, ApplicationStatus, GenerationClock } from './types';

export const BLOCK_SIZE = 50_000;
const ADOPTED_COUNT = 20_000_000;

/** An application (申请单): a batch of codes, its life and its active ranges. */
export class Application {
	readonly segments = new Segments();
	finishedAt: number | null = null;
	filesExpired = false;
	/** Queries that still answer 80300 because the application is so fresh. */
	unknownTimes = 0;
	private fixed: ApplicationStatus | undefined;
	private clock: GenerationClock | undefined;

	constructor(
		readonly id: string,
		readonly isvId: string,
		readonly codeCount: number,
		readonly owner: string,
		/** Counts applications; part of every code's identity. */
		readonly ordinal: number,
		readonly createdAt: number,
		life: ApplicationStatus | GenerationClock,
	) {
		if (typeof life === 'string') this.fixed = life;
		else this.clock = life;
		if (life === 'FINISH') this.finishedAt = createdAt;
	}

	finish(now: number): void {
		this.fixed = 'FINISH';
		this.finishedAt = now;
	}

	status(now: number): ApplicationStatus {
		if (this.fixed || !this.clock) return this.fixed ?? 'FINISH';
		const { initMs, processingMs } = this.clock;
		if (now < this.createdAt + initMs) return 'INIT';
		if (processingMs === null) return 'PROCESSING';
		const end = this.createdAt + initMs + processingMs;
		if (now < end) return 'PROCESSING';
		this.finish(end);
		return 'FINISH';
	}

	/** Blocks of 50,000 codes, inclusive. */
	blocks(): Array<{ code_start: number; code_end: number }> {
		const blocks = [];
		for (let start = 0; start < this.codeCount; start += BLOCK_SIZE) {
			const end = Math.min(start + BLOCK_SIZE, this.codeCount) - 1;
			blocks.push({ code_start: start, code_end: end });
		}
		return blocks;
	}

	/** The example of the page sends numbers; an id beyond 2^53 goes out as a bigint, digits unharmed. */
	wireId(): number | bigint {
		const number = Number(this.id);
		return Number.isSafeInteger(number) ? number : BigInt(this.id);
	}
}

/** All applications, by id, by the caller's own number and by ordinal. */
export class Applications {
	private readonly byId = new Map<string, Application>();
	private readonly byIsv = new Map<string, Application>();
	private readonly byOrdinal: Application[] = [];

	constructor(
		private readonly random: Random,
		private readonly now: () => number,
	) {}

	seed(seed: ApplicationSeed, defaultOwner: string): Application {
		const id = String(seed.applicationId);
		const isv = seed.isvApplicationId ?? `isv-${id}`;
		return this.insert(
			id,
			isv,
			seed.codeCount,
			seed.owner ?? defaultOwner,
			seed.status ?? 'FINISH',
		);
	}

	create(isvId: string, codeCount: number, owner: string, clock: GenerationClock): Application {
		let id = '';
		do id = String(100_000_000 + this.random.below(900_000_000));
		while (this.byId.has(id));
		return this.insert(id, isvId, codeCount, owner, { ...clock });
	}

	adopt(id: string, owner: string): Application {
		return this.insert(id, `isv-${id}`, ADOPTED_COUNT, owner, 'FINISH');
	}

	private insert(
		id: string,
		isvId: string,
		codeCount: number,
		owner: string,
		life: ApplicationStatus | GenerationClock,
	): Application {
		if (this.byId.has(id)) throw new Error(`Application ${id} exists already`);
		const ordinal = this.byOrdinal.length;
		const made = new Application(id, isvId, codeCount, owner, ordinal, this.now(), life);
		this.byId.set(id, made);
		this.byIsv.set(`${owner} ${isvId}`, made);
		this.byOrdinal.push(made);
		return made;
	}

	find(id: string): Application | undefined {
		return this.byId.get(id);
	}

	findByIsv(isvId: string, owner: string): Application | undefined {
		return this.byIsv.get(`${owner} ${isvId}`);
	}

	atOrdinal(ordinal: number): Application | undefined {
		return this.byOrdinal[ordinal];
	}

	/** @throws {Error} for a test that names an application that was never made */
	get(id: number | string | bigint): Application {
		const found = this.byId.get(String(id));
		if (!found) throw new Error(`The simulator has no application ${id}`);
		return found;
	}

	/** @throws {Refusal} 80300 unknown, 80301 another account's */
	owned(id: string, caller: string, unknown: 'refuse' | 'adopt'): Application {
		const found = this.byId.get(id);
		if (!found && unknown === 'adopt') return this.adopt(id, caller);
		if (!found) throw new Refusal(80300);
		if (found.owner !== caller) throw new Refusal(80301);
		return found;
	}
}
