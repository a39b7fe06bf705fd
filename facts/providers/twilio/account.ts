import type { Sandbox } from '../../../sandbox/index';
import { twilioAccount } from '../../../sandbox/providers/twilio/account';
import { CursorCollection } from '../../../sandbox/providers/twilio/cursorCollection';
import type { Credential, IpAddress } from '../../../sandbox/providers/twilio/state';
import {
	addressOf,
	CHILDREN,
	longAgo,
	nameOf,
	TRUNKS,
	usernameOf,
	type AccountFacts,
	type Belongings,
	type Thing,
} from '../../account';

const digits = (kind: number, of: number, number = 0) => `${kind}${of}${number}`.padStart(32, '0');

function furnish(sandbox: Sandbox): Belongings {
	const state = sandbox.state('twilio');
	const account = state.accounts[twilioAccount.accountSid];
	const dated = { created: longAgo, updated: longAgo };
	sandbox.seedTrunks('twilio', TRUNKS);
	for (let of = 0; of < CHILDREN; of++) {
		const credentials = { sid: `CL${digits(1, of)}`, friendlyName: `Users ${of}`, ...dated };
		const addresses = { sid: `AL${digits(2, of)}`, friendlyName: `Offices ${of}`, ...dated };
		const users = new CursorCollection<Credential>();
		const entries = new CursorCollection<IpAddress>();
		account.credentialLists.add({ ...credentials, credentials: users });
		account.ipAccessControlLists.add({ ...addresses, addresses: entries });
		for (let number = 0; number < CHILDREN; number++) {
			users.add({
				sid: `CR${digits(3, of, number)}`,
				username: usernameOf(number + 8),
				passwordDigest: '',
				...dated,
			});
			entries.add({
				sid: `IP${digits(4, of, number)}`,
				friendlyName: nameOf(number + 8),
				ipAddress: addressOf(number + 8),
				cidrPrefixLength: 32,
				...dated,
			});
		}
	}
	[...state.trunks].forEach((trunk, of) => {
		Object.assign(trunk, dated);
		trunk.settings.friendly_name = nameOf(of);
		trunk.settings.domain_name = null;
		trunk.settings.disaster_recovery_url = `https://example.com/?key=${twilioAccount.apiKeySecret}`;
		for (let number = 0; number < CHILDREN; number++) {
			trunk.originationUrls.add({
				sid: `OU${digits(5, of, number)}`,
				settings: {
					friendly_name: nameOf(number),
					sip_url: `sip:old-${number}.example.com`,
					priority: 10,
					weight: 10,
					enabled: true,
				},
				...dated,
			});
		}
	});
	const [first] = state.trunks;
	first.credentialLists.add({ sid: `CL${digits(1, 0)}`, ...dated });
	first.ipAccessControlLists.add({ sid: `AL${digits(2, 0)}`, ...dated });
	const numbers = [...account.incomingPhoneNumbers];
	numbers[1].trunkSid = first.sid;
	const trunks = [...state.trunks];
	return {
		trunkId: (_, number) => trunks[number % TRUNKS].sid,
		originationUriId: (of, number) => `OU${digits(5, of % TRUNKS, number % CHILDREN)}`,
		credentialListId: (of) => `CL${digits(1, of % CHILDREN)}`,
		credentialId: (of, number) => `CR${digits(3, of % CHILDREN, number % CHILDREN)}`,
		ipAccessControlListId: (of) => `AL${digits(2, of % CHILDREN)}`,
		ipAccessControlEntryId: (of, number) => `IP${digits(4, of % CHILDREN, number % CHILDREN)}`,
		phoneNumber: (_, number) => numbers[number % 3].sid,
	};
}

function things(sandbox: Sandbox): Thing[] {
	const { accounts, trunks } = sandbox.state('twilio');
	const account = accounts[twilioAccount.accountSid];
	const lists = [...account.credentialLists].flatMap((list): Thing[] => [
		{ kind: 'credentialList', id: list.sid, label: list.friendlyName, value: '' },
		...[...list.credentials].map((credential) => ({
			kind: 'sipCredential',
			id: credential.sid,
			label: credential.username,
			parent: list.sid,
			value: credential.passwordDigest,
			passwordDigest: credential.passwordDigest,
		})),
	]);
	const accessLists = [...account.ipAccessControlLists].flatMap((list): Thing[] => [
		{ kind: 'ipAccessControlList', id: list.sid, label: list.friendlyName, value: '' },
		...[...list.addresses].map((entry) => ({
			kind: 'ipAccessControlEntry',
			id: entry.sid,
			label: `${entry.ipAddress}/${entry.cidrPrefixLength}`,
			parent: list.sid,
			value: entry.friendlyName,
		})),
	]);
	const ofTrunks = [...trunks].flatMap((trunk): Thing[] => [
		{
			kind: 'trunk',
			id: trunk.sid,
			label: trunk.settings.friendly_name,
			value: JSON.stringify([trunk.settings, trunk.recording]),
		},
		...[...trunk.originationUrls].map((uri) => ({
			kind: 'originationUri',
			id: uri.sid,
			label: String(uri.settings.friendly_name),
			parent: trunk.sid,
			value: JSON.stringify(uri.settings),
		})),
		...[...trunk.credentialLists, ...trunk.ipAccessControlLists].map(({ sid }) => ({
			kind: 'link',
			id: sid,
			label: sid,
			parent: trunk.sid,
			value: '',
		})),
	]);
	const numbers = [...account.incomingPhoneNumbers].map((number) => ({
		kind: 'phoneNumber',
		id: number.sid,
		label: number.phoneNumber,
		parent: number.trunkSid ?? undefined,
		value: '',
	}));
	return [...lists, ...accessLists, ...ofTrunks, ...numbers];
}

export const account: AccountFacts = { furnish, things };
