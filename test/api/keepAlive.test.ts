import { endpoints } from '../../nodes/WechatMarketingCode/api/endpoints';
import {
	KeepAlive,
	type Egress,
	type Transport,
} from '../../nodes/WechatMarketingCode/api/transports';

const request = { endpoint: endpoints.codeactive, body: {}, timeoutMs: 1_000 };
const credential = { sessionToken: 'a-token', baseUrl: 'http://127.0.0.1:1' };
const throughN8n: Transport = {
	send: async () => await Promise.reject(new Error('not this way')),
};

describe('kept connections and n8n’s filter of addresses', () => {
	const refusing = () => {
		const asked: string[] = [];
		const validateUrl = async (url: string | URL) => {
			asked.push(String(url));
			return await Promise.resolve({ ok: false, error: new Error('it is private') });
		};
		return { asked, egress: { validateUrl } as unknown as Egress };
	};

	it('an address that it refuses is not asked, and the filter only once', async () => {
		const { asked, egress } = refusing();
		const transport = new KeepAlive(throughN8n, egress);
		for (let calls = 0; calls < 2; calls++) {
			expect(await transport.send(request, credential)).toMatchObject({
				kind: 'silence',
				sent: false,
				hopeless: 'now',
				problem: { en: 'n8n does not allow this address (it is private)' },
			});
		}
		expect(asked).toEqual(['http://127.0.0.1:1']);
	});

	it('what the credential does not allow is told before the filter is asked', async () => {
		const { asked, egress } = refusing();
		const limited = { ...credential, allowedHttpRequestDomains: 'domains', allowedDomains: '' };
		const told = await new KeepAlive(throughN8n, egress).send(request, limited);
		expect(told).toMatchObject({ kind: 'silence', sent: false, hopeless: 'now' });
		expect(JSON.stringify(told)).toContain('Allowed Domains');
		expect(asked).toEqual([]);
	});

	it('both look anew where the credential was edited in mid-run', async () => {
		const { asked, egress } = refusing();
		const transport = new KeepAlive(throughN8n, egress);
		const send = async (more: object) =>
			JSON.stringify(await transport.send(request, { ...credential, ...more }));
		await send({});
		const limits = { allowedHttpRequestDomains: 'domains', allowedDomains: 'a.example' };
		expect(await send(limits)).toContain('Add 127.0.0.1 to Allowed Domains');
		await send({ baseUrl: 'http://127.0.0.2:1' });
		expect(asked).toEqual(['http://127.0.0.1:1', 'http://127.0.0.2:1']);
	});

	it.each([
		[
			'a host that is not found',
			Object.assign(new Error('no'), { code: 'ENOTFOUND' }),
			'ENOTFOUND',
		],
		['an answer of no address', new Error('DNS lookup returned no results'), 'no results'],
	])('%s: nothing was sent, and the filter is asked again', async (_what, error, words) => {
		const validateUrl = jest.fn(async () => await Promise.reject<never>(error));
		const transport = new KeepAlive(throughN8n, { validateUrl });
		for (let calls = 1; calls <= 2; calls++) {
			const told = await transport.send(request, credential);
			expect(told).toMatchObject({ kind: 'silence', sent: false, hopeless: undefined });
			expect(JSON.stringify(told)).toContain(words);
			expect(validateUrl).toHaveBeenCalledTimes(calls);
		}
	});
});
