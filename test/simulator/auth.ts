import { Refusal } from './errmsg';
import type { ApiRequest } from './request';
import type { Account } from './types';
import type { World } from './world';

/** WeChat's text carries the address twice (docs/wechat-api.md, "Error codes"). */
export function checkAddress(account: Account, callerIp: string, errcode: number): void {
	if (!account.whitelist || account.whitelist.includes(callerIp)) return;
	const text = `invalid ip ${callerIp} ipv6 ::ffff:${callerIp}, not in whitelist`;
	throw new Refusal(
		errcode,
		errcode === 40164 ? text : `access clientip ${callerIp} is not registered`,
	);
}

/**
 * The account that may call marketcode with this request's token.
 * @throws {Refusal} 41001, 40001, 40014, 42001, 50004, 40164, 61007, 48001, 45011, 44990, 45009
 */
export function authenticate(request: ApiRequest, world: World): Account {
	const token = world.tokens.check(request.entry.query.access_token);
	const account = world.account(token.appId);
	request.entry.appId = account.appId;
	if (account.penalised) throw new Refusal(50004);
	if (world.switches.whitelistAppliesTo === 'all') {
		checkAddress(account, request.callerIp, world.switches.whitelistErrcode);
	}
	if (token.via && !token.via.permissionSets.includes(46)) throw new Refusal(61007);
	const isService = (account.kind ?? 'service') === 'service';
	if (!isService || account.featureOpen === false) throw new Refusal(48001);
	world.limiter.pass(account.appId);
	return account;
}
