import { sheetRow } from '../harness';
import { APPLICATION, startWorld, type World } from '../world';
import { operate, sentTo } from './operate';

const RESOLVE = ['code', 'resolveTicket'] as const;
const openId = 'oiV2luCau8Cx0TMOy9lvZSLqRcKc';

describe('Code · Resolve Ticket', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
		await world.run({ rows: [sheetRow(0, 200)] });
	});
	afterEach(async () => await world.end());

	const ticket = (index = 3) => {
		const { code_url } = world.simulator.code(APPLICATION, index);
		return String(world.simulator.scan(code_url, openId)?.code_ticket);
	};

	it('gives the code behind the scan and what it was activated with', async () => {
		const { rows } = await operate(world, RESOLVE, { openId, codeTicket: ticket() });
		expect(rows).toHaveLength(1);
		expect(rows[0]).toMatchObject({
			code: world.simulator.code(APPLICATION, 3).code,
			application_id: APPLICATION,
			product_code: '6941873400136',
			code_start: 0,
			code_end: 200,
		});
		expect(rows[0]).not.toHaveProperty('errcode');
	});

	it('sends the access token, and the openid and ticket alone in the body', async () => {
		const codeTicket = ticket();
		await operate(world, RESOLVE, { openId, codeTicket });
		const [request] = sentTo(world, 'tickettocode');
		expect(request.query.access_token).toBeTruthy();
		expect(request.body).toEqual({ openid: openId, code_ticket: codeTicket });
	});

	it('does not copy the openid into the output, even when WeChat sends it back', async () => {
		const body = JSON.stringify({ errcode: 0, code: '8', openid: openId });
		world.simulator.faults.add({ endpoint: 'tickettocode', do: { httpStatus: 200, body } });
		const run = await operate(world, RESOLVE, { openId, codeTicket: ticket() });
		expect(run.rows).toEqual([{ code: '8' }]);
		expect(JSON.stringify(run.outputs)).not.toContain(openId);
	});

	it('40097 is told with WeChat’s own text', async () => {
		const { error } = await operate(world, RESOLVE, { openId, codeTicket: 'f'.repeat(32) });
		expect(error?.message).toContain('code_ticket无效或与openid不匹配');
		expect(error?.context).toMatchObject({
			errcode: 40097,
			endpoint: '/intp/marketcode/tickettocode',
		});
	});

	it('40097 in a Continue mode leaves the openid out of the output', async () => {
		world.simulator.faults.add({
			endpoint: 'tickettocode',
			do: { errcode: 40097, errmsg: `invalid args, openid ${openId} invalid` },
		});
		const run = await operate(
			world,
			RESOLVE,
			{ openId, codeTicket: ticket() },
			{ onError: 'continueRegularOutput' },
		);
		expect(run.rows[0].errcode).toBe(40097);
		expect(JSON.stringify(run.outputs)).not.toContain(openId);
	});

	it.each([
		['openId', { openId: '={{ $json.none }}', codeTicket: 'x' }, 'OpenID: is empty'],
		['codeTicket', { openId, codeTicket: '={{ " " }}' }, 'Code Ticket: is empty'],
	])('an empty %s is an error before any call', async (_, parameters, words) => {
		const { error } = await operate(world, RESOLVE, parameters);
		expect(error?.message).toContain(words);
		expect(sentTo(world, 'tickettocode')).toEqual([]);
	});

	it('resolves the tickets of several items, paired', async () => {
		const rows = [1, 2, 3].map((index) => ({ t: ticket(index), index }));
		const run = await operate(world, RESOLVE, { openId, codeTicket: '={{ $json.t }}' }, { rows });
		expect(run.rows.map(({ code }) => code)).toEqual(
			rows.map(({ index }) => world.simulator.code(APPLICATION, index).code),
		);
		expect(run.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
	});
});
