import { credentialProperties } from '../../nodes/WechatMarketingCode/api/login/fields';
import { parameterProblems } from './parameters';
import {
	descriptionOf,
	exampleFiles,
	isActivation,
	isOurs,
	notesOf,
	readExample,
	type Example,
} from './read';

const examples = exampleFiles.map((file): [string, Example] => [file, readExample(file)]);

/** `npm start` imports this one through n8n's own interface, which gives it an id. */
const WITHOUT_ID = ['spreadsheet-to-activation.json'];

const repeated = (values: string[]): string[] =>
	values.filter((value, at) => values.indexOf(value) !== at);

describe('the examples together', () => {
	it('are those that the documentation names', () => {
		expect(exampleFiles).toEqual(
			expect.arrayContaining([
				'approval-to-activation.json',
				'create-wait-download-activate.json',
				'data-table-to-activation.json',
				'daily-retry-pending-review.json',
				'erp-webhook-to-activation.json',
				'error-output-to-review-list.json',
				'google-sheets-to-activation.json',
				'large-sheet-in-batches.json',
				'scan-webhook-to-ticket.json',
				'scanned-reel-to-range.json',
				'spreadsheet-to-activation.json',
				'upload-form-to-activation.json',
			]),
		);
	});

	it('share no id, name, node id, webhook id or webhook path', () => {
		const workflows = examples.map(([, example]) => example);
		const nodes = workflows.flatMap((example) => example.nodes);
		expect(repeated(workflows.flatMap(({ id }) => id ?? []))).toEqual([]);
		expect(repeated(workflows.map(({ name }) => name))).toEqual([]);
		expect(repeated(nodes.map(({ id }) => id))).toEqual([]);
		expect(repeated(nodes.flatMap(({ webhookId }) => webhookId ?? []))).toEqual([]);
		expect(
			repeated(nodes.flatMap(({ parameters }) => String(parameters.path ?? []) || [])),
		).toEqual([]);
	});
});

describe.each(examples)('%s', (file, example) => {
	const ours = example.nodes.filter(isOurs);

	it('has the form in which n8n exports a workflow', () => {
		expect(example.settings?.executionOrder).toBe('v1');
		if (!WITHOUT_ID.includes(file)) expect(example.id).toMatch(/^[A-Za-z0-9]{16}$/);
		for (const node of example.nodes) {
			expect(node).toMatchObject({
				id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
				name: expect.stringMatching(/\S/),
				type: expect.stringMatching(/^n8n-nodes-/),
				typeVersion: expect.any(Number),
				position: [expect.any(Number), expect.any(Number)],
				parameters: expect.any(Object),
			});
		}
		expect(repeated(example.nodes.map(({ name }) => name))).toEqual([]);
	});

	it('holds no data of a run', () => {
		expect(Object.keys((example as { pinData?: object }).pinData ?? {})).toEqual([]);
		expect(example).not.toHaveProperty('staticData');
	});

	it('explains itself in a sticky note, and says that activation cannot be undone', () => {
		expect(notesOf(example)).toMatch(/^## \S/);
		expect(notesOf(example)).toMatch(/activation cannot be undone/i);
		expect(notesOf(example)).toMatch(/\*\*Before you (run it|switch it on)\*\*/);
	});

	it('names in bold only nodes that it has', () => {
		const steps = [...notesOf(example).matchAll(/^\d+\. (.*?):/gm)].map(([, head]) => head);
		const named = steps.flatMap((head) => [...head.matchAll(/\*\*(.+?)\*\*/g)].map((m) => m[1]));
		const names = example.nodes.map(({ name }) => name);
		for (const name of named) {
			expect(names.some((candidate) => candidate.startsWith(name))).toBe(true);
		}
	});

	it('connects nodes that exist, each but the note', () => {
		const names = example.nodes.map(({ name }) => name);
		const reached = Object.entries(example.connections).flatMap(([from, { main }]) => [
			from,
			...main.flatMap((targets) => (targets ?? []).map(({ node }) => node)),
		]);
		expect(reached.filter((name) => !names.includes(name))).toEqual([]);
		const noted = example.nodes.filter(({ type }) => type.endsWith('.stickyNote'));
		expect([...new Set(reached)].sort()).toEqual(
			names.filter((name) => !noted.some((note) => note.name === name)).sort(),
		);
	});

	it('uses nodes of this package, with parameters that they have', () => {
		expect(ours).not.toEqual([]);
		for (const node of ours) {
			const description = descriptionOf(node);
			expect([node.name, description?.version]).toEqual([node.name, node.typeVersion]);
			if (description === undefined) continue;
			expect([node.name, parameterProblems(node, description)]).toEqual([node.name, []]);
		}
	});

	it('names credentials and holds none', () => {
		const secret = credentialProperties
			.filter(({ typeOptions }) => typeOptions?.password)
			.map(({ name }) => name);
		for (const { credentials = {}, parameters } of example.nodes) {
			for (const credential of Object.values(credentials)) {
				expect(Object.keys(credential).sort()).toEqual(['id', 'name']);
			}
			expect(Object.keys(parameters).filter((name) => secret.includes(name))).toEqual([]);
		}
		for (const { credentials } of ours) {
			expect(Object.keys(credentials ?? { wechatMarketingCodeApi: 0 })).toEqual([
				'wechatMarketingCodeApi',
			]);
		}
		expect(JSON.stringify(example)).not.toMatch(/Bearer |access_token=|"appSecret"/);
	});

	it('never lets a bad row stop the others: On Error is what the note says', () => {
		for (const node of example.nodes.filter(isActivation)) {
			const outputs = example.connections[node.name]?.main ?? [];
			const withErrorOutput = node.onError === 'continueErrorOutput';
			expect(withErrorOutput || node.onError === 'continueRegularOutput').toBe(true);
			expect(outputs.length).toBeLessThanOrEqual(withErrorOutput ? 2 : 1);
			if (withErrorOutput) expect(outputs[1]?.length).toBeGreaterThan(0);
			expect(notesOf(example)).toMatch(
				withErrorOutput
					? /On Error is \*Continue \(using error output\)\*/
					: /On Error (of the activation )?is \*Continue\*/,
			);
		}
	});

	it('lets nobody activate over the network without a password', () => {
		for (const { type, parameters } of example.nodes) {
			if (type === 'n8n-nodes-base.webhook') expect(parameters.authentication).toBe('headerAuth');
			if (type === 'n8n-nodes-base.formTrigger')
				expect(parameters.authentication).toBe('basicAuth');
		}
	});
});

describe('an example that activates values of its own', () => {
	it('is a dry run until a person has put in theirs', () => {
		const withValues = examples.flatMap(([, { nodes }]) =>
			nodes.filter(
				(node) => isActivation(node) && Object.keys(node.parameters.defaultValues ?? {}).length > 0,
			),
		);
		expect(withValues).not.toEqual([]);
		for (const { parameters } of withValues)
			expect(parameters.options).toMatchObject({ dryRun: true });
	});
});
