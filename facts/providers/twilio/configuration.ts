import type { Sandbox } from '../../../sandbox/index';
import { twilioAccount } from '../../../sandbox/providers/twilio/account';
import { CursorCollection } from '../../../sandbox/providers/twilio/cursorCollection';
import type { Credential, IpAddress, Trunk } from '../../../sandbox/providers/twilio/state';
import { longAgo } from '../../account';
import {
	byText,
	type AccountState,
	type ConfigurationFacts,
	type EntryState,
	type PresentTrunk,
} from '../../configuration';

const accountOf = (sandbox: Sandbox) => sandbox.state('twilio').accounts[twilioAccount.accountSid];

const dated = { created: longAgo, updated: longAgo };

/** SIDs that differ from those that the sandbox makes. */
let made = 0;
const sid = (prefix: string) => {
	made += 1;
	return `${prefix}f${String(made).padStart(31, '0')}`;
};

function addCredentialList(sandbox: Sandbox, name: string, entries: EntryState[]): string {
	const credentials = new CursorCollection<Credential>();
	for (const { username } of entries) {
		credentials.add({ sid: sid('CR'), username: String(username), passwordDigest: '', ...dated });
	}
	const list = { sid: sid('CL'), friendlyName: name, credentials, ...dated };
	accountOf(sandbox).credentialLists.add(list);
	return list.sid;
}

function addAddressList(sandbox: Sandbox, name: string, entries: EntryState[]): string {
	const addresses = new CursorCollection<IpAddress>();
	for (const entry of entries) {
		const [ipAddress, length] = String(entry.address).split('/');
		addresses.add({
			sid: sid('IP'),
			friendlyName: String(entry.name),
			ipAddress,
			cidrPrefixLength: Number(length),
			...dated,
		});
	}
	const list = { sid: sid('AL'), friendlyName: name, addresses, ...dated };
	accountOf(sandbox).ipAccessControlLists.add(list);
	return list.sid;
}

function addTrunk(sandbox: Sandbox, present: PresentTrunk): void {
	const state = sandbox.state('twilio');
	sandbox.seedTrunks('twilio', [present.name]);
	const trunk = [...state.trunks].at(-1) as Trunk;
	const given = String(trunk.settings.domain_name);
	delete state.domains[given];
	const { sipDomain, secure } = present.settings;
	trunk.settings.domain_name = sipDomain === undefined ? null : String(sipDomain);
	if (sipDomain !== undefined) {
		state.domains[String(sipDomain)] = { trunkSid: trunk.sid, subdomains: 0 };
	}
	trunk.settings.secure = secure === true;
	Object.assign(trunk, dated);
	const { entries, shared, foreign } = present;
	const { originationUris = [], sipCredentials = [], allowedAddresses = [] } = entries;
	for (const { uri, name, priority, weight, enabled } of originationUris) {
		trunk.originationUrls.add({
			sid: sid('OU'),
			settings: { friendly_name: name, sip_url: uri, priority, weight, enabled },
			...dated,
		});
	}
	if (sipCredentials.length > 0) {
		const list = addCredentialList(sandbox, `Own ${trunk.sid}`, sipCredentials);
		if (!present.isHalfMade) trunk.credentialLists.add({ sid: list, ...dated });
	}
	if (allowedAddresses.length > 0) {
		const list = addAddressList(sandbox, `Own ${trunk.sid}`, allowedAddresses);
		if (!present.isHalfMade) trunk.ipAccessControlLists.add({ sid: list, ...dated });
	}
	const { size } = accountOf(sandbox).credentialLists;
	if (shared.sipCredentials?.length) {
		const list = addCredentialList(sandbox, `Shared ${size}`, shared.sipCredentials);
		for (const other of state.trunks) other.credentialLists.add({ sid: list, ...dated });
	}
	if (shared.allowedAddresses?.length) {
		const list = addAddressList(sandbox, `Shared ${size}`, shared.allowedAddresses);
		for (const other of state.trunks) other.ipAccessControlLists.add({ sid: list, ...dated });
	}
	if (foreign.sipCredentials?.length) {
		addCredentialList(sandbox, `Foreign ${size}`, foreign.sipCredentials);
	}
	if (foreign.allowedAddresses?.length) {
		addAddressList(sandbox, `Foreign ${size}`, foreign.allowedAddresses);
	}
	for (const number of accountOf(sandbox).incomingPhoneNumbers) {
		if (present.phoneNumbers.includes(number.phoneNumber)) number.trunkSid = trunk.sid;
	}
}

function state(sandbox: Sandbox): AccountState {
	const account = accountOf(sandbox);
	const trunks = [...sandbox.state('twilio').trunks];
	const users = (list: string) =>
		[...(account.credentialLists.get(list)?.credentials ?? [])].map(({ username }) => ({
			username,
		}));
	const addresses = (list: string) =>
		[...(account.ipAccessControlLists.get(list)?.addresses ?? [])].map((entry) => ({
			address: `${entry.ipAddress}/${entry.cidrPrefixLength}`,
			name: entry.friendlyName,
		}));
	const looseCredentials = [...account.credentialLists]
		.filter(({ sid: list }) => !trunks.some((trunk) => trunk.credentialLists.get(list)))
		.map(({ sid: list }) => `credential list of ${JSON.stringify(users(list).sort(byText))}`);
	const looseAddresses = [...account.ipAccessControlLists]
		.filter(({ sid: list }) => !trunks.some((trunk) => trunk.ipAccessControlLists.get(list)))
		.map(({ sid: list }) => `address list of ${JSON.stringify(addresses(list).sort(byText))}`);
	return {
		trunks: trunks
			.map((trunk) => ({
				name: String(trunk.settings.friendly_name),
				settings: {
					...(trunk.settings.domain_name === null
						? {}
						: { sipDomain: String(trunk.settings.domain_name) }),
					secure: trunk.settings.secure === true,
				},
				entries: {
					originationUris: [...trunk.originationUrls]
						.map(({ settings }) => ({
							uri: String(settings.sip_url),
							name: String(settings.friendly_name),
							priority: Number(settings.priority),
							weight: Number(settings.weight),
							enabled: settings.enabled === true,
						}))
						.sort(byText),
					sipCredentials: [...trunk.credentialLists]
						.flatMap(({ sid: list }) => users(list))
						.sort(byText),
					allowedAddresses: [...trunk.ipAccessControlLists]
						.flatMap(({ sid: list }) => addresses(list))
						.sort(byText),
				},
				phoneNumbers: [...account.incomingPhoneNumbers]
					.filter(({ trunkSid }) => trunkSid === trunk.sid)
					.map(({ phoneNumber }) => phoneNumber)
					.sort(),
			}))
			.sort(byText),
		leftovers: [...looseCredentials, ...looseAddresses].sort(),
	};
}

export const configuration: ConfigurationFacts = {
	uniqueValue: (nth) => `acme-${nth}.pstn.twilio.com`,
	settings: { secure: [false, true] },
	numbers: {
		free: ['+15555550101', '+15555550103', '+15555550104', '+15555550105'],
		route(sandbox, number, name) {
			const trunk = [...sandbox.state('twilio').trunks].find(
				({ settings }) => settings.friendly_name === name,
			);
			for (const one of accountOf(sandbox).incomingPhoneNumbers) {
				if (one.phoneNumber === number) one.trunkSid = trunk?.sid ?? null;
			}
		},
	},
	addTrunk,
	soundTrunk: {
		settings: { sipDomain: 'acme-0.pstn.twilio.com' },
		entries: {
			originationUris: [
				{ uri: 'sip:pbx-0.example.com', name: 'PBX', priority: 10, weight: 10, enabled: true },
			],
			sipCredentials: [{ username: 'phone0' }],
		},
		phoneNumbers: ['+15555550101'],
	},
	state,
};
