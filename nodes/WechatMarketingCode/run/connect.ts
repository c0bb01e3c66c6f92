import { NodeOperationError, type IExecuteFunctions, type IPollFunctions } from 'n8n-workflow';
import { Client } from '../api/client';
import { fieldOf, ownerOf } from '../api/login/credential';
import { missingInCredential } from '../api/login/required';
import { Pace } from '../api/pace';
import type { RunControl } from '../api/runControl';
import { Session } from '../api/session';
import { KeepAlive, type Egress } from '../api/transports/keepAlive';
import { CREDENTIAL_TYPE, ThroughN8n } from '../api/transports/throughN8n';
import type { SendSettings } from './operation';
import { words } from './words';

/** Helpers that newer versions of n8n have. */
interface EgressHelpers {
	getSecureEgressFilter(): Egress;
}

/**
 * Opens the way to WeChat for one run: reads the credential once and sets up token, pace and transport.
 *
 * @throws NodeOperationError when the credential is missing or incomplete
 */
export async function connect(
	context: IExecuteFunctions | IPollFunctions,
	run: RunControl,
	send: Pick<SendSettings, 'reuseConnections' | 'requestsPerMinute' | 'timeoutMs'>,
): Promise<{ client: Client; packageKey: string; owner: string }> {
	const readCredential = async () => await context.getCredentials(CREDENTIAL_TYPE);
	const credential = await readCredential();
	const missing = missingInCredential(credential);
	if (missing !== undefined) {
		throw new NodeOperationError(context.getNode(), missing, {
			description: words.correctCredential,
		});
	}
	const session = new Session(credential, readCredential);
	const throughN8n = new ThroughN8n(context, run.signal);
	const egress = (context.helpers as Partial<EgressHelpers>).getSecureEgressFilter?.();
	const transport = send.reuseConnections
		? new KeepAlive(throughN8n, egress, run.signal)
		: throughN8n;
	const pace = new Pace(send.requestsPerMinute, run.signal);
	return {
		client: new Client(session, transport, pace, run, send.timeoutMs),
		packageKey: fieldOf(credential, 'codePackageKey'),
		owner: ownerOf(credential),
	};
}
