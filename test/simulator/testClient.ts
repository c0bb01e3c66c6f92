import { Agent, request, type Dispatcher } from 'undici';
import { DEFAULT_ACCOUNT, startSimulator, type Simulator, type SimulatorOptions } from './index';

export const APP_ID = DEFAULT_ACCOUNT.appId;
export const APP_SECRET = DEFAULT_ACCOUNT.appSecret;
export const APPLICATION = 581865877;

/** The page's own example of codeactive. */
export const EXAMPLE = {
	application_id: APPLICATION,
	code_start: 0,
	code_end: 200,
	activity_name: 'test_name',
	product_brand: 'test_brand',
	product_title: 'test_title',
	product_code: 'test_code',
	wxa_appid: 'wx3sxjifjwojfsffef',
	wxa_path: 'pages/index/index',
};

export interface Received {
	status: number;
	contentType: string;
	text: string;
	/** The JSON, `{}` when it is none. */
	json: Record<string, unknown>;
	errcode: unknown;
	errmsg: string;
}

/** A client of its own making: an undici agent, no code of the nodes. */
export class TestClient {
	readonly agent: Agent;

	constructor(
		public url: string,
		ca?: string,
	) {
		this.agent = new Agent({ connect: ca ? { ca } : {}, bodyTimeout: 0, headersTimeout: 0 });
	}

	async send(
		path: string,
		options: {
			method?: Dispatcher.HttpMethod;
			body?: string | Buffer;
			headers?: Record<string, string>;
			signal?: AbortSignal;
		} = {},
	): Promise<Received> {
		const answer = await request(this.url + path, { dispatcher: this.agent, ...options });
		const text = await answer.body.text();
		let json: Record<string, unknown> = {};
		try {
			json = JSON.parse(text) as Record<string, unknown>;
		} catch {
			// Some answers are no JSON: that is what their tests are about.
		}
		return {
			status: answer.statusCode,
			contentType: String(answer.headers['content-type']),
			text,
			json,
			errcode: json.errcode,
			errmsg: String(json.errmsg),
		};
	}

	async post(path: string, body: unknown, signal?: AbortSignal): Promise<Received> {
		return await this.send(path, { method: 'POST', body: JSON.stringify(body), signal });
	}

	async logIn(force = false, appid = APP_ID, secret = APP_SECRET): Promise<Received> {
		return await this.post('/cgi-bin/stable_token', {
			grant_type: 'client_credential',
			appid,
			secret,
			...(force ? { force_refresh: true } : {}),
		});
	}
}

export interface Bench {
	sim: Simulator;
	client: TestClient;
	/** The simulator's clock; a test moves it. */
	clock: { ms: number };
	/** Calls a marketcode endpoint with a living token of the default account (or with the given one). */
	call(endpoint: string, body: unknown, token?: string): Promise<Received>;
	/** The page's example with other values. */
	activate(values?: Record<string, unknown>, token?: string): Promise<Received>;
	stop(): Promise<void>;
}

/** A simulator with one finished application of 100,000 codes and a clock that stands still. */
export async function startBench(options: SimulatorOptions = {}): Promise<Bench> {
	const clock = { ms: Date.UTC(2026, 10, 24, 2) };
	const sim = await startSimulator({
		now: () => clock.ms,
		applications: [{ applicationId: APPLICATION, codeCount: 100_000 }],
		...options,
	});
	const client = new TestClient(sim.url, options.https?.cert);
	const bench: Bench = {
		sim,
		client,
		clock,
		call: async (endpoint, body, token = sim.tokens.issueToken(APP_ID)) =>
			await client.post(`/intp/marketcode/${endpoint}?access_token=${token}`, body),
		activate: async (values = {}, token) =>
			await bench.call('codeactive', { ...EXAMPLE, ...values }, token),
		stop: async () => {
			await client.agent.destroy();
			await sim.stop();
		},
	};
	return bench;
}
