/* eslint-disable @n8n/community-nodes/require-node-api-error -- a Refusal is an answer of the simulator, no error of a node */
import { Refusal } from './errmsg';
import { isRecord, parseJson } from './json';
import type { ApiRequest } from './request';
import type { Switches } from './types';

/**
 * The body of a POST as an object.
 * @throws {Refusal} 43002 not a POST, 44002 empty, 47001 no JSON object, no UTF-8, or escapes where they are refused
 */
export function readBody(request: ApiRequest, switches: Switches): Record<string, unknown> {
	const { method, bodyText } = request.entry;
	if (method !== 'POST') throw new Refusal(43002);
	if (bodyText.trim() === '') throw new Refusal(44002);
	if (!Buffer.from(bodyText, 'utf8').equals(request.bytes)) {
		throw new Refusal(47001, 'data format error, not utf8');
	}
	if (switches.unicodeEscapes === 'refuse' && /\\u[0-9a-fA-F]{4}/.test(bodyText)) {
		throw new Refusal(47001);
	}
	let body: unknown;
	try {
		body = parseJson(bodyText);
	} catch {
		throw new Refusal(47001);
	}
	if (!isRecord(body)) throw new Refusal(47001);
	return body;
}

function invalid(name: string, reason: string): Refusal {
	return new Refusal(40097, `invalid args, ${name} ${reason}`);
}

/** Reads the fields of one body; a null counts as absent. Every method throws Refusal 40097 with a reason. */
export class Fields {
	constructor(
		private readonly body: Record<string, unknown>,
		private readonly switches: Switches,
	) {}

	has(name: string): boolean {
		return this.body[name] !== undefined && this.body[name] !== null;
	}

	private need(name: string): unknown {
		if (!this.has(name)) throw invalid(name, 'is missing');
		return this.body[name];
	}

	/** A string that is not blank. */
	text(name: string, maxLength: number | null = null): string {
		const value = this.need(name);
		if (typeof value !== 'string') throw invalid(name, 'is not a string');
		if (value.trim() === '') throw invalid(name, 'is empty');
		if (maxLength !== null && value.length > maxLength) throw invalid(name, 'is too long');
		return value;
	}

	/** application_id as digits: a number, or a numeric string (docs/wechat-api.md, "Application numbers"). */
	id(name: string): string {
		const value = this.need(name);
		if (typeof value === 'bigint' && value > 0n) return value.toString();
		if (typeof value === 'number' && Number.isSafeInteger(value) && value > 0) return String(value);
		const isDigits = typeof value === 'string' && /^\d{1,20}$/.test(value);
		if (isDigits && this.switches.numericStrings === 'accept') return BigInt(value).toString();
		throw invalid(name, 'is not a number');
	}

	/** A whole number, 0 or more: sent as a number. */
	count(name: string): number {
		const value = this.need(name);
		if (typeof value !== 'number') throw invalid(name, 'is not a number');
		if (!Number.isSafeInteger(value) || value < 0) throw invalid(name, 'is out of range');
		return value;
	}

	oneOf(name: string, allowed: number[], absent: number): number {
		if (!this.has(name)) return absent;
		const value = this.count(name);
		if (!allowed.includes(value)) throw invalid(name, 'is out of range');
		return value;
	}

	/** @throws {Refusal} 40097 always: for rules over several fields */
	refuse(name: string, reason: string): never {
		throw invalid(name, reason);
	}
}
