import type { IExecuteFunctions } from 'n8n-workflow';

/** The node's On Error setting. */
export type OnError = 'stop' | 'continue' | 'errorOutput';

/** Reads both the current setting and the `continueOnFail` of older workflows. */
export function onErrorOf(context: IExecuteFunctions): OnError {
	if (context.getNode().onError === 'continueErrorOutput') return 'errorOutput';
	return context.continueOnFail() ? 'continue' : 'stop';
}
