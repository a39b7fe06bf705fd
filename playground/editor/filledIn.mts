import { facts } from '../../facts/index.js';
import { kindOf, type SectionName } from '../../nodes/SipTrunk/configuration/configuration.js';
import type { ConfigurationResource } from '../../nodes/SipTrunk/configuration/operations.js';
import { keysOf } from '../../nodes/SipTrunk/configuration/parse.js';
import { LIST_FIELDS } from '../../nodes/SipTrunk/configuration/parseForm.js';
import type { Field, Provider } from '../../nodes/SipTrunk/contract/provider.js';
import type { ProviderName } from '../../nodes/SipTrunk/providers/index.js';
import type { Sandbox } from '../../sandbox/index.js';
import { isShown } from './forms.mjs';
import { choiceOf, configurationOf } from './tables.mjs';

/** What a person fills into the form of Trunk Configuration. */
export interface Filled {
	/** In the form, or in `group` where it has to be added first. */
	field: Field;
	group?: Field;
	value: unknown;
	/** The section of the configuration that it makes; absent for settings. */
	section?: SectionName;
}

const originationUri = { uri: 'sip:pbx.example.com', name: 'PBX' };
/** Of letters and a digit, which every provider takes. */
const username = 'pbxmain1';
/** Of the block for measurements, which is nobody's and which every provider takes. */
const allowedAddress = '198.18.0.26';

/** A trunk with everything that it can have: settings as the provider's facts say, and one entry of each section. */
export function filledConfiguration(provider: Provider): Filled[] {
	const { filledIn, configuration } = facts[provider.value as ProviderName];
	const { additionalFields, ...ofForm } = filledIn;
	const settings: Record<string, unknown> = {
		...configuration?.always,
		...ofForm,
		...(additionalFields as object),
	};
	const { port } = configurationOf(provider) as ConfigurationResource;
	// Where trunks are of several kinds, each has sections of its own.
	const kind = Object.values(configuration?.kinds ?? {}).find(({ always }) =>
		Object.entries(always).every(([name, value]) => settings[name] === value),
	);
	const isInKind = (section: SectionName) =>
		kind === undefined ||
		section === 'phoneNumbers' ||
		kind.sections.some((one) => one === section);
	const entries: Partial<Record<SectionName, unknown>> = {
		originationUris: originationUri,
		sipCredentials: username,
		allowedAddresses: allowedAddress,
		phoneNumbers: configuration?.numbers?.free[0],
	};
	const sections = Object.fromEntries(
		Object.entries(LIST_FIELDS).map(([section, name]) => [name, section as SectionName]),
	);
	const { fields } = choiceOf(provider, 'trunkConfiguration', 'apply').operation;
	const usual = Object.fromEntries(fields.map(({ name, default: value }) => [name, value]));
	const shown = fields.filter((field) => isShown(field, { ...usual, ...settings }));
	return shown.flatMap((field): Filled[] => {
		const { name, rows, type, options = [] } = field;
		const section = rows === undefined ? sections[name] : 'originationUris';
		if (section !== undefined && keysOf(port, section) !== undefined) {
			const value = settings[name] ?? entries[section];
			return value === undefined || !isInKind(section) ? [] : [{ field, value, section }];
		}
		if (name in settings) return [{ field, value: settings[name] }];
		if (type !== 'collection') return [];
		return options
			.filter((nested): nested is Field => 'type' in nested && nested.name in settings)
			.map((nested) => ({ field: nested, group: field, value: settings[nested.name] }));
	});
}

/** What a person fills in to create a trunk, and of what must be there first, something that is. */
export function filledCreation(provider: Provider, sandbox: Sandbox): Record<string, unknown> {
	const { account, filledIn } = facts[provider.value as ProviderName];
	const belongings = account.furnish(sandbox);
	const { operation } = choiceOf(provider, 'trunk', 'create');
	const chosen = operation.fields
		.filter(({ type, required }) => type === 'resourceLocator' && required)
		.map(({ name }) => {
			const value = belongings[name](0, 0, filledIn);
			return [name, { __rl: true, mode: 'id', value }];
		});
	return { ...filledIn, ...Object.fromEntries(chosen) };
}

/** As changes name it: `originationUri`. */
export const changedThing = (section: SectionName) => kindOf(section).one;
