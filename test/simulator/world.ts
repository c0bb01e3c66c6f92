/* eslint-disable @n8n/community-nodes/no-hardcoded-secrets -- an invented account */
import { Applications } from './applications';
import { Codes } from './codes';
import { Commits } from './commits';
import { Limiter } from './limits';
import { Packages } from './packages';
import { Platforms } from './platforms';
import { Random } from './random';
import { makeSwitches } from './switches';
import { Tickets } from './tickets';
import { Tokens } from './tokens';
import type { Account, Platform, SimulatorOptions, Switches } from './types';

export const DEFAULT_PLATFORM: Platform = {
	componentAppId: 'wxfedcba0987654321',
	authorizers: [{ appId: 'wx1234567890abcdef', refreshToken: 'refreshtoken@@@first' }],
};

export const DEFAULT_ACCOUNT: Account = {
	appId: 'wx1234567890abcdef',
	appSecret: '0123456789abcdef0123456789abcdef',
	featureOpen: true,
	packageKey: '0123456789abcdef',
};

/** The whole state of a simulated WeChat; made anew by `reset()`. */
export class World {
	readonly switches: Switches;
	readonly random: Random;
	readonly accounts = new Map<string, Account>();
	readonly tokens: Tokens;
	readonly platforms: Platforms;
	readonly applications: Applications;
	readonly codes: Codes;
	readonly packages: Packages;
	readonly tickets: Tickets;
	readonly limiter: Limiter;
	readonly commits = new Commits();
	readonly defaultAppId: string;
	private clock: () => number;
	private offsetMs = 0;

	constructor(options: SimulatorOptions) {
		const now = () => this.now();
		const accounts = options.accounts ?? [DEFAULT_ACCOUNT];
		this.clock = options.now ?? Date.now;
		this.random = new Random(options.seed ?? 1);
		this.switches = makeSwitches(options);
		this.defaultAppId = accounts[0]?.appId ?? DEFAULT_ACCOUNT.appId;
		this.tokens = new Tokens(this.accounts, this.switches, this.random, now);
		this.platforms = new Platforms(this.tokens, this.switches, now);
		this.applications = new Applications(this.random, now);
		this.codes = new Codes(
			this.applications,
			new Random((options.seed ?? 1) + 1),
			() => this.switches.spacesInCodeUrl,
		);
		this.packages = new Packages(this.codes, this.switches);
		this.tickets = new Tickets(this.random, this.switches, now);
		this.limiter = new Limiter(this.switches, now);
		this.extend({ ...options, accounts, platforms: options.platforms ?? [DEFAULT_PLATFORM] });
	}

	now(): number {
		return this.clock() + this.offsetMs;
	}

	/** Lets so many milliseconds pass at once. */
	advance(ms: number): void {
		this.offsetMs += ms;
	}

	/** Adds accounts, applications and platforms; takes another clock. */
	extend(options: Partial<SimulatorOptions>): void {
		if (options.now) this.clock = options.now;
		for (const account of options.accounts ?? []) {
			this.accounts.set(account.appId, { ...account });
		}
		for (const seed of options.applications ?? []) {
			this.applications.seed(seed, this.defaultAppId);
		}
		for (const platform of options.platforms ?? []) this.platforms.add(platform);
	}

	/** @throws {Error} for a test that names an account that was never made */
	account(appId: string): Account {
		const account = this.accounts.get(appId);
		if (!account) throw new Error(`The simulator has no account ${appId}`);
		return account;
	}
}
