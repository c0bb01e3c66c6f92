import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { mapKeys, mapValues } from 'lodash';
import type { Language } from '../../nodes/WechatMarketingCode/domain/sentence';
import { row as line, without } from '../engine/chineseSheet';
import { mapped, row } from '../engine/net/sheet';
import { operate } from '../engine/operations/operate';
import { startWorld } from '../engine/world';

/** What the node says of the cases of which the guides quote it, beside the rows and above them. */
export async function saidIn(messageLanguage: Language): Promise<string> {
	const world = await startWorld();
	const options = { messageLanguage };
	const onError = 'continueRegularOutput' as const;
	const sheet = async (rows: IDataObject[], parameters: INodeParameters = mapped) =>
		await world.run({ rows, parameters, options, onError });
	const byColumns = async (...rows: IDataObject[]) => await sheet(rows, { rowSource: 'columns' });
	const cells = line(0, 9);
	const broken = (text: unknown) => String(text).replace(/\p{Script=Han}/gu, '\uFFFD\uFFFD');
	const heads = Object.keys(cells);
	const runs = [
		await sheet([row(0, 9), row(10, 19), row(5, 25)]),
		await sheet([
			row(30, 39, { row_number: 14, barcode: '12' }),
			row(35, 45, { row_number: 15 }),
			row(44, 50, { row_number: 16 }),
		]),
		await sheet([row(50, 59), {}]),
		await byColumns(line(46_093, 12)),
		await byColumns({ [heads.join(';')]: Object.values(cells).join(';') }),
		await byColumns(mapKeys(mapValues(cells, broken), (_cell, head) => broken(head))),
		await byColumns({ title: 'x', y: '' }, Object.fromEntries(heads.map((head) => [head, head]))),
		await byColumns({ x: 'x', y: 'z' }),
		await byColumns({ data: [cells, cells] }),
		await byColumns(without(cells, '品牌')),
	];
	world.simulator.faults.add({ endpoint: 'applycodequery', times: Infinity, do: { errcode: -1 } });
	const own = { codeCount: 10_000, isvApplicationId: 'PO-1' };
	runs.push(await operate(world, ['application', 'create'], own, { options, onError }));
	await world.end();
	return runs
		.flatMap(({ rows, hints }) => [...rows.flatMap((json) => Object.values(json)), ...hints])
		.join('\n');
}
