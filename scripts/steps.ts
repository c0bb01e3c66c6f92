import { sideBySide } from './shell';

/** What `npm start` can do, each told to the person as it goes on. */
export interface Steps<Host, Tarball> {
	/** Runs the example in n8n's engine in this process; true if it did what it should. */
	table(): Promise<boolean>;
	/** Brings the whole n8n. */
	host(): Promise<Host>;
	/** Brings the other development dependencies, builds and packs the package. */
	tarball(): Promise<Tarball>;
	/** Opens the whole n8n with the example, and runs the example there unless the table was shown. */
	open(host: Host, tarball: Tarball, isShown: boolean): Promise<number>;
}

/**
 * The order of `npm start`: first the table, with nothing beside it that would slow it down; then what
 * the whole n8n needs, side by side; then n8n.
 *
 * @param wanted `whole`: the example runs in the whole n8n, without the table before it.
 * @returns the exit code
 */
export async function inOrder<Host, Tarball>(
	steps: Steps<Host, Tarball>,
	wanted: { once: boolean; whole: boolean },
): Promise<number> {
	if (!wanted.whole) {
		const isGood = await steps.table();
		if (wanted.once) return isGood ? 0 : 1;
	}
	const [host, tarball] = await sideBySide<[Host, Tarball]>([steps.host(), steps.tarball()]);
	return await steps.open(host, tarball, !wanted.whole);
}
