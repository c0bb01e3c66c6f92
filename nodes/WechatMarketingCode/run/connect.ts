import type { IExecuteFunctions, IPollFunctions } from 'n8n-workflow';
import { Client } from '../api/client';
import { fieldOf, missingInCredential, ownerOf } from '../api/login/credential';
import { Pace } from '../api/pace';
import type { RunControl } from '../api/runControl';
import { Session } from '../api/session';
import { CREDENTIAL_TYPE, KeepAlive, ThroughN8n } from '../api/transports';
import { both, ToldError } from '../domain/sentence';
import { causeOf } from './failures';
import type { SendSettings } from './operation';
import { words } from './words';

/**
 * Opens the way to WeChat for one run: reads the credential once and sets up token, pace and transport.
 *
 * @throws ToldError when there is no credential, or an incomplete one
 */
export async function connect(
	context: IExecuteFunctions | IPollFunctions,
	run: RunControl,
	send: Pick<SendSettings, 'reuseConnections' | 'requestsPerMinute' | 'timeoutMs'>,
): Promise<{ client: Client; packageKey: string; owner: string }> {
	const readCredential = async () => await context.getCredentials(CREDENTIAL_TYPE);
	const credential = await readCredential().catch((error: unknown) => {
		throw new ToldError(both`${causeOf(error)}`, words.chooseCredential);
	});
	const missing = missingInCredential(credential);
	if (missing !== undefined) throw new ToldError(missing, words.correctCredential);
	const session = new Session(credential, readCredential);
	const throughN8n = new ThroughN8n(context, run.signal);
	// Only newer versions of n8n have it.
	const egress = context.helpers.getSecureEgressFilter?.();
	const transport = send.reuseConnections
		? new KeepAlive(throughN8n, egress, run.signal)
		: throughN8n;
	const pace = new Pace(send.requestsPerMinute ?? 0, run.signal);
	return {
		client: new Client(session, transport, pace, run, send.timeoutMs),
		packageKey: fieldOf(credential, 'codePackageKey'),
		owner: ownerOf(credential),
	};
}
