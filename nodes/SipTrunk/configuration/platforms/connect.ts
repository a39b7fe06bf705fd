import { InputError } from '../../validation/inputError';
import type { CallTarget, CarrierForm, Transport } from '../../contract/carrier';
import type { Entry, Sections, Settings } from '../configuration';
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

/** Why calls of this provider can never reach the platform, in one sentence, or undefined if they can. */
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
	{ direction, secure }: Settings,
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

const emptied = ({ originationUris }: Sections) =>
	originationUris?.length === 0
		? 'adds an address to which calls go, but originationUris is an empty list, which means none. Leave it out.'
		: undefined;

const wholeAddress = (address: unknown) =>
	String(address).includes('/') ? String(address) : `${String(address)}/32`;

/** Whether two URIs lead to the same user and host; with which port and transport is for the user to say. */
function leadToSame({ asSipUri = String }: CarrierForm, one: unknown, other: unknown): boolean {
	const [a, b] = [one, other].map((uri) => sipUriParts(asSipUri(String(uri))));
	return a !== undefined && b !== undefined && a.user === b.user && a.host === b.host;
}

/** Entries of a section with those of the platform that are not among them. Undefined where both have nothing. */
function withAdded(
	own: Entry[] | undefined,
	added: Entry[],
	isSame: (entry: Entry, other: Entry) => boolean,
): Entry[] | undefined {
	if (own === undefined) return added.length === 0 ? undefined : added;
	// None at all is what the user wants.
	if (own.length === 0) return own;
	return [...own, ...added.filter((entry) => !own.some((other) => isSame(entry, other)))];
}

/** What is wanted of a trunk: a setting or a section that is absent stays as it is. */
export interface Described {
	/** By parameter name. */
	settings: Settings;
	sections: Sections;
}

/** What is wanted, with what a platform needs, and where its calls then go. */
export interface Connected extends Described {
	target: CallTarget;
}

/**
 * What is wanted of a trunk, with what a platform needs.
 *
 * @param inputs checked values of what the preset asks for
 * @param current settings of the trunk as it is; empty for a new one
 * @throws InputError where calls cannot get to the platform
 */
export function connect(
	{ settings: wanted, sections }: Described,
	preset: Preset,
	inputs: PlatformInputs,
	carrier: Carrier,
	current: Settings = {},
): Connected {
	const { form } = carrier;
	const usual = targetOf(preset, inputs);
	const settings = { ...form.settings(usual), ...wanted };
	const after = { ...current, ...settings };
	const transport = form.transportOf(form.uri(usual), after) ?? usual.transport;
	const problem =
		impossible(preset, carrier) ?? contradiction(preset, after, transport) ?? emptied(sections);
	if (problem !== undefined) throw new InputError('Connect To', problem);
	const target = { ...usual, transport };
	const originationUris = withAdded(
		sections.originationUris,
		[{ uri: form.uri(target), name: preset.label }],
		(one, other) => leadToSame(form, one.uri, other.uri),
	);
	const addresses = form.takesAddresses(after) ? addressesOf(preset, inputs) : [];
	const allowedAddresses = withAdded(
		sections.allowedAddresses,
		addresses.map((address) => ({ address, name: `${preset.label} ${address}` })),
		(one, other) => wholeAddress(one.address) === wholeAddress(other.address),
	);
	return {
		settings,
		sections: {
			...sections,
			originationUris,
			...(allowedAddresses === undefined ? {} : { allowedAddresses }),
		},
		target,
	};
}
