/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs outside n8n */
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { freePort } from '../../scripts/n8n';

export interface Mail {
	subject: string;
	/** Its HTML, decoded. */
	html: string;
}

/** A mail server on loopback that keeps what it is given. */
export interface MailServer {
	/** Data for n8n's *SMTP* credential. */
	credential: Record<string, unknown>;
	/** Waits for the next mail that nobody has taken yet. */
	next(): Promise<Mail>;
	stop(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
	const mails: Mail[] = [];
	const waiting: Array<(mail: Mail) => void> = [];
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS'],
		onData: (stream, _session, done) => {
			void text(stream).then((source) => {
				const mail = readMail(source);
				const taker = waiting.shift();
				if (taker) taker(mail);
				else mails.push(mail);
				done();
			});
		},
	});
	const port = await freePort();
	await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
	return {
		credential: { host: '127.0.0.1', port, secure: false, disableStartTls: true },
		next: async () =>
			mails.shift() ?? (await new Promise<Mail>((resolve) => waiting.push(resolve))),
		stop: async () => await new Promise<void>((resolve) => server.close(resolve)),
	};
}

/** Reads a mail of one part, as n8n sends them (RFC 2045 and 2047). */
function readMail(source: string): Mail {
	const [head, ...body] = source.split('\r\n\r\n');
	const headers = head.replace(/\r\n[ \t]+/g, ' ');
	const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(headers)?.[1] ?? '';
	const decode = (encoding: string, content: string) =>
		encoding === 'base64'
			? Buffer.from(content, 'base64').toString()
			: fromQuotedPrintable(content);
	const words = header('subject').replace(/\?= =\?/g, '?==?');
	return {
		subject: words.replace(/=\?UTF-8\?([BQ])\?(.*?)\?=/gi, (_, kind: string, content: string) =>
			decode(kind.toUpperCase() === 'B' ? 'base64' : 'q', content.replace(/_/g, ' ')),
		),
		html: decode(header('content-transfer-encoding'), body.join('\r\n\r\n')).replace(/\r/g, ''),
	};
}

const fromQuotedPrintable = (content: string): string =>
	Buffer.from(
		content
			.replace(/=\r\n/g, '')
			.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
		'latin1',
	).toString();
