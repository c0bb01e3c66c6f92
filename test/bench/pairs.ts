/* eslint-disable @n8n/community-nodes/no-restricted-globals -- a process of its own, outside n8n */
import type { INodeExecutionData } from 'n8n-workflow';
import { measureInChild, median } from './child';
import { rowItems, runStreet, type EngineTimes, type EngineWatch } from './engineRun';

const BAD_ROWS = 50_000;
const TOLD_ROWS = 100_000;

/** What one way took, in milliseconds, medians. */
interface Way {
	/** n8n's engine with the node in it. */
	engineMs: number;
	/** The node alone. */
	nodeMs: number;
}

/** Two ways of the same rows, measured in turn. */
export interface Pair {
	rows: number;
	/** What the other is measured against. */
	usual: Way;
	other: Way;
}

/** The same sheet, set in two ways. */
interface Ways {
	readonly rows: number;
	readonly item?: (item: INodeExecutionData) => INodeExecutionData;
	readonly usual: EngineWatch;
	readonly other: EngineWatch;
}

/** A row without a title is refused before any call. */
const withoutTitle = ({ json }: INodeExecutionData): INodeExecutionData => ({
	json: { ...json, 商品标题: '' },
});

const PAIRS = {
	/** Rows that are wrong: On Error continues, and sends them to the error output. */
	bad: {
		rows: BAD_ROWS,
		item: withoutTitle,
		usual: { more: { onError: 'continueRegularOutput' }, ends: 'invalid' },
		other: { more: { onError: 'continueErrorOutput' }, ends: 'invalid' },
	},
	/** The words beside every row in English and in Chinese. */
	chinese: {
		rows: TOLD_ROWS,
		usual: { more: { options: { messageLanguage: 'en' } } },
		other: { more: { options: { messageLanguage: 'zh' } } },
	},
} satisfies Record<string, Ways>;

/** @param share of the rows, 1 for all of them */
export const measurePair = async (
	node: string,
	which: keyof typeof PAIRS,
	{ rounds, share }: { rounds: number; share: number },
): Promise<Pair> => await measureInChild(node, 'pairs.ts', [which, String(rounds), String(share)]);

async function measure(ways: Ways, rounds: number, share: number): Promise<Pair> {
	const { item = (one) => one, usual, other } = ways;
	const rows = Math.ceil(ways.rows * share);
	const timeOf = async (watch: EngineWatch): Promise<EngineTimes> => {
		const items = rowItems(rows).map(item);
		gc?.();
		return await runStreet(items, watch);
	};
	const [one, two]: [EngineTimes[], EngineTimes[]] = [[], []];
	for (let round = 0; round <= rounds; round++) {
		one.push(await timeOf(usual));
		two.push(await timeOf(other));
	}
	return { rows, usual: wayOf(one), other: wayOf(two) };
}

/** The first round only warms up. */
const wayOf = ([, ...rounds]: EngineTimes[]): Way => ({
	engineMs: median(rounds.map(({ engineMs }) => engineMs)),
	nodeMs: median(rounds.map(({ streetMs }) => streetMs)),
});

if (require.main === module) {
	const [which, rounds, share] = process.argv.slice(2);
	const ways = PAIRS[which as keyof typeof PAIRS];
	void measure(ways, Number(rounds), Number(share)).then((result) =>
		process.stdout.write(`${JSON.stringify(result)}\n`),
	);
}
