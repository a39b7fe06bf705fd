import type { IDataObject } from 'n8n-workflow';
import { trunkRow, type ReportedTrunk } from '../../../../../nodes/SipTrunk/rows/trunk';
import type { CarrierForm } from '../../../../../nodes/SipTrunk/contract/carrier';
import type {
	Entry,
	SectionName,
	Settings,
} from '../../../../../nodes/SipTrunk/configuration/configuration';
import type {
	CheckedTrunk,
	CheckRules,
	Part,
} from '../../../../../nodes/SipTrunk/configuration/checks/finding';
import type { Present } from '../../../../../nodes/SipTrunk/configuration/port';
import {
	transportInUri,
	uriWithTransport,
} from '../../../../../nodes/SipTrunk/configuration/platforms/sipUri';

/** A trunk at a provider that has everything, which the tests of the findings break in one place. */

const EVERYTHING: Part[] = [
	...(['originationUris', 'sipCredentials', 'allowedAddresses', 'phoneNumbers'] as const),
	...(['direction', 'hosts', 'limits', 'registration', 'secure', 'sipDomain', 'status'] as const),
];

export const rules: CheckRules = {
	has: EVERYTHING,
	hosts: ['proxy'],
	numberTrouble: ({ status }) => (status === 'active' ? undefined : String(status)),
	purpose: () => ({ incoming: true, outgoing: true }),
	findings: [],
};

export const form: CarrierForm = {
	calls: 'incoming',
	transports: ['udp', 'tcp', 'tls'],
	encryptsMedia: true,
	uri: uriWithTransport,
	settings: () => ({}),
	transportOf: transportInUri,
	takesAddresses: () => true,
};

export interface TrunkInWords {
	/** Keys of the simplified row that differ. */
	row?: Partial<ReportedTrunk>;
	settings?: Settings;
	uris?: Array<string | Entry>;
	usernames?: string[];
	addresses?: string[];
	/** Numbers, or the provider's rows of them. */
	numbers?: Array<string | { e164: string; status: string }>;
	/** User names and addresses that are switched off. */
	disabled?: string[];
	harm?: string[];
	/** The provider's own row. */
	raw?: IDataObject;
	/** Made for the trunk and without effect. */
	loose?: Partial<Record<SectionName, Entry[]>>;
	/** Sections that the provider does not tell. */
	hidden?: SectionName[];
	purpose?: Partial<CheckedTrunk['purpose']>;
	rules?: Partial<CheckRules>;
	form?: Partial<CarrierForm>;
}

const present = (entries: Entry[], disabled: string[] = []): Present[] =>
	entries.map((entry) => ({
		entry,
		row: disabled.includes(String(entry.username ?? entry.address)) ? { enabled: false } : {},
	}));

/** Two addresses to call, one user name, one allowed address, one number: nothing is wrong. */
export function trunkWith({
	row = {},
	settings = {},
	uris = ['sip:pbx1.acme.com', 'sip:pbx2.acme.com'],
	usernames = ['acme'],
	addresses = ['44.229.228.186/32'],
	numbers = ['+15555550104'],
	disabled = [],
	harm = [],
	raw = {},
	loose = {},
	hidden = [],
	purpose = {},
	rules: ownRules = {},
	form: ownForm = {},
}: TrunkInWords = {}): CheckedTrunk {
	const sections: CheckedTrunk['present'] = {
		originationUris: present(uris.map((uri) => (typeof uri === 'string' ? { uri } : uri))),
		sipCredentials: present(
			usernames.map((username) => ({ username })),
			disabled,
		),
		allowedAddresses: present(
			addresses.map((address) => ({ address })),
			disabled,
		),
		phoneNumbers: numbers.map((number) =>
			typeof number === 'string'
				? { entry: { phoneNumber: number }, row: { status: 'active' } }
				: { entry: { phoneNumber: number.e164 }, row: { status: number.status } },
		),
	};
	for (const [section, entries] of Object.entries(loose) as Array<[SectionName, Entry[]]>) {
		sections[section]?.push(...entries.map((entry) => ({ entry, row: {}, isLoose: true })));
	}
	for (const section of hidden) delete sections[section];
	return {
		providerName: 'Acme',
		row: trunkRow({
			name: 'Example Garage',
			status: 'active',
			sipDomain: 'sip.acme.com',
			secure: false,
			...row,
		}),
		settings,
		live: { id: 'T1', row: raw, parts: {} },
		present: sections,
		notReadable: hidden,
		harmOfRemoval: harm,
		purpose: { incoming: true, outgoing: true, ...purpose },
		form: { ...form, ...ownForm },
		rules: { ...rules, ...ownRules },
	};
}
