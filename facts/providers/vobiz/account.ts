import { toUuid } from '../../../sandbox/identifiers';
import type { Sandbox } from '../../../sandbox/index';
import { vobizAccount } from '../../../sandbox/providers/vobiz/account';
import {
	addressOf,
	longAgo,
	nameOf,
	TRUNKS,
	usernameOf,
	type AccountFacts,
	type Belongings,
	type Thing,
} from '../../account';

const uuid = (kind: number, number: number) => toUuid(`${kind}${number}0`.padStart(32, '0'));

const cidr = (address: string) => (address.includes('/') ? address : `${address}/32`);

function furnish(sandbox: Sandbox): Belongings {
	const { trunks, credentials, ipAcl, originationUris, numbers } = sandbox.state('vobiz');
	const dated = { created_at: longAgo.toISOString(), updated_at: longAgo.toISOString() };
	const owned = { account_id: vobizAccount.authId, enabled: true, ...dated };
	sandbox.seedTrunks('vobiz', TRUNKS);
	const ids = trunks.all().map(({ trunk_id: id }) => id);
	for (let number = 0; number < TRUNKS; number++) {
		Object.assign(trunks.all()[number], {
			name: nameOf(number),
			description: `Key ${vobizAccount.authToken}`,
			...dated,
		});
		credentials.add({
			...owned,
			id: uuid(1, number),
			username: usernameOf(number + 8),
			password: '<redacted>',
			realm: 'sip.example.net',
		});
		ipAcl.add({
			...owned,
			id: uuid(2, number),
			ip_address: addressOf(number),
			description: nameOf(number),
		});
		originationUris.add({
			...owned,
			id: uuid(3, number),
			uri: `sip:pbx-${number}.example.com`,
			priority: 10,
			weight: 10,
			transport: 'udp',
			description: nameOf(number),
		});
	}
	const e164 = numbers.all().map((number) => number.e164);
	numbers.all()[1].trunk_group_id = ids[0];
	return {
		trunkId: (_, number) => ids[number % TRUNKS],
		credentialId: (_, number) => uuid(1, number % TRUNKS),
		ipAccessControlEntryId: (_, number) => uuid(2, number % TRUNKS),
		originationUriId: (_, number) => uuid(3, number % TRUNKS),
		primaryOriginationUriId: (_, number) => uuid(3, number % TRUNKS),
		fallbackOriginationUriId: (_, number) => uuid(3, number % TRUNKS),
		phoneNumber: (_, number) => e164[number % 4],
	};
}

function things(sandbox: Sandbox): Thing[] {
	const { trunks, credentials, ipAcl, originationUris, numbers } = sandbox.state('vobiz');
	return [
		...trunks.all().map((trunk) => ({
			kind: 'trunk',
			id: trunk.trunk_id,
			label: trunk.name,
			value: JSON.stringify(trunk),
		})),
		...credentials.all().map((credential) => ({
			kind: 'sipCredential',
			id: credential.id,
			label: credential.username,
			value: JSON.stringify(credential),
		})),
		...ipAcl.all().map((entry) => ({
			kind: 'ipAccessControlEntry',
			id: entry.id,
			label: cidr(entry.ip_address),
			value: JSON.stringify(entry),
		})),
		...originationUris.all().map((uri) => ({
			kind: 'originationUri',
			id: uri.id,
			label: uri.description,
			value: JSON.stringify(uri),
		})),
		...numbers.all().map((number) => ({
			kind: 'phoneNumber',
			id: number.e164,
			label: number.e164,
			parent: number.trunk_group_id ?? undefined,
			value: '',
		})),
	];
}

export const account: AccountFacts = { furnish, things };
