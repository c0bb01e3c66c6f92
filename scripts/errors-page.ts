/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	DIAGNOSIS_PAGE,
	errcodes,
	type Effect,
	type ErrcodeEntry,
} from '../nodes/WechatMarketingCode/api/errcodes';

/** The page that `npx tsx scripts/errors-page.ts` writes. */
export const ERRORS_PAGE = join(__dirname, '../docs/errors.md');

interface Section {
	readonly title: string;
	readonly intro: string;
	/** The effect on the run of every code of the section, unless `EFFECTS` says something else. */
	readonly effect: string;
}

const SECTIONS: Readonly<Record<Effect, Section>> = {
	run: {
		title: 'The run stops',
		intro:
			'Nothing more can succeed until somebody has put this right: it is about the account, its secret, its network or its quota. When it is the first answer of a run, it costs one call. The row that was refused is `failed`, the rows after it are `not_attempted`.',
		effect: 'no new call; the rest is `not_attempted`',
	},
	row: {
		title: 'The row fails',
		intro:
			'This row is refused and the others go on (with On Error = Stop Workflow the run ends: calls under way finish, no new one starts).',
		effect: 'the row is `failed`',
	},
	token: {
		title: 'The access token is renewed',
		intro:
			'One new token for all calls under way, then each refused call is repeated once. You see these codes only when that did not help.',
		effect: 'one refresh, one repeat; refused again: the row fails, and the run stops',
	},
	pause: {
		title: 'The run waits',
		intro:
			'WeChat wants fewer calls. All calls of the run wait and then go on, at most 10 times in a run; after that the run stops and the rest is `not_attempted`.',
		effect: 'pause',
	},
	retry: {
		title: 'WeChat did not do it this time',
		intro:
			'Questions are repeated with growing waits, up to 5 tries. An activation is never repeated blindly: the range is looked up first, and sent again only if it is not active.',
		effect: 'up to 5 tries, then the row is `failed`, or `unknown` if nobody can tell',
	},
};

/** What the code does beyond the effect of its section. */
const EFFECTS: Readonly<Record<number, string>> = {
	1: '`pending_review` if the text speaks of the coding centre (编码中心), a review (进入审核) or 24h: the barcode is under review, nothing is active, run the row again after `activation_retry_after`. Otherwise the row is `failed`',
	40001:
		'one refresh, one repeat; refused again: the row fails, and the run stops. When the login itself is refused with this code, the app secret is wrong: the run stops',
	80300:
		'the row is `failed`; Application > Get and Create with Wait Until Finished go on asking a few times',
	80302:
		'the range is looked up: `already_active` if all of it is active with the same values, else `failed`. With *If Already Active* = *Fail the Row* it is `failed` at once',
	80304: 'in Code > Get no error: the answer is `activated: false`',
	80305: 'the range is looked up and sent once more; refused again: the row is `failed`',
	80306:
		'a combined call is divided until the bad row stands alone; a range across blocks of 50,000 is sent again in parts; otherwise the row is `failed`',
	80307: 'Application > Create looks the application up; it comes out as if it had been made now',
	80308: 'as with 80306; in Application > Download the item fails',
	80310: 'as with 80306; in Application > Download the item fails',
};

const NAMES: Readonly<Record<string, string>> = {
	'{appId}': '‹app id›',
	'{applicationId}': '‹number›',
	'{ip}': '‹IP address›',
};

const EFFECT_ORDER: readonly Effect[] = ['run', 'row', 'token', 'pause', 'retry'];

const cell = (text: string): string =>
	Object.entries(NAMES)
		.reduce((filled, [name, shown]) => filled.replaceAll(name, shown), text)
		.replaceAll('|', '\\|');

const effectOf = (errcode: number, { pauseMs }: ErrcodeEntry, { effect }: Section): string =>
	EFFECTS[errcode] ??
	(pauseMs === undefined
		? effect
		: `all calls wait ${pauseMs / 1_000} second${pauseMs === 1_000 ? '' : 's'}, then go on`);

function sectionOf(effect: Effect): string {
	const section = SECTIONS[effect];
	const rows = Object.entries(errcodes)
		.map(([errcode, entry]): [number, ErrcodeEntry] => [Number(errcode), entry])
		.filter(([, entry]) => entry.effect === effect)
		.sort(([a], [b]) => a - b)
		.map(([errcode, entry]) => {
			const cells = [entry.meaning, entry.remedy, effectOf(errcode, entry, section)].map(cell);
			return `| ${[`**${errcode}**`, ...cells].join(' | ')} |`;
		});
	return [
		`## ${section.title}`,
		'',
		section.intro,
		'',
		'| errcode | What it means | What to do | Effect on the run |',
		'|---|---|---|---|',
		...rows,
		'',
	].join('\n');
}

/** The whole page, made of the table of errcodes that the node itself uses. */
export function errorsPage(): string {
	const head = `# WeChat's error codes

<!-- Made by scripts/errors-page.ts from nodes/WechatMarketingCode/api/errcodes. Do not edit by hand. -->

When WeChat refuses something, the row shows its number in \`activation_errcode\`, WeChat's own text in
\`activation_errmsg\`, its request id in \`activation_rid\`, and in \`activation_message\` the sentences of this page.
Press Ctrl+F and look for the number. WeChat finds the cause of a request by its request id (rid):
see <${DIAGNOSIS_PAGE}>.

A code that is not on this page fails its row, with WeChat's text; 20 such refusals in a row with the same code stop the run.
All codes from 89500 to 89599 stop it, like those listed. With \`activation_errcode\` 0 WeChat raised no objection.
Empty means that no answer of WeChat's was received, or that nothing was sent.
`;
	return [head, ...EFFECT_ORDER.map(sectionOf)].join('\n');
}

if (require.main === module) writeFileSync(ERRORS_PAGE, errorsPage());
