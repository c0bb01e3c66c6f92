/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { request } from 'undici';
import { NODE_TYPE, readWorkflow, saveAccount, type Account } from '../example';
import type { N8n } from '../n8n';

export const APPLICATION = { applicationId: '681200417', codeCount: 20_000_000 };

/** The constant load: so many lists a second, of so many rows each. */
export const LISTS_PER_SECOND = 3;
export const ROWS_PER_LIST = 20;
const ROW_CODES = 10;
/** An n8n that cannot keep up gets no more lists on top. */
const LISTS_UNDER_WAY = 20;
const POLL_MS = 200;
const READY_WITHIN_MS = 20_000;

const WEBHOOKS = [
	{ path: 'soak-through-n8n', reuseConnections: false },
	{ path: 'soak-kept-open', reuseConnections: true },
];

/**
 * Publishes the example "ERP webhook to activation" twice: once through n8n's HTTP helper, once with
 * Reuse Connections. Successful executions are not saved (the caller's environment sees to that).
 */
export async function publishWebhooks({ rest }: N8n, account: Account): Promise<void> {
	const credentials = await saveAccount(rest, account);
	for (const { path, reuseConnections } of WEBHOOKS) {
		const workflow = readWorkflow('erp-webhook-to-activation.json');
		workflow.name = path;
		for (const node of workflow.nodes) {
			if (node.type === NODE_TYPE) {
				node.credentials = credentials;
				node.parameters.options = { reuseConnections };
			}
			if (node.type === 'n8n-nodes-base.webhook') {
				Object.assign(node.parameters, { path, authentication: 'none' });
				node.webhookId = path;
			}
		}
		await rest.activateWorkflow(await rest.saveWorkflow(workflow));
	}
}

/** An ERP that sends lists of rows to the two webhooks in turn, at a constant rate. */
export class Load {
	sentRows = 0;
	/** Rows that came back, by status. */
	readonly statuses: Record<string, number> = {};
	/** Lists that were not sent because n8n was too far behind. */
	leftOut = 0;
	private lists = 0;
	private readonly underWay = new Set<Promise<void>>();

	constructor(private readonly url: string) {}

	get rows(): number {
		return Object.values(this.statuses).reduce((sum, count) => sum + count, 0);
	}

	/** Sends until `until` (milliseconds of the clock) and waits for the last answers. */
	async run(until: number): Promise<void> {
		await new Promise<void>((resolve) => {
			const tick = setInterval(() => {
				if (Date.now() >= until) {
					clearInterval(tick);
					resolve();
				} else if (this.underWay.size >= LISTS_UNDER_WAY) this.leftOut++;
				else this.send();
			}, 1_000 / LISTS_PER_SECOND);
		});
		await Promise.all(this.underWay);
	}

	/** One list to each webhook, however long it takes until they are there. */
	async warmUp(): Promise<void> {
		for (let i = 0; i < WEBHOOKS.length; i++) await this.send();
	}

	private send(): Promise<void> {
		const { path } = WEBHOOKS[this.lists % WEBHOOKS.length];
		const first = this.lists++ * ROWS_PER_LIST * ROW_CODES;
		this.sentRows += ROWS_PER_LIST;
		const list = this.answerOf(path, rowsFrom(first))
			.then((statuses) => statuses.forEach((status) => this.count(status)))
			.catch(() => this.count('no answer', ROWS_PER_LIST))
			.finally(() => this.underWay.delete(list));
		this.underWay.add(list);
		return list;
	}

	private count(status: string, rows = 1): void {
		this.statuses[status] = (this.statuses[status] ?? 0) + rows;
	}

	/** A webhook that was just published answers 404 for a moment. */
	private async answerOf(path: string, rows: object[]): Promise<string[]> {
		const until = Date.now() + READY_WITHIN_MS;
		for (;;) {
			const { statusCode, body } = await request(`${this.url}/webhook/${path}`, {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify({ rows }),
			});
			const text = await body.text();
			if (statusCode === 404 && Date.now() < until) {
				await new Promise((resolve) => setTimeout(resolve, POLL_MS));
				continue;
			}
			const answer = JSON.parse(text) as Array<{ activation_status: string }>;
			return answer.map((row) => row.activation_status);
		}
	}
}

const rowsFrom = (first: number): object[] =>
	Array.from({ length: ROWS_PER_LIST }, (_, i) => ({
		application_id: APPLICATION.applicationId,
		code_start: first + i * ROW_CODES,
		code_end: first + (i + 1) * ROW_CODES - 1,
		activity_name: '2026春茶开采季',
		product_brand: '云岭山房',
		product_title: '明前龙井',
		product_code: '6972345100186',
		wxa_appid: 'wx5f3a1c9e7b2d4068',
		wxa_path: 'pages/tea/index',
	}));
