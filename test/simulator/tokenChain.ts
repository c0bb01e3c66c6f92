export interface Token {
	value: string;
	appId: string;
	expiresAt: number;
	/** Killed before its time by a newer one or by a test: 40001. */
	dead: boolean;
	/** Refused although the token endpoint still hands it out (until the next forced login). */
	poisoned: boolean;
	/** Platform through which it was issued, with the permission sets granted then. */
	via?: { componentAppId: string; permissionSets: number[] };
}

/** Validity that remains at least to a token from stable_token, and of a replaced token. */
export const OVERLAP_MS = 300_000;

/** The tokens of one account from one endpoint; the chains of two endpoints know nothing of each other. */
export class TokenChain {
	current: Token | undefined;
	previous: Token | undefined;

	constructor(private readonly make: () => Token) {}

	isLive(token: Token | undefined, now: number): token is Token {
		return token !== undefined && !token.dead && token.expiresAt > now;
	}

	/** stable_token's normal mode: the same one while it has 5 minutes left; then a new one beside it. */
	stable(now: number): Token {
		const { current } = this;
		if (this.isLive(current, now) && current.expiresAt - now >= OVERLAP_MS) return current;
		this.previous = current;
		this.current = this.make();
		return this.current;
	}

	/** A new token at once; the old one lives on for 5 minutes at most (`/cgi-bin/token`). */
	renew(now: number): Token {
		if (this.previous) this.previous.dead = true;
		if (this.current) this.current.expiresAt = Math.min(this.current.expiresAt, now + OVERLAP_MS);
		this.previous = this.current;
		this.current = this.make();
		return this.current;
	}

	/** force_refresh: everything before it is dead at once. */
	force(): Token {
		this.kill();
		this.current = this.make();
		return this.current;
	}

	kill(): void {
		if (this.previous) this.previous.dead = true;
		if (this.current) this.current.dead = true;
		this.previous = undefined;
		this.current = undefined;
	}

	expire(now: number): void {
		for (const token of [this.current, this.previous]) {
			if (token) token.expiresAt = Math.min(token.expiresAt, now);
		}
	}
}
