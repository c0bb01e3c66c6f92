import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import {
	appIdOf,
	fieldOf,
	ownerOf,
	secretsOf,
	sourceOf,
	type SessionCredential,
} from './login/credential';
import { requestRenewal } from './login/handedOver';
import { mayForceNow } from './login/renew';
import { MAX_TRIES } from './retry';
import type { WireResult } from './transports/types';
import { time } from './time';

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

/** Reads the credential as it is stored now. */
export type ReadCredential = () => Promise<ICredentialDataDecryptedObject>;

/**
 * The access token of one run. Any number of calls share one login: whoever finds no usable token
 * first logs in with its own request, the others wait for it.
 */
export class Session {
	private readonly refused = new Set<string>();
	private readonly accepted = new Set<string>();
	private readonly seen = new Set<string>();
	private forced = false;
	private deadOnArrival = 0;
	private failedLogins = 0;
	private lastFailed: WireResult | undefined;

	constructor(
		private credential: ICredentialDataDecryptedObject,
		private readonly readCredential: ReadCredential,
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

	/** Everything that must never appear in a text, tokens of earlier logins of this run included. */
	get secrets(): string[] {
		return [...this.seen];
	}

	/**
	 * Calls `send` with a credential that holds a usable token, or one that makes n8n log in first.
	 *
	 * @param mayLogIn asked before a login; false ends the wait with undefined
	 * @returns what `send` gave, and the token that was used
	 */
	async withToken(
		send: (credential: SessionCredential) => Promise<WireResult>,
		mayLogIn: () => boolean,
	): Promise<Sent | undefined> {
		for (;;) {
			const token = this.usableToken();
			if (token !== undefined) {
				return { token, result: await send({ ...this.credential, sessionToken: token }) };
			}
			if (!mayLogIn()) return undefined;
			const owner = ownerOf(this.credential);
			const underWay = logins.get(owner);
			if (underWay === undefined) return this.counted(await this.logInWith(send, owner));
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
		const foreign = owner !== '' && owner !== ownerOf(this.credential);
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

	private async logInWith(
		send: (credential: SessionCredential) => Promise<WireResult>,
		owner: string,
	): Promise<Sent> {
		const login = this.logIn(send);
		const settled = login.then(
			(sent) => (sent.result.kind === 'login' ? sent : undefined),
			() => undefined,
		);
		logins.set(owner, settled);
		try {
			return await login;
		} finally {
			if (logins.get(owner) === settled) logins.delete(owner);
		}
	}

	private async logIn(send: (credential: SessionCredential) => Promise<WireResult>): Promise<Sent> {
		// Another worker may have logged in since this run read the credential.
		await this.adoptStored();
		const known = this.usableToken();
		const credential: SessionCredential = { ...this.credential, sessionToken: known ?? '' };
		requestRenewal(credential, {
			refusedTokens: [...this.refused],
			mayForce: !this.forced && mayForceNow(this.credential),
		});
		const forcedBefore = fieldOf(credential, 'sessionForcedAt');
		const result = await send(credential);
		this.forced ||= fieldOf(credential, 'sessionForcedAt') !== forcedBefore;
		// n8n wrote the new token into the object that was sent.
		this.adopt(credential);
		return { result, token: fieldOf(credential, 'sessionToken') };
	}

	private async adoptStored(): Promise<void> {
		const stored = await this.readCredential().catch(() => undefined);
		// What was read at the beginning is as good while the database does not answer.
		if (stored === undefined) return;
		const hasToken = fieldOf(stored, 'sessionToken') !== '';
		this.adopt(hasToken ? stored : { ...stored, sessionToken: this.usableToken() ?? '' });
	}

	private adopt(credential: ICredentialDataDecryptedObject): void {
		for (const secret of secretsOf(credential)) this.seen.add(secret);
		this.credential = credential;
	}
}
