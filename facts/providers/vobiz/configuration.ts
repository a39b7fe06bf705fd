import { toUuid } from '../../../sandbox/identifiers';
import type { Sandbox } from '../../../sandbox/index';
import { vobizAccount } from '../../../sandbox/providers/vobiz/account';
import type { VobizState, VobizTrunk } from '../../../sandbox/providers/vobiz/state';
import { longAgo } from '../../account';
import {
	byText,
	type AccountState,
	type ConfigurationFacts,
	type EntryState,
	type OwnSection,
	type PresentTrunk,
} from '../../configuration';

const dated = { created_at: longAgo.toISOString(), updated_at: longAgo.toISOString() };
const owned = { account_id: vobizAccount.authId, enabled: true, ...dated };

/** IDs that differ from those that the sandbox makes. */
let made = 0;
const uuid = () => {
	made += 1;
	return toUuid(`f${String(made).padStart(31, '0')}`);
};

/** Entries are the account's. One whose user name is there already is the same. */
function addUri({ originationUris }: VobizState, entry: EntryState, mark: string): string {
	const id = uuid();
	originationUris.add({
		...owned,
		id,
		uri: String(entry.uri),
		priority: Number(entry.priority),
		weight: 10,
		transport: 'udp',
		description: `${String(entry.name)}${mark}`,
	});
	return id;
}

function addCredential({ credentials }: VobizState, { username }: EntryState): string {
	const known = credentials.find((other) => other.username === username);
	if (known !== undefined) return known.id;
	const id = uuid();
	credentials.add({
		...owned,
		id,
		username: String(username),
		password: '<redacted>',
		realm: 'sip.example.net',
	});
	return id;
}

function addAddress({ ipAcl }: VobizState, { address, name }: EntryState, mark: string): string {
	const id = uuid();
	ipAcl.add({
		...owned,
		id,
		ip_address: String(address).replace(/\/32$/, ''),
		description: `${String(name)}${mark}`,
	});
	return id;
}

/** Entries without a mark: people have made them. */
function addOthers(state: VobizState, { entries, shared, foreign }: PresentTrunk): void {
	for (const entry of foreign.originationUris ?? []) addUri(state, entry, '');
	// One that a configuration names would be taken for that trunk's.
	for (const { username } of foreign.sipCredentials ?? []) {
		addCredential(state, { username: `foreign-${String(username)}` });
	}
	for (const entry of foreign.allowedAddresses ?? []) addAddress(state, entry, '');
	const isFull = (section: OwnSection) => (entries[section] ?? []).length > 0;
	const bind = (slot: 'credential_uuid' | 'ipacl_uuid', id: string) => {
		for (const trunk of state.trunks.all()) trunk[slot] ??= id;
	};
	for (const entry of shared.sipCredentials ?? []) {
		if (!isFull('sipCredentials')) bind('credential_uuid', addCredential(state, entry));
	}
	for (const entry of shared.allowedAddresses ?? []) {
		if (!isFull('allowedAddresses')) bind('ipacl_uuid', addAddress(state, entry, ''));
	}
}

function addTrunk(sandbox: Sandbox, present: PresentTrunk): void {
	const state = sandbox.state('vobiz');
	sandbox.seedTrunks('vobiz', [present.name]);
	const trunk = state.trunks.all().at(-1) as VobizTrunk;
	const { secure = false, transport = 'udp' } = present.settings;
	Object.assign(trunk, { secure, transport, ...dated });
	const { originationUris = [], sipCredentials = [], allowedAddresses = [] } = present.entries;
	const isTied = !present.isHalfMade;
	const mark = ` (${trunk.trunk_id})`;
	originationUris.forEach((entry, index) => {
		const id = addUri(state, entry, mark);
		if (isTied) trunk[index === 0 ? 'primary_uri_uuid' : 'fallback_uri_uuid'] = id;
	});
	for (const entry of sipCredentials) {
		const isKnown = state.credentials.find(({ username }) => username === entry.username);
		if (isKnown) continue;
		const id = addCredential(state, entry);
		if (isTied) trunk.credential_uuid = id;
	}
	for (const entry of allowedAddresses) {
		const id = addAddress(state, entry, mark);
		if (isTied) trunk.ipacl_uuid = id;
	}
	addOthers(state, present);
	for (const number of state.numbers.all()) {
		if (present.phoneNumbers.includes(number.e164)) number.trunk_group_id = trunk.trunk_id;
	}
}

const withoutMark = (text: string) => text.replace(/ \([0-9a-f-]{36}\)$/, '');

function state(sandbox: Sandbox): AccountState {
	const { trunks, credentials, ipAcl, originationUris, numbers } = sandbox.state('vobiz');
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
	const uriOf = (id: string | undefined) => {
		const row = originationUris.get(id ?? '');
		return row
			? [{ uri: row.uri, name: withoutMark(row.description), priority: row.priority }]
			: [];
	};
	const addressOf = (id: string | undefined) => {
		const row = ipAcl.get(id ?? '');
		const address = row && (row.ip_address.includes('/') ? row.ip_address : `${row.ip_address}/32`);
		return row && address ? [{ address, name: withoutMark(row.description) }] : [];
	};
	const userOf = (id: string | undefined) => {
		const row = credentials.get(id ?? '');
		return row ? [{ username: row.username }] : [];
	};
	const loose = [
		...credentials.all().map(({ id, username }) => [id, `credential ${username}`]),
		...ipAcl.all().map(({ id, ip_address: address }) => [id, `address ${address}`]),
		...originationUris.all().map(({ id, uri }) => [id, `URI ${uri}`]),
	];
	return {
		trunks: trunks
			.all()
			.map((trunk) => ({
				name: trunk.name,
				settings: { secure: trunk.secure, transport: trunk.transport },
				entries: {
					originationUris: [
						...uriOf(trunk.primary_uri_uuid),
						...uriOf(trunk.fallback_uri_uuid),
					].sort(byText),
					sipCredentials: userOf(trunk.credential_uuid),
					allowedAddresses: addressOf(trunk.ipacl_uuid),
				},
				phoneNumbers: numbers
					.filter(({ trunk_group_id: id }) => id === trunk.trunk_id)
					.map(({ e164 }) => e164)
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
	always: { direction: 'inbound', maxConcurrentCalls: 10 },
	settings: { secure: [false, true], transport: ['udp', 'tcp', 'tls'] },
	numbers: {
		free: ['+910055500121', '+910055500122', '+910055500123', '+12025550125'],
		route(sandbox, number, name) {
			const { trunks, numbers } = sandbox.state('vobiz');
			const trunk = trunks.find((one) => one.name === name);
			const row = numbers.get(number);
			if (row !== undefined) row.trunk_group_id = trunk?.trunk_id ?? null;
		},
	},
	addTrunk,
	soundTrunk: { entries: { sipCredentials: [{ username: 'phone0' }] } },
	state,
};
