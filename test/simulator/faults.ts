import type { Fault, FaultRequest } from './faultTypes';
import { isRecord, toJson } from './json';

interface Planned {
	fault: Fault;
	skipped: number;
	hits: number;
}

function limitOf(fault: Fault): number {
	const times = fault.times ?? 1;
	return times < 0 ? Infinity : times;
}

function matches(fault: Fault, request: FaultRequest): boolean {
	const { endpoint, when, where } = fault;
	const names = endpoint === undefined || Array.isArray(endpoint) ? endpoint : [endpoint];
	if (names && !names.includes(request.endpoint)) return false;
	if (where) {
		const { body } = request;
		if (!isRecord(body)) return false;
		if (Object.entries(where).some(([name, value]) => toJson(body[name]) !== toJson(value))) {
			return false;
		}
	}
	return when ? when(request) : true;
}

/** Faults that wait for their requests. The first one that matches is used; the order is that of `add`. */
export class Faults {
	private planned: Planned[] = [];
	private holding: Array<() => void> = [];

	add(...faults: Fault[]): void {
		for (const fault of faults) this.planned.push({ fault, skipped: 0, hits: 0 });
	}

	/** Forgets all faults and lets held requests go. */
	clear(): void {
		this.planned = [];
		this.release();
	}

	/** Faults that have not been used up. */
	get pending(): number {
		return this.planned.length;
	}

	/** The fault for this request; counts it. */
	take(request: FaultRequest): Fault | undefined {
		for (const plan of this.planned) {
			if (!matches(plan.fault, request)) continue;
			if (plan.skipped < (plan.fault.after ?? 0)) {
				plan.skipped++;
				continue;
			}
			plan.hits++;
			if (plan.hits >= limitOf(plan.fault)) {
				this.planned = this.planned.filter((other) => other !== plan);
			}
			return plan.fault;
		}
		return undefined;
	}

	/** Requests that are held now by `hold-before` or `hold-after`. */
	get held(): number {
		return this.holding.length;
	}

	/** Lets held requests go on, the oldest first. Default all. */
	release(count = Infinity): void {
		for (const go of this.holding.splice(0, Math.min(count, this.holding.length))) go();
	}

	async hold(): Promise<void> {
		await new Promise<void>((resolve) => this.holding.push(resolve));
	}
}
