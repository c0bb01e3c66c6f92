import { authenticate } from '../auth';
import { Refusal } from '../errmsg';
import { Fields, readBody } from '../fields';
import type { Answer, ApiRequest } from '../request';
import type { World } from '../world';
import { describeCode } from './codeActiveQuery';

/** An openid is 28 characters, case-sensitive (docs/wechat-api.md, "Code tickets"). */
const OPENID_SHAPE = /^o[\w-]{27}$/;

/** POST /intp/marketcode/tickettocode: docs/wechat-api.md, "Code tickets". */
export function ticketToCode(request: ApiRequest, world: World): Answer {
	const mayOmit = world.switches.ticketWithoutToken === 'accept';
	const isBare = mayOmit && !request.entry.query.access_token;
	const caller = isBare ? undefined : authenticate(request, world);
	const fields = new Fields(readBody(request, world.switches), world.switches);
	const openid = fields.text('openid');
	if (!OPENID_SHAPE.test(openid)) throw new Refusal(40097, 'invalid args, openid无效');
	const ticket = world.tickets.redeem(fields.text('code_ticket', 256), openid);
	if (caller && ticket.application.owner !== caller.appId) throw new Refusal(80301);
	return describeCode(ticket, world);
}
