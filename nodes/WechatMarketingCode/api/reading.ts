import { LONGEST_ANSWER } from './endpoints';

/**
 * n8n's full response, its body read as text. Its helper would take in any answer whole, however long
 * it is, so `encoding: 'stream'` is to be asked for.
 */
export async function withText(response: unknown, longest = LONGEST_ANSWER): Promise<unknown> {
	const { body } = response as { body?: unknown };
	return isStream(body) ? { ...(response as object), body: await textOf(body, longest) } : response;
}

const isStream = (body: unknown): body is AsyncIterable<Uint8Array> =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/**
 * The text of an answer as it comes in. Reading ends with the first piece that makes it longer than
 * `longest`, and the answer with it: what nobody will look at never sits in memory.
 *
 * @param longest characters
 * @returns text that is longer than `longest` where there was more
 */
export async function textOf(body: AsyncIterable<Uint8Array>, longest: number): Promise<string> {
	const decoder = new TextDecoder();
	let text = '';
	for await (const piece of body) {
		text += decoder.decode(piece, { stream: true });
		if (text.length > longest) return text;
	}
	return text + decoder.decode();
}
