/* eslint-disable no-console, @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n, for a person at a terminal */
import { parseArgs } from 'node:util';
import { huntMutants } from './mutants/hunt';
import { plantAll } from './mutants/plant';

const HELP = `npx tsx scripts/mutants.ts --planted                plants each fault of scripts/mutants/planted.ts: do the tests notice?
npx tsx scripts/mutants.ts --planted --only Verify  those whose file and words match
npx tsx scripts/mutants.ts --in nodes/WechatMarketingCode/run,credentials --seed 1 --count 200
                                                    draws mutants of these folders and prints those that no test notices
                                                    --minutes 40 at most so long, --lanes 2 test files at once, --tests engine/net only these
All of it happens in a copy in the temp folder.`;

/** The exit code: 1 when something was not noticed, 2 when it is not clear what to do. */
async function main(): Promise<number> {
	const { values } = parseArgs({
		options: {
			planted: { type: 'boolean' },
			only: { type: 'string' },
			in: { type: 'string', multiple: true },
			seed: { type: 'string', default: '1' },
			count: { type: 'string', default: '200' },
			minutes: { type: 'string', default: '40' },
			lanes: { type: 'string', default: '2' },
			tests: { type: 'string', multiple: true, default: [] },
		},
	});
	if (values.planted) return (await plantAll(values.only)) === 0 ? 0 : 1;
	const rooms = (values.in ?? []).flatMap((list) => list.split(',')).filter((room) => room !== '');
	const [seed, count, minutes, lanes] = [
		values.seed,
		values.count,
		values.minutes,
		values.lanes,
	].map(Number);
	if (rooms.length > 0 && [seed, count, minutes, lanes].every(Number.isFinite)) {
		const survived = await huntMutants({ rooms, seed, count, minutes, lanes, tests: values.tests });
		return survived === 0 ? 0 : 1;
	}
	console.log(HELP);
	return 2;
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
main().then(
	(code) => process.exit(code),
	(error: unknown) => {
		console.error(error);
		process.exit(1);
	},
);
