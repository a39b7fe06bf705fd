import { toUuid } from '../../../sandbox/identifiers';
import type { Sandbox } from '../../../sandbox/index';
import { vobizAccount } from '../../../sandbox/providers/vobiz/account';
import type { VobizTrunk } from '../../../sandbox/providers/vobiz/state';
import { longAgo } from '../../account';
import type { AccountState, ConfigurationFacts, PresentTrunk } from '../../configuration';

const dated = { created_at: longAgo.toISOString(), updated_at: longAgo.toISOString() };
const owned = { account_id: vobizAccount.authId, enabled: true, ...dated };

/** IDs that differ from those that the sandbox makes. */
let made = 0;
const uuid = () => {
	made += 1;
	return toUuid(`f${String(made).padStart(31, '0')}`);
};

const byText = (a: unknown, b: unknown) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

function addTrunk(sandbox: Sandbox, present: PresentTrunk): void {
	const state = sandbox.state('vobiz');
	sandbox.seedTrunks('vobiz', [present.name]);
	const trunk = state.trunks.all().at(-1) as VobizTrunk;
	Object.assign(trunk, { secure: present.secure ?? false, ...dated });
	const isTied = !present.isHalfMade;
	const mark = ` (${trunk.trunk_id})`;
	present.originationUris.forEach(({ uri, name, priority }, index) => {
		const id = uuid();
		state.originationUris.add({
			...owned,
			id,
			uri: String(uri),
			priority: Number(priority),
			weight: 10,
			transport: 'udp',
			description: `${String(name)}${mark}`,
		});
		if (isTied) trunk[index === 0 ? 'primary_uri_uuid' : 'fallback_uri_uuid'] = id;
	});
	for (const { username } of present.sipCredentials) {
		const known = state.credentials.find((other) => other.username === username);
		if (known !== undefined) continue;
		const id = uuid();
		state.credentials.add({
			...owned,
			id,
			username: String(username),
			password: '<redacted>',
			realm: 'sip.example.net',
		});
		if (isTied) trunk.credential_uuid = id;
	}
	for (const { address, name } of present.allowedAddresses) {
		const id = uuid();
		state.ipAcl.add({
			...owned,
			id,
			ip_address: String(address).replace(/\/32$/, ''),
			description: `${String(name)}${mark}`,
		});
		if (isTied) trunk.ipacl_uuid = id;
	}
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
				secure: trunk.secure,
				originationUris: [...uriOf(trunk.primary_uri_uuid), ...uriOf(trunk.fallback_uri_uuid)].sort(
					byText,
				),
				sipCredentials: userOf(trunk.credential_uuid),
				allowedAddresses: addressOf(trunk.ipacl_uuid),
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
	numbers: { free: ['+910055500121', '+910055500122', '+910055500123', '+12025550125'] },
	always: { direction: 'inbound', maxConcurrentCalls: 10 },
	settings: { secure: 'secure' },
	most: { originationUris: 2, sipCredentials: 1, allowedAddresses: 1 },
	addTrunk,
	route(sandbox, number, name) {
		const { trunks, numbers } = sandbox.state('vobiz');
		const trunk = trunks.find((one) => one.name === name);
		const row = numbers.get(number);
		if (row !== undefined) row.trunk_group_id = trunk?.trunk_id ?? null;
	},
	state,
};
