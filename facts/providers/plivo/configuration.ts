import { toUuid } from '../../../sandbox/identifiers';
import type { Sandbox } from '../../../sandbox/index';
import {
	trunkPath,
	type PlivoState,
	type PlivoTrunk,
} from '../../../sandbox/providers/plivo/state';
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

const dated = { created_at: longAgo.toISOString(), updated_at: longAgo.toISOString() };

/** IDs that differ from those that the sandbox makes. */
let made = 0;
const uuid = () => {
	made += 1;
	return toUuid(`e${String(made).padStart(31, '0')}`);
};

/** What is made for a trunk says so in its name. */
const markFor = (trunk: string) => `for trunk ${trunk}`;

function addUri({ uris }: PlivoState, { uri, name }: EntryState, mark: string): string {
	const uri_uuid = uuid();
	uris.add({
		...dated,
		uri_uuid,
		uri: String(uri),
		name: mark === '' ? String(name) : `${String(name)} (${mark})`,
		authentication_needed: false,
		username: '',
		password: '',
	});
	return uri_uuid;
}

function addCredential(state: PlivoState, { username }: EntryState, name: string): string {
	const credential_uuid = uuid();
	const password = formerPassword;
	state.credentials.add({ ...dated, credential_uuid, name, username: String(username), password });
	return credential_uuid;
}

function addList(state: PlivoState, entries: EntryState[], name: string): string {
	const ipacl_uuid = uuid();
	const ip_addresses = entries.map(({ address }) => String(address).replace(/\/32$/, ''));
	state.ipAccessControlLists.add({ ...dated, ipacl_uuid, name, ip_addresses });
	return ipacl_uuid;
}

type Slots = Partial<
	Pick<PlivoTrunk, 'credential_uuid' | 'ipacl_uuid' | 'primary_uri_uuid' | 'fallback_uri_uuid'>
>;

/** Makes the entries, and says what a trunk would name. */
function slotsFor(state: PlivoState, entries: EntryStates, mark: string): Slots {
	const { originationUris = [], sipCredentials = [], allowedAddresses = [] } = entries;
	const [primary, fallback] = originationUris.map((entry) => addUri(state, entry, mark));
	const [credential] = sipCredentials.map((entry) => addCredential(state, entry, mark));
	const list = allowedAddresses.length > 0 ? addList(state, allowedAddresses, mark) : undefined;
	return {
		...(primary && { primary_uri_uuid: primary }),
		...(fallback && { fallback_uri_uuid: fallback }),
		...(credential && { credential_uuid: credential }),
		...(list && { ipacl_uuid: list }),
	};
}

function addTrunk(sandbox: Sandbox, present: PresentTrunk): void {
	const state = sandbox.state('plivo');
	sandbox.seedTrunks('plivo', [present.name]);
	const trunk = state.trunks.all().at(-1) as PlivoTrunk;
	Object.assign(trunk, {
		trunk_direction: present.entries.originationUris === undefined ? 'outbound' : 'inbound',
		secure: present.settings.secure ?? false,
		...dated,
	});
	const slots = slotsFor(state, present.entries, markFor(present.name));
	if (!present.isHalfMade) Object.assign(trunk, slots);
	// Somebody's own, which are on no trunk.
	slotsFor(state, present.foreign, 'kept for later');
	// What one trunk alone names is not shared.
	const sharers = (slot: keyof Slots) => state.trunks.filter((other) => !other[slot]).length;
	const { sipCredentials = [], allowedAddresses = [] } = present.shared;
	const shared = slotsFor(
		state,
		{
			sipCredentials: sharers('credential_uuid') > 1 ? sipCredentials : [],
			allowedAddresses: sharers('ipacl_uuid') > 1 ? allowedAddresses : [],
		},
		'everyone',
	);
	for (const other of state.trunks.all()) {
		for (const [slot, id] of Object.entries(shared)) other[slot] ??= id;
	}
	for (const number of state.numbers.all()) {
		if (present.phoneNumbers.includes(`+${number.number}`)) {
			number.application = trunkPath(trunk.trunk_id);
		}
	}
}

const withoutMark = (text: string) => text.replace(/ \((?:for trunk .*|kept for later)\)$/, '');

function state(sandbox: Sandbox): AccountState {
	const { trunks, uris, credentials, ipAccessControlLists, numbers } = sandbox.state('plivo');
	const used = new Set(
		trunks
			.all()
			.flatMap((trunk) => [
				trunk.credential_uuid,
				trunk.ipacl_uuid,
				trunk.primary_uri_uuid,
				trunk.fallback_uri_uuid,
			]),
	);
	const uriOf = (id: string | null) => {
		const row = uris.get(id ?? '');
		return row ? [{ uri: row.uri, name: withoutMark(row.name) }] : [];
	};
	const whole = (address: string) => (address.includes('/') ? address : `${address}/32`);
	const loose = [
		...uris.all().map(({ uri_uuid: id, uri }) => [id, `URI ${uri}`]),
		...credentials.all().map(({ credential_uuid: id, username }) => [id, `credential ${username}`]),
		...ipAccessControlLists
			.all()
			.map(({ ipacl_uuid: id, ip_addresses: all }) => [id, `list ${[...all].sort().join()}`]),
	];
	return {
		trunks: trunks
			.all()
			.map((trunk) => ({
				name: trunk.name,
				settings: { secure: trunk.secure },
				entries:
					trunk.trunk_direction === 'inbound'
						? {
								originationUris: [
									...uriOf(trunk.primary_uri_uuid),
									...uriOf(trunk.fallback_uri_uuid),
								].sort(byText),
							}
						: {
								sipCredentials: [credentials.get(trunk.credential_uuid ?? '')].flatMap((row) =>
									row === undefined ? [] : [{ username: row.username }],
								),
								allowedAddresses: (
									ipAccessControlLists.get(trunk.ipacl_uuid ?? '')?.ip_addresses ?? []
								)
									.map((address) => ({ address: whole(address) }))
									.sort(byText),
							},
				phoneNumbers: numbers
					.filter(({ application }) => application === trunkPath(trunk.trunk_id))
					.map(({ number }) => `+${number}`)
					.sort(),
			}))
			.sort(byText),
		leftovers: loose
			.filter(([id]) => !used.has(id))
			.map(([, words]) => words)
			.sort(),
	};
}

export const configuration: ConfigurationFacts = {
	kinds: {
		inbound: { sections: ['originationUris'], always: { direction: 'inbound' } },
		outbound: {
			sections: ['sipCredentials', 'allowedAddresses'],
			always: { direction: 'outbound', sipCredentials: [{ username: 'phone0' }] },
			withoutNumbers: true,
		},
	},
	settings: { secure: [false, true] },
	entry(section, nth, variant): EntryState {
		if (section === 'sipCredentials') return { username: `phone${nth}` };
		if (section === 'allowedAddresses') return { address: `11.22.33.${nth + 1}/32` };
		return { uri: `pbx-${nth}.example.com;transport=tcp`, name: `PBX ${variant}` };
	},
	numbers: {
		free: ['+12025550151', '+12025550152', '+910055500154', '+910055500155'],
		route(sandbox, number, name) {
			const { trunks, numbers } = sandbox.state('plivo');
			const trunk = trunks.find((one) => one.name === name);
			const row = numbers.get(number.slice(1));
			if (row !== undefined) row.application = trunk ? trunkPath(trunk.trunk_id) : null;
		},
	},
	addTrunk,
	soundTrunk: {
		entries: { originationUris: [{ uri: 'pbx-0.example.com;transport=tcp', name: 'PBX' }] },
		phoneNumbers: ['+12025550151'],
	},
	state,
};
