/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- the invented package key of the simulator's account */
import type { IDataObject, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { JournalEntry } from '../../simulator';
import type { EngineOptions, EngineRun } from '../harness';
import type { World } from '../world';

/** The package key of the simulator's account. */
export const PACKAGE_KEY = '0123456789abcdef';

/** One item that says nothing, for parameters without expressions. */
export const oneItem: IDataObject[] = [{ n: 0 }];

/** Runs one operation in the real engine; `more` holds rows, options and On Error. */
export async function operate(
	world: World,
	[resource, operation]: readonly [string, string],
	parameters: INodeParameters,
	more: Partial<EngineOptions> = {},
): Promise<EngineRun> {
	const store = more.store ?? world.credential({ codePackageKey: PACKAGE_KEY });
	const rows = more.rows ?? oneItem;
	return await world.run({
		...more,
		rows,
		store,
		parameters: { resource, operation, ...parameters },
	});
}

/** Requests to one endpoint, in order. */
export const sentTo = (world: World, endpoint: string): JournalEntry[] =>
	world.simulator.journal.filter((entry) => entry.endpoint === endpoint);

export const bodiesTo = (world: World, endpoint: string): unknown[] =>
	sentTo(world, endpoint).map(({ body }) => body);

/** The text of an item's file; n8n keeps it in memory in these tests. */
export function fileOf({ binary }: INodeExecutionData, field = 'data'): string {
	const file = binary?.[field];
	if (file === undefined) throw new Error(`The item has no file in "${field}"`);
	return Buffer.from(file.data, 'base64').toString('latin1');
}

/** Lets WeChat list other blocks than it usually does, once. */
export function listBlocks(world: World, blocks: Array<[number, number]>, status = 'FINISH'): void {
	const code_generate_list = blocks.map(([code_start, code_end]) => ({ code_start, code_end }));
	const body = JSON.stringify({ errcode: 0, errmsg: 'ok', status, code_generate_list });
	world.simulator.faults.add({ endpoint: 'applycodequery', do: { httpStatus: 200, body } });
}
