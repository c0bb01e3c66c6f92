import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { attempt, isError } from 'lodash';

/**
 * n8n's *Allowed HTTP Request Domains* of the credential, for every request that this package makes with
 * it: n8n itself looks at them in some of these places only. The rule is that of n8n's own token
 * exchanges (`getCredentialOwnRequestAllowedDomains` of n8n-workflow 2.41, which older ones do not
 * have): only *Specific Domains* binds, and an empty list allows nothing.
 *
 * @returns why the address must not be asked, for a person; undefined when it may be
 */
export function refusedByDomains(
	{ allowedHttpRequestDomains: mode, allowedDomains }: ICredentialDataDecryptedObject,
	url: string,
): string | undefined {
	if (mode !== 'domains') return undefined;
	const parsed = attempt(() => new URL(url));
	const host = isError(parsed) ? '' : bare(parsed.hostname);
	const list = String(allowedDomains ?? '')
		.split(',')
		.map(bare)
		.filter((domain) => domain !== '' && domain !== '*.');
	const allowed = list.some((domain) =>
		domain.startsWith('*.') ? host.endsWith(domain.slice(1)) : host === domain,
	);
	return allowed
		? undefined
		: `The credential does not allow requests to ${host || 'this address'}. Add ${host || 'its host'} to Allowed Domains in the credential, or set Allowed HTTP Request Domains to All`;
}

const bare = (domain: string): string => domain.trim().toLowerCase().replace(/\.$/, '');
