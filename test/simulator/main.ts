/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- a process of its own, outside n8n */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { startSimulator, type SimulatorOptions } from './index';
import { makeCertificate } from './certificate';
import { watchParent } from './parent';

const USAGE = `Usage: tsx test/simulator/main.ts [--port N] [--options file.json] [--https]

Starts a simulated WeChat on 127.0.0.1 and prints one line of JSON when it is ready: { "url", "certificate"? }.
--options  SimulatorOptions as JSON     --https  with a certificate of its own, printed as PEM in "certificate"
It ends on SIGTERM, SIGINT, when its stdin (a pipe) is closed, or when its parent is gone.
`;

function readOptions(file: string | undefined): SimulatorOptions {
	return file === undefined ? {} : (JSON.parse(readFileSync(file, 'utf8')) as SimulatorOptions);
}

async function main(): Promise<void> {
	const { values } = parseArgs({
		options: {
			port: { type: 'string' },
			options: { type: 'string' },
			https: { type: 'boolean' },
			help: { type: 'boolean' },
		},
	});
	if (values.help) {
		process.stdout.write(USAGE);
		return;
	}
	const options = readOptions(values.options);
	if (values.port !== undefined) options.port = Number(values.port);
	if (values.https) options.https = await makeCertificate();
	const simulator = await startSimulator({ ...options, control: true });
	let ending = false;
	const end = () => {
		if (ending) return;
		ending = true;
		simulator.stop().then(
			() => process.exit(0),
			(error: unknown) => {
				process.stderr.write(`${String(error)}\n`);
				process.exit(1);
			},
		);
	};
	process.on('SIGTERM', end).on('SIGINT', end);
	watchParent(end);
	const { url } = simulator;
	process.stdout.write(`${JSON.stringify({ url, certificate: options.https?.cert })}\n`);
}

main().catch((error: unknown) => {
	process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
	process.exit(1);
});
