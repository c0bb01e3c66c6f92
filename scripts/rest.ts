/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { randomUUID } from 'node:crypto';
import { parse } from 'flatted';
import { request } from 'undici';

/** The owner account of an n8n of ours. */
export interface Login {
	email: string;
	password: string;
}

/** What an execution came to; `runs` holds every node's runs by node name. */
export interface Execution {
	id: string;
	status: string;
	/** Milliseconds from start to end, as n8n counts them. */
	executionTime: number;
	error?: { message: string; description?: string | null };
	runs: Record<string, NodeRun[]>;
}

export interface NodeRun {
	startTime: number;
	executionTime: number;
	hints?: Array<{ message: string }>;
	error?: { message: string; description?: string | null };
	data?: { main: Array<Array<{ json: Record<string, unknown> }> | null> };
}

/** A workflow in the form in which n8n exports it. */
export interface Workflow {
	name: string;
	nodes: WorkflowNode[];
	connections: Record<string, unknown>;
	settings?: Record<string, unknown>;
	/** Items by node, which then does not run. */
	pinData?: Record<string, Array<{ json: object }>>;
}

export interface WorkflowNode {
	name: string;
	type: string;
	parameters: Record<string, unknown>;
	credentials?: Record<string, { id: string; name: string }>;
	[key: string]: unknown;
}

/** A node or a credential in n8n's lists. A credential has no version. */
export interface TypeEntry {
	name: string;
	displayName: string;
	description?: string;
	version?: number | number[];
}

const ENDED = ['success', 'error', 'crashed', 'canceled'];
const POLL_MS = 150;
const LIST_WITHIN_MS = 20_000;

/** The editor's own REST interface: one cookie, one browser id, as a browser would have. */
export class Rest {
	private cookie = '';
	private readonly browserId = randomUUID();

	constructor(readonly url: string) {}

	/**
	 * Sends a request and gives back the `data` of the answer.
	 *
	 * @throws Error with n8n's message on every status but 2xx.
	 */
	async call<T>(
		method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
		path: string,
		body?: unknown,
	): Promise<T> {
		const response = await request(`${this.url}/rest${path}`, {
			method,
			headers: {
				'browser-id': this.browserId,
				...(this.cookie && { cookie: this.cookie }),
				...(body !== undefined && { 'content-type': 'application/json' }),
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const text = await response.body.text();
		if (response.statusCode >= 300) {
			throw new Error(
				`n8n answered ${response.statusCode} to ${method} ${path}: ${text.slice(0, 500)}`,
			);
		}
		const cookies = [response.headers['set-cookie'] ?? []].flat();
		const login = cookies.find((cookie) => cookie.startsWith('n8n-auth='));
		if (login) this.cookie = login.split(';')[0];
		return (JSON.parse(text) as { data: T }).data;
	}

	/** Whether n8n is ready for requests: its readiness probe is green too early. */
	async isReady(): Promise<boolean> {
		try {
			const settings = await this.call<{ userManagement?: unknown }>('GET', '/settings');
			return settings.userManagement !== undefined;
		} catch {
			return false;
		}
	}

	async setUpOwner(login: Login): Promise<void> {
		await this.call('POST', '/owner/setup', { ...login, firstName: 'Local', lastName: 'Owner' });
	}

	async login({ email, password }: Login): Promise<void> {
		await this.call('POST', '/login', { emailOrLdapLoginId: email, password });
	}

	/** Creates the credential, or overwrites the one of that name; gives its id. */
	async saveCredential(name: string, type: string, data: Record<string, unknown>): Promise<string> {
		const all = await this.call<Array<{ id: string; name: string }>>('GET', '/credentials');
		const id = all.find((one) => one.name === name)?.id;
		const path = id ? `/credentials/${id}` : '/credentials';
		return (await this.call<{ id: string }>(id ? 'PATCH' : 'POST', path, { name, type, data })).id;
	}

	/** Creates the workflow, or overwrites the one of that name; gives its id. */
	async saveWorkflow(workflow: Workflow): Promise<string> {
		const all = await this.call<Array<{ id: string; name: string }>>('GET', '/workflows');
		const id = all.find((one) => one.name === workflow.name)?.id;
		const path = id ? `/workflows/${id}?forceSave=true` : '/workflows';
		const { name, nodes, connections, settings } = workflow;
		// Without pinData n8n's editor fails at the second *Execute step*.
		const body = { name, nodes, connections, settings: settings ?? {}, pinData: {} };
		return (await this.call<{ id: string }>(id ? 'PATCH' : 'POST', path, body)).id;
	}

	/** Publishes the workflow as saved, so that its triggers work. Its webhooks answer 404 for a moment yet. */
	async activateWorkflow(id: string): Promise<void> {
		const { versionId } = await this.call<{ versionId: string }>('GET', `/workflows/${id}`);
		await this.call('POST', `/workflows/${id}/activate`, { versionId });
	}

	/** Unpublishes the workflow: its triggers rest. */
	async deactivateWorkflow(id: string): Promise<void> {
		await this.call('POST', `/workflows/${id}/deactivate`, {});
	}

	/** Every node that this n8n has, in every version, as `type@version`: the editor's own list. */
	async nodeTypes(): Promise<Set<string>> {
		const all = await this.types('nodes');
		return new Set(
			all.flatMap(({ name, version }) => [version].flat().map((one) => `${name}@${one}`)),
		);
	}

	/** The editor's own list of all nodes, or of all credentials, that this n8n has. */
	async types(of: 'nodes' | 'credentials'): Promise<TypeEntry[]> {
		const headers = { 'browser-id': this.browserId, cookie: this.cookie };
		const until = Date.now() + LIST_WITHIN_MS;
		for (;;) {
			const { body, statusCode } = await request(`${this.url}/types/${of}.json`, { headers });
			const text = await body.text();
			if (statusCode !== 200)
				throw new Error(`n8n answered ${statusCode} to GET /types/${of}.json`);
			const list = listIn(text);
			if (list) return list;
			if (Date.now() > until) throw new Error(`n8n's list of ${of} does not become whole`);
			await new Promise((resolve) => setTimeout(resolve, POLL_MS));
		}
	}

	/** Starts a manual run from the named trigger, as the editor's button does; gives the execution's id. */
	async startWorkflow(workflowId: string, trigger: string): Promise<string> {
		// An old n8n (2.8.4) runs what it is sent, a newer one what it has saved.
		const workflowData = await this.call<Workflow>('GET', `/workflows/${workflowId}`);
		const body = { triggerToStartFrom: { name: trigger }, workflowData };
		return (await this.call<{ executionId: string }>('POST', `/workflows/${workflowId}/run`, body))
			.executionId;
	}

	/** An execution as it is now. */
	async execution(id: string): Promise<Execution> {
		const found = await this.call<{
			status: string;
			startedAt: string;
			stoppedAt: string | null;
			data?: string;
		}>('GET', `/executions/${id}`);
		const result = found.data
			? // What n8n did not come to write before it was killed is nothing.
				(
					parse(found.data) as
						| { resultData?: { runData?: Execution['runs']; error?: Execution['error'] } }
						| undefined
				)?.resultData
			: undefined;
		return {
			id,
			status: found.status,
			executionTime: found.stoppedAt
				? Date.parse(found.stoppedAt) - Date.parse(found.startedAt)
				: 0,
			error: result?.error,
			runs: result?.runData ?? {},
		};
	}

	/** Waits until the execution has ended, whatever its end. @throws Error after `timeoutMs`. */
	async waitForEnd(id: string, timeoutMs = 600_000): Promise<Execution> {
		const until = Date.now() + timeoutMs;
		for (;;) {
			const { status } = await this.call<{ status: string }>('GET', `/executions/${id}`);
			if (ENDED.includes(status)) return await this.execution(id);
			if (Date.now() > until)
				throw new Error(`Execution ${id} is still ${status} after ${timeoutMs} ms`);
			await new Promise((resolve) => setTimeout(resolve, POLL_MS));
		}
	}

	/** Runs a workflow by hand and waits for its end. */
	async runWorkflow(workflowId: string, trigger: string, timeoutMs?: number): Promise<Execution> {
		return await this.waitForEnd(await this.startWorkflow(workflowId, trigger), timeoutMs);
	}
}

/** The list in n8n's file; none while n8n is writing it, for then it is cut off. */
function listIn(text: string): TypeEntry[] | undefined {
	try {
		return JSON.parse(text) as TypeEntry[];
	} catch {
		return undefined;
	}
}

/** The rows that a node gave on its output `branch`, over all its runs. */
export function outputOf(
	execution: Execution,
	node: string,
	branch = 0,
): Array<Record<string, unknown>> {
	const runs = execution.runs[node] ?? [];
	return runs.flatMap((run) => (run.data?.main[branch] ?? []).map((item) => item.json));
}
