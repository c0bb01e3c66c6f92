import fc from 'fast-check';
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { judge } from './ugly/oracle';
import { columnNames, sheetOf, type Sheet } from './ugly/sheet';
import { APPLICATION, startWorld, type World } from './world';

const SHEETS = 400;

/** Sheets as people hand them over, made with what each cell means; the oracle shares no code with nodes/. */
describe('an ugly sheet', () => {
	let world: World;
	beforeAll(async () => (world = await startWorld()));
	afterAll(async () => await world.end());

	const rowsOf = ({ headers, lines, hasCount }: Sheet): IDataObject[] =>
		lines.map((line) =>
			Object.fromEntries(
				columnNames
					.filter((name) => line[name].cell !== undefined && (name !== 'count' || hasCount))
					.map((name) => [headers[name], line[name].cell]),
			),
		) as IDataObject[];

	const run = async (sheet: Sheet) => {
		const { title, path } = sheet.defaults;
		const defaultValues: INodeParameters = {
			...(title && { productTitle: title }),
			...(path && { wxaPath: path }),
		};
		// What one sheet activated is no other's.
		world.simulator.reset();
		const result = await world.run({
			rows: rowsOf(sheet),
			parameters: { rowSource: 'columns', defaultValues },
			options: sheet.numbering === undefined ? {} : { numbering: sheet.numbering },
			onError: 'continueRegularOutput',
			store: world.credential(),
		});
		const bodies = world.simulator.journal
			.filter(({ endpoint }) => endpoint === 'codeactive')
			.map(({ bodyText }) => JSON.parse(bodyText) as IDataObject)
			.map((body): IDataObject => ({ ...body, application_id: Number(body.application_id) }));
		return { ...result, bodies };
	};

	it('sends exactly what a person reads in its rows, and every row has a true word', async () => {
		const seen = { sent: 0, bad: 0 };
		await fc.assert(
			fc.asyncProperty(sheetOf(APPLICATION), async (sheet) => {
				const verdicts = judge(sheet);
				const { rows, bodies, error } = await run(sheet);
				expect(error).toBeUndefined();
				const wanted = verdicts.flatMap(({ body }) => (body === undefined ? [] : [body]));
				expect(inOrder(bodies)).toEqual(inOrder(wanted));
				verdicts.forEach(({ body, isBlank, standsIn, marks }, at) => {
					const message = String(rows[at].activation_message);
					const status = body === undefined ? 'invalid' : 'activated';
					expect([at, rows[at].activation_status, message]).toEqual([at, status, message]);
					if (body !== undefined) {
						seen.sent++;
						expect(message.includes('while other rows fill')).toBe(standsIn);
					} else {
						seen.bad++;
						// A column that no row has is told for the whole sheet, before any cell is read.
						const isOfSheet = message.startsWith('The sheet has no column for ');
						const quoted = isBlank || isOfSheet ? [] : marks;
						for (const mark of quoted) expect(message).toContain(`"${mark}"`);
					}
				});
			}),
			{ numRuns: SHEETS },
		);
		expect(seen.sent).toBeGreaterThan(SHEETS / 4);
		expect(seen.bad).toBeGreaterThan(SHEETS / 4);
	}, 120_000);
});

const inOrder = (bodies: IDataObject[]): IDataObject[] =>
	[...bodies].sort((a, b) => Number(a.code_start) - Number(b.code_start));
