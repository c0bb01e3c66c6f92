/* eslint-disable @n8n/community-nodes/no-restricted-imports -- a relay on loopback; tests run outside n8n */
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as fc from 'fast-check';
import {
	assertUrlAllowed,
	getCredentialOwnRequestAllowedDomains,
	type IDataObject,
} from 'n8n-workflow';
import { refusedByDomains } from '../../nodes/WechatMarketingCode/api/login/credential';
import { sheetRow } from './harness';
import { startWorld, statuses, type World } from './world';

const onError = 'continueRegularOutput' as const;
const rows = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, at) => sheetRow(at * 10, at * 10 + 9));

let world: World;
beforeEach(async () => (world = await startWorld()));
afterEach(async () => await world.end());

const restricted = (allowedDomains: string, more: IDataObject = {}) =>
	world.credential({ allowedHttpRequestDomains: 'domains', allowedDomains, ...more });
const asked = (): number => world.simulator.count() + world.simulator.count('stable_token');

describe('Allowed HTTP Request Domains of the credential', () => {
	it.each([false, true])(
		'bind every request of a run (Reuse Connections: %p)',
		async (reuseConnections) => {
			const store = restricted('api.weixin.qq.com');
			const run = await world.run({ rows: rows(8), store, onError, options: { reuseConnections } });
			expect(new Set(statuses(run))).toEqual(new Set(['not_attempted']));
			expect(run.rows[0].activation_message).toContain('Add 127.0.0.1 to Allowed Domains');
			expect(run.hints[0]).toContain('8 not attempted, in 0 requests');
			expect(asked()).toBe(0);
		},
	);

	it.each([false, true])(
		'bind a run that has a token (Reuse Connections: %p)',
		async (reuseConnections) => {
			const { store } = world;
			await world.run({ rows: rows(1), store });
			store.data = { ...store.data, allowedHttpRequestDomains: 'domains', allowedDomains: 'a.b' };
			const before = asked();
			const options = { reuseConnections, skipFinishedRows: false };
			const run = await world.run({ rows: rows(8), store, onError, options });
			expect(new Set(statuses(run))).toEqual(new Set(['not_attempted']));
			expect(asked()).toBe(before);
		},
	);

	it('bind a token service', async () => {
		const store = restricted('127.0.0.1', {
			accessTokenSource: 'tokenService',
			tokenServiceUrl: 'http://tokens.example/token',
		});
		const run = await world.run({ rows: rows(3), store, onError });
		expect(new Set(statuses(run))).toEqual(new Set(['not_attempted']));
		expect(run.rows[0].activation_message).toContain('Add tokens.example to Allowed Domains');
	});

	it('let through the hosts that they name', async () => {
		const run = await world.run({ rows: rows(2), store: restricted('a.example, 127.0.0.1') });
		expect(statuses(run)).toEqual(['activated', 'activated']);
	});

	it.each(['none', 'all'])(
		'set to "%s" do not stop this node',
		async (allowedHttpRequestDomains) => {
			const store = world.credential({ allowedHttpRequestDomains });
			expect(statuses(await world.run({ rows: rows(1), store }))).toEqual(['activated']);
		},
	);

	it('are read as n8n reads them for its own token exchanges', () => {
		const host = fc.constantFrom('a.com', 'x.a.com', 'b.com', 'A.com.', '127.0.0.1');
		const list = fc.array(fc.constantFrom('a.com', '*.a.com', 'b.com', '*.', '', ' B.COM. '));
		const theirs = (allowedDomains: string, url: string): boolean => {
			try {
				const data = { allowedHttpRequestDomains: 'domains', allowedDomains };
				assertUrlAllowed({ url, allowedDomains: getCredentialOwnRequestAllowedDomains(data) });
				return true;
			} catch {
				return false;
			}
		};
		fc.assert(
			fc.property(host, list, (name, domains) => {
				const allowedDomains = domains.join(',');
				const data = { allowedHttpRequestDomains: 'domains', allowedDomains };
				const ours = refusedByDomains(data, `https://${name}/x`) === undefined;
				expect(ours).toBe(theirs(allowedDomains, `https://${name}/x`));
			}),
		);
	});
});

describe('a login', () => {
	it('has 30 s in all, and the run ends with it', async () => {
		world.simulator.faults.add({ endpoint: 'stable_token', times: Infinity, do: 'hang-before' });
		const run = await world.run({ rows: rows(5), onError });
		expect(new Set(statuses(run))).toEqual(new Set(['not_attempted']));
		expect(world.slept()).toBe(30_000);
	});

	it('goes on with what was read when the credential cannot be read in mid-run', async () => {
		const { store } = world;
		await world.run({ rows: rows(1), store });
		const read = store.read.bind(store);
		let reads = 0;
		store.read = () => {
			reads += 1;
			if (reads > 1) throw new Error('database is locked');
			return read();
		};
		world.simulator.faults.add({ endpoint: 'codeactive', do: { errcode: 42001 } });
		const options = { skipFinishedRows: false };
		const run = await world.run({ rows: rows(3), store, onError, options });
		expect(statuses(run)).toEqual(['already_active', 'activated', 'activated']);
	});
});

describe('rows that end in a row for the same reason', () => {
	it('five whose activation got no answer end the run, whatever look-ups say', async () => {
		world.simulator.faults.add({ endpoint: 'codeactive', times: Infinity, do: 'reset-before' });
		const run = await world.run({ rows: rows(30), onError, options: { parallelRequests: 1 } });
		expect(statuses(run).filter((status) => status === 'failed')).toHaveLength(5);
		expect(statuses(run).filter((status) => status === 'not_attempted')).toHaveLength(25);
	});
});

describe('a proxy', () => {
	it('report 15: that wants a login (407) let nothing through', async () => {
		world.simulator.faults.add({
			endpoint: 'codeactive',
			times: Infinity,
			do: { httpStatus: 407, body: 'Proxy Authentication Required' },
		});
		const run = await world.run({ rows: rows(2), onError });
		expect(run.rows[0].activation_status).toBe('failed');
		expect(run.rows[0].activation_message).toContain('nothing was sent');
	});
});

describe('a relay', () => {
	let relay: Server;
	afterEach(() => relay.closeAllConnections());
	afterEach(async () => await new Promise((resolve) => relay.close(resolve)));

	it('report 22: that sends "100 Continue" before each answer: n8n’s helper is asked once more', async () => {
		const target = new URL(world.simulator.url);
		relay = createServer((incoming, outgoing) => {
			outgoing.writeContinue();
			const { url: path, method, headers } = incoming;
			const onward = request(
				{ host: target.hostname, port: target.port, path, method, headers },
				(answer) => {
					outgoing.writeHead(answer.statusCode ?? 0, answer.headers);
					answer.pipe(outgoing);
				},
			);
			incoming.pipe(onward);
		});
		await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
		const { port } = relay.address() as AddressInfo;
		const store = world.credential({ baseUrl: `http://127.0.0.1:${port}` });
		const run = await world.run({
			rows: rows(2),
			store,
			onError,
			options: { reuseConnections: true },
		});
		expect(statuses(run)).toEqual(['activated', 'activated']);
		expect(world.simulator.doubleCommits()).toEqual([]);
	});
});
