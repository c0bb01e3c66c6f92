import type { EngineRun } from './harness';

/** Everything that n8n would show, log or save of a run. */
export const everythingOf = (run: EngineRun, logged: readonly string[] = []): string =>
	[
		JSON.stringify(run.run),
		JSON.stringify(run.outputs),
		run.hints.join('\n'),
		String(run.error?.message),
		String(run.error?.description),
		String(run.error?.stack),
		JSON.stringify(run.error),
		...logged,
	].join('\n');
