import { WireServer } from './server';
import { applySwitches, FIXED_OPTIONS } from './switches';
import type { Simulator, SimulatorOptions } from './types';
import { World } from './world';

export * from './types';
export { DEFAULT_ACCOUNT, DEFAULT_PLATFORM } from './world';
export { BLOCK_SIZE } from './applications';

/**
 * Starts a WeChat on 127.0.0.1 with a state of its own.
 * @throws when the port is taken
 */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
	let world = new World(options);
	const wire: WireServer = new WireServer(
		options,
		() => world,
		() => simulator,
	);
	const port = await wire.listen(options.port ?? 0);

	const simulator: Simulator = {
		url: `${options.https ? 'https' : 'http'}://127.0.0.1:${port}`,
		journal: wire.journal.entries,
		faults: wire.faults,
		get commits() {
			return world.commits.list;
		},
		get tokens() {
			return world.tokens;
		},
		get platforms() {
			return world.platforms;
		},
		get load() {
			const { opened: connectionsOpened, openNow: connectionsOpen } = wire.sockets;
			return { ...wire.load, connectionsOpened, connectionsOpen };
		},
		resetPeak: () => {
			wire.load.peakInFlight = wire.load.inFlight;
		},
		count: (endpoint) => wire.journal.count(endpoint),
		arrived: async (count, endpoint) => await wire.journal.arrived(count, endpoint),
		committed: async (count) => await world.commits.reached(count),
		segments: (id) => world.applications.find(String(id))?.segments.all() ?? [],
		commitsPerCode: (id) => world.commits.perCode(String(id)),
		doubleCommits: () => world.commits.double(),
		set: (given) => {
			const fixed = Object.keys(given).find((name) => FIXED_OPTIONS.includes(name));
			if (fixed) throw new Error(`The option "${fixed}" is fixed at the start`);
			applySwitches(world.switches, given);
			world.extend(given);
		},
		account: (appId) => world.account(appId),
		addApplication: (seed) => world.extend({ applications: [seed] }),
		finish: (id) => world.applications.get(id).finish(world.now()),
		expireFiles: (id) => {
			world.applications.get(id).filesExpired = true;
		},
		freezeSecret: (appId, frozen = true) => {
			world.account(appId).secretFrozen = frozen;
		},
		penalise: (appId, penalised = true) => {
			world.account(appId).penalised = penalised;
		},
		setFeature: (appId, open) => {
			world.account(appId).featureOpen = open;
		},
		whitelist: (appId, addresses) => {
			world.account(appId).whitelist = addresses ?? undefined;
		},
		code: (id, index) => world.codes.make(world.applications.get(id), index),
		plainText: (id, start, end) => world.packages.plainText(world.applications.get(id), start, end),
		scan: (codeUrl, openid) => {
			const place = world.codes.findUrl(codeUrl);
			if (!place) throw new Error(`"${codeUrl}" is no code of any application`);
			const segment = place.application.segments.at(place.index);
			if (!segment) return null;
			const code_ticket = world.tickets.make(place.application, place.index, openid);
			const joint = segment.wxa_path.includes('?') ? '&' : '?';
			const wxa_path = `${segment.wxa_path}${joint}code_ticket=${code_ticket}`;
			return { code_ticket, wxa_appid: segment.wxa_appid, wxa_path };
		},
		advance: (ms) => world.advance(ms),
		now: () => world.now(),
		reset: () => {
			world = new World(options);
			wire.journal.clear();
			wire.faults.clear();
			wire.load.peakInFlight = wire.load.inFlight;
		},
		down: async () => await wire.down(),
		up: async () => {
			await wire.listen(port);
		},
		closeConnections: () => wire.sockets.destroyAll(),
		stop: async () => await wire.stop(),
	};
	return simulator;
}
