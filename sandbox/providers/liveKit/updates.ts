import type { Message, Values } from './protojson';
import { invalidArgument } from './twirp';

interface ListUpdate {
	set?: string[];
	add?: string[];
	remove?: string[];
	clear?: boolean;
}

function isListUpdate(message: Message, name: string): boolean {
	const { type } = message[name];
	return typeof type === 'object' && 'message' in type && 'clear' in type.message;
}

function faultOf({ set = [], add = [], remove = [], clear = false }: ListUpdate) {
	const changes = [...add, ...remove];
	if (!clear && set.length + changes.length === 0) return 'unsupported list update operation';
	if (clear && set.length + changes.length > 0) {
		return 'cannot clear and change the list at the same time';
	}
	if (set.length > 0 && changes.length > 0) {
		return 'cannot set and change the list at the same time';
	}
	return [...set, ...changes].includes('') ? 'empty element in the list' : undefined;
}

/** @throws {TwirpError} for a list that is changed in a way that the service does not know. */
export function checkListUpdates(message: Message, update: Values): void {
	for (const [name, value] of Object.entries(update)) {
		if (!isListUpdate(message, name)) continue;
		const fault = faultOf(value as ListUpdate);
		if (fault !== undefined) throw invalidArgument(fault);
	}
}

function changedList(list: readonly string[], { set, add = [], remove = [], clear }: ListUpdate) {
	if (clear === true) return [];
	if (set !== undefined && set.length > 0) return set;
	return [...new Set([...list, ...add])].filter((entry) => !remove.includes(entry));
}

/** Attributes are merged; an empty one deletes its key. */
function mergedMap(map: Record<string, string>, changes: Record<string, string>) {
	const merged = Object.entries({ ...map, ...changes });
	return Object.fromEntries(merged.filter(([key, value]) => !(key in changes) || value !== ''));
}

/** The row with the fields of an update; the row itself stays as it is. */
export function updated<Row extends Values>(row: Row, message: Message, update: Values): Row {
	const changes = Object.entries(update).map(([name, value]) => {
		const before = row[name];
		if (isListUpdate(message, name)) {
			return [name, changedList((before ?? []) as string[], value as ListUpdate)];
		}
		if (message[name].type !== 'map') return [name, value];
		return [name, mergedMap((before ?? {}) as never, value as Record<string, string>)];
	});
	return { ...row, ...(Object.fromEntries(changes) as Partial<Row>) };
}
