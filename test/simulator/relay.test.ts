/* eslint-disable @n8n/community-nodes/no-restricted-imports -- test code runs outside n8n */
import { connect, createServer, type AddressInfo } from 'node:net';
import { Line, Relay } from './relay';

const ROUND_TRIP_MS = 20;

describe('the relay', () => {
	afterEach(() => jest.restoreAllMocks());

	it('hands on in order, whichever timer fires first: an end never overtakes the answer', async () => {
		const line = new Line(1, 30);
		const heard: string[] = [];
		// The later one has the shorter delay. With the real clock that is a rounding: at a power of two.
		jest.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValueOnce(25);
		line.later(() => heard.push('answer'));
		await new Promise<void>((resolve) =>
			line.later(() => {
				heard.push('end');
				resolve();
			}),
		);
		expect(heard).toEqual(['answer', 'end']);
	});

	it('is as far away as it says: a connection costs one round trip, a question another', async () => {
		const server = createServer((socket) => socket.on('data', () => socket.end('answer')));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		const relay = new Relay(ROUND_TRIP_MS, () => (server.address() as AddressInfo).port);
		const port = await relay.listen(0);
		const started = performance.now();
		const heard = await new Promise((resolve, reject) => {
			const socket = connect({ host: '127.0.0.1', port }, () => socket.write('question'));
			socket.on('error', reject).on('data', (chunk) => resolve(String(chunk)));
		});
		expect(heard).toBe('answer');
		expect(performance.now() - started).toBeGreaterThanOrEqual(2 * ROUND_TRIP_MS - 2);
		await relay.close();
		await new Promise((resolve) => server.close(resolve));
	});
});
