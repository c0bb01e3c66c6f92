/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- markers that the test searches for */
import { CREDENTIAL_TYPE } from '../../scripts/example';
import type { FaultAction, FaultRequest } from '../simulator';
import { APPLICATION, ROW_CODES, saveActivation, statusCounts } from './activation';
import { searchFolder } from './searchFolder';
import { startHost, type RunningHost } from './startHost';

const APP_ID = 'wx5a0c7e91b2d3f468';
const APP_SECRET = 'MARKERofTheAppSecret9f3b1d7a5c2e';
const PACKAGE_KEY = 'MARKERpackageKEY';
/** A live token, in shapes that a login does not understand. */
const RETURNED = 'MARKERofTheTokenThatCameBack7d1e';
const SHAPES = [
	{ accessToken: RETURNED },
	{ code: 0, data: { token: { value: RETURNED } } },
	RETURNED,
	[RETURNED],
	{ errcode: 0, errmsg: `ok ${RETURNED}` },
	{ errcode: 40164, errmsg: `invalid ip 198.51.100.7`, data: { access_token: RETURNED } },
].map((shape) => JSON.stringify(shape));
const XML = `<xml><access_token>${RETURNED}</access_token></xml>`;

/** Put into a saved execution on purpose, made only when the rows are. */
const PLANTED = 'MARKERthatWasPlantedInTheRows';

/** Ways in which a server or a proxy throws the token, the secret and the key back at the caller. */
const echoes = (text: string): FaultAction[] => [
	{ errcode: 80306, errmsg: `bad range ${text}` },
	{ errcode: 77777, errmsg: `access_token=${text} is unknown` },
	{ errcode: 48001, errmsg: `api unauthorized for ${text}` },
	{
		httpStatus: 502,
		contentType: 'text/html',
		body: `<html>upstream ?access_token=${text}</html>`,
	},
	{ httpStatus: 200, body: `not json ${text}` },
	{
		httpStatus: 302,
		body: text,
		headers: { location: `http://127.0.0.1:1/?access_token=${text}` },
	},
	'reset-before',
];

describe('secrets in the user folder of a real n8n', () => {
	let host: RunningHost;
	let saved = 0;

	beforeAll(async () => {
		host = await startHost({
			simulator: {
				accounts: [{ appId: APP_ID, appSecret: APP_SECRET, packageKey: PACKAGE_KEY }],
				applications: [{ applicationId: APPLICATION, codeCount: 100_000 }],
			},
			// As much as n8n can write down.
			env: {
				N8N_LOG_LEVEL: 'debug',
				N8N_LOG_OUTPUT: 'console,file',
				EXECUTIONS_DATA_SAVE_ON_PROGRESS: 'true',
			},
		});
	});
	afterAll(async () => await host?.stop());

	/** One row, at codes that no other workflow has: a fault can be meant for it alone. */
	async function save(onError: string, moreColumns?: string) {
		const { rest, account } = host;
		const data = { accessTokenSource: 'appSecret', ...account, codePackageKey: PACKAGE_KEY };
		const id = await rest.saveCredential('Marked', CREDENTIAL_TYPE, data);
		const start = ROW_CODES * saved++;
		const workflow = await saveActivation(rest, account, {
			name: `Secrets ${saved}`,
			rows: 1,
			firstCode: start,
			credentials: { [CREDENTIAL_TYPE]: { id, name: 'Marked' } },
			node: { onError },
			moreColumns,
		});
		const isAbout = ({ body }: FaultRequest) =>
			Object.values(body as Record<string, unknown>).includes(start);
		return { workflow, isAbout };
	}

	const run = async (workflow: string) => await host.rest.runWorkflow(workflow, 'Start');

	/** Every token that was ever used, and what the account keeps to itself. */
	function secrets(): Record<string, string> {
		const used = host.simulator.journal.map(({ query }) => query.access_token);
		const tokens = [...new Set(used.filter(Boolean))];
		return {
			'app secret': APP_SECRET,
			'package key': PACKAGE_KEY,
			'token in another shape': RETURNED,
			...Object.fromEntries(tokens.map((token, at) => [`token ${at + 1}`, token])),
		};
	}

	it('are nowhere in clear, whatever failed', async () => {
		const { simulator, rest } = host;
		const shown: string[] = [];
		const keep = (what: unknown) => void shown.push(JSON.stringify(what));
		const good = await run((await save('stopWorkflow')).workflow);
		expect(statusCounts(good)).toEqual({ activated: 1 });

		const token = simulator.tokens.issueToken(APP_ID);
		const failing: string[] = [];
		for (const onError of ['stopWorkflow', 'continueRegularOutput', 'continueErrorOutput']) {
			for (const action of echoes(`${token} ${APP_SECRET} ${PACKAGE_KEY}`)) {
				const { workflow, isAbout } = await save(onError);
				simulator.faults.add({
					endpoint: ['codeactive', 'codeactivequery'],
					when: isAbout,
					times: Infinity,
					do: action,
				});
				failing.push(workflow);
			}
		}
		// Together, for most of their time is back-off.
		const runs = await Promise.all(failing.map(run));
		expect(runs.map((one) => statusCounts(one).activated ?? 0)).toEqual(failing.map(() => 0));
		expect(runs.filter(({ status }) => status === 'error')).toHaveLength(echoes('').length);
		keep(runs);

		simulator.faults.clear();
		simulator.tokens.expireToken(APP_ID);
		simulator.faults.add({
			endpoint: 'stable_token',
			times: Infinity,
			do: { errcode: 40125, errmsg: `invalid appsecret ${APP_SECRET} ${PACKAGE_KEY}` },
		});
		for (const onError of ['stopWorkflow', 'continueRegularOutput']) {
			keep(await run((await save(onError)).workflow));
		}
		const data = { ...host.account, codePackageKey: PACKAGE_KEY };
		const credentials = { id: '', name: 'New', type: CREDENTIAL_TYPE, data };
		const verdict = await rest.call('POST', '/credentials/test', { credentials });
		expect(verdict).toMatchObject({ status: 'Error' });
		keep(verdict);
		for (const body of [...SHAPES, XML, `access_token=${RETURNED}`, SHAPES[0].slice(0, -1)]) {
			simulator.faults.clear();
			const fault = { times: Infinity, do: { httpStatus: 200, body } };
			simulator.faults.add({ endpoint: 'stable_token', ...fault });
			const failed = await run((await save('continueRegularOutput')).workflow);
			expect(statusCounts(failed).activated).toBeUndefined();
			keep([failed, await rest.call('POST', '/credentials/test', { credentials })]);
		}
		simulator.faults.clear();
		keep(await run((await save('stopWorkflow')).workflow));

		const all = secrets();
		expect(Object.keys(all)).toEqual([
			'app secret',
			'package key',
			'token in another shape',
			'token 1',
			'token 2',
		]);
		for (const [name, secret] of Object.entries(all)) {
			expect([name, shown.join().includes(secret)]).toEqual([name, false]);
		}
		const { findings, files } = searchFolder(host.userFolder, all);
		expect(files).toEqual(expect.arrayContaining(['.n8n/database.sqlite', 'n8n-start.log']));
		expect(findings).toEqual([]);
	});

	it('would be found by that search, as a marker in a saved execution is', async () => {
		const { workflow } = await save(
			'stopWorkflow',
			"备注: ['MARKERthatWasPlanted', 'InTheRows'].join(''),",
		);
		await run(workflow);
		const open = searchFolder(host.userFolder, { planted: PLANTED }).findings;
		expect(open).toEqual(
			expect.arrayContaining([expect.stringMatching(/database\.sqlite(-wal)?: planted/)]),
		);
		await host.n8n.stop();
		const closed = searchFolder(host.userFolder, { planted: PLANTED, ...secrets() }).findings;
		expect(closed.length).toBeGreaterThan(0);
		expect(closed.filter((found) => !/database\.sqlite(-wal)?: planted$/.test(found))).toEqual([]);
		const login = searchFolder(host.userFolder, { 'login name': host.n8n.login.email }).findings;
		expect(login).toContain('login.json: login name');
	});
});
