import { Refusal } from './errmsg';
import type { Random } from './random';
import { TokenChain, type Token } from './tokenChain';
import type { Account, Switches } from './types';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const FORCES_PER_DAY = 20;
const FORCE_DISTANCE_MS = 30_000;
const CHINA_OFFSET_MS = 8 * 3_600_000;

export type ChainName = 'stable' | 'plain' | 'authorizer';

export interface Login {
	appId: string;
	endpoint: 'stable_token' | 'token' | 'api_authorizer_token';
	/** force_refresh was asked for. */
	forced: boolean;
	/** A token that was not handed out before. */
	fresh: boolean;
	at: number;
}

/** Access tokens of all accounts: who issued them, how long they live, what killed them. */
export class Tokens {
	readonly logins: Login[] = [];
	private readonly known = new Map<string, Token>();
	private readonly chains = new Map<string, TokenChain>();
	private readonly forces = new Map<string, number[]>();

	constructor(
		private readonly accounts: Map<string, Account>,
		private readonly switches: Switches,
		private readonly random: Random,
		private readonly now: () => number,
	) {}

	makeText(length: number): string {
		return `${20 + this.random.below(80)}_${this.random.text(length - 3, ALPHABET)}`;
	}

	private make(appId: string): Token {
		const token: Token = {
			value: this.makeText(this.accounts.get(appId)?.tokenLength ?? 136),
			appId,
			expiresAt: this.now() + this.switches.tokenLifetimeSeconds * 1000,
			dead: false,
			poisoned: false,
		};
		this.known.set(token.value, token);
		return token;
	}

	chain(appId: string, name: ChainName): TokenChain {
		const key = `${name} ${appId}`;
		let chain = this.chains.get(key);
		if (!chain) this.chains.set(key, (chain = new TokenChain(() => this.make(appId))));
		return chain;
	}

	/** stable_token in normal mode. */
	stable(appId: string): Token {
		return this.chain(appId, 'stable').stable(this.now());
	}

	/**
	 * stable_token with force_refresh: at most 20 a day (Chinese time) and 30 s apart, else nothing is refreshed.
	 * @throws {Refusal} 45009 when the switch `refusedForce` says so
	 */
	forced(appId: string): Token {
		const now = this.now();
		const day = (at: number) => Math.floor((at + CHINA_OFFSET_MS) / 86_400_000);
		const today = (this.forces.get(appId) ?? []).filter((at) => day(at) === day(now));
		const last = today[today.length - 1] ?? -Infinity;
		if (today.length >= FORCES_PER_DAY || now - last < FORCE_DISTANCE_MS) {
			if (this.switches.refusedForce === '45009') throw new Refusal(45009);
			return this.stable(appId);
		}
		this.forces.set(appId, [...today, now]);
		return this.chain(appId, 'stable').force();
	}

	expiresIn(token: Token): number {
		return Math.floor((token.expiresAt - this.now()) / 1000);
	}

	/**
	 * The token behind `access_token`.
	 * @throws {Refusal} 41001 missing, 40001/40014 never issued or replaced, 42001 expired
	 */
	check(value: string | undefined): Token {
		if (!value) throw new Refusal(41001);
		const token = this.known.get(value);
		if (!token) throw new Refusal(this.switches.badTokenErrcode);
		if (token.dead || token.poisoned) throw new Refusal(40001);
		if (token.expiresAt <= this.now()) throw new Refusal(42001);
		return token;
	}

	find(value: string | undefined): Token | undefined {
		return value === undefined ? undefined : this.known.get(value);
	}

	/** Chains of one account, or of all. */
	private *chainsOf(appId?: string): Generator<TokenChain> {
		for (const [key, chain] of this.chains) {
			if (appId === undefined || key.endsWith(` ${appId}`)) yield chain;
		}
	}

	// What a test may do to them.

	/** The next use of the account's tokens answers 42001. */
	expireToken(appId: string): void {
		for (const chain of this.chainsOf(appId)) chain.expire(this.now());
	}

	/** Another system forced a new token: the old one answers 40001, stable_token hands out the new one. */
	rotateToken(appId: string): string {
		return this.chain(appId, 'stable').force().value;
	}

	/** Every token of every account is dead (40001). */
	revokeAll(): void {
		for (const chain of this.chainsOf()) chain.kill();
	}

	/** The current token is refused with 40001 although stable_token goes on handing it out, until a forced login. */
	poisonToken(appId: string): void {
		for (const chain of this.chainsOf(appId)) {
			if (chain.current) chain.current.poisoned = true;
		}
	}

	/** The token that stable_token would hand out now; issues one if there is none, without counting a login. */
	issueToken(appId: string): string {
		return this.stable(appId).value;
	}

	/** The living stable token, or undefined. */
	currentToken(appId: string): string | undefined {
		const chain = this.chain(appId, 'stable');
		return chain.isLive(chain.current, this.now()) ? chain.current.value : undefined;
	}

	/** Successful answers of the token endpoints for an account. */
	loginCount(appId: string, filter: { forced?: boolean; fresh?: boolean } = {}): number {
		return this.logins.filter(
			(login) =>
				login.appId === appId &&
				(filter.forced === undefined || login.forced === filter.forced) &&
				(filter.fresh === undefined || login.fresh === filter.fresh),
		).length;
	}
}
