import { entry, type ErrcodeTable } from './types';

const run = entry('run');
const token = entry('token');
const pause = (pauseMs: number, meaning: string, remedy: string) => ({
	...entry('pause')(meaning, remedy),
	pauseMs,
});

const ADMIN =
	'Ask the administrator of the account to confirm the request in WeChat, then run again';
const REAUTHORISE =
	'Let the account authorise the third-party platform again, and put the new refresh token into the credential';
const COMPONENT_TICKET =
	'Check that the platform receives its component_verify_ticket, and give a current component access token';
const WHITELIST =
	'Add {ip} to the IP whitelist (IP白名单) of the account in the WeChat console, wait a minute, then run again';
const REFRESHED =
	'A new token was refused as well: check that the app id in the credential is the service account, and that no other system keeps resetting its token';

/**
 * The codes that speak of the account, its token, its network and its quota; the same for every
 * endpoint. Source: docs/wechat-api.md, "Error codes".
 */
export const accountErrcodes: ErrcodeTable = {
	40001: token('WeChat refused the access token as not the latest one', REFRESHED),
	40014: token('WeChat refused the access token as invalid', REFRESHED),
	41001: token('WeChat received no access token', REFRESHED),
	42001: token('The access token has expired', REFRESHED),

	45011: pause(
		60_000,
		'WeChat allows no more calls in this minute',
		'Lower Parallel Requests or set Requests per Minute, then run again',
	),
	44990: pause(
		1_000,
		'WeChat allows no more calls in this second',
		'Lower Parallel Requests, then run again',
	),
	45009: run(
		"The account's calls for today are used up",
		'Run the remaining rows tomorrow, or reset the quota (clear_quota) in the WeChat console; the quota starts anew at midnight in China',
	),

	40164: run('The address of this n8n ({ip}) is not on the IP whitelist', WHITELIST),
	61004: run('The address of this n8n ({ip}) is not on the IP whitelist', WHITELIST),
	45035: run('The address of this n8n ({ip}) is not on the IP whitelist', WHITELIST),
	48017: run(
		'The request went to an address that WeChat has closed',
		'Use the host name api.weixin.qq.com as base URL, never a fixed IP address',
	),

	40013: run(
		'WeChat does not know the app id {appId}',
		'Copy the app id (AppID) of the service account from the WeChat console into the credential',
	),
	40125: run(
		'The app secret is wrong',
		'Copy the app secret (AppSecret) of {appId} again, or reset it in the WeChat console and update the credential',
	),
	41002: run('The credential sent no app id', 'Fill in the app id of the service account'),
	41004: run('The credential sent no app secret', 'Fill in the app secret of the service account'),
	40243: run(
		'The app secret of {appId} is frozen',
		'Unfreeze it in the WeChat console (解冻 AppSecret); it takes about ten minutes to act',
	),
	40002: run(
		'WeChat refused the kind of login',
		'Use the app id and app secret of a service account (服务号) in the credential',
	),

	48001: run(
		'The account {appId} may not use one item one code',
		'The credential must hold the app id of the service account (服务号) that has applied for 一物一码 (one item one code), not that of the mini program; apply for the feature in its WeChat console',
	),
	48004: run(
		'WeChat has banned this interface for the account {appId}',
		'See the notice in the WeChat console and appeal there',
	),
	50002: run(
		'WeChat has limited or frozen the account {appId}',
		'See the notice in the WeChat console and lift the restriction first',
	),
	50004: run(
		'The account {appId} may not use access tokens',
		'WeChat has penalised it: see the notice in the WeChat console',
	),

	40030: run("WeChat does not know the account's refresh token", REAUTHORISE),
	42002: run("The account's refresh token has expired", REAUTHORISE),
	42007: run(
		"The account's tokens are void since its administrator changed the password",
		REAUTHORISE,
	),
	61003: run('The account has not authorised this third-party platform', REAUTHORISE),
	61005: run("The platform's verify ticket has expired", COMPONENT_TICKET),
	61006: run("The platform's verify ticket is invalid", COMPONENT_TICKET),
	61007: run(
		'The account did not grant the permission set of one item one code (id 46)',
		'Let the account authorise the platform again with permission set 46',
	),
	61011: run(
		'WeChat does not know this third-party platform',
		'Check the component app id and the component access token in the credential',
	),
	61023: run('The refresh token of the account is invalid', REAUTHORISE),
	61024: run(
		'WeChat wants the component access token for this call',
		'Check that the credential holds a component access token, not that of an account',
	),

	89501: run('WeChat waits for the administrator to confirm this server', ADMIN),
	89502: run('WeChat waits for the administrator to confirm this server', ADMIN),
	89503: run('WeChat wants the administrator to confirm this server ({ip})', ADMIN),
	89504: run('WeChat waits for the administrator to confirm this server', ADMIN),
	89505: run('WeChat waits for the administrator to confirm this server', ADMIN),
	89506: run(
		'The administrator refused this server twice',
		'It can be asked for again after 24 hours',
	),
	89507: run('The administrator refused this server', 'It can be asked for again after one hour'),
};
