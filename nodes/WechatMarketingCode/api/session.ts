import { difference } from 'lodash';
import {
	appIdOf,
	fieldOf,
	ownerOf,
	secretsOf,
	sourceOf,
	type Credential,
	type SessionCredential,
} from './login/credential';
import { leftBy, renewals } from './login/login';
import { MAX_TRIES } from './pace';
import { time } from './time';
import type { WireResult } from './transports';

/** What a request gave, and the token that went with it. */
interface Sent {
	readonly result: WireResult;
	readonly token: string;
}

/**
 * Logins under way in this process, by whose token it is: several runs share one login, and its fate.
 * Each gives the login that failed, or undefined.
 */
const logins = new Map<string, Promise<Sent | undefined>>();

const failedIn = (sent: Sent): Sent | undefined =>
	sent.result.kind === 'login' ? sent : undefined;

type Send = (credential: SessionCredential) => Promise<WireResult>;

/**
 * The access token of one run. Any number of calls share one login: whoever finds no usable token
 * first logs in with its own request, the others wait for it.
 */
export class Session {
	private readonly refused = new Set<string>();
	private readonly accepted = new Set<string>();
	/** Everything that must never appear in a text, tokens of earlier logins of this run included. */
	secrets: readonly string[] = [];
	private forced = false;
	private deadOnArrival = 0;
	private failedLogins = 0;
	private lastFailed: WireResult | undefined;
	/** Whose token it is: a digest, too dear to be made for each call. */
	private owner = '';

	constructor(
		private credential: Credential,
		/** Reads it as it is stored now. */
		private readonly readCredential: () => Promise<Credential>,
	) {
		this.adopt(credential);
	}

	get appId(): string {
		return appIdOf(this.credential);
	}

	/** A ready token cannot be renewed. */
	get canRenew(): boolean {
		return sourceOf(this.credential) !== 'accessToken';
	}

	/**
	 * Calls `send` with a credential that holds a usable token, or one that makes n8n log in first.
	 *
	 * @param mayLogIn asked before a login; false ends the wait with undefined
	 * @returns what `send` gave, and the token that was used
	 */
	async withToken(send: Send, mayLogIn: () => boolean): Promise<Sent | undefined> {
		for (;;) {
			const token = this.usableToken();
			if (token !== undefined) {
				return { token, result: await send({ ...this.credential, sessionToken: token }) };
			}
			if (!mayLogIn()) return undefined;
			const { owner } = this;
			const underWay = logins.get(owner);
			if (underWay === undefined) {
				const login = this.logIn(send).finally(() => logins.delete(owner));
				logins.set(
					owner,
					login.then(failedIn, () => undefined),
				);
				return this.counted(await login);
			}
			const failed = await underWay;
			if (failed === undefined) await this.adoptStored();
			else {
				// By then whoever asked has stopped the run, if it is to stop: its other rows were not attempted.
				await time.sleep(0);
				return mayLogIn() ? this.counted(failed) : undefined;
			}
		}
	}

	/** WeChat refused this token: nobody in this run uses it again. */
	refuse(token: string): void {
		this.refused.add(token);
	}

	/** WeChat answered a call that carried this token with something else than a refusal of it. */
	accept(token: string): void {
		this.accepted.add(token);
		this.deadOnArrival = 0;
	}

	/**
	 * A token that this run has just fetched was refused. True when that looks final: it never worked,
	 * and neither did the one fetched before it. A token can be replaced right after it was fetched.
	 */
	refuseFresh(token: string): boolean {
		this.refused.add(token);
		if (this.accepted.has(token)) return false;
		this.deadOnArrival += 1;
		return this.deadOnArrival >= 2;
	}

	private usableToken(): string | undefined {
		if (!this.canRenew) return fieldOf(this.credential, 'accessToken');
		const token = fieldOf(this.credential, 'sessionToken');
		const owner = fieldOf(this.credential, 'sessionTokenOwner');
		const foreign = owner !== '' && owner !== this.owner;
		// A source that does not tell leaves no time, and a clock that was wrong one far ahead: WeChat's refusal tells then.
		const expired = Date.parse(fieldOf(this.credential, 'sessionTokenExpiresAt')) <= time.now();
		return token === '' || foreign || expired || this.refused.has(token) ? undefined : token;
	}

	/** A source that answers wrongly time after time is not asked for ever, by however many lanes. */
	private counted(sent: Sent): Sent {
		const { result } = sent;
		if (result.kind !== 'login' || result.answer.kind !== 'silence') this.failedLogins = 0;
		else if (result.answer.hopeless === 'after-tries') {
			if (result !== this.lastFailed) this.failedLogins += 1;
			this.lastFailed = result;
			if (this.failedLogins < MAX_TRIES) return sent;
			return { ...sent, result: { ...result, answer: { ...result.answer, hopeless: 'now' } } };
		}
		return sent;
	}

	private async logIn(send: Send): Promise<Sent> {
		// Another worker may have logged in since this run read the credential.
		await this.adoptStored();
		const known = this.usableToken();
		const credential: SessionCredential = { ...this.credential, sessionToken: known ?? '' };
		renewals.set(credential, {
			refusedTokens: [...this.refused],
			hasForced: this.forced,
			readStored: this.readCredential,
		});
		const forcedBefore = fieldOf(credential, 'sessionForcedAt');
		const result = await send(credential);
		this.forced ||= fieldOf(credential, 'sessionForcedAt') !== forcedBefore;
		// n8n wrote the new token into the object that was sent.
		this.adopt(leftBy.get(credential) ?? credential);
		return { result, token: fieldOf(credential, 'sessionToken') };
	}

	private async adoptStored(): Promise<void> {
		const stored = await this.readCredential().catch(() => undefined);
		// What was read at the beginning is as good while the database does not answer.
		if (stored === undefined) return;
		const hasToken = fieldOf(stored, 'sessionToken') !== '';
		this.adopt(hasToken ? stored : { ...stored, sessionToken: this.usableToken() ?? '' });
	}

	private adopt(credential: Credential): void {
		const fresh = difference(secretsOf(credential), this.secrets);
		if (fresh.length > 0) this.secrets = [...this.secrets, ...fresh];
		this.credential = credential;
		this.owner = ownerOf(credential);
	}
}
