/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../scripts/n8n';
import { ROOT } from '../../scripts/pack';
import { serve } from './queue/server';

/** Where Debian puts it. */
export const NGINX = '/usr/sbin/nginx';
export const hasNginx = (): boolean => existsSync(NGINX);

/** The relay of docs/operations.md, in front of a simulated WeChat. */
export interface NginxRelay {
	/** http://127.0.0.1:PORT */
	url: string;
	/** Every log that nginx wrote, by file name. */
	logs(): Record<string, string>;
	stop(): Promise<void>;
}

/** The settings that the page gives. */
export const recipe = (): string =>
	/```nginx\n([^]*?)```/.exec(readFileSync(join(ROOT, 'docs/operations.md'), 'utf8'))?.[1] ?? '';

/**
 * Starts nginx with the settings of docs/operations.md, only its addresses and paths being others.
 *
 * @param target the simulator: https://127.0.0.1:PORT
 * @param certificateFile its certificate, in the place of the authorities that Debian trusts
 * @throws Error when nginx does not come up with them
 */
export async function startNginxRelay(
	target: string,
	certificateFile: string,
): Promise<NginxRelay> {
	const folder = mkdtempSync(join(tmpdir(), 'wechat-nginx-'));
	const port = await freePort();
	const given = recipe()
		.replace('api.weixin.qq.com:443', new URL(target).host)
		.replaceAll('api.weixin.qq.com', 'localhost')
		.replace('/etc/ssl/certs/ca-certificates.crt', certificateFile)
		.replace('127.0.0.1:8081', `127.0.0.1:${port}`)
		.replace('/var/log/nginx', folder);
	const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
	const temporary = kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join('\n');
	const settings = `daemon off; pid ${folder}/nginx.pid; worker_processes 1;
error_log stderr notice; error_log ${folder}/error.log info;
${process.getuid?.() === 0 ? 'user root root;' : ''}
events { worker_connections 4096; }
http {
${temporary}
${given}
}`;
	writeFileSync(join(folder, 'nginx.conf'), settings);
	const args = ['-p', folder, '-c', join(folder, 'nginx.conf')];
	const program = { command: NGINX, args, cwd: folder };
	const stop = await serve(program, 'start worker processes');
	return {
		url: `http://127.0.0.1:${port}`,
		logs: () =>
			Object.fromEntries(
				readdirSync(folder)
					.filter((name) => name.endsWith('.log'))
					.map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
			),
		stop: async () => {
			await stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}
