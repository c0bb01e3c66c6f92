import type { IExecuteFunctions } from 'n8n-workflow';
import { get } from 'lodash';
import { causeOf } from './failures';
import { isEmptyRow } from './row';
import { words } from './words';

/** A parameter that gives no value, told by its name: its expression failed, or n8n never evaluates it. */
export class ParameterError extends Error {
	constructor(
		readonly parameter: string,
		readonly problem: string,
	) {
		super(`${parameter}: ${problem}`);
	}
}

/** Whether what was saved is an expression that was typed in Fixed mode, where it is only text. */
export const isTypedExpression = (raw: unknown): raw is string =>
	typeof raw === 'string' && !raw.startsWith('=') && /\{\{.*\}\}/s.test(raw);

/**
 * The node's parameters by row, each by its path (`productTitle`, `options.dryRun`). What holds no
 * expression cannot differ by row and is read once: n8n takes 0.1 ms for each read.
 */
export class Parameters {
	private readonly fixed = new Map<string, unknown>();
	private readonly saved: Record<string, unknown>;
	private filled: number[] | undefined;

	constructor(private readonly context: IExecuteFunctions) {
		this.saved = context.getNode().parameters;
	}

	/**
	 * @param label how the panel calls it
	 * @throws ParameterError when an expression fails, or was typed where n8n evaluates none
	 */
	get(path: string, index: number, fallback?: unknown, label = path): unknown {
		if (this.fixed.has(path)) return this.fixed.get(path);
		const raw = this.raw(path);
		const isFixed = !holdsExpression(raw);
		if (isTypedExpression(raw)) {
			throw new ParameterError(label, words.typedExpression(raw));
		}
		const value = this.read(path, index, { fallback, label });
		if (isFixed) this.fixed.set(path, value);
		return value;
	}

	/** As it was saved, an expression as its text; undefined when it is not set. */
	raw(path: string): unknown {
		return get(this.saved, path);
	}

	/**
	 * What a setting of the whole run comes to: nothing when it is not set, one value when it holds no
	 * expression, else that of each row that is not blank.
	 *
	 * @throws ParameterError when an expression fails
	 */
	*ofRun(path: string): Generator<unknown> {
		const raw = this.raw(path);
		if (!holdsExpression(raw)) return raw === undefined ? undefined : yield raw;
		for (const index of this.filledRows()) yield this.read(path, index);
	}

	private filledRows(): number[] {
		this.filled ??= this.context
			.getInputData()
			.flatMap((item, index) => (isEmptyRow(item) ? [] : [index]));
		return this.filled.length > 0 ? this.filled : [0];
	}

	private read(
		path: string,
		index: number,
		{ fallback, label = path }: { fallback?: unknown; label?: string } = {},
	): unknown {
		try {
			return this.context.getNodeParameter(path, index, fallback);
		} catch (error) {
			throw failedExpression(label, error);
		}
	}
}

const holdsExpression = (raw: unknown): boolean =>
	typeof raw === 'string' ? raw.startsWith('=') : JSON.stringify(raw ?? '').includes('"=');

const failedExpression = (label: string, error: unknown): ParameterError =>
	new ParameterError(label, words.expressionFailed(causeOf(error)));
