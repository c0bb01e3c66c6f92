import type { IExecuteFunctions } from 'n8n-workflow';
import { causeOf } from './failures';
import { words } from './words';

/** An expression that failed, told by the parameter's name. */
export class ParameterError extends Error {
	constructor(
		readonly parameter: string,
		readonly problem: string,
	) {
		super(`${parameter}: ${problem}`);
	}
}

/**
 * The node's parameters by row. What holds no expression cannot differ by row and is read once:
 * n8n takes 0.1 ms for each read.
 */
export class Parameters {
	private readonly fixed = new Map<string, unknown>();
	private readonly varying = new Map<string, boolean>();
	private readonly raw: Record<string, unknown>;

	constructor(private readonly context: IExecuteFunctions) {
		this.raw = context.getNode().parameters;
	}

	/** @throws ParameterError when an expression fails */
	get(name: string, index: number, fallback?: unknown): unknown {
		if (this.fixed.has(name)) return this.fixed.get(name);
		const value = this.read(name, index, fallback);
		if (!this.variesByRow(name)) this.fixed.set(name, value);
		return value;
	}

	/** A parameter of the whole run, as text. */
	text(name: string, fallback = ''): string {
		const value = this.get(name, 0, fallback);
		return typeof value === 'string' ? value : fallback;
	}

	/** A collection; of the whole run, unless `index` names a row. */
	collection(name: string, index = 0): Record<string, unknown> {
		const value = this.get(name, index, {});
		return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
	}

	/** Whether it holds an expression. */
	variesByRow(name: string): boolean {
		const known = this.varying.get(name);
		if (known !== undefined) return known;
		const varies = JSON.stringify(this.raw[name] ?? '').includes('"=');
		this.varying.set(name, varies);
		return varies;
	}

	private read(name: string, index: number, fallback: unknown): unknown {
		try {
			return this.context.getNodeParameter(name, index, fallback);
		} catch (error) {
			throw failedExpression(name, error);
		}
	}
}

const failedExpression = (name: string, error: unknown): ParameterError =>
	new ParameterError(name, words.expressionFailed(causeOf(error)));
