import type { IExecuteFunctions } from 'n8n-workflow';
import { time } from '../api/time';
import { spoken, type Language } from '../domain/sentence';
import { words } from './words';

const INTERVAL_MS = 5_000;

/**
 * Tells how far a long run is: in n8n's log, and in a manual run in the browser's console. Says
 * nothing in runs of a few seconds.
 */
export class Progress {
	private last = time.now();
	private done = 0;

	constructor(
		private readonly context: IExecuteFunctions,
		private readonly total: number,
		private readonly language: Language | undefined,
	) {}

	add(rows: number): void {
		// A row that takes two calls counts once.
		this.done = Math.min(this.total, this.done + rows);
		if (time.now() - this.last < INTERVAL_MS) return;
		this.last = time.now();
		const text = spoken(
			words.progress(this.context.getNode().name, this.done, this.total),
			this.language,
		);
		this.context.logger.info(text);
		if (this.context.getMode() === 'manual') this.context.sendMessageToUI(text);
	}
}
