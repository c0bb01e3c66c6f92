import { entry, type ErrcodeTable } from './types';

const row = entry('row');
const retry = entry('retry');

/**
 * The codes of one item one code itself, which WeChat's API pages do not list.
 * Source: docs/wechat-api.md, "Error codes".
 */
export const marketcodeErrcodes: ErrcodeTable = {
	1: row(
		'WeChat refused this for a reason that only its own text gives',
		"Read WeChat's text and correct the row",
	),
	40097: row(
		'WeChat found a value it does not accept',
		"WeChat's text names it: correct that value and run the row again",
	),
	40165: row(
		'WeChat does not accept the mini program path',
		'Use a page path of the released mini program, without a leading slash, such as pages/index/index',
	),
	40166: row(
		'WeChat does not accept the mini program app id',
		'Use the app id (AppID) of the mini program that the scan shall open; it starts with wx and has 18 characters',
	),
	80300: row(
		'WeChat knows no application {applicationId}',
		'Check the application id (申请单号); right after applying, wait a few minutes and run the row again',
	),
	80301: row(
		'Application {applicationId} does not belong to the account of this credential ({appId})',
		'Use a credential of the service account (服务号) that applied for these codes',
	),
	80302: row(
		'Some codes of this range are already active with other values',
		'Activation cannot be changed: choose the part of the range that is not active yet, or look the code up with Code > Get',
	),
	80303: row(
		'The code does not have the form of a WeChat code',
		'Give the 9 characters of the raw code (原始码), or the 28 characters of the code URL that starts with P.URL.CN/',
	),
	80304: row('This code is not active yet', 'Activate the range that holds it'),
	80305: row(
		'WeChat could not activate the range and gave no reason',
		'Nothing was activated; run the row again later, and ask WeChat with the rid if it stays',
	),
	80306: row(
		'The range reaches beyond the codes that were applied for',
		'WeChat counts from 0: the first code is 0, the last of 10,000 is 9999. Check the start and end of the row; for a sheet that counts from 1, set the option Numbering to First Code Is 1',
	),
	80307: row(
		'An application with this isv_application_id exists already',
		'Look it up with Application > Get, or use another number of your own',
	),
	80308: row(
		'The codes of this range are not generated yet',
		'Wait until the application is finished (Application > Get with Wait Until Finished), then run the row again',
	),
	80309: row(
		'The code file of this block has expired at WeChat',
		'Ask WeChat to generate it again, and download right after the application is finished',
	),
	80310: row(
		'WeChat has no such block of codes',
		'Use the blocks exactly as Application > Get lists them',
	),
	80311: retry('WeChat could not fetch the code file', 'Try again in a few minutes'),
	80312: retry('WeChat could not encrypt the code file', 'Try again in a few minutes'),
	80313: row(
		'WeChat has not issued a key for the code packages of this account',
		'Ask your WeChat contact to issue the key (密钥), then download again',
	),
};
