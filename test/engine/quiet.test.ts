import { sheetRow } from './harness';
import { startWorld, type World } from './world';

/** Where n8n's log goes on its way to the console (winston's transport). */
interface Streams {
	_stdout: NodeJS.WritableStream;
	_stderr: NodeJS.WritableStream;
}

describe('a run that fails as it should', () => {
	let world: World;
	beforeEach(async () => (world = await startWorld()));
	afterEach(async () => {
		jest.restoreAllMocks();
		await world.end();
	});

	it("puts nothing of n8n's log between the names of the tests", async () => {
		const { _stdout, _stderr } = console as unknown as Streams;
		const written = [_stdout, _stderr].map((stream) => jest.spyOn(stream, 'write'));
		const { error } = await world.run({ rows: [sheetRow(5, 3)] });
		expect(error?.message).toContain('1 row is wrong');
		for (const write of written) expect(write).not.toHaveBeenCalled();
	});
});
