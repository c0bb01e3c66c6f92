/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs outside n8n */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
	DIAGNOSIS_PAGE,
	errcodes,
	type Effect,
	type ErrcodeEntry,
} from '../nodes/WechatMarketingCode/api/errcodes';
import type { Language, Sentence } from '../nodes/WechatMarketingCode/domain/sentence';

interface Section {
	readonly title: Sentence;
	readonly intro: Sentence;
	/** The effect on the run of every code of the section, unless `EFFECTS` says something else. */
	readonly effect: Sentence;
}

const SECTIONS: Readonly<Record<Effect, Section>> = {
	run: {
		title: { en: 'The run stops', zh: '运行停止' },
		intro: {
			en: 'Nothing more can succeed until somebody has put this right: it is about the account, its secret, its network or its quota. When it is the first answer of a run, it costs one call. The row that was refused is `failed`, the rows after it are `not_attempted`.',
			zh: '问题出在账号、密钥、网络或调用次数上，解决之前再请求也不会成功。如果一开始就遇到，只花一次请求。被拒绝的那一行是 `failed`（失败），后面的行是 `not_attempted`（未执行）。',
		},
		effect: {
			en: 'no new call; the rest is `not_attempted`',
			zh: '不再发出请求；其余各行为 `not_attempted`',
		},
	},
	row: {
		title: { en: 'The row fails', zh: '这一行失败' },
		intro: {
			en: 'This row is refused and the others go on (with On Error = Stop Workflow the run ends: calls under way finish, no new one starts).',
			zh: '只有这一行被拒绝，其他行继续。（On Error 设为 Stop Workflow 时运行结束：已发出的请求等到完成，不再发出新的。）',
		},
		effect: { en: 'the row is `failed`', zh: '这一行为 `failed`' },
	},
	token: {
		title: { en: 'The access token is renewed', zh: '重新获取 access_token' },
		intro: {
			en: 'One new token for all calls under way, then each refused call is repeated once. You see these codes only when that did not help.',
			zh: '所有进行中的请求共用一个新的 access_token，每个被拒绝的请求再发一次。只有这样也没用时，才会看到这些错误码。',
		},
		effect: {
			en: 'one refresh, one repeat; refused again: the row fails, and the run stops',
			zh: '换一次 access_token，重发一次；再被拒绝：这一行失败，运行停止',
		},
	},
	pause: {
		title: { en: 'The run waits', zh: '运行暂停' },
		intro: {
			en: 'WeChat wants fewer calls. All calls of the run wait and then go on, at most 10 times in a run; after that the run stops and the rest is `not_attempted`.',
			zh: '微信要求减少请求。这次运行的所有请求都等一会儿再继续，一次运行最多等 10 次；之后运行停止，其余各行为 `not_attempted`。',
		},
		effect: { en: 'pause', zh: '暂停' },
	},
	retry: {
		title: { en: 'WeChat did not do it this time', zh: '微信这次没有做到' },
		intro: {
			en: 'Questions are repeated with growing waits, up to 5 tries. An activation is never repeated blindly: the range is looked up first, and sent again only if it is not active.',
			zh: '查询会重试，间隔逐渐加长，最多 5 次。激活从不盲目重发：先查询码段，确认没有激活才再发一次。',
		},
		effect: {
			en: 'up to 5 tries, then the row is `failed`, or `unknown` if nobody can tell',
			zh: '最多 5 次，之后这一行为 `failed`；无法确认时为 `unknown`（结果未知）',
		},
	},
};

/** What the code does beyond the effect of its section. */
const EFFECTS: Readonly<Record<number, Sentence>> = {
	1: {
		en: '`pending_review` if the text speaks of the coding centre (编码中心), a review (进入审核) or 24h: the barcode is under review, nothing is active, run the row again after `activation_retry_after`. Otherwise the row is `failed`',
		zh: '原文提到编码中心、进入审核或 24h 时为 `pending_review`（待审核）：条码正在审核，没有激活任何码，请在 `activation_retry_after` 之后再运行这一行。否则这一行为 `failed`',
	},
	40001: {
		en: 'one refresh, one repeat; refused again: the row fails, and the run stops. When the login itself is refused with this code, the app secret is wrong: the run stops',
		zh: '换一次 access_token，重发一次；再被拒绝：这一行失败，运行停止。如果是登录本身被拒绝，说明 AppSecret 错误：运行停止',
	},
	80300: {
		en: 'the row is `failed`; Application > Get and Create with Wait Until Finished go on asking a few times',
		zh: '这一行为 `failed`；Application > Get 和 Create 打开 Wait Until Finished 时会再查几次',
	},
	80302: {
		en: 'the range is looked up: `already_active` if all of it is active with the same values, else `failed`. With *If Already Active* = *Fail the Row* it is `failed` at once',
		zh: '查询这个码段：全部以相同的内容激活过则为 `already_active`（已激活过），否则为 `failed`。*If Already Active* 设为 *Fail the Row* 时直接为 `failed`',
	},
	80304: {
		en: 'in Code > Get no error: the answer is `activated: false`',
		zh: '在 Code > Get 中不算错误：结果为 `activated: false`',
	},
	80305: {
		en: 'the range is looked up and sent once more; refused again: the row is `failed`',
		zh: '查询码段后再发一次；再被拒绝：这一行为 `failed`',
	},
	80306: {
		en: 'a combined call is divided until the bad row stands alone; a range across blocks of 50,000 is sent again in parts; otherwise the row is `failed`',
		zh: '合并的请求会拆开，直到找出有问题的那一行；跨越 50,000 区块边界的码段会分段重发；否则这一行为 `failed`',
	},
	80307: {
		en: 'Application > Create looks the application up; it comes out as if it had been made now',
		zh: 'Application > Create 会查询这个申请单，像刚刚申请的一样输出',
	},
	80308: {
		en: 'as with 80306; in Application > Download the item fails',
		zh: '与 80306 相同；在 Application > Download 中这一条失败',
	},
	80310: {
		en: 'as with 80306; in Application > Download the item fails',
		zh: '与 80306 相同；在 Application > Download 中这一条失败',
	},
};

/** What stands where a sentence names something. */
const FACTS = {
	appId: { en: '‹app id›', zh: '‹AppID›' },
	application: { en: 'application ‹number›', zh: '申请单 ‹申请单号›' },
	ip: { en: '‹IP address›', zh: '‹IP 地址›' },
};

const EFFECT_ORDER: readonly Effect[] = ['run', 'row', 'token', 'pause', 'retry'];

const COLUMNS: Readonly<Record<Language, string>> = {
	en: '| errcode | What it means | What to do | Effect on the run |',
	zh: '| errcode | 含义 | 怎么办 | 对运行的影响 |',
};

/** The first sentence says what happened, the others what to do; the last full stop goes. */
const SENTENCES = /^(.+?)[.。]\s*(.+)[.。]$/su;

/** What happened, and what to do, of one code. */
function cellsOf({ says }: ErrcodeEntry, language: Language): string[] {
	const [, meaning, remedy] = SENTENCES.exec(says(FACTS)[language]) ?? [];
	return [meaning, remedy].map((text) => text.replaceAll('|', '\\|'));
}

const waits = (pauseMs: number): Sentence => ({
	en: `all calls wait ${pauseMs / 1_000} second${pauseMs === 1_000 ? '' : 's'}, then go on`,
	zh: `所有请求等 ${pauseMs / 1_000} 秒再继续`,
});

const effectOf = (errcode: number, { pauseMs }: ErrcodeEntry, { effect }: Section): Sentence =>
	EFFECTS[errcode] ?? (pauseMs === undefined ? effect : waits(pauseMs));

function sectionOf(effect: Effect, language: Language): string {
	const section = SECTIONS[effect];
	const rows = Object.entries(errcodes)
		.map(([errcode, entry]): [number, ErrcodeEntry] => [Number(errcode), entry])
		.filter(([, entry]) => entry.effect === effect)
		.sort(([a], [b]) => a - b)
		.map(([errcode, entry]) => {
			const cells = [...cellsOf(entry, language), effectOf(errcode, entry, section)[language]];
			return `| ${[`**${errcode}**`, ...cells].join(' | ')} |`;
		});
	return [
		`## ${section.title[language]}`,
		'',
		section.intro[language],
		'',
		COLUMNS[language],
		'|---|---|---|---|',
		...rows,
		'',
	].join('\n');
}

const HEADS: Readonly<Record<Language, string>> = {
	en: `# WeChat's error codes

<!-- Made by scripts/errors-page.ts from nodes/WechatMarketingCode/api/errcodes. Do not edit by hand. -->

[中文](errors.zh-CN.md)

When WeChat refuses something, the row shows its number in \`activation_errcode\`, WeChat's own text in
\`activation_errmsg\`, its request id in \`activation_rid\`, and in \`activation_message\` the sentences of this page.
Press Ctrl+F and look for the number. WeChat finds the cause of a request by its request id (rid):
see <${DIAGNOSIS_PAGE}>.

A code that is not on this page fails its row, with WeChat's text; 20 such refusals in a row with the same code stop the run.
All codes from 89500 to 89599 stop it, like those listed. With \`activation_errcode\` 0 WeChat raised no objection.
Empty means that no answer of WeChat's was received, or that nothing was sent.
`,
	zh: `# 微信的错误码

<!-- 由 scripts/errors-page.ts 根据 nodes/WechatMarketingCode/api/errcodes 生成，请勿手工修改。 -->

[English](errors.md)

微信拒绝请求时，这一行的 \`activation_errcode\` 是错误码，\`activation_errmsg\` 是微信的原文，\`activation_rid\` 是请求编号；
选项 Message Language（消息语言）设为 *中文 (Chinese)* 时，\`activation_message\` 就是本页的文字。
按 Ctrl+F 查找错误码。微信凭请求编号（rid）可以查到原因：见 <${DIAGNOSIS_PAGE}>。

本页没有的错误码：这一行失败，并写出微信的原文；同一个错误码连续 20 次，运行停止。
89500 到 89599 的错误码都会使运行停止，与列出的一样。\`activation_errcode\` 为 0 表示微信没有异议；为空表示没有收到微信的回复，或没有发出请求。
`,
};

/** The pages that `npx tsx scripts/errors-page.ts` writes. */
export const ERRORS_PAGES: Readonly<Record<Language, string>> = {
	en: join(__dirname, '../docs/errors.md'),
	zh: join(__dirname, '../docs/errors.zh-CN.md'),
};

/** The whole page, made of the table of errcodes that the node itself uses. */
export const errorsPage = (language: Language): string =>
	[HEADS[language], ...EFFECT_ORDER.map((effect) => sectionOf(effect, language))].join('\n');

if (require.main === module) {
	for (const language of ['en', 'zh'] as const) {
		writeFileSync(ERRORS_PAGES[language], errorsPage(language));
	}
}
