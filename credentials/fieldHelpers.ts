import type { INodeProperties } from 'n8n-workflow';

/** Shows a field for some access token sources only. */
export const shownFor = (...sources: string[]): Pick<INodeProperties, 'displayOptions'> => ({
	displayOptions: { show: { accessTokenSource: sources } },
});

/** n8n hides and encrypts the value. */
export const secret = { typeOptions: { password: true } } as const;
