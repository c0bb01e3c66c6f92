/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, no-console -- runs outside n8n */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a release is judged by. */
export interface Release {
	/** Such as `v1.2.3`. */
	tag: string;
	manifest: Manifest;
	changelog: string;
	/** `owner/name` of the repository that publishes; undefined outside of GitHub. */
	repository: string | undefined;
}

/** The fields of package.json that matter. */
export interface Manifest {
	version: string;
	author?: { name?: string; email?: string };
	homepage?: string;
	repository?: { url?: string };
	bugs?: { url?: string };
}

/** What must be put right before this tag may be published, in sentences; none if it may. */
export function releaseProblems({ tag, manifest, changelog, repository }: Release): string[] {
	const { version, author, homepage, repository: source, bugs } = manifest;
	const problems: string[] = [];
	if (!/^\d+\.\d+\.\d+$/.test(version))
		problems.push(`The version ${version} of package.json is not of the form 1.2.3.`);
	if (tag !== `v${version}`)
		problems.push(`The tag is ${tag}, but package.json has the version ${version}.`);
	const chapter = changelog.split(/^## /m).find((text) => text.startsWith(`[${version}] - `));
	if (!/^\S+ - \d{4}-\d\d-\d\d\n[^]*^- /m.test(chapter ?? ''))
		problems.push(`CHANGELOG.md has no chapter "## [${version}] - <date>" with entries.`);
	if (!author?.name || !author.email || author.email.endsWith('.invalid'))
		problems.push(
			'package.json has no author with a name and an email address that can be reached.',
		);
	if (!homepage) problems.push('package.json has no homepage.');
	if (!bugs?.url) problems.push('package.json has no bugs.url, where users report.');
	// npm refuses a provenance that speaks of another repository.
	const wanted = repository && `git+https://github.com/${repository}.git`;
	if (!source?.url) problems.push('package.json has no repository.url.');
	else if (wanted && source.url !== wanted)
		problems.push(`repository.url of package.json is ${source.url}, and must be ${wanted}.`);
	return problems;
}

function main(): void {
	const root = join(__dirname, '..');
	const read = (name: string) => readFileSync(join(root, name), 'utf8');
	const problems = releaseProblems({
		tag: process.argv[2] ?? '',
		manifest: JSON.parse(read('package.json')) as Manifest,
		changelog: read('CHANGELOG.md'),
		repository: process.env.GITHUB_REPOSITORY,
	});
	for (const problem of problems) console.error(problem);
	process.exitCode = problems.length > 0 ? 1 : 0;
}

if (require.main === module) main();
