/** Where a command of the pages is run: a file, and the words in it that do so. */
export interface Run {
	by: string;
	says: string;
}

/** Why no test runs it, and who does instead. */
export interface ByHand {
	byHand: string;
}

const START = 'test/e2e/start.test.ts';
const CLONE = 'test/e2e/clone.test.ts';
const RUN = 'test/docs/commandsRun.test.ts';
const CI = '.github/workflows/ci.yml';

/**
 * Every command that README, CONTRIBUTING and docs tell people to run, and what shows that it works.
 * `commands.test.ts` fails for a command that is missing here, and for a proof that is gone.
 */
export const proofs: Record<string, Run | ByHand> = {
	'npm start': { by: START, says: "startCommand(['--port', `${port}`])" },
	'npm start -- --file my.xlsx': { by: START, says: "runCommand([...args, '--file', sheet])" },
	'npm start -- --once': { by: CLONE, says: "inClone('npm start -- --once')" },
	'npm start -- --once --n8n': { by: START, says: "['--once --n8n', ['--once', '--n8n']]" },
	'npm start -- --live': { by: START, says: "['--once', '--live', '--file', sheet]" },
	'npm test': { by: CI, says: '- run: npm test' },
	'npm run test:e2e': { by: '.ci/run', says: 'suite test:e2e run test:e2e' },
	'npm run lint': { by: 'package.json', says: 'npm run --silent lint' },
	'npm run soak': { by: 'test/e2e/soak.test.ts', says: "soak(['--minutes', '0.15']" },
	'npm run soak -- --minutes 2': {
		by: 'test/e2e/soak.test.ts',
		says: "soak(['--minutes', '0.15']",
	},
	'.ci/run': { by: CI, says: '- run: .ci/run' },
	'sh test/e2e/browser/ensure-chromium.sh': {
		by: '.ci/run',
		says: '\nsh test/e2e/browser/ensure-chromium.sh',
	},
	'sh test/e2e/queue/ensure-servers.sh': {
		by: '.ci/run',
		says: '\nsh test/e2e/queue/ensure-servers.sh',
	},
	'n8n start': { by: 'scripts/n8n.ts', says: "command = 'start'" },
	'n8n worker --concurrency=5': {
		by: 'test/e2e/queue/cluster.ts',
		says: "{ command: 'worker', args, env }",
	},
	'npm run bench': { by: 'test/e2e/bench.test.ts', says: "runScript('bench', ['--rounds', '1'" },
	'npm run bench -- --write': {
		byHand: 'it changes docs/; without --write the same run is in test/e2e/bench.test.ts',
	},
	'node scripts/repeat.js 10 npm run test:e2e -- e2e/queue': {
		by: 'test/scripts/repeat.test.ts',
		says: "repeat('3', 0)",
	},
	'node scripts/busy.js 8 npx jest': {
		by: 'test/scripts/busy.test.ts',
		says: "busy('2', 0)",
	},
	'mkdir -p ~/.n8n/nodes && cd ~/.n8n/nodes': {
		by: 'test/e2e/queue/cluster.ts',
		says: "'.n8n/nodes'",
	},
	'npm install --legacy-peer-deps --ignore-scripts n8n-nodes-wechat-marketing-code': {
		by: 'test/e2e/queue/cluster.ts',
		says: "'install', '--legacy-peer-deps', '--ignore-scripts', tarball",
	},
	'UPDATE_SCREENSHOTS=1 npm run test:e2e -- browser': {
		byHand: 'it changes docs/images; without the variable the same run is part of npm run test:e2e',
	},
	'npm run storms': { by: '.github/workflows/storms.yml', says: '- run: npm run storms' },
	'STORM_SEED=17 npx jest faults/storm faults/createStorm': {
		by: RUN,
		says: "'STORM_SEED=17 npx jest faults/storm faults/createStorm'",
	},
	'npx tsx scripts/mutants.ts --planted': {
		by: 'test/scripts/mutants.test.ts',
		says: "mutants('--planted', '--only'",
	},
	'npx tsx scripts/mutants.ts --in nodes/WechatMarketingCode/run --seed 1 --count 200': {
		by: 'test/scripts/mutants.test.ts',
		says: "mutants('--in', ",
	},
	'npx tsx scripts/errors-page.ts': { by: RUN, says: "'npx tsx scripts/errors-page.ts'" },
	'npx tsx scripts/recording.ts': {
		by: 'test/e2e/recording.test.ts',
		says: "'scripts/recording.ts'",
	},
	'npx tsx scripts/schemas.ts': { by: RUN, says: "'npx tsx scripts/schemas.ts'" },
	'npx tsx test/simulator/main.ts --port 8080 --options options.json': {
		by: RUN,
		says: "'npx tsx test/simulator/main.ts --port 8080 --options options.json'",
	},
	'npm version 1.2.3 --no-git-tag-version': {
		by: RUN,
		says: "'npm version 1.2.3 --no-git-tag-version'",
	},
	'npx tsx scripts/release-check.ts v1.2.3': {
		by: RUN,
		says: "'npx tsx scripts/release-check.ts v1.2.3'",
	},
	'git tag v1.2.3': { by: RUN, says: "'git tag v1.2.3'" },
	'git push origin v1.2.3': { by: RUN, says: "'git push origin v1.2.3'" },
	'npx @n8n/scan-community-package n8n-nodes-wechat-marketing-code': {
		byHand: 'it looks at what is on npm; test/package runs the same rules on what will be there',
	},
};
