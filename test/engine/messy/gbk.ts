/** Node decodes GBK and does not encode it: every pair of its bytes, by the character that it stands for. */
function pairs(): Map<string, [number, number]> {
	const decoder = new TextDecoder('gbk');
	const found = new Map<string, [number, number]>();
	for (let high = 0x81; high <= 0xfe; high++) {
		for (let low = 0x40; low <= 0xfe; low++) {
			const character = decoder.decode(Uint8Array.of(high, low));
			if (!found.has(character)) found.set(character, [high, low]);
		}
	}
	return found;
}

/** A text as a Chinese Excel saves it in a CSV file. */
export function gbk(text: string): Buffer {
	const bytesOf = pairs();
	return Buffer.from(
		Array.from(text).flatMap((character) =>
			character < '\x80' ? [character.charCodeAt(0)] : (bytesOf.get(character) as number[]),
		),
	);
}
