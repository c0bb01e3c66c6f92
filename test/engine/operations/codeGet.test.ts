import { sheetRow } from '../harness';
import { APP_ID, APPLICATION, startWorld, type World } from '../world';
import { bodiesTo, operate, sentTo } from './operate';

const GET = ['code', 'get'] as const;

/** Positions of an application whose code satisfies a test. */
const findCode = (world: World, test: (code: { code: string; code_url: string }) => boolean) => {
	for (let index = 0; index < 20_000; index++) {
		const code = world.simulator.code(APPLICATION, index);
		if (test(code)) return { ...code, index };
	}
	throw new Error('no such code');
};

describe('Code · Get', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld();
		await world.run({ rows: [sheetRow(0, 19_999)] });
	});
	afterEach(async () => await world.end());

	const byIndex = async (codeIndex: unknown, more = {}) =>
		await operate(
			world,
			GET,
			{
				lookupBy: 'index',
				applicationId: String(APPLICATION),
				codeIndex: codeIndex as string,
			},
			more,
		);

	it.each(['Code URL', 'code url', 'CODEURL'])(
		'looks up by %j as the panel names it',
		async (by) => {
			const { code_url: codeUrl } = world.simulator.code(APPLICATION, 7);
			const { rows } = await operate(world, GET, { lookupBy: by, codeUrl });
			expect(rows[0]).toMatchObject({ activated: true });
		},
	);

	it('by index: WeChat’s fields and activated true, without errcode and errmsg', async () => {
		const { rows } = await byIndex('0');
		expect(rows).toEqual([
			{
				code: world.simulator.code(APPLICATION, 0).code,
				application_id: APPLICATION,
				isv_application_id: `isv-${APPLICATION}`,
				activity_name: '春季扫码',
				product_brand: '山泉',
				product_title: '绿茶 500ml',
				product_code: '6941873400136',
				wxa_appid: 'wx1234567890abcdef',
				wxa_path: 'pages/index/index',
				wxa_type: 0,
				code_start: 0,
				code_end: 19_999,
				activated: true,
			},
		]);
		expect(bodiesTo(world, 'codeactivequery')).toEqual([
			{ application_id: APPLICATION, code_index: 0 },
		]);
	});

	it('sends nothing but the fields of the chosen mode', async () => {
		const { code, code_url } = world.simulator.code(APPLICATION, 5);
		const leftovers = { applicationId: '1', codeIndex: '7', code, codeUrl: code_url };
		await operate(world, GET, { ...leftovers, lookupBy: 'code' });
		await operate(world, GET, { ...leftovers, lookupBy: 'codeUrl' });
		expect(bodiesTo(world, 'codeactivequery')).toEqual([{ code }, { code_url }]);
	});

	it.each([
		['starts with 0', /^0/],
		['holds a *', /\*/],
		['holds a $', /\$/],
	])('by code: finds a raw code that %s', async (_, shape) => {
		const { code } = findCode(world, (each) => shape.test(each.code));
		const { rows } = await operate(
			world,
			GET,
			{ lookupBy: 'code', code: '={{ $json.c }}' },
			{ rows: [{ c: code }] },
		);
		expect(rows[0]).toMatchObject({ code, activated: true });
	});

	it.each([['%'], ['+'], ['/'], [':'], ['$'], ['*']])(
		'by code URL: a %s in it arrives as it is',
		async (sign) => {
			const { code, code_url } = findCode(world, (each) => each.code_url.slice(9).includes(sign));
			const { rows } = await operate(world, GET, { lookupBy: 'codeUrl', codeUrl: code_url });
			expect(rows[0]).toMatchObject({ code, activated: true });
			expect(bodiesTo(world, 'codeactivequery')).toEqual([{ code_url }]);
		},
	);

	it('by code URL: keeps spaces inside', async () => {
		world.simulator.set({ spacesInCodeUrl: true });
		const { code_url } = findCode(world, (each) => / \S/.test(each.code_url));
		const { rows } = await operate(world, GET, { lookupBy: 'codeUrl', codeUrl: code_url });
		expect(rows[0].activated).toBe(true);
	});

	it('80304 is activated false with what was asked, and no error', async () => {
		const inactive = world.simulator.code(APPLICATION, 20_000);
		const first = await byIndex('20000');
		expect(first.error).toBeUndefined();
		expect(first.rows).toEqual([
			{ application_id: APPLICATION, code_index: 20_000, activated: false },
		]);
		const second = await operate(world, GET, { lookupBy: 'code', code: inactive.code });
		expect(second.rows).toEqual([{ code: inactive.code, activated: false }]);
	});

	it.each([
		['80303: not the form of a code', { lookupBy: 'code', code: '12' }, 80303, 'raw code (原始码)'],
		[
			'80306: beyond the application',
			{ lookupBy: 'index', applicationId: String(APPLICATION), codeIndex: '200000' },
			80306,
			'no code at this position. WeChat counts from 0',
		],
		[
			'80300: no such application',
			{ lookupBy: 'index', applicationId: '42', codeIndex: '0' },
			80300,
			'no application 42',
		],
	])('%s is an error', async (_name, parameters, errcode, words) => {
		const { error } = await operate(world, GET, parameters);
		expect(error?.message).toContain(words);
		expect(error?.context).toMatchObject({
			errcode,
			rid: expect.stringMatching(/^[0-9a-f]{8}-/) as string,
			endpoint: '/intp/marketcode/codeactivequery',
			itemIndex: 0,
		});
	});

	it('80301 names the account of the credential', async () => {
		world.simulator.addApplication({ applicationId: 7, codeCount: 10, owner: 'wxother' });
		const parameters = { lookupBy: 'index', applicationId: '7', codeIndex: '0' };
		const { error } = await operate(world, GET, parameters);
		expect(error?.message).toContain(APP_ID);
	});

	it.each([
		['an empty index', '={{ $json.none }}', 'Code Index: is empty'],
		['a fraction', '1.5', 'Code Index'],
		['a negative index', '-1', 'Code Index'],
	])('%s is an error before any call', async (_, codeIndex, words) => {
		const { error } = await byIndex(codeIndex);
		expect(`${error?.message}`).toContain(words);
		expect(sentTo(world, 'codeactivequery')).toEqual([]);
	});

	it('several items: each its own answer, in order and paired', async () => {
		const rows = [{ i: 0 }, { i: 20_000 }, { i: 19_999 }, { i: 7 }, { i: 30_000 }, { i: 3 }];
		const run = await byIndex('={{ $json.i }}', { rows });
		expect(run.rows.map(({ activated }) => activated)).toEqual([
			true,
			false,
			true,
			true,
			false,
			true,
		]);
		expect(run.rows[3].code).toBe(world.simulator.code(APPLICATION, 7).code);
		expect(run.outputs[0].map(({ pairedItem }) => pairedItem)).toEqual(
			rows.map((_, item) => ({ item })),
		);
	});
});
