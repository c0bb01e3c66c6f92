// The rules of n8n's public package scan (@n8n/scan-community-package), on a folder:
// node scan.mjs <folder> source|package. Prints what is wrong and exits 1.
// It runs in a process of its own because ESLint's plugins are ES modules.
import { config as houseConfig } from '@n8n/node-cli/eslint';
import { n8nCommunityNodesPlugin } from '@n8n/eslint-plugin-community-nodes';
import { ESLint } from 'eslint';
import n8nNodesPlugin from 'eslint-plugin-n8n-nodes-base';

const PATTERNS = {
	source: ['package.json', '{nodes,credentials}/**/*.{js,ts,json}'],
	package: ['**/*.{js,json}'],
};

// n8n's command line tool brings the parser; it is not a dependency of our own.
const { parser } = houseConfig
	.map(({ languageOptions }) => languageOptions ?? {})
	.find(({ parser }) => parser);
const rulesOf = (name) => n8nNodesPlugin.configs[name].rules;

const config = [
	n8nCommunityNodesPlugin.configs.recommended,
	{ rules: { 'no-console': 'error' } },
	{ plugins: { 'n8n-nodes-base': n8nNodesPlugin } },
	{ files: ['package.json'], rules: rulesOf('community') },
	{
		files: ['**/credentials/**/*.ts'],
		rules: {
			...rulesOf('credentials'),
			'n8n-nodes-base/cred-class-field-documentation-url-miscased': 'off',
			'n8n-nodes-base/cred-class-field-type-options-password-missing': 'off',
		},
	},
	{
		files: ['**/nodes/**/*.ts'],
		rules: {
			...rulesOf('nodes'),
			'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
			'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
			'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
		},
	},
	{ files: ['**/*.json', '**/*.ts'], languageOptions: { parser } },
];

const [folder, leg] = process.argv.slice(2);
const eslint = new ESLint({
	cwd: folder,
	allowInlineConfig: false,
	overrideConfigFile: true,
	overrideConfig: config,
});
const results = await eslint.lintFiles(PATTERNS[leg]);
const bad = results.filter(({ errorCount }) => errorCount > 0);
process.stdout.write(`${results.length} files\n`);
if (bad.length > 0) {
	process.stdout.write(await (await eslint.loadFormatter('stylish')).format(bad));
	process.exitCode = 1;
}
