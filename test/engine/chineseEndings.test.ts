import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { sheetRow } from './harness';
import { startWorld, type World } from './world';

/** Names, and what the panel shows. */
const NAMES =
	/ECONNRESET|n8n|Code > Get|Application > Get|Wait Until Finished|Numbering|First Code Is [01]|Product \w+|wx\w{16}|pages\/index\/index|\d{4}-\d\d-\d\dT[\d:.]+Z/g;

describe('in Chinese, a row that ended', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld({ crossBlocks: '80306' })));
	afterEach(async () => await world.end());

	const run = async (row: IDataObject, options: INodeParameters = {}): Promise<string> => {
		const { rows } = await world.run({
			rows: [row],
			onError: 'continueRegularOutput',
			options: { messageLanguage: 'zh', ...options },
		});
		const { activation_status: status, activation_message: message } = rows[0];
		expect(String(message).replace(NAMES, '')).not.toMatch(/[A-Za-z]{3}|undefined|[a-z] |\. /);
		return `${String(status)}: ${String(message)}`;
	};
	const active = async (row: IDataObject) => await world.run({ rows: [row] });
	const fault = (endpoint: string, start: number, errcode: number, errmsg?: string) =>
		world.simulator.faults.add({
			endpoint,
			where: { [endpoint === 'codeactive' ? 'code_start' : 'code_index']: start },
			times: Infinity,
			do: { errcode, errmsg },
		});

	it('activated', async () => {
		expect(await run(sheetRow(0, 9999))).toBe(
			'activated: “绿茶 500ml”（6941873400136）的码段 0–9999（10,000 个码）已激活。',
		);
	});

	it('activated in parts, confirmed by a look-up', async () => {
		await active(sheetRow(40_000, 49_999));
		world.simulator.faults.add({
			endpoint: 'codeactive',
			where: { code_start: 50_000 },
			do: 'reset-after',
		});
		expect(await run(sheetRow(40_000, 99_999))).toBe(
			'activated: “绿茶 500ml”（6941873400136）的码段 40000–99999（60,000 个码）已激活，分 2 段，其中 1 段之前已激活。微信的回复丢失或不明确，已通过查询确认。',
		);
	});

	it('already_active', async () => {
		await active(sheetRow(0, 9));
		expect(await run(sheetRow(0, 0))).toBe(
			'already_active: “绿茶 500ml”（6941873400136）的码段 0（1 个码）之前已按相同内容激活，没有做任何更改。',
		);
	});

	it('failed, held by another product', async () => {
		await active(sheetRow(0, 9, { title: '红茶' }));
		expect(await run(sheetRow(0, 9))).toMatch(
			/^failed: 码 0–9 之前已激活，用于：春季扫码 \/ 红茶.*；不同之处：Product Title（微信为“红茶”，这一行为“绿茶 500ml”）。激活后不能更改：请改正码段，或去掉这一行。$/,
		);
	});

	it('failed, partly active before', async () => {
		await active(sheetRow(0, 4));
		expect(await run(sheetRow(0, 9))).toBe(
			'failed: 码 0–4 之前已按相同内容激活。未激活：5–9。请为 5–9 另起一行激活。只查询了两端的码。',
		);
	});

	it('failed, partly activated by itself', async () => {
		await active(sheetRow(60_000, 60_009, { title: '红茶' }));
		expect(await run(sheetRow(40_000, 119_999))).toMatch(
			/^failed: 这一行只有一部分已激活：40000–49999（10,000 个码）、100000–119999（20,000 个码）。/,
		);
	});

	it('unknown, active with another spelling', async () => {
		world.simulator.faults.add({ endpoint: 'codeactive', do: 'reset-after' });
		world.simulator.faults.add({
			endpoint: 'codeactivequery',
			times: Infinity,
			do: {
				httpStatus: 200,
				body: '{"errcode":0,"code_start":0,"code_end":9,"product_title":"绿茶"}',
			},
		});
		expect(await run(sheetRow(0, 9))).toBe(
			'unknown: 微信的回复丢失，而这个码段已激活，不同之处：Product Title（微信为“绿茶”，这一行为“绿茶 500ml”）。如果只是写法不同，这一行就已完成。',
		);
	});

	it('unknown, where no look-up told', async () => {
		world.simulator.faults.add({ endpoint: 'codeactive', do: 'reset-after' });
		world.simulator.faults.add({
			endpoint: 'codeactivequery',
			times: Infinity,
			do: 'reset-before',
		});
		expect(await run(sheetRow(0, 9))).toMatch(
			/^unknown: 微信的回复丢失，查询也没有得到结果。.*（ECONNRESET）.*。请再运行这一行：已激活的码会被识别，不会重复发送。$/,
		);
	});

	it('failed, refused', async () => {
		fault('codeactive', 0, 80306);
		expect(await run(sheetRow(0, 9))).toMatch(/^failed: [^A-Za-z]*Numbering/);
	});

	it('failed, where WeChat could not be asked', async () => {
		world.simulator.faults.add({
			endpoint: 'codeactivequery',
			times: Infinity,
			do: 'reset-before',
		});
		expect(await run(sheetRow(0, 9), { ifAlreadyActive: 'checkFirst' })).toMatch(
			/^failed: 无法向微信查询，因此没有发送。.*请检查这台 n8n 的网络，然后再运行这一行。$/,
		);
	});

	it('pending_review', async () => {
		fault('codeactive', 0, 1, '进入审核');
		expect(await run(sheetRow(0, 9))).toMatch(
			/^pending_review: 微信的编码中心还不认识这个条码，正在审核。现在没有激活任何码；请在 \S+Z 之后再运行这一行。$/,
		);
	});

	it('failed, denied by the look-up that verifies it', async () => {
		fault('codeactivequery', 0, 80304);
		expect(await run(sheetRow(0, 9), { verifyAfterActivation: true })).toBe(
			'failed: 微信说这个码段已激活，但查询显示码 0 未激活。请等几分钟再运行这一行；如果仍然如此，请咨询微信。',
		);
	});

	it('dry_run, asked about', async () => {
		expect(await run(sheetRow(0, 9), { askWeChat: true })).toMatch(
			/^dry_run: 试运行：没有激活任何码。.*已向微信查询：首码 0 和末码 9 都未激活；中间的码没有查询。这个申请单的最后一个码是 199999。$/,
		);
	});
});
