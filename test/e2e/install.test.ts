/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CREDENTIAL_TYPE, NODE_TYPE, saveAccount } from '../../scripts/example';
import { EXAMPLE_APPLICATIONS } from '../../scripts/example-sheet';
import { PACKAGE_NAME, packPackage, ROOT } from '../../scripts/pack';
import { outputOf, type TypeEntry, type Workflow } from '../../scripts/rest';
import {
	FOREIGN_PACKAGE,
	packAs,
	packWechatPackage,
	provideForeignPackage,
	WECHAT_PACKAGE,
} from './packages';
import { startRegistry, type Registry } from './registry';
import { HOSTS, startHost, type RunningHost } from './startHost';

const FIXTURES = join(ROOT, 'test/e2e/fixtures');
/** Workflows as n8n saved them under a version of this package; a released one stays for ever. */
const SAVED = readdirSync(FIXTURES).filter((file) => file.startsWith('saved-by-'));
/** Until there is a release to come from: the same package under a lower version. */
const PREVIOUS = '0.0.1';
const TRIGGER_TYPE = `${NODE_TYPE}Trigger`;

interface Installed {
	packageName: string;
	installedVersion: string;
	updateAvailable?: string;
	/** An old n8n says it only of packages that are not. */
	failedLoading?: boolean;
	installedNodes: Array<{ name: string; type: string; latestVersion: number }>;
}

/** One n8n goes through it all, in this order, as its owner would in Settings > Community nodes. */
describe.each(HOSTS)('the package, installed by a running %s', (_, spec) => {
	let folder: string;
	let registry: Registry;
	let host: RunningHost;
	const workflows: string[] = [];

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'wechat-install-'));
		registry = await startRegistry();
		await registry.publish(await packAs(PREVIOUS, await packPackage(), folder));
		host = await startHost({
			spec,
			withoutPackage: true,
			env: registry.env,
			simulator: { applications: EXAMPLE_APPLICATIONS },
		});
	});
	afterAll(async () => {
		await host?.stop();
		await registry?.close();
		rmSync(folder, { recursive: true, force: true });
	});

	const list = async () => await host.rest.call<Installed[]>('GET', '/community-packages');
	const install = async (name: string) =>
		await host.rest.call<Installed>('POST', '/community-packages', { name });
	const uninstall = async (name: string) =>
		await host.rest.call('DELETE', `/community-packages?name=${name}`);
	const ourNodes = async () =>
		[...(await host.rest.nodeTypes())].filter((type) => type.startsWith(NODE_TYPE)).sort();
	const descriptions = async () =>
		(await host.rest.types('nodes'))
			.filter(({ name }) => [NODE_TYPE, TRIGGER_TYPE].includes(name))
			.map(({ description }) => description);
	const workflow = async (id: string) => await host.rest.call<Workflow>('GET', `/workflows/${id}`);
	const nodes = [`${NODE_TYPE}@1`, `${TRIGGER_TYPE}@1`];

	/** Runs a saved workflow on an application of which nothing is active, or all. */
	async function run(id: string, status: 'activated' | 'already_active'): Promise<void> {
		const execution = await host.rest.runWorkflow(id, 'Start', 60_000);
		expect([execution.status, execution.error]).toEqual(['success', undefined]);
		for (const node of ['Activate by columns', 'Activate by fields']) {
			const rows = outputOf(execution, node);
			expect([node, rows.map((row) => row.activation_status)]).toEqual([
				node,
				Array(3).fill(status),
			]);
		}
		const found = outputOf(execution, 'Look up a code');
		expect(found.map(({ activated }) => activated)).toEqual([true, true, true]);
		const seen = outputOf(execution, 'Look at the application');
		expect(seen.map(({ finished }) => finished)).toEqual([true, true, true]);
	}

	it('is installed by its name, and its nodes are there without a restart', async () => {
		expect(await ourNodes()).toEqual([]);
		const installed = await install(PACKAGE_NAME);
		expect(installed).toMatchObject({ packageName: PACKAGE_NAME, installedVersion: PREVIOUS });
		const names = installed.installedNodes.map(({ name, type }) => [type, name]);
		expect(Object.fromEntries(names)).toEqual({
			[NODE_TYPE]: 'WeChat Marketing Code',
			[TRIGGER_TYPE]: 'WeChat Marketing Code Trigger',
		});
		expect(await ourNodes()).toEqual(expect.arrayContaining(nodes));
		const credentials = (await host.rest.types('credentials')).map(({ name }) => name);
		expect(credentials).toContain(CREDENTIAL_TYPE);
		expect(registry.requests).toEqual(
			expect.arrayContaining([
				`GET /${PACKAGE_NAME}/latest`,
				`GET /${PACKAGE_NAME}/-/${PACKAGE_NAME}-${PREVIOUS}.tgz`,
			]),
		);
	});

	it.each(SAVED)('runs %s', async (file) => {
		host.simulator.reset();
		const saved = JSON.parse(readFileSync(join(FIXTURES, file), 'utf8')) as Workflow;
		const credentials = await saveAccount(host.rest, host.account);
		for (const node of saved.nodes) if (node.credentials) node.credentials = credentials;
		const id = await host.rest.saveWorkflow(saved);
		workflows.push(id);
		await run(id, 'activated');
	});

	it('is upgraded; workflows and credentials stay as they were, with the token, and run', async () => {
		await registry.publish(await packPackage());
		const [before] = await list();
		expect(before.installedVersion).toBe(PREVIOUS);
		expect(await descriptions()).toEqual(Array(2).fill(`Version ${PREVIOUS}`));
		const version = before.updateAvailable;
		expect(version).toMatch(/^\d+\.\d+\.\d+$/);
		const saved = await Promise.all(workflows.map(workflow));

		const body = { name: PACKAGE_NAME, version };
		await host.rest.call('PATCH', '/community-packages', body);
		const [after, ...others] = await list();
		expect(after).toMatchObject({ packageName: PACKAGE_NAME, installedVersion: version });
		expect([after.updateAvailable, after.failedLoading ?? false]).toEqual([undefined, false]);
		expect(others).toEqual([]);
		expect(await ourNodes()).toEqual(expect.arrayContaining(nodes));
		expect(await descriptions()).toEqual(Array(2).fill(expect.not.stringMatching(/^Version /)));
		expect(await Promise.all(workflows.map(workflow))).toEqual(saved);
		for (const id of workflows) await run(id, 'already_active');
		expect(host.simulator.tokens.logins).toHaveLength(1);
	});

	it('is uninstalled; n8n goes on, and a saved workflow says what it lacks', async () => {
		const saved = await Promise.all(workflows.map(workflow));
		await uninstall(PACKAGE_NAME);
		expect(await list()).toEqual([]);
		expect(await ourNodes()).toEqual([]);
		expect(await Promise.all(workflows.map(workflow))).toEqual(saved);
		const credentials = await host.rest.call<Array<{ type: string }>>('GET', '/credentials');
		expect(credentials).toMatchObject([{ type: CREDENTIAL_TYPE }]);

		const calls = host.simulator.count();
		for (const id of workflows) {
			await expect(host.rest.runWorkflow(id, 'Start')).rejects.toThrow(
				`Unrecognized node type: ${PACKAGE_NAME}.`,
			);
		}
		expect(host.simulator.count()).toBe(calls);
		const [start] = saved[0].nodes;
		const other = { name: 'Of no concern', nodes: [start], connections: {} };
		const fine = await host.rest.runWorkflow(await host.rest.saveWorkflow(other), start.name);
		expect(fine.status).toBe('success');
	});

	it('is installed again beside other packages: all load, and no name is there twice', async () => {
		await registry.publish(await provideForeignPackage());
		await registry.publish(await packWechatPackage(folder));
		for (const name of [WECHAT_PACKAGE.name, PACKAGE_NAME, FOREIGN_PACKAGE.name])
			await install(name);
		const packages = await list();
		const loaded = packages.map(({ packageName, failedLoading }) => [packageName, !failedLoading]);
		expect(Object.fromEntries(loaded)).toEqual({
			[FOREIGN_PACKAGE.name]: true,
			[PACKAGE_NAME]: true,
			[WECHAT_PACKAGE.name]: true,
		});
		const nodeList = await host.rest.types('nodes');
		const credentialList = await host.rest.types('credentials');
		expect(nodeList.map(({ name }) => name)).toEqual(
			expect.arrayContaining(
				WECHAT_PACKAGE.nodes.map(([type]) => `${WECHAT_PACKAGE.name}.${type}`),
			),
		);
		expect(credentialList.map(({ name }) => name)).toContain(WECHAT_PACKAGE.credential[0]);
		const isOurs = ({ name }: TypeEntry) => name.startsWith(NODE_TYPE) || name === CREDENTIAL_TYPE;
		for (const all of [nodeList, credentialList]) {
			for (const { name, displayName } of all.filter(isOurs)) {
				const alike = all.filter((one) => one.name === name || one.displayName === displayName);
				expect(alike.map((one) => one.name)).toEqual([name]);
			}
		}
		for (const id of workflows) await run(id, 'already_active');
	});

	it('is there after a restart of n8n, and its workflows run', async () => {
		await host.n8n.stop();
		await host.restart();
		expect(await ourNodes()).toEqual(expect.arrayContaining(nodes));
		for (const id of workflows) await run(id, 'already_active');
		expect(host.simulator.doubleCommits()).toEqual([]);
	});
});
