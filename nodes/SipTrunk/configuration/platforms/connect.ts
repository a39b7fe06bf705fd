import { InputError } from '../../validation/inputError';
import type { CallTarget, CarrierForm } from '../../contract/carrier';
import type { Entry, Sections, Settings } from '../configuration';
import { contradiction, impossible, type Carrier } from './contradictions';
import type { Preset } from './preset';
import { sipUriParts } from './sipUri';
import { addressesOf, targetOf, type PlatformInputs } from './target';

/**
 * What a platform adds to a configuration. The user's own values win, and what is added is an ordinary entry or setting
 * afterwards. Pure.
 */

/** What is wrong with the place in which the target stands, or undefined. */
function problemOfPlace(
	{ settings, sections: { originationUris } }: Described,
	uri: string,
	form: CarrierForm,
): string | undefined {
	const { targetSetting } = form;
	if (targetSetting === undefined) {
		return originationUris?.length === 0
			? 'adds an address to which calls go, but originationUris is an empty list, which means none. Leave it out.'
			: undefined;
	}
	const own = settings[targetSetting];
	return own === undefined || leadToSame(form, own, uri)
		? undefined
		: `leads to ${uri}, but ${targetSetting} is ${JSON.stringify(own)}, and a trunk has one. Leave ${targetSetting} out, or choose None.`;
}

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
	/** The target as it stands in the trunk. */
	uri: string;
}

/**
 * What is wanted of a trunk, with what a platform needs.
 *
 * @param inputs checked values of what the preset asks for
 * @param current settings of the trunk as it is; empty for a new one
 * @throws InputError where calls cannot get to the platform
 */
export function connect(
	wanted: Described,
	preset: Preset,
	inputs: PlatformInputs,
	carrier: Carrier,
	current: Settings = {},
): Connected {
	const { form } = carrier;
	const { targetSetting } = form;
	const usual = targetOf(preset, inputs);
	const withNeeded = (target: CallTarget) => ({ ...form.settings(target), ...wanted.settings });
	const transport =
		form.transportOf(form.uri(usual), { ...current, ...withNeeded(usual) }) ?? usual.transport;
	const target = { ...usual, transport };
	const written = form.uri(target);
	const settings: Settings = {
		...(targetSetting === undefined ? {} : { [targetSetting]: written }),
		...withNeeded(target),
	};
	const { direction } = current;
	const staying: Settings = carrier.keepsDirection && direction !== undefined ? { direction } : {};
	const after = { ...current, ...settings, ...staying };
	const problem =
		impossible(preset, carrier) ??
		contradiction(preset, form, { current, after, transport }) ??
		problemOfPlace(wanted, written, form);
	if (problem !== undefined) throw new InputError('Connect To', problem);
	const { sections } = wanted;
	const addresses = form.takesAddresses(after) ? addressesOf(preset, inputs) : [];
	const added = {
		originationUris: withAdded(
			sections.originationUris,
			targetSetting === undefined ? [{ uri: written, name: preset.label }] : [],
			(one, other) => leadToSame(form, one.uri, other.uri),
		),
		allowedAddresses: withAdded(
			sections.allowedAddresses,
			addresses.map((address) => ({ address, name: `${preset.label} ${address}` })),
			(one, other) => wholeAddress(one.address) === wholeAddress(other.address),
		),
	};
	return {
		settings,
		sections: {
			...sections,
			...Object.fromEntries(Object.entries(added).filter(([, entries]) => entries !== undefined)),
		},
		target,
		uri: targetSetting === undefined ? written : String(settings[targetSetting]),
	};
}
