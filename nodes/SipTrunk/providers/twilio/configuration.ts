import type { IDataObject } from 'n8n-workflow';
import type { Entry } from '../../configuration/configuration';
import type {
	ConfigurationPort,
	Live,
	NumbersPort,
	Present,
	SectionPort,
	Work,
} from '../../configuration/port';
import {
	allOf,
	fieldOf,
	made,
	settingsFrom,
	toldAs,
	valuesFor,
	withValues,
} from '../../configuration/tables';
import type { Field } from '../../contract/provider';
import { fieldsSentAs } from '../../fields/factories';
import { generatePassword } from '../../fields/password';
import { pickerField } from '../../fields/picker';
import { remove as removeAt } from '../../operations/delete';
import { addressBlock } from '../../validation/network';
import { e164 } from '../../validation/phoneNumber';
import { twilioApi } from './api';
import { credentialLists } from './credentialList';
import { bySid } from './fields';
import { createIpAccessControlEntry, ipAccessControlEntries } from './ipAccessControlEntry';
import { ipAccessControlLists } from './ipAccessControlList';
import { createOriginationUri, originationUris } from './originationUri';
import { ofLists, OwnLists, type Lists } from './ownLists';
import { findNumber, ownNumbers, put, routeOf, trunkNumberPath } from './phoneNumber';
import { createSipCredential, PASSWORD_RULE, sipCredentials } from './sipCredential';
import { createTrunk, trunks } from './trunk';
import { createFields, updateFields } from './trunkFields';

/** A Twilio trunk with everything that belongs to it. All of it can be read, changed and removed. */

const lowerCase = (row: IDataObject) => {
	const domain = toldAs('domain_name')(row);
	return typeof domain === 'string' ? domain.toLowerCase() : domain;
};

const settings = settingsFrom(trunks.resource, {
	name: { isRequired: true, isProminent: true },
	domainName: { isProminent: true, read: lowerCase },
	secure: {},
	cnamLookupEnabled: {},
	disasterRecoveryMethod: {},
	disasterRecoveryUrl: {},
	transferCallerId: {},
	transferMode: {},
});

const uriOf = (row: IDataObject): Entry =>
	withValues({
		uri: row.sip_url,
		name: row.friendly_name,
		priority: row.priority,
		weight: row.weight,
		enabled: row.enabled,
	});

export const urisOf = async (work: Work, trunkId: string): Promise<Present[]> =>
	(await allOf(originationUris.list(work.client(), { trunkId }))).map((row) => ({
		entry: uriOf(row),
		row,
		madeAt: row.date_created,
	}));

const uriField = (name: string) => fieldOf(originationUris.resource, name);

const LONGEST_URI_NAME = 64;

const uris: SectionPort<Lists> = {
	rules: {
		keys: {
			uri: { field: uriField('sipUri') },
			name: { field: uriField('name'), change: true },
			priority: { field: uriField('priority'), change: true },
			weight: { field: uriField('weight'), change: true },
			enabled: { field: uriField('enabled'), change: true },
		},
		read: true,
		remove: true,
		isUnique: false,
		goWithTrunk: true,
	},
	entryOf: uriOf,
	add: async (work, live, { uri, name, ...additionalFields }) =>
		await made(
			work,
			async (client) =>
				await createOriginationUri(client, {
					trunkId: live.id,
					sipUri: String(uri),
					name: String(name ?? uri).slice(0, LONGEST_URI_NAME),
					additionalFields,
				}),
		),
	change: async (work, live, { row }, updateFields) =>
		await originationUris.update(work.client(), {
			trunkId: live.id,
			originationUriId: String(row.sid),
			updateFields,
		}),
	async remove(work, live, { row }) {
		const named = { trunkId: live.id, originationUriId: String(row.sid) };
		await originationUris.remove(work.client(), { ...named, ignoreIfMissing: true });
	},
	again: async (work, live) => await urisOf(work, live.id),
};

const userOf = (row: IDataObject) => withValues({ username: row.username });

export const ownCredentialLists = new OwnLists({
	section: 'sipCredentials',
	resource: 'credentialList',
	lists: credentialLists,
	entriesOf: (client, list) => sipCredentials.list(client, { credentialListId: list }),
	entryOf: userOf,
	listKey: 'credential_list_sid',
});

const credentialNamed = ({ row }: Present) => ({
	credentialListId: String(row.credential_list_sid),
	credentialId: String(row.sid),
});

const credentials: SectionPort<Lists> = {
	rules: {
		keys: { username: { field: fieldOf(sipCredentials.resource, 'username') } },
		read: true,
		remove: true,
		isUnique: true,
	},
	entryOf: userOf,
	async add(work, live, { username }, password) {
		const credentialListId = await ownCredentialLists.own(work, live);
		return await made(
			work,
			async (client) =>
				await createSipCredential(client, {
					credentialListId,
					username: String(username),
					generatePassword: false,
					password,
				}),
		);
	},
	async setPassword(work, _live, present, password) {
		const change = { ...credentialNamed(present), generatePassword: false, password };
		await sipCredentials.update(work.client(), change);
	},
	async remove(work, _live, present) {
		const named = { ...credentialNamed(present), ignoreIfMissing: true };
		await sipCredentials.remove(work.client(), named);
	},
	makePassword: () => generatePassword(PASSWORD_RULE),
	password: fieldOf(sipCredentials.resource, 'password'),
	...ofLists(ownCredentialLists),
};

const readBlock = addressBlock();

/** A configuration has an address with its prefix length, in one text. */
const addressField: Field = {
	...fieldOf(ipAccessControlEntries.resource, 'ipAddress'),
	check: (value, label) => readBlock(value, label)?.cidr,
};

const addressOf = (row: IDataObject): Entry =>
	withValues({
		address: ipAccessControlEntries.resource.simplify(row).cidr,
		name: row.friendly_name,
	});

export const ownAddressLists = new OwnLists({
	section: 'allowedAddresses',
	resource: 'ipAccessControlList',
	lists: ipAccessControlLists,
	entriesOf: (client, list) => ipAccessControlEntries.list(client, { ipAccessControlListId: list }),
	entryOf: addressOf,
	listKey: 'ip_access_control_list_sid',
});

const addressNamed = ({ row }: Present) => ({
	ipAccessControlListId: String(row.ip_access_control_list_sid),
	ipAccessControlEntryId: String(row.sid),
});

const rename = async (work: Work, present: Present, name: string) =>
	await ipAccessControlEntries.update(work.client(), {
		...addressNamed(present),
		updateFields: { name },
	});

/**
 * Names differ within a list, so an entry that is to get another name, or to go, gives up the one that is wanted: until
 * then it has its address for a name.
 */
async function freeName(work: Work, { present }: Live, name: unknown): Promise<void> {
	const holder = present.allowedAddresses?.find(
		({ entry, sharedIn }) => sharedIn === undefined && name !== undefined && entry.name === name,
	);
	if (holder === undefined) return;
	await rename(work, holder, String(holder.entry.address));
	holder.entry.name = holder.entry.address;
}

const addresses: SectionPort<Lists> = {
	rules: {
		keys: {
			address: { field: addressField },
			name: {
				field: fieldOf(ipAccessControlEntries.resource, 'name'),
				change: true,
				isDistinct: true,
			},
		},
		read: true,
		remove: true,
		isUnique: true,
	},
	entryOf: addressOf,
	async add(work, live, { address, name }) {
		await freeName(work, live, name);
		const ipAddress = readBlock(address, addressField.displayName);
		if (ipAddress === undefined) throw new Error('No address');
		const ipAccessControlListId = await ownAddressLists.own(work, live);
		return await made(
			work,
			async (client) =>
				await createIpAccessControlEntry(client, {
					ipAccessControlListId,
					ipAddress,
					name: String(name ?? address),
				}),
		);
	},
	async change(work, live, present, { name }) {
		await freeName(work, live, name);
		return await rename(work, present, String(name));
	},
	async remove(work, _live, present) {
		const named = { ...addressNamed(present), ignoreIfMissing: true };
		await ipAccessControlEntries.remove(work.client(), named);
	},
	...ofLists(ownAddressLists),
};

const routed = (row: IDataObject) => ({
	phoneNumber: String(row.phone_number),
	route: routeOf(row),
	row,
});

const { textField } = fieldsSentAs();

const numbers: NumbersPort = {
	rules: { remove: true },
	field: textField('Phone Number', { description: 'A number of the account', check: e164 }),
	all: async (client) => (await allOf(ownNumbers(client))).map(routed),
	now: async (work, { phoneNumber }) => routed(await findNumber(work.client(), phoneNumber)),
	async assign(work, trunkId, { row }) {
		await put(work.client(), row, trunkId);
	},
	async unassign(work, trunkId, { row }) {
		const request = { path: trunkNumberPath(trunkId, String(row.sid)) };
		await removeAt(work.client(), { ignoreIfMissing: true }, {}, request);
	},
};

export const twilioConfiguration: ConfigurationPort<Lists> = {
	provider: 'twilio',
	providerName: 'Twilio',
	trunk: trunks.resource,
	idOf: twilioApi.idOf,
	trunkField: pickerField('trunk', {
		...bySid('TK'),
		required: false,
		description: 'Leave empty to find it by its domain name or its name',
	}),
	unique: 'sipDomain',
	existsCodes: ['21235', '21240', '21245', '21248'],
	settings,
	sections: { originationUris: uris, sipCredentials: credentials, allowedAddresses: addresses },
	numbers,
	trunks: async (client) => await allOf(trunks.list(client, {})),
	trunkById: async (client, trunkId) => await trunks.read(client, { trunkId }),
	async read(work, row, scope) {
		const parts: Lists = { sipCredentials: [], allowedAddresses: [] };
		const present: Live['present'] = {};
		if (scope.isNew) return { present, parts };
		const id = String(row.sid);
		const readLists = async (lists: OwnLists, section: keyof Lists) => {
			if (!scope.sections.includes(section)) return;
			const read = await lists.read(work, id, scope);
			parts[section] = read.lists;
			present[section] = read.present;
		};
		const readUris = async () => {
			if (!scope.sections.includes('originationUris')) return;
			present.originationUris = await urisOf(work, id);
		};
		await Promise.all([
			readUris(),
			readLists(ownCredentialLists, 'sipCredentials'),
			readLists(ownAddressLists, 'allowedAddresses'),
		]);
		return { present, parts };
	},
	async create(work, wanted) {
		const values = valuesFor(createFields, settings, wanted);
		return {
			row: await made(work, async (client) => await createTrunk(client, values)),
			covers: [],
		};
	},
	change: async (work, { id }, changes) =>
		await trunks.update(work.client(), {
			trunkId: id,
			...valuesFor(updateFields, settings, changes),
		}),
	async settle(work, live, changed) {
		if (changed.includes('sipCredentials')) await ownCredentialLists.settle(work, live);
		if (changed.includes('allowedAddresses')) await ownAddressLists.settle(work, live);
	},
	async remove(work, live) {
		await ownCredentialLists.clear(work, live);
		await ownAddressLists.clear(work, live);
		await trunks.remove(work.client(), { trunkId: live.id, ignoreIfMissing: true });
	},
};
