/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- looks into the process as a debugger does */
import { Session } from 'node:inspector';
import { join, relative } from 'node:path';

const ROOT = join(__dirname, '../../..');
const COLLECTIONS = ['array', 'map', 'set', 'weakmap', 'weakset'];

interface Property {
	name: string;
	value?: RemoteObject;
}

interface RemoteObject {
	type: string;
	subtype?: string;
	description?: string;
	objectId?: string;
}

/**
 * How many entries each collection has that a module of the package keeps outside of its functions, by
 * `<file> <name>`: what grows there outlives every run. Weak collections count what is still in them after
 * a garbage collection.
 */
export function keptByModules(): Record<string, number> {
	const inspector = new Session();
	inspector.connect();
	const kept: Record<string, number> = {};
	const carrier = globalThis as { inspected?: unknown };
	try {
		for (const [file, functions] of functionsOfModules()) {
			for (carrier.inspected of functions) {
				for (const { name, value } of moduleVariables(inspector)) {
					const size = value && sizeOf(inspector, value);
					if (size !== undefined) kept[`${file} ${name}`] = size;
				}
			}
		}
		return kept;
	} finally {
		delete carrier.inspected;
		inspector.disconnect();
	}
}

/** Every function and method that a loaded module of the package exports. */
function functionsOfModules(): Array<[file: string, functions: unknown[]]> {
	return Object.values(require.cache).flatMap((module) => {
		const file = relative(ROOT, module?.filename ?? '');
		if (!/^(nodes|credentials)\//.test(file)) return [];
		const exported = Object.values((module?.exports ?? {}) as object) as unknown[];
		const functions = exported.filter((value) => typeof value === 'function');
		const methods = functions.flatMap(({ prototype }) =>
			prototype ? Object.values(Object.getOwnPropertyDescriptors(prototype)) : [],
		);
		const all = [...functions, ...methods.map(({ value }) => value as unknown)];
		return [[file, all.filter((value) => typeof value === 'function')]];
	});
}

function moduleVariables(inspector: Session): Property[] {
	const inspected = evaluate(inspector);
	const scopes = insides(inspector, inspected.objectId).find(({ name }) => name === '[[Scopes]]');
	return propertiesOf(inspector, scopes?.value?.objectId)
		.filter(({ value }) => value?.description?.startsWith('Closure'))
		.flatMap(({ value }) => propertiesOf(inspector, value?.objectId));
}

/** V8 counts for us: `Map(3)`, `Array(2)`; of a weak collection it shows the entries that are left. */
function sizeOf(inspector: Session, value: RemoteObject): number | undefined {
	const { subtype = '', description = '', objectId } = value;
	if (!COLLECTIONS.includes(subtype)) return undefined;
	const counted = subtype.startsWith('weak')
		? insides(inspector, objectId).find(({ name }) => name === '[[Entries]]')?.value?.description
		: description;
	return Number(/\((\d+)\)$/.exec(counted ?? '')?.[1]);
}

function evaluate(inspector: Session): RemoteObject {
	let found: RemoteObject = { type: 'undefined' };
	inspector.post('Runtime.evaluate', { expression: 'inspected' }, (error, { result }) => {
		if (error) throw error;
		found = result;
	});
	return found;
}

function describe(inspector: Session, objectId: string | undefined, isInside: boolean): Property[] {
	if (objectId === undefined) return [];
	let found: Property[] = [];
	const wanted = { objectId, ownProperties: true };
	inspector.post('Runtime.getProperties', wanted, (error, answer) => {
		if (error) throw error;
		const { result, internalProperties = [] } = answer as {
			result: Property[];
			internalProperties?: Property[];
		};
		found = isInside ? internalProperties : result;
	});
	return found;
}

const propertiesOf = (inspector: Session, objectId?: string) =>
	describe(inspector, objectId, false);
const insides = (inspector: Session, objectId?: string) => describe(inspector, objectId, true);
