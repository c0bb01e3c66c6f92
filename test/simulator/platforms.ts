import { Refusal } from './errmsg';
import { OVERLAP_MS, type Token } from './tokenChain';
import type { Tokens } from './tokens';
import type { Authorizer, Platform, Switches } from './types';

interface Grant {
	authorizer: Authorizer;
	refreshToken: string;
	/** The one before, valid until `previousUntil`. */
	previous: string | undefined;
	previousUntil: number;
}

interface KnownPlatform {
	platform: Platform;
	token: { value: string; expiresAt: number } | undefined;
	grants: Map<string, Grant>;
}

/** Component tokens, grants and their rotating refresh tokens: docs/wechat-api.md, "Third-party platforms". */
export class Platforms {
	private readonly byAppId = new Map<string, KnownPlatform>();

	constructor(
		private readonly tokens: Tokens,
		private readonly switches: Switches,
		private readonly now: () => number,
	) {}

	add(platform: Platform): void {
		const grants = new Map<string, Grant>();
		for (const authorizer of platform.authorizers) {
			const { appId, refreshToken } = authorizer;
			grants.set(appId, { authorizer, refreshToken, previous: undefined, previousUntil: 0 });
		}
		this.byAppId.set(platform.componentAppId, { platform, token: undefined, grants });
	}

	private get(componentAppId?: string): KnownPlatform {
		const found = componentAppId
			? this.byAppId.get(componentAppId)
			: this.byAppId.values().next().value;
		if (!found) throw new Error(`The simulator has no platform ${componentAppId ?? ''}`);
		return found;
	}

	/** The platform's current component_access_token, made when there is none that lives. */
	componentToken(componentAppId?: string): string {
		const known = this.get(componentAppId);
		if (!known.token || known.token.expiresAt <= this.now()) {
			known.token = {
				value: this.tokens.makeText(known.platform.tokenLength ?? 136),
				expiresAt: this.now() + 7_200_000,
			};
		}
		return known.token.value;
	}

	/** The component token dies: its next use answers 42001. */
	expireComponentToken(componentAppId?: string): void {
		const { token } = this.get(componentAppId);
		if (token) token.expiresAt = this.now();
	}

	refreshToken(componentAppId: string, appId: string): string | undefined {
		return this.get(componentAppId).grants.get(appId)?.refreshToken;
	}

	/** The account takes its authorization back: 61003 from now on, its authorizer tokens are dead. */
	unauthorize(componentAppId: string, appId: string): void {
		this.get(componentAppId).grants.delete(appId);
		this.tokens.chain(appId, 'authorizer').kill();
	}

	/** The refresh token dies (the account authorised anew elsewhere): 61023. */
	revokeRefreshToken(componentAppId: string, appId: string): void {
		const grant = this.get(componentAppId).grants.get(appId);
		if (grant) Object.assign(grant, { refreshToken: '', previous: undefined });
	}

	/** @throws {Refusal} 41001, 61024 (an ordinary token), 40001, 42001, 61011 (another platform's) */
	checkComponent(value: string | undefined, componentAppId: string): void {
		if (!value) throw new Refusal(41001);
		if (this.tokens.find(value)) throw new Refusal(61024);
		for (const { platform, token } of this.byAppId.values()) {
			if (token?.value !== value) continue;
			if (token.expiresAt <= this.now()) throw new Refusal(42001);
			if (platform.componentAppId !== componentAppId) throw new Refusal(61011);
			return;
		}
		throw new Refusal(40001);
	}

	/** @throws {Refusal} 61003 not authorised, 61023 refresh token dead */
	refresh(componentAppId: string, appId: string, refreshToken: string): [Token, string] {
		const grant = this.get(componentAppId).grants.get(appId);
		if (!grant) throw new Refusal(61003);
		const isPrevious = refreshToken === grant.previous && this.now() < grant.previousUntil;
		if (refreshToken !== grant.refreshToken && !isPrevious) throw new Refusal(61023);
		const token = this.tokens.chain(appId, 'authorizer').renew(this.now());
		token.via = { componentAppId, permissionSets: grant.authorizer.permissionSets ?? [46] };
		if (this.switches.rotateRefreshToken && !isPrevious) {
			grant.previous = grant.refreshToken;
			grant.previousUntil = this.now() + OVERLAP_MS;
			grant.refreshToken = `refreshtoken@@@${this.tokens.makeText(43)}`;
		}
		return [token, grant.refreshToken];
	}
}
