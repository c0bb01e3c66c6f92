/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- reads the workflows; tests run outside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { CURRENT_HOST } from '../../scripts/host';
import { releaseProblems, type Manifest } from '../../scripts/release-check';

const read = (file: string): string => readFileSync(join(__dirname, '../..', file), 'utf8');

interface Step {
	uses?: string;
	run?: string;
	with?: Record<string, unknown>;
	env?: Record<string, string>;
}

interface Job {
	permissions?: Record<string, string>;
	needs?: string;
	environment?: string;
	container?: string;
	strategy?: { matrix: { node: number[] } };
	steps: Step[];
}

interface Workflow {
	on: Record<string, unknown>;
	permissions: Record<string, string>;
	jobs: Record<string, Job>;
}

const workflow = (name: string) => parse(read(`.github/workflows/${name}.yml`)) as Workflow;
const ci = workflow('ci');
const publish = workflow('publish');
const runsOf = ({ steps }: Job) => steps.flatMap(({ run }) => run ?? []);
const steps = [ci, publish].flatMap(({ jobs }) => Object.values(jobs).flatMap((job) => job.steps));

describe('the workflows', () => {
	it('may read the code and nothing else, but for the job that publishes', () => {
		for (const { permissions, jobs } of [ci, publish]) {
			expect(permissions).toEqual({ contents: 'read' });
			const more = Object.entries(jobs).filter(([, job]) => job.permissions);
			expect(more.map(([name]) => name)).toEqual(jobs === publish.jobs ? ['publish'] : []);
		}
		expect(publish.jobs.publish.permissions).toEqual({ contents: 'read', 'id-token': 'write' });
	});

	it('use actions by commit, with the version beside it', () => {
		const lines = ['ci', 'publish'].flatMap(
			(name) => read(`.github/workflows/${name}.yml`).match(/^.*\buses:.*$/gm) ?? [],
		);
		expect(lines).toHaveLength(steps.filter(({ uses }) => uses).length);
		for (const line of lines)
			expect(line).toMatch(/uses: actions\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
	});

	it('leave no credential in the checkout, and take nothing from outside into a command', () => {
		for (const { uses = '', with: options, run = '' } of steps) {
			if (uses.startsWith('actions/checkout@'))
				expect(options?.['persist-credentials']).toBe(false);
			expect(run).not.toContain('${{');
		}
	});

	it('know one secret, in the step that publishes', () => {
		expect(read('.github/workflows/ci.yml')).not.toMatch(/secrets\b/);
		expect(read('.github/workflows/publish.yml').match(/secrets\.\w+/g)).toEqual([
			'secrets.NPM_TOKEN',
		]);
		expect(publish.jobs.publish.steps.at(-1)?.env).toEqual({
			NODE_AUTH_TOKEN: '${{ secrets.NPM_TOKEN }}',
		});
	});

	it('test on the Node versions that the README names for npm test, and everything on that of n8n', () => {
		const row = /^\| n8n-core \S+ \| ([\d, ]+) \|/m.exec(read('README.md'))?.[1];
		expect(ci.jobs.test.strategy?.matrix.node).toEqual(row?.split(', ').map(Number));
		expect(runsOf(ci.jobs.test)).toEqual(['npm ci', 'npm test']);
		expect(ci.jobs.everything.container).toBe(`node:${CURRENT_HOST.node}-bookworm`);
		expect(runsOf(ci.jobs.everything)).toEqual(['.ci/run']);
		// `pull_request_target` would run a stranger's code with the rights of the repository.
		expect(Object.keys(ci.on)).toEqual(['push', 'pull_request']);
	});
});

describe('publishing', () => {
	it('is for tags v* alone', () => {
		expect(publish.on).toEqual({ push: { tags: ['v*'] } });
	});

	it('comes after the check of the tag and all tests, which may not publish', () => {
		const runs = runsOf(publish.jobs.package);
		expect(runs.slice(0, 3)).toEqual([
			'npm ci',
			'npx tsx scripts/release-check.ts "$GITHUB_REF_NAME"',
			'npm test',
		]);
		expect(runs[3]).toMatch(/^npm pack --pack-destination package$/m);
		expect(publish.jobs.publish.needs).toBe('package');
	});

	it('runs npm and nothing of ours, with provenance, from a protected environment', () => {
		const { publish: job } = publish.jobs;
		const [run, ...more] = runsOf(job);
		expect(more).toEqual([]);
		expect(run.trim().split('\n').at(-1)).toBe(
			// Without ./ npm would take the path for a repository on GitHub.
			'npm publish ./package/*.tgz --provenance --access public',
		);
		// Every command in it is npm's; the token itself is on no command line.
		expect(run.match(/^\s*(?!if |fi$)(\S+)/gm)?.map((word) => word.trim())).toEqual(['npm', 'npm']);
		expect(run).toContain('_authToken=\\${NODE_AUTH_TOKEN}"');
		expect(job.environment).toBe('npm');
		expect(job.steps.some(({ uses }) => uses?.startsWith('actions/checkout@'))).toBe(false);
	});
});

describe('dependabot', () => {
	interface Update {
		'package-ecosystem': string;
		groups: Record<string, unknown>;
		ignore?: Array<{ 'dependency-name': string; 'update-types'?: string[] }>;
	}
	const { updates } = parse(read('.github/dependabot.yml')) as { updates: Update[] };

	it('looks after packages and actions, in groups', () => {
		expect(updates.map((update) => update['package-ecosystem'])).toEqual(['npm', 'github-actions']);
		for (const { groups } of updates) expect(Object.keys(groups)).toHaveLength(1);
	});

	it('leaves alone what must stay as it is', () => {
		const ignored = updates[0].ignore ?? [];
		const whole = ignored
			.filter((one) => !one['update-types'])
			.map((one) => one['dependency-name']);
		expect(whole).toEqual(['eslint', 'n8n-core', 'n8n-workflow', 'lodash']);
		const major = ignored.filter((one) => one['update-types']);
		for (const one of major) expect(one['update-types']).toEqual(['version-update:semver-major']);
		expect(major.map((one) => one['dependency-name'])).toEqual([
			'typescript',
			'undici',
			'@types/node',
		]);
		const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: object };
		for (const one of ignored) expect(devDependencies).toHaveProperty([one['dependency-name']]);
	});
});

describe('the forms for issues', () => {
	interface Form {
		name: string;
		description: string;
		body: Array<{ type: string; id?: string; attributes: Record<string, unknown> }>;
	}
	const form = (name: string) => parse(read(`.github/ISSUE_TEMPLATE/${name}.yml`)) as Form;

	it.each(['bug', 'question'])('%s: say first what to take out, and have it confirmed', (name) => {
		const { body, ...head } = form(name);
		expect(head).toMatchObject({ name: expect.any(String), description: expect.any(String) });
		for (const secret of ['AppSecret', 'access token', 'package key', 'openid'])
			expect(String(body[0].attributes.value)).toContain(secret);
		expect(body.at(-1)).toMatchObject({
			type: 'checkboxes',
			attributes: { options: [{ required: true }] },
		});
		const ids = body.flatMap(({ id }) => id ?? []);
		expect(new Set(ids).size).toBe(body.length - 1);
		for (const { type, attributes } of body)
			expect([type, typeof (attributes.label ?? attributes.value)]).toEqual([type, 'string']);
	});

	it('are the only way in', () => {
		expect(form('config')).toEqual({ blank_issues_enabled: false });
	});
});

describe('the check of a release', () => {
	const manifest: Manifest = {
		version: '1.2.3',
		author: { name: 'Li Lei', email: 'lilei@example.com' },
		homepage: 'https://github.com/owner/name#readme',
		repository: { url: 'git+https://github.com/owner/name.git' },
		bugs: { url: 'https://github.com/owner/name/issues' },
	};
	const release = {
		tag: 'v1.2.3',
		manifest,
		changelog: '# Changelog\n\n## [Unreleased]\n\n## [1.2.3] - 2026-12-31\n\n### Added\n\n- A.\n',
		repository: 'owner/name',
	};

	it('finds nothing wrong with one that is complete', () => {
		expect(releaseProblems(release)).toEqual([]);
		expect(releaseProblems({ ...release, repository: undefined })).toEqual([]);
	});

	it.each<[string, Partial<typeof release>, RegExp]>([
		['another tag', { tag: 'v1.2.4' }, /The tag is v1\.2\.4, but .* 1\.2\.3/],
		['a tag without its v', { tag: '1.2.3' }, /The tag is 1\.2\.3/],
		['a version for trying out', { tag: 'v1.2.3-rc.1' }, /The tag is v1\.2\.3-rc\.1/],
		[
			'an unreleased chapter',
			{ changelog: '## [Unreleased]\n\n- A.\n' },
			/no chapter "## \[1\.2\.3\]/,
		],
		[
			'an empty chapter',
			{ changelog: '## [1.2.3] - 2026-12-31\n\n## [1.2.2] - 2026-01-01\n\n- A.\n' },
			/no chapter/,
		],
		['no author', { manifest: { ...manifest, author: undefined } }, /no author/],
		[
			'an author nobody can reach',
			{ manifest: { ...manifest, author: { name: 'A', email: 'a@b.invalid' } } },
			/no author/,
		],
		['no homepage', { manifest: { ...manifest, homepage: undefined } }, /no homepage/],
		['no place for reports', { manifest: { ...manifest, bugs: undefined } }, /no bugs\.url/],
		['no repository', { manifest: { ...manifest, repository: undefined } }, /no repository\.url/],
		[
			'another repository',
			{ repository: 'fork/name' },
			/must be git\+https:\/\/github\.com\/fork\/name\.git/,
		],
	])('names %s', (_, more, sentence) => {
		const problems = releaseProblems({ ...release, ...more });
		expect(problems).toHaveLength(1);
		expect(problems[0]).toMatch(sentence);
	});
});
