import type { IExecuteFunctions } from 'n8n-workflow';
import { get } from 'lodash';
import { both, colon, ToldError, type Part, type Sentence } from '../domain/sentence';
import type { Turns } from '../domain/turns';
import { causeOf } from './failures';
import { hasNoCell, jsonOf } from './row';
import { words } from './words';

/** A parameter that gives no value, told by its name: its expression failed, or n8n never evaluates it. */
export class ParameterError extends ToldError {
	constructor(
		readonly parameter: Part,
		readonly problem: Sentence,
	) {
		super(both`${parameter}${colon}${problem}`);
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
	private readonly ahead = new Map<string, ReadAhead>();

	constructor(private readonly context: IExecuteFunctions) {
		this.saved = context.getNode().parameters;
	}

	/**
	 * @param label how the panel calls it
	 * @throws ParameterError when an expression fails, or was typed where n8n evaluates none
	 */
	get(path: string, index: number, label: Part = path): unknown {
		if (this.fixed.has(path)) return this.fixed.get(path);
		const raw = this.raw(path);
		if (isTypedExpression(raw)) throw new ParameterError(label, words.typedExpression(raw));
		const value = this.read(path, index, label);
		if (!holdsExpression(raw)) this.fixed.set(path, value);
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
		const { values, rows, failure } = this.ahead.get(path) ?? newReadAhead();
		yield* values;
		if (failure !== undefined) throw failure;
		for (const index of this.filledRows().slice(rows)) yield this.read(path, index);
	}

	/**
	 * Reads the options that hold an expression, so that it is quick when all are asked for: row by row, since
	 * n8n takes 0.1 ms for each, and no further than a few values that differ.
	 */
	*readAhead(): Turns<void> {
		for (const name of Object.keys((this.saved.options ?? {}) as object)) {
			const path = `options.${name}`;
			if (holdsExpression(this.raw(path))) this.ahead.set(path, newReadAhead());
		}
		for (const [path, read] of this.ahead) {
			for (const index of this.filledRows()) {
				yield;
				this.readOne(path, index, read);
				if (read.failure !== undefined || read.values.length >= MOST_AHEAD) break;
			}
		}
	}

	/** What stopped the reading is what these options come to. */
	stopAhead(failure: unknown): void {
		for (const read of this.ahead.values()) read.failure ??= failure;
	}

	private readOne(path: string, index: number, read: ReadAhead): void {
		try {
			const value = this.read(path, index);
			if (read.rows === 0 || !Object.is(value, read.values.at(-1))) read.values.push(value);
			read.rows += 1;
		} catch (error) {
			read.failure = error;
		}
	}

	private filledRows(): number[] {
		this.filled ??= this.context
			.getInputData()
			.flatMap((item, index) => (hasNoCell(jsonOf(item)) ? [] : [index]));
		return this.filled.length > 0 ? this.filled : [0];
	}

	private read(path: string, index: number, label: Part = path): unknown {
		try {
			return this.context.getNodeParameter(path, index, '');
		} catch (error) {
			throw failedExpression(label, error);
		}
	}
}

/** What an option gave for the first so many rows that are not blank; equal values in a row stand once. */
interface ReadAhead {
	readonly values: unknown[];
	rows: number;
	failure?: unknown;
}

const newReadAhead = (): ReadAhead => ({ values: [], rows: 0 });

/** Values of one option that differ: it is wrong then, unless they are spellings of one. */
const MOST_AHEAD = 20;

const holdsExpression = (raw: unknown): boolean =>
	typeof raw === 'string' ? raw.startsWith('=') : JSON.stringify(raw ?? '').includes('"=');

const failedExpression = (label: Part, error: unknown): ParameterError =>
	new ParameterError(label, words.expressionFailed(causeOf(error)));
