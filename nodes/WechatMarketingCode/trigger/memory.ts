import type { IPollFunctions } from 'n8n-workflow';
import { time } from '../api/time';

/** So long a number that WeChat does not know is told once; a fresh one is known by then. */
const QUIET_MS = 3_600_000;

/** Times of `time.monotonic`. */
interface Asked {
	at?: number;
	/** When it was told that WeChat does not know it. */
	toldAt?: number;
}

/** By the workflow's data, which is one object while the workflow is active. */
const memory = new WeakMap<object, Map<string, Asked>>();

/** What earlier polls of this node asked and told, while n8n runs. */
export class Memory {
	private readonly known: Map<string, Asked>;
	private readonly node: string;

	constructor(context: IPollFunctions) {
		const workflow = context.getWorkflowStaticData('global');
		this.known = memory.get(workflow) ?? new Map<string, Asked>();
		memory.set(workflow, this.known);
		this.node = context.getNode().id;
	}

	/** When it was last asked for; below all others when it never was. */
	askedAt(name: string): number {
		return this.of(name).at ?? -Infinity;
	}

	asks(name: string): void {
		this.of(name).at = time.monotonic();
	}

	/**
	 * How a number that WeChat does not know is told now: in the log at first, since it may be fresh, as
	 * an error when it is so an hour later, and not at all in between.
	 */
	tellsUnknown(name: string): 'log' | 'error' | 'not' {
		const asked = this.of(name);
		const { toldAt } = asked;
		if (toldAt !== undefined && time.monotonic() - toldAt < QUIET_MS) return 'not';
		asked.toldAt = time.monotonic();
		return toldAt === undefined ? 'log' : 'error';
	}

	private of(name: string): Asked {
		const key = `${this.node} ${name}`;
		const asked = this.known.get(key) ?? {};
		this.known.set(key, asked);
		return asked;
	}
}
