import { miniVoiceAccount } from '../../sandbox/providers/miniVoice/account';
import { tryVoxAccount } from '../../sandbox/providers/tryVox/account';
import { twilioAccount } from '../../sandbox/providers/twilio/account';
import { vobizAccount } from '../../sandbox/providers/vobiz/account';
import { toUuid } from '../../sandbox/identifiers';
import type { ProviderName, Sandbox } from '../../sandbox/index';
import { CursorCollection } from '../../sandbox/providers/twilio/cursorCollection';
import type { Credential, IpAddress } from '../../sandbox/providers/twilio/state';

/** Furnishes the sandbox's accounts for a run, and tells what is in them before and after it. */

/** One thing that an account holds. */
export interface Thing {
	/** The resource that it is one of; `link` is a shared list on a trunk. */
	kind: string;
	/** Under which the node's output names it; a link has the ID of its list. */
	id: string;
	/** What told it apart when it was made: its name, user name or address. */
	label: string;
	/** What it belongs to, or the trunk to which a number is routed. */
	parent?: string;
	/** Everything that a change could alter. */
	value: string;
	/** SHA-256 of its password, where the sandbox keeps one. */
	passwordDigest?: string;
}

/** How many of each kind are there before a run. */
export const TRUNKS = 3;
export const CHILDREN = 2;

/** Names and the like by number, so that items may share them with each other and with what is there. */
export const nameOf = (number: number) => `Büro ${number} – 100% "A&B" <+>`;
export const usernameOf = (number: number) => `pbx-${number}`;
export const addressOf = (number: number) => `11.22.33.${number + 1}`;

/** IDs by the name of the parameter that takes them. `of` is the number of what they belong to. */
export type Belongings = Record<string, (of: number, number: number) => string>;

const longAgo = new Date('2024-01-02T03:04:05Z');
const digits = (kind: number, of: number, number = 0) => `${kind}${of}${number}`.padStart(32, '0');
const uuid = (kind: number, number: number) => toUuid(digits(kind, number));

function furnishTwilio(sandbox: Sandbox): Belongings {
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

function furnishMiniVoice(sandbox: Sandbox): Belongings {
	const { trunks, dids } = sandbox.state('miniVoice');
	sandbox.seedTrunks('miniVoice', TRUNKS);
	trunks.all().forEach((trunk, number) => {
		trunk.name = nameOf(number);
		trunk.proxy = `${miniVoiceAccount.apiKey}.example.net`;
		trunk.created_at = longAgo.toISOString();
	});
	return {
		trunkId: (_, number) => trunks.all()[number % TRUNKS].id,
		phoneNumber: (_, number) => dids[number % dids.length].id,
	};
}

function furnishTryVox(sandbox: Sandbox): Belongings {
	const { trunks, credentials, numbers } = sandbox.state('tryVox');
	sandbox.seedTrunks('tryVox', TRUNKS);
	const ids = trunks.all().map(({ id }) => id);
	trunks.all().forEach((trunk, number) => {
		trunk.name = nameOf(number);
		trunk.termination_uri = `sip:${tryVoxAccount.apiKey}@example.net`;
		trunk.created_at = longAgo.toISOString();
		credentials.add({
			id: `cred_old${number}`,
			trunk_id: trunk.id,
			username: usernameOf(number),
			created_at: longAgo.toISOString(),
		});
	});
	const e164 = numbers.all().map((number) => number.e164);
	numbers.all()[1].trunk_id = ids[0];
	return {
		trunkId: (_, number) => ids[number % TRUNKS],
		phoneNumber: (_, number) => e164[number % 3],
	};
}

function furnishVobiz(sandbox: Sandbox): Belongings {
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

function furnishVyom(sandbox: Sandbox): Belongings {
	const { trunks } = sandbox.state('vyom');
	sandbox.seedTrunks('vyom', TRUNKS);
	trunks.all().forEach((trunk, number) => {
		trunk.trunk_name = nameOf(number);
	});
	const ids = trunks.all().map(({ trunk_id: id }) => id);
	return { trunkId: (_, number) => ids[number % TRUNKS] };
}

const FURNISH: Record<ProviderName, (sandbox: Sandbox) => Belongings> = {
	miniVoice: furnishMiniVoice,
	tryVox: furnishTryVox,
	twilio: furnishTwilio,
	vobiz: furnishVobiz,
	vyom: furnishVyom,
};

/**
 * A fresh account with a few trunks and what belongs to them, all made long ago. Somebody has written the key of the
 * credential into a field of the trunks, where nobody expects it.
 */
export function furnish(sandbox: Sandbox, provider: ProviderName): Belongings {
	return FURNISH[provider](sandbox);
}

const cidr = (address: string) => (address.includes('/') ? address : `${address}/32`);

function twilioThings(sandbox: Sandbox): Thing[] {
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

function miniVoiceThings(sandbox: Sandbox): Thing[] {
	const { trunks, dids } = sandbox.state('miniVoice');
	return [
		...trunks.all().map((trunk) => ({
			kind: 'trunk',
			id: trunk.id,
			label: trunk.name,
			value: JSON.stringify(trunk),
		})),
		...dids.map((did) => ({
			kind: 'phoneNumber',
			id: did.id,
			label: did.number_e164,
			value: JSON.stringify(did),
		})),
	];
}

function tryVoxThings(sandbox: Sandbox): Thing[] {
	const { trunks, credentials, ipAcl, numbers } = sandbox.state('tryVox');
	return [
		...trunks.all().map((trunk) => ({
			kind: 'trunk',
			id: trunk.id,
			label: trunk.name,
			value: JSON.stringify(trunk),
		})),
		...credentials.all().map((credential) => ({
			kind: 'sipCredential',
			id: credential.id,
			label: credential.username,
			parent: credential.trunk_id,
			value: '',
		})),
		...ipAcl.all().map((entry) => ({
			kind: 'ipAccessControlEntry',
			id: entry.id,
			label: entry.cidr,
			parent: entry.trunk_id,
			value: '',
		})),
		...numbers.all().map((number) => ({
			kind: 'phoneNumber',
			id: number.e164,
			label: number.e164,
			parent: number.trunk_id ?? undefined,
			value: '',
		})),
	];
}

function vobizThings(sandbox: Sandbox): Thing[] {
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

function vyomThings(sandbox: Sandbox): Thing[] {
	const { trunks } = sandbox.state('vyom');
	return trunks
		.all()
		.filter(({ is_active: isActive }) => isActive)
		.map((trunk) => ({
			kind: 'trunk',
			id: trunk.trunk_id,
			label: trunk.trunk_name,
			value: JSON.stringify(trunk),
		}));
}

const THINGS: Record<ProviderName, (sandbox: Sandbox) => Thing[]> = {
	miniVoice: miniVoiceThings,
	tryVox: tryVoxThings,
	twilio: twilioThings,
	vobiz: vobizThings,
	vyom: vyomThings,
};

/** Everything that the account holds, in the order of the provider's lists. */
export function thingsOf(sandbox: Sandbox, provider: ProviderName): Thing[] {
	return THINGS[provider](sandbox);
}
