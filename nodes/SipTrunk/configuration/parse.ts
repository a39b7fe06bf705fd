import { checkOf } from '../fields/checkOf';
import { MASK } from '../http/redaction';
import { InputError, isBlank, shown, type Check } from '../validation/inputError';
import { boolean, integer } from '../validation/numbers';
import { text } from '../validation/text';
import { isObject } from '../rows/reported';
import {
	keyOf,
	kindOf,
	SECTION_NAMES,
	type Entry,
	type SectionName,
	type Settings,
	type Value,
} from './configuration';
import type { ConfigurationPort, KeyRules } from './port';
import type { Wanted } from './wanted';

/** A configuration as users write it, in JSON and in lists, brought into the node's own form. */

const LABEL = 'Configuration';

/** The keys of a section's entries at a provider; undefined where it does not have the section. */
export function keysOf(
	{ sections, numbers }: ConfigurationPort,
	section: SectionName,
): Record<string, KeyRules> | undefined {
	if (section !== 'phoneNumbers') return sections[section]?.rules.keys;
	return numbers === undefined ? undefined : { phoneNumber: { field: numbers.field } };
}

/** What a provider does not have still has a type, so that "10" and 10 are one. */
function checkOfKey(rules: KeyRules | undefined): Check {
	if (rules?.field !== undefined) return checkOf(rules.field);
	if (typeof rules?.fixed === 'boolean') return boolean;
	if (typeof rules?.fixed === 'number') return integer();
	return (value, label) =>
		typeof value === 'number' || typeof value === 'boolean' ? value : text()(value, label);
}

const SECRET_KEY = /password|secret/i;

function refuseKey(label: string, key: string, known: readonly string[]): never {
	if (SECRET_KEY.test(key)) {
		throw new InputError(
			label,
			`must not hold a secret (${shown(key)}): passwords of your own are entered in 'Configuration Options'.`,
		);
	}
	throw new InputError(
		label,
		`has a key ${shown(key)} that is not known; known are ${known.join(', ')}.`,
	);
}

/** The key's value, or undefined where it is left empty. Null is what an expression leaves that finds nothing. */
function valueOf(check: Check, raw: unknown, label: string): unknown {
	if (raw === null || raw === undefined) {
		throw new InputError(
			label,
			'has nothing in it: usually an expression finds nothing. Give it a value, or leave the key out.',
		);
	}
	if (typeof raw === 'string' && raw.includes(MASK)) {
		throw new InputError(
			label,
			`contains ${MASK}, which stands for a secret that is never put out: leave the key out, so that its value stays.`,
		);
	}
	return check(raw, label);
}

function entryFrom(
	section: SectionName,
	keys: Record<string, KeyRules>,
	raw: unknown,
	label: string,
): Entry {
	const { identity, keys: known } = kindOf(section);
	if (!isObject(raw)) {
		const value = valueOf(checkOfKey(keys[identity]), raw, label) as Value | undefined;
		if (value !== undefined) return { [identity]: value };
		// Taken for "none" it could remove everything that is there.
		throw new InputError(
			label,
			'is empty. Give it a value; for none write [], and to leave all as it is leave the list out.',
		);
	}
	const unknown = Object.keys(raw).find((key) => !known.includes(key));
	if (unknown !== undefined) refuseKey(label, unknown, known);
	const entry: Entry = {};
	for (const key of known) {
		if (!(key in raw)) continue;
		const value = valueOf(checkOfKey(keys[key]), raw[key], `${label}, ${key}`);
		if (value !== undefined) entry[key] = value as Value;
	}
	if (entry[identity] === undefined) throw new InputError(label, `needs "${identity}".`);
	return entry;
}

/** A list in any form: an array, its JSON, or a text with commas, where what is empty counts for nothing. */
function listIn(raw: unknown): unknown[] {
	if (Array.isArray(raw)) return raw;
	if (typeof raw !== 'string') return [raw];
	const list = raw.trim().startsWith('[') ? (parsed(raw) as unknown[] | undefined) : undefined;
	if (list !== undefined) return list;
	const pieces = raw.split(',').filter((piece) => piece.trim() !== '');
	return pieces.length > 0 ? pieces : [''];
}

function parsed(raw: string): unknown {
	try {
		return JSON.parse(raw) as unknown;
	} catch {
		return undefined;
	}
}

const equal = (one: Entry, other: Entry) =>
	JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).sort());

/**
 * The entries of a section, each once.
 *
 * @param keys the provider's, see `keysOf`
 * @param raw an array of entries or of their identities, as an array, as its JSON or as a text with commas
 * @param label of the field or key, for messages
 * @throws InputError naming the entry that is wrong
 */
export function entriesFrom(
	section: SectionName,
	keys: Record<string, KeyRules>,
	raw: unknown,
	label: string,
): Entry[] {
	const entries = new Map<string, Entry>();
	const list = listIn(raw);
	list.forEach((one, index) => {
		const place = list.length > 1 ? `${label}, entry ${index + 1}` : label;
		const entry = entryFrom(section, keys, one, place);
		const key = keyOf(section, entry);
		const same = entries.get(key);
		if (same !== undefined && !equal(same, entry)) {
			throw new InputError(label, `names ${shown(key)} twice, with different values.`);
		}
		entries.set(key, entry);
	});
	return [...entries.values()];
}

const ABOUT_TRUNK = ['provider', 'id', 'notReadable'];

/** The JSON of a configuration, as a text or as the object that an expression hands over. */
function objectFrom(raw: unknown): Record<string, unknown> {
	const value = typeof raw === 'string' ? parsed(raw) : raw;
	if (isObject(value)) return value;
	throw new InputError(
		LABEL,
		`must be a JSON object with the keys of a trunk configuration, but it is ${shown(raw)}.`,
		'{ "name": "Berlin office", "originationUris": [{ "uri": "sip:pbx.example.com" }] }',
	);
}

/** Whether it comes from another provider, so that its ID and its own keys say nothing here. */
function isOfAnother(
	{ provider: own }: ConfigurationPort,
	object: Record<string, unknown>,
): boolean {
	if (!('provider' in object)) return false;
	const label = `${LABEL}, provider`;
	const provider = valueOf(text(), object.provider, label);
	if (provider === undefined) return false;
	if (typeof object.provider !== 'string') {
		throw new InputError(label, 'must be the name of a provider.', own);
	}
	return String(provider).toLowerCase() !== own.toLowerCase();
}

/**
 * A configuration in JSON, such as Get and Plan put out.
 *
 * @param raw its text, or the object that an expression hands over
 * @throws InputError naming the key that is wrong
 */
export function wantedFromJson(port: ConfigurationPort, raw: unknown): Wanted {
	const object = objectFrom(raw);
	const isForeign = isOfAnother(port, object);
	const secrets = (port.secrets ?? []).map(({ name }) => name);
	const known = [
		...ABOUT_TRUNK,
		...Object.keys(port.settings),
		...SECTION_NAMES.filter((section) => keysOf(port, section)),
	];
	const wanted: Wanted = { settings: {}, sections: {}, foreign: {} };
	for (const [key, value] of Object.entries(object)) {
		const label = `${LABEL}, ${key}`;
		// Not what every object has, as "constructor".
		const isKnown = known.includes(key);
		const rules = isKnown ? port.settings[key] : undefined;
		const keys = isKnown ? keysOf(port, key as SectionName) : undefined;
		if (ABOUT_TRUNK.includes(key)) continue;
		if (rules !== undefined) {
			const checked = valueOf(checkOf(rules.field), value, label);
			if (checked !== undefined) wanted.settings[key] = checked as Settings[string];
		} else if (keys !== undefined) {
			if (value === null || value === undefined) valueOf(checkOfKey(undefined), value, label);
			if (!isBlank(value)) {
				wanted.sections[key as SectionName] = entriesFrom(key as SectionName, keys, value, label);
			}
		} else if (SECRET_KEY.test(key) || secrets.includes(key)) {
			refuseKey(LABEL, key, known);
		} else if (isForeign || SECTION_NAMES.includes(key as SectionName)) {
			wanted.foreign[key] = value;
		} else refuseKey(LABEL, key, known);
	}
	if (!isForeign && 'id' in object) {
		const trunkId = valueOf(checkOf(port.trunkField), object.id, `${LABEL}, id`);
		if (trunkId !== undefined) wanted.trunkId = trunkId as string;
	}
	return wanted;
}
