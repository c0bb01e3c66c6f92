import type { INodeParameters } from 'n8n-workflow';
import { WechatMarketingCode } from '../../nodes/WechatMarketingCode/WechatMarketingCode.node.ts';
import { mapped, row, sentRanges } from './net/sheet';
import { startWorld, statuses, type World } from './world';

/** The type that n8n gives to the second node that it makes of each for AI agents. */
const TOOL = 'n8n-nodes-wechat-marketing-code.wechatMarketingCodeTool';

describe('as a tool of an AI agent', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => await world.end());

	const run = async (options: INodeParameters, type = TOOL) =>
		await world.run({ rows: [row(0, 9)], parameters: mapped, options, node: { type } });

	it('Activate is a dry run, and says what to do', async () => {
		const result = await run({});
		expect(statuses(result)).toEqual(['dry_run']);
		expect(result.rows[0].activation_message).toMatch(
			/As a tool of an AI agent .* Dry Run is added to it and set to false/,
		);
		expect(world.simulator.count()).toBe(0);
	});

	it.each([true, '={{ "yes" }}'])('Dry Run set to %p is an ordinary dry run', async (dryRun) => {
		const result = await run({ dryRun });
		expect(statuses(result)).toEqual(['dry_run']);
		expect(result.rows[0].activation_message).not.toContain('AI agent');
	});

	it.each([false, '={{ "false" }}'])('Dry Run set to %p activates', async (dryRun) => {
		expect(statuses(await run({ dryRun }))).toEqual(['activated']);
		expect(sentRanges(world)).toEqual(['0-9']);
	});

	it('the description says so', () => {
		const { description } = new WechatMarketingCode();
		expect(description.description).toMatch(/tool of an AI agent it is a dry run, unless/);
	});
});
