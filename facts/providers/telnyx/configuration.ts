import type { Value } from '../../../nodes/SipTrunk/configuration/configuration';
import type { Sandbox } from '../../../sandbox/index';
import type {
	Connection,
	ConnectionType,
	Target,
	TelnyxState,
} from '../../../sandbox/providers/telnyx/state';
import { longAgo } from '../../account';
import { formerPassword } from '../../api';
import {
	byText,
	type AccountState,
	type ConfigurationFacts,
	type EntryState,
	type EntryStates,
	type PresentTrunk,
} from '../../configuration';
import { addConnection } from './account';

/** IDs that differ from those that the sandbox makes. */
let made = 0;
const newId = () => {
	made += 1;
	return `19${String(made).padStart(17, '0')}`;
};

/** A trunk is of the type that has the section of its entries. */
const SECTION_OF = {
	credential_connection: 'sipCredentials',
	fqdn_connection: 'originationUris',
	ip_connection: 'allowedAddresses',
} as const;

const typeFor = ({ entries }: PresentTrunk): ConnectionType =>
	entries.sipCredentials !== undefined
		? 'credential_connection'
		: entries.allowedAddresses !== undefined
			? 'ip_connection'
			: 'fqdn_connection';

const dated = () => ({
	id: newId(),
	created_at: longAgo.toISOString(),
	updated_at: longAgo.toISOString(),
});

const tiedTo = (connection_id: string) => ({ ...dated(), connection_id });

/** The profile of this name, which somebody has made for several trunks. */
function profileCalled({ profiles }: TelnyxState, name: string): string {
	const present = profiles.find((one) => one.name === name);
	if (present !== undefined) return present.id;
	const profile = { ...dated(), record_type: 'outbound_voice_profile', name, enabled: true };
	profiles.add(profile);
	return profile.id;
}

function addTrunk(sandbox: Sandbox, present: PresentTrunk): void {
	const state = sandbox.state('telnyx');
	const { originationUris = [], sipCredentials = [], allowedAddresses = [] } = present.entries;
	const { transport } = present.settings;
	const isFree = ({ username }: EntryState) =>
		!state.connections.all().some(({ user_name: taken }) => taken === username);
	const [credential] = sipCredentials.filter(isFree);
	const connection = addConnection(state, typeFor(present), {
		id: newId(),
		connection_name: present.name,
		encrypted_media: present.settings.secure === true ? 'SRTP' : null,
		...(transport !== undefined && { transport_protocol: String(transport).toUpperCase() }),
		...(credential && { user_name: String(credential.username), password: formerPassword }),
	});
	const { outboundVoiceProfileName: profile } = present.settings;
	if (profile !== undefined) {
		const outbound_voice_profile_id = profileCalled(state, String(profile));
		connection.outbound = { ...connection.outbound, outbound_voice_profile_id };
	}
	for (const { uri } of originationUris) {
		const [, fqdn, port] = /^sip:([^:]+):(\d+)$/.exec(String(uri)) ?? [];
		const target = { record_type: 'fqdn', dns_record_type: 'a', fqdn, port: Number(port) };
		state.fqdns.add({ ...target, ...tiedTo(connection.id) } as Target);
	}
	for (const { address } of allowedAddresses) {
		const ip_address = String(address).replace('/32', '');
		const target = { record_type: 'ip', ip_address, port: 5060 };
		state.ips.add({ ...target, ...tiedTo(connection.id) } as Target);
	}
	for (const number of state.numbers.all()) {
		if (!present.phoneNumbers.includes(number.phone_number)) continue;
		number.connection_id = connection.id;
		number.connection_name = present.name;
	}
}

const uriOf = ({ fqdn, port }: Target) => `sip:${String(fqdn)}:${port}`;
const addressOf = ({ ip_address: address }: Target) => `${String(address)}/32`;

function entriesOf({ fqdns, ips }: TelnyxState, trunk: Connection): EntryStates {
	const isIts = ({ connection_id: id }: Target) => id === trunk.id;
	const { user_name: username } = trunk;
	const all: Required<Omit<EntryStates, 'dispatchRules'>> = {
		originationUris: fqdns.filter(isIts).map((target) => ({ uri: uriOf(target) })),
		sipCredentials: username ? [{ username }] : [],
		allowedAddresses: ips.filter(isIts).map((target) => ({ address: addressOf(target) })),
	};
	const section = SECTION_OF[trunk.record_type];
	return { [section]: all[section].sort(byText) };
}

function settingsOf({ profiles }: TelnyxState, trunk: Connection): Record<string, Value> {
	const profile = profiles.get(trunk.outbound.outbound_voice_profile_id ?? '');
	return {
		secure: trunk.encrypted_media === 'SRTP',
		...(profile && { outboundVoiceProfileName: profile.name }),
		...(trunk.record_type === 'fqdn_connection' && {
			transport: String(trunk.transport_protocol).toLowerCase(),
		}),
	};
}

/** A profile belongs to the account, and stays; a second one of the same name is there by mistake. */
const copiesIn = ({ profiles }: TelnyxState): string[] =>
	profiles
		.all()
		.map(({ name }) => name)
		.filter((name, index, all) => all.indexOf(name) !== index)
		.map((name) => `another profile ${name}`);

function state(sandbox: Sandbox): AccountState {
	const account = sandbox.state('telnyx');
	const { connections, fqdns, ips, numbers } = account;
	const isLeft = ({ connection_id: id }: Target) => connections.get(id ?? '') === undefined;
	return {
		trunks: connections
			.all()
			.map((trunk) => ({
				name: String(trunk.connection_name),
				settings: settingsOf(account, trunk),
				entries: entriesOf(account, trunk),
				phoneNumbers: numbers
					.filter(({ connection_id: id }) => id === trunk.id)
					.map(({ phone_number: number }) => number)
					.sort(),
			}))
			.sort(byText),
		leftovers: [
			...fqdns.filter(isLeft).map(uriOf),
			...ips.filter(isLeft).map(addressOf),
			...copiesIn(account),
		].sort(),
	};
}

const settings = { secure: [false, true], outboundVoiceProfileName: ['Europe', 'World'] };

export const configuration: ConfigurationFacts = {
	settings,
	kinds: {
		credential: {
			sections: ['sipCredentials'],
			always: { trunkType: 'credential', sipCredentials: [{ username: 'pbx0' }] },
		},
		// It is the usual type, which need not be named.
		fqdn: {
			sections: ['originationUris'],
			always: {},
			settings: { ...settings, transport: ['udp', 'tcp', 'tls'] },
		},
		ip: { sections: ['allowedAddresses'], always: { trunkType: 'ip' } },
	},
	entry(section, nth): EntryState {
		if (section === 'sipCredentials') return { username: `pbx${nth}` };
		if (section === 'allowedAddresses') return { address: `11.22.33.${nth + 1}/32` };
		return { uri: `sip:pbx-${nth}.example.com:5060` };
	},
	numbers: {
		free: ['+12025550141', '+12025550142', '+12025550143', '+12025550145'],
		notInService: ['+12025550145'],
		route(sandbox, number, name) {
			const { connections, numbers } = sandbox.state('telnyx');
			const trunk = connections.find(({ connection_name: one }) => one === name);
			const row = numbers.find(({ phone_number: one }) => one === number);
			if (row === undefined) return;
			row.connection_id = trunk?.id ?? null;
			row.connection_name = trunk?.connection_name ?? null;
		},
	},
	addTrunk,
	soundTrunk: {
		entries: { originationUris: [{ uri: 'sip:pbx-0.example.com:5060' }] },
		phoneNumbers: ['+12025550141'],
	},
	state,
};
