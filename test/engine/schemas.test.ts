/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads the schemas; tests run outside n8n */
import { readdirSync, readFileSync } from 'node:fs';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { resultColumns } from '../../nodes/WechatMarketingCode/actions/code/activate/columns';
import { operations } from '../../nodes/WechatMarketingCode/actions/operations';
import { schemaFile, schemaPath, SCHEMAS, schemas } from '../../scripts/schemas';
import { sheetRow, type EngineOptions } from './harness';
import { bodiesTo, operate } from './operations/operate';
import { APPLICATION, startWorld, type World } from './world';

const UNDER_REVIEW = '6972345100254';
const OPEN_ID = 'oiV2luCau8Cx0TMOy9lvZSLqRcKc';
const NAMES = Object.keys(schemas);
const STATUSES =
	'activated already_active dry_run failed invalid not_attempted pending_review unknown'.split(' ');

const typeOf = (value: unknown): string => (Array.isArray(value) ? 'array' : typeof value);

/** The fields that the outputs hold, each with all its types. */
function fieldsOf(rows: readonly IDataObject[]): Record<string, string[]> {
	const types: Record<string, Set<string>> = {};
	for (const [name, value] of rows.flatMap((row) => Object.entries(row))) {
		types[name] ??= new Set();
		if (value !== null) types[name].add(typeOf(value));
	}
	return Object.fromEntries(Object.entries(types).map(([name, set]) => [name, [...set]]));
}

describe('the output schemas', () => {
	let world: World;
	beforeEach(async () => {
		world = await startWorld({
			applications: [
				{ applicationId: APPLICATION, codeCount: 200_000, status: 'FINISH' },
				{ applicationId: 12, codeCount: 30, status: 'FINISH' },
			],
			unregisteredBarcodes: [UNDER_REVIEW],
		});
	});
	afterEach(async () => await world.end());

	it('are one file per operation, made by: npx tsx scripts/schemas.ts', () => {
		expect(NAMES.sort()).toEqual(
			operations.map(({ resource, value }) => `${resource}/${value}`).sort(),
		);
		const files = readdirSync(SCHEMAS, { recursive: true, encoding: 'utf8' });
		expect(files.filter((file) => file.endsWith('.json')).sort()).toEqual(
			NAMES.map((name) => `${name}.json`),
		);
		for (const name of NAMES) expect(readFileSync(schemaPath(name), 'utf8')).toBe(schemaFile(name));
	});

	/** Outputs of Code · Activate in every status. */
	async function activations(): Promise<IDataObject[]> {
		const rows: IDataObject[] = [];
		const run = async (sheet: IDataObject[], more: Partial<EngineOptions> = {}) => {
			const options = { output: 'resultOnly', ...more.options };
			const result = await world.run({
				rows: sheet,
				onError: 'continueRegularOutput',
				...more,
				options,
			});
			rows.push(...result.rows);
		};
		const lost = (endpoint: string) =>
			world.simulator.faults.add({ endpoint, times: Infinity, do: 'reset-before' });
		await run([sheetRow(0, 99), sheetRow(200, 100)]);
		await run([sheetRow(0, 99), sheetRow(300, 399, { barcode: UNDER_REVIEW })]);
		await run([sheetRow(0, 49, { title: 'another' })]);
		await run([sheetRow(500, 599)], { options: { dryRun: true } });
		world.simulator.faults.add({ endpoint: 'codeactive', do: 'reset-after' });
		lost('codeactivequery');
		await run([sheetRow(700, 799)]);
		world.simulator.faults.clear();
		world.simulator.faults.add({ endpoint: 'codeactive', do: { errcode: 48001 } });
		await run([sheetRow(800, 899), sheetRow(900, 999)]);
		return rows;
	}

	const outputs: Record<string, () => Promise<IDataObject[]>> = {
		'code/activate': activations,
		'code/get': async () => {
			await world.run({ rows: [sheetRow(0, 99)] });
			const get = async (parameters: INodeParameters) =>
				(await operate(world, ['code', 'get'], parameters)).rows;
			const { code, code_url } = world.simulator.code(APPLICATION, 500);
			const byIndex = { lookupBy: 'index', applicationId: String(APPLICATION) };
			return [
				...(await get({ ...byIndex, codeIndex: '0' })),
				...(await get({ ...byIndex, codeIndex: '500' })),
				...(await get({ lookupBy: 'code', code })),
				...(await get({ lookupBy: 'codeUrl', codeUrl: code_url })),
			];
		},
		'code/resolveTicket': async () => {
			await world.run({ rows: [sheetRow(0, 99)] });
			const ticket = world.simulator.scan(world.simulator.code(APPLICATION, 3).code_url, OPEN_ID);
			const parameters = { openId: OPEN_ID, codeTicket: String(ticket?.code_ticket) };
			return (await operate(world, ['code', 'resolveTicket'], parameters)).rows;
		},
		'application/create': async () => {
			const create = async (options: INodeParameters) =>
				await operate(
					world,
					['application', 'create'],
					{ codeCount: '10000', isvApplicationId: `own-${bodiesTo(world, 'applycode').length}` },
					{ options },
				);
			return [
				...(await create({})).rows,
				...(await create({ waitUntilFinished: true, maxWaitMinutes: 60 })).rows,
			];
		},
		'application/get': async () =>
			(
				await operate(world, ['application', 'get'], {
					lookupBy: 'applicationId',
					applicationId: String(APPLICATION),
				})
			).rows,
		'application/download': async () =>
			(await operate(world, ['application', 'download'], { applicationId: '12' })).rows,
	};

	it.each(Object.keys(schemas))(
		'%s: names every field of the output, and no other',
		async (name) => {
			const rows = await outputs[name]();
			if (name === 'code/activate') {
				const seen = new Set(rows.map(({ activation_status }) => activation_status));
				expect([...seen].sort()).toEqual(STATUSES);
				for (const row of rows) expect(Object.keys(row)).toEqual(resultColumns);
			}
			const told = Object.entries(schemas[name]).map(([field, { type }]) => [field, [type]]);
			expect(fieldsOf(rows)).toEqual(Object.fromEntries(told));
		},
	);
});
