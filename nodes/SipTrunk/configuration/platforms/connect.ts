import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../validation/inputError';
import type { CallTarget, CarrierForm, Transport } from '../../contract/carrier';
import type { Preset } from './preset';
import { PRESETS } from './presets';
import { sipUriParts } from './sipUri';
import { addressesOf, targetOf, type PlatformInputs } from './target';

/**
 * What a platform adds to a configuration. The user's own values win, and what is added is an ordinary entry
 * afterwards. Pure.
 */

/** Who sends the calls: a provider's name and how it writes a target. */
export interface Carrier {
	name: string;
	form: CarrierForm;
}

const label = (id: string | undefined) => PRESETS.find((preset) => preset.id === id)?.label;

/** Why calls cannot reach the platform from this provider at all, or undefined. */
export function impossible(preset: Preset, { name, form }: Carrier): string | undefined {
	const { transport, mediaEncryption } = preset;
	if (!form.transports.includes(transport)) {
		return `cannot be ${preset.label}: it takes calls over ${transport.toUpperCase()}, which ${name} does not offer.`;
	}
	if (mediaEncryption === 'required' && !form.encryptsMedia) {
		return `cannot be ${preset.label}: it takes encrypted calls only (TLS and SRTP), and ${name} documents no encryption of media.`;
	}
	return undefined;
}

/** What the settings of the trunk, as they would be, have against calls to the platform, or undefined. */
function contradiction(
	preset: Preset,
	{ direction, secure }: IDataObject,
	transport: Transport,
): string | undefined {
	const encrypts = transport === 'tls';
	if (direction === 'outbound') {
		return `sends incoming calls to ${preset.label}, but the direction of the trunk is "outbound". Set it to "inbound".`;
	}
	if (!preset.accepts.includes(transport)) {
		return `cannot be ${preset.label} with the transport "${transport}": it takes ${preset.accepts.join(', ')}.`;
	}
	if (preset.mediaEncryption === 'required' && secure === false) {
		return `cannot be ${preset.label} without encryption: it takes encrypted calls only. Turn encryption on.`;
	}
	const hasOtherPort = encrypts && preset.transport !== 'tls' && preset.port !== null;
	const isPlain = secure === true && (preset.mediaEncryption === 'no' || !encrypts);
	if (!hasOtherPort && !isPlain) return undefined;
	const other = label(preset.encrypted);
	return `cannot be ${preset.label} on a trunk that demands encryption, because its calls are not encrypted. ${other === undefined ? 'Turn encryption off.' : `Choose ${other}, or turn encryption off.`}`;
}

const emptied = ({ originationUris }: IDataObject) =>
	Array.isArray(originationUris) && originationUris.length === 0
		? 'adds an address to which calls go, but originationUris is an empty list, which means none. Leave it out.'
		: undefined;

const entriesIn = (value: unknown) => (Array.isArray(value) ? (value as IDataObject[]) : []);

const wholeAddress = (address: unknown) =>
	String(address).includes('/') ? String(address) : `${String(address)}/32`;

/** Whether two URIs lead to the same user and host; with which port and transport is for the user to say. */
function leadToSame(one: unknown, other: unknown): boolean {
	const [a, b] = [one, other].map((uri) => sipUriParts(String(uri)));
	return a !== undefined && b !== undefined && a.user === b.user && a.host === b.host;
}

/** Entries of a section with those of the platform that are not among them. Undefined where both have nothing. */
function withAdded(
	own: unknown,
	added: IDataObject[],
	isSame: (entry: IDataObject, other: IDataObject) => boolean,
): IDataObject[] | undefined {
	if (own === undefined) return added.length === 0 ? undefined : added;
	const entries = entriesIn(own);
	// None at all is what the user wants.
	if (entries.length === 0) return entries;
	return [...entries, ...added.filter((entry) => !entries.some((other) => isSame(entry, other)))];
}

/** A configuration with what a platform needs, and where its calls then go. */
export interface Connected<T> {
	wanted: T;
	target: CallTarget;
}

/**
 * Adds to a configuration what a platform needs. Throws InputError for what cannot work.
 *
 * @param wanted what the user describes, with settings under their parameter names
 * @param current settings of the trunk as it is, where there is one
 */
export function connect<T extends IDataObject>(
	wanted: T,
	preset: Preset,
	inputs: PlatformInputs,
	carrier: Carrier,
	current: IDataObject = {},
): Connected<T> {
	const { form } = carrier;
	const usual = targetOf(preset, inputs);
	const result: IDataObject = { ...form.settings(usual), ...wanted };
	const settings = { ...current, ...result };
	const transport = form.transportOf(form.uri(usual), settings) ?? usual.transport;
	const problem =
		impossible(preset, carrier) ?? contradiction(preset, settings, transport) ?? emptied(wanted);
	if (problem !== undefined) throw new InputError('Connect To', problem);
	const target = { ...usual, transport };
	const originationUris = withAdded(
		wanted.originationUris,
		[{ uri: form.uri(target), name: preset.label }],
		(one, other) => leadToSame(one.uri, other.uri),
	);
	const addresses = form.takesAddresses(settings) ? addressesOf(preset, inputs) : [];
	const allowedAddresses = withAdded(
		wanted.allowedAddresses,
		addresses.map((address) => ({ address, name: `${preset.label} ${address}` })),
		(one, other) => wholeAddress(one.address) === wholeAddress(other.address),
	);
	return {
		wanted: {
			...result,
			originationUris,
			...(allowedAddresses === undefined ? {} : { allowedAddresses }),
		} as unknown as T,
		target,
	};
}
