import { saveAccount } from '../../scripts/example';
import { outputOf } from '../../scripts/rest';
import { fillIn, type Row } from './examples';
import { startHost, type RunningHost } from './startHost';

const [APPLICATION, LARGE] = ['681200417', '681200529'];
const VALUES = {
	activity_name: '2026春茶开采季',
	product_brand: '云岭山房',
	product_title: '明前龙井',
	product_code: '6972345100186',
	wxa_appid: 'wx5f3a1c9e7b2d4068',
	wxa_path: 'pages/tea/index',
};
const row = (sheet: string, code_start: number, more: Row = {}): Row => ({
	sheet,
	application_id: APPLICATION,
	code_start,
	code_end: code_start + 99,
	...VALUES,
	...more,
});

describe('the rows live in a data table of a real n8n', () => {
	let host: RunningHost;
	let save: (file: string) => Promise<string>;
	let workflow: string;
	let tables: string;

	beforeAll(async () => {
		const applications = [APPLICATION, LARGE].map((applicationId) => ({
			applicationId,
			codeCount: 100_000,
		}));
		host = await startHost({ simulator: { applications } });
		const credentials = await saveAccount(host.rest, host.account);
		save = async (file) => await host.rest.saveWorkflow(fillIn(file, { credentials, folder: '' }));
		workflow = await save('data-table-to-activation.json');
		const { id } = await host.rest.call<{ id: string }>('GET', '/projects/personal');
		tables = `/projects/${id}/data-tables`;
	});

	afterAll(async () => await host?.stop());

	const run = async () => {
		const execution = await host.rest.runWorkflow(workflow, 'Start', 60_000);
		expect([execution.status, execution.error]).toEqual(['success', undefined]);
		return execution;
	};
	const table = async () => {
		type Found = { data: Array<{ id: string; name: string }> };
		const { data } = await host.rest.call<Found>('GET', tables);
		return `${tables}/${data.find(({ name }) => name === 'wechat_code_ranges')?.id}`;
	};
	/** All rows; n8n gives 250 at a time. */
	const rows = async () => {
		const all: Row[] = [];
		for (;;) {
			const path = `${await table()}/rows?sortBy=id:asc&take=250&skip=${all.length}`;
			const { data, count } = await host.rest.call<{ data: Row[]; count: number }>('GET', path);
			all.push(...data);
			if (all.length >= count || data.length === 0) return all;
		}
	};
	const insert = async (data: Row[]) =>
		await host.rest.call('POST', `${await table()}/insert`, { data });

	it('data-table-to-activation.json makes the table, and sends nothing while it is empty', async () => {
		await run();
		expect(await rows()).toEqual([]);
		expect(host.simulator.count()).toBe(0);
	});

	it('writes each result back beside its row, with execution and time', async () => {
		await insert([row('May', 0), row('May', 150, { code_end: 120 }), row('May', 100)]);
		const { id } = await run();
		const activated = { activation_status: 'activated', run_execution: id, activation_errcode: 0 };
		const written = await rows();
		expect(written).toMatchObject([
			{ ...row('May', 0), ...activated, activation_code_start: 0, activation_code_end: 99 },
			{ activation_status: 'invalid', run_execution: id, activation_code_start: null },
			{ ...row('May', 100), ...activated },
		]);
		for (const { run_time } of written)
			expect(Date.now() - Date.parse(String(run_time))).toBeLessThan(60_000);
	});

	it('leaves finished rows alone, refuses an overlap with an earlier sheet, and shows who holds what', async () => {
		const before = await rows();
		const sent = host.simulator.count('codeactive');
		await insert([row('June', 50), row('June', 200)]);
		const execution = await run();
		expect(host.simulator.count('codeactive')).toBe(sent + 1);
		const after = await rows();
		expect([after[0], after[2]]).toEqual([before[0], before[2]]);
		expect(after.slice(3)).toMatchObject([
			{ activation_status: 'invalid', run_execution: execution.id },
			{ activation_status: 'activated', run_execution: execution.id },
		]);
		const line = (at: number, from: number) => ({
			application: APPLICATION,
			from,
			to: from + 99,
			codes: 100,
			product: VALUES.product_title,
			barcode: VALUES.product_code,
			sheet: after[at].sheet,
			status: 'activated',
			execution: after[at].run_execution,
			time: after[at].activation_time,
		});
		expect(outputOf(execution, 'Ledger')).toEqual([line(0, 0), line(2, 100), line(4, 200)]);
	});

	it('large-sheet-in-batches.json, killed in the second batch and started again, sends each row once', async () => {
		const { simulator } = host;
		const large = Array.from({ length: 1_100 }, (_, at) => ({
			...row('July', at * 10, { code_end: at * 10 + 9 }),
			application_id: LARGE,
		}));
		// It overlaps with a row of the first batch: no batch could see that.
		const bad = { ...row('July', 25), application_id: LARGE };
		await insert([...large, bad]);
		const of = async (sheet: string) => (await rows()).filter((one) => one.sheet === sheet);
		const july = await save('large-sheet-in-batches.json');
		const committed = simulator.commits.length;
		simulator.faults.add({ endpoint: 'codeactive', after: 700, times: Infinity, do: 'hold-after' });
		const killed = await host.rest.startWorkflow(july, 'Start');
		await simulator.committed(committed + 701);
		await host.n8n.kill();
		simulator.faults.clear();
		await host.restart();
		const before = await of('July');
		const first = { activation_status: 'activated', run_execution: killed };
		expect(before.slice(0, 500)).toMatchObject(Array(500).fill(first));
		expect(before.slice(500, 1_100).map(({ activation_status }) => activation_status)).toEqual(
			Array(600).fill(null),
		);

		const again = await host.rest.runWorkflow(july, 'Start', 90_000);
		expect([again.status, again.error]).toEqual(['success', undefined]);
		const after = await of('July');
		expect(after.slice(0, 500)).toEqual(before.slice(0, 500));
		const statuses = new Set(after.slice(0, 1_100).map((one) => one.activation_status));
		expect([...statuses].sort()).toEqual(['activated', 'already_active']);
		expect(after[1_100]).toMatchObject({ activation_status: 'invalid' });
		expect(simulator.commitsPerCode(LARGE)).toEqual([
			{ applicationId: LARGE, codeStart: 0, codeEnd: 10_999, commits: 1 },
		]);
	}, 240_000);
});
