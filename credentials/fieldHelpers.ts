import type { INodeProperties } from 'n8n-workflow';

/** Shows a field for some access token sources only. */
export const shownFor = (...sources: string[]): Pick<INodeProperties, 'displayOptions'> => ({
	displayOptions: { show: { accessTokenSource: sources } },
});

type Text = Partial<INodeProperties> & Pick<INodeProperties, 'displayName' | 'name'>;

/** A field for text. */
export const text = (field: Text): INodeProperties => ({ type: 'string', default: '', ...field });

/** The same for a secret: n8n hides and encrypts it. */
export const secret = (field: Text): INodeProperties =>
	text({ typeOptions: { password: true }, ...field });
