/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { CURRENT_HOST, provideHost } from '../../scripts/host';
import { packPackage } from '../../scripts/pack';

/** Brings what takes minutes before the first test's clock runs, and tells what the tests run on. */
export default async function globalSetup(): Promise<void> {
	const say = (line: string) => process.stdout.write(`${line}\n`);
	const host = await provideHost(CURRENT_HOST, say);
	const tarball = await packPackage(say);
	say(`\nn8n ${host.n8n} on ${host.node}\n${tarball}`);
}
