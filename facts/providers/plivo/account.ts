import { createHash } from 'node:crypto';
import { toUuid } from '../../../sandbox/identifiers';
import type { Sandbox } from '../../../sandbox/index';
import { plivoAccount } from '../../../sandbox/providers/plivo/account';
import { trunkPath } from '../../../sandbox/providers/plivo/state';
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
import { formerPassword } from '../../api';

const uuid = (kind: number, number: number) => toUuid(`${kind}${number}0`.padStart(32, '0'));

const dated = { created_at: longAgo.toISOString(), updated_at: longAgo.toISOString() };

/** The trunks use an address of their own, so that the others can be deleted. */
const USED = 9;

function furnish(sandbox: Sandbox): Belongings {
	const { trunks, uris, credentials, ipAccessControlLists, numbers } = sandbox.state('plivo');
	const addUri = (number: number) =>
		uris.add({
			...dated,
			uri_uuid: uuid(3, number),
			name: nameOf(number),
			uri: `pbx-${number}.example.com;transport=tcp`,
			authentication_needed: true,
			username: usernameOf(number),
			password: formerPassword,
		});
	addUri(USED);
	sandbox.seedTrunks('plivo', TRUNKS);
	const ids = trunks.all().map(({ trunk_id: id }) => id);
	for (let number = 0; number < TRUNKS; number++) {
		Object.assign(trunks.all()[number], {
			...dated,
			name: nameOf(number),
			trunk_direction: 'inbound',
			trunk_domain: `${plivoAccount.authToken}.example.net`,
			primary_uri_uuid: uuid(3, USED),
		});
		addUri(number);
		credentials.add({
			...dated,
			credential_uuid: uuid(1, number),
			name: nameOf(number),
			username: usernameOf(number + 8),
			password: formerPassword,
		});
		ipAccessControlLists.add({
			...dated,
			ipacl_uuid: uuid(2, number),
			name: nameOf(number),
			ip_addresses: [addressOf(number)],
		});
	}
	const e164 = numbers.all().map(({ number }) => `+${number}`);
	numbers.all()[1].application = trunkPath(ids[0]);
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

const digestOf = (password: string) => createHash('sha256').update(password).digest('hex');

function things(sandbox: Sandbox): Thing[] {
	const { trunks, uris, credentials, ipAccessControlLists, numbers } = sandbox.state('plivo');
	return [
		...trunks.all().map((trunk) => ({
			kind: 'trunk',
			id: trunk.trunk_id,
			label: trunk.name,
			value: JSON.stringify(trunk),
		})),
		...credentials.all().map((credential) => ({
			kind: 'sipCredential',
			id: credential.credential_uuid,
			label: credential.username,
			value: JSON.stringify(credential),
			passwordDigest: digestOf(credential.password),
		})),
		...ipAccessControlLists.all().map((list) => ({
			kind: 'ipAccessControlEntry',
			id: list.ipacl_uuid,
			label: list.name,
			value: JSON.stringify(list),
		})),
		...uris.all().map((uri) => ({
			kind: 'originationUri',
			id: uri.uri_uuid,
			label: uri.name,
			value: JSON.stringify(uri),
		})),
		...numbers.all().map(({ number, application }) => ({
			kind: 'phoneNumber',
			id: `+${number}`,
			label: `+${number}`,
			parent: /\/Trunk\/(\d+)\/$/.exec(application ?? '')?.[1],
			value: '',
		})),
	];
}

export const account: AccountFacts = { furnish, things };
