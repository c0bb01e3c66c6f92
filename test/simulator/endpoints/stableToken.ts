import { checkAddress } from '../auth';
import { Refusal } from '../errmsg';
import { readBody } from '../fields';
import type { Answer, ApiRequest } from '../request';
import type { Account } from '../types';
import type { World } from '../world';

/**
 * The account that logs in.
 * @throws {Refusal} 40002, 41002, 41004, 40013, 40243, 40125 (or 40001), 50004, 40164
 */
export function logIn(
	given: { grant_type?: unknown; appid?: unknown; secret?: unknown },
	request: ApiRequest,
	world: World,
): Account {
	if (given.grant_type !== 'client_credential') throw new Refusal(40002);
	if (typeof given.appid !== 'string' || given.appid === '') throw new Refusal(41002);
	if (typeof given.secret !== 'string' || given.secret === '') throw new Refusal(41004);
	const account = world.accounts.get(given.appid);
	if (!account) throw new Refusal(40013);
	if (account.secretFrozen) throw new Refusal(40243);
	if (given.secret !== account.appSecret) throw new Refusal(world.switches.wrongSecretErrcode);
	if (account.penalised) throw new Refusal(50004);
	checkAddress(account, request.callerIp, world.switches.whitelistErrcode);
	request.entry.appId = account.appId;
	return account;
}

/** POST /cgi-bin/stable_token: docs/wechat-api.md, "Access tokens". */
export function stableToken(request: ApiRequest, world: World): Answer {
	const body = readBody(request, world.switches);
	const { appId } = logIn(body, request, world);
	const { tokens } = world;
	const forced = body.force_refresh === true;
	const before = tokens.currentToken(appId);
	const token = forced ? tokens.forced(appId) : tokens.stable(appId);
	const fresh = token.value !== before;
	tokens.logins.push({ appId, endpoint: 'stable_token', forced, fresh, at: world.now() });
	return { access_token: token.value, expires_in: tokens.expiresIn(token) };
}
