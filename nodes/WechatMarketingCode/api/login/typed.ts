import type { ICredentialDataDecryptedObject, IDataObject } from 'n8n-workflow';
import { parseJson } from '../json';

/*
 * n8n 2.8 stores all that it handed to a login, which is the value of each expression in the place of the
 * expression. It is also the last line whose `$self` gives a field of the credential as it was typed: a
 * hidden field asks for those that hold expressions, and what they hold goes along with what a login stores.
 */

/** The hidden field that comes to the expressions in the credential, where n8n tells them. */
export const TYPED = 'typedExpressions';

/** Its expression: a JSON list of names and what stands there, of the fields that hold expressions. */
export const typedExpressions = (fields: readonly string[]): string =>
	`={{ JSON.stringify(${JSON.stringify(fields)}.map((name) => [name, $self[name]]).filter(([, typed]) => String(typed).startsWith("="))) }}`;

/**
 * The fields to store as they were typed, so that n8n does not store what they came to.
 *
 * @param expression what the hidden field itself holds
 */
export function asTyped(
	credential: ICredentialDataDecryptedObject,
	expression: string,
): IDataObject {
	const typed = parseJson(String(credential[TYPED] ?? ''));
	if (!Array.isArray(typed)) return {};
	return {
		...(Object.fromEntries(typed as Array<[string, string]>) as IDataObject),
		[TYPED]: expression,
	};
}
