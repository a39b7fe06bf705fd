import type { IDataObject } from 'n8n-workflow';
import { AccountList } from '../../configuration/accountList';
import { keyOf, kindOf, type Entry, type SectionName } from '../../configuration/configuration';
import type {
	ConfigurationPort,
	Live,
	NumbersPort,
	Present,
	Scope,
	SectionPort,
	Work,
} from '../../configuration/port';
import {
	allOf,
	fieldOf,
	made,
	settingsFrom,
	valuesFor,
	withValues,
} from '../../configuration/tables';
import type { Field } from '../../contract/provider';
import type { ProviderClient } from '../../contract/request';
import { generatePassword } from '../../fields/password';
import { pickerField } from '../../fields/picker';
import { remove as removeAt } from '../../operations/delete';
import { addressBlock } from '../../validation/network';
import { e164 } from '../../validation/phoneNumber';
import { vobizApi } from './api';
import { textField } from './fields';
import { createIpAccessControlEntry, ipAccessControlEntries } from './ipAccessControlEntry';
import { move, putOnTrunk } from './moveNumber';
import { assignmentPath, findNumber, routeOf } from './numbers';
import { createOriginationUri, originationUris } from './originationUri';
import { numberList } from './requests';
import { createSipCredential, PASSWORD_RULE, sipCredentials } from './sipCredential';
import { createTrunk, isActive, trunks } from './trunk';
import { createFields, updateFields } from './trunkFields';

/**
 * A Vobiz trunk with everything that belongs to it. Credentials, addresses and origination URIs are the account's; a
 * trunk names at most one credential, one address, and a primary and a fallback URI. What is made for a trunk carries
 * its ID in its name, so that it is found again where a run ended before the trunk named it.
 */

type OwnSection = Exclude<SectionName, 'phoneNumbers'>;

/** The keys under which a trunk names what it uses. */
const SLOTS: Record<OwnSection, string[]> = {
	originationUris: ['primary_uri_uuid', 'fallback_uri_uuid'],
	sipCredentials: ['credential_uuid'],
	allowedAddresses: ['ipacl_uuid'],
};

const OWN_SECTIONS = Object.keys(SLOTS) as OwnSection[];

/** Vobiz leaves out what is not set. */
const ifSet = (key: string) => (row: IDataObject) =>
	row[key] === null || row[key] === '' ? undefined : (row[key] as string | undefined);

const settings = settingsFrom(trunks.resource, {
	name: { isRequired: true, isProminent: true },
	// Vobiz reports "both" for either.
	direction: {
		isRequired: true,
		read: ({ trunk_direction: told }) => {
			const direction = String(told).toLowerCase();
			return ['inbound', 'outbound'].includes(direction) ? direction : null;
		},
	},
	maxConcurrentCalls: { isRequired: true },
	callsPerSecond: {},
	domainName: {},
	secure: {},
	transport: {},
	description: {},
	enableTranscription: {},
	enabled: { read: (row) => isActive(row) ?? null },
	inboundDestination: { read: ifSet('inbound_destination') },
	piiEntityTypes: { read: ifSet('pii_entity_types') },
	piiRedaction: {},
	recording: {},
	recordingWebhookEnabled: {},
	webhookMethod: {},
	webhookUrl: { read: ifSet('webhook_url') },
});

const mark = (trunkId: string) => ` (${trunkId})`;

/** The name of something that is made for a trunk. */
const marked = (name: unknown, trunkId: string) => `${String(name)}${mark(trunkId)}`;

const MARK = / \([0-9a-f-]{36}\)$/i;

const nameIn = ({ description }: IDataObject) => String(description ?? '').replace(MARK, '');

const idIn = ({ id }: IDataObject) => String(id);

const uriOf = (row: IDataObject): Entry =>
	withValues({ uri: row.uri, name: nameIn(row), priority: row.priority });

const userOf = (row: IDataObject) => withValues({ username: row.username });

const addressOf = (row: IDataObject): Entry =>
	withValues({ address: ipAccessControlEntries.resource.simplify(row).cidr, name: nameIn(row) });

const listFor = (
	section: OwnSection,
	{ list }: { list(client: ProviderClient, values: object): AsyncIterable<IDataObject> },
) => new AccountList(section, idIn, (client) => list(client, {}));

/** How the things of a section are listed, and how one of them reads as an entry. */
const KINDS = {
	originationUris: { all: listFor('originationUris', originationUris), entryOf: uriOf },
	sipCredentials: { all: listFor('sipCredentials', sipCredentials), entryOf: userOf },
	allowedAddresses: {
		all: listFor('allowedAddresses', ipAccessControlEntries),
		entryOf: addressOf,
	},
};

const namedBy = (trunk: IDataObject, section: OwnSection): string[] =>
	SLOTS[section].flatMap((slot) => (trunk[slot] ? [String(trunk[slot])] : []));

/** The other trunk that names something, or undefined. */
async function otherUser(
	work: Work,
	section: OwnSection,
	id: string,
	trunkId: string | undefined,
): Promise<IDataObject | undefined> {
	return (await work.trunks()).find(
		(trunk) => vobizApi.idOf(trunk) !== trunkId && namedBy(trunk, section).includes(id),
	);
}

async function presentIn(
	work: Work,
	section: OwnSection,
	trunk: IDataObject,
	{ wanted = {} }: Scope,
): Promise<Present[]> {
	const trunkId = String(vobizApi.idOf(trunk));
	const bound = namedBy(trunk, section);
	const names = (wanted[section] ?? []).map((entry) => keyOf(section, entry));
	const isLoose = (row: IDataObject) =>
		section === 'sipCredentials'
			? names.includes(String(row.username))
			: String(row.description ?? '').endsWith(mark(trunkId));
	const { all, entryOf } = KINDS[section];
	const present: Present[] = [];
	for (const row of await all.rows(work)) {
		const isBound = bound.includes(idIn(row));
		if (!isBound && !isLoose(row)) continue;
		const other = await otherUser(work, section, idIn(row), trunkId);
		// What hangs on another trunk is not this one's to take.
		if (!isBound && other !== undefined) continue;
		present.push({
			entry: entryOf(row),
			row,
			madeAt: row.created_at,
			...(other === undefined ? {} : { sharedIn: `trunk "${String(other.name)}"` }),
			...(isBound ? {} : { isLoose: true }),
		});
	}
	return present;
}

/** The entries that the trunk will name, read anew: another run may have made the same at the same time. */
async function readAgain(work: Work, section: OwnSection, { row }: Live): Promise<Present[]> {
	await KINDS[section].all.readAgain(work);
	const scope = { sections: [section], looseToo: () => true, isNew: false };
	const present = await presentIn(work, section, row, scope);
	return present.map((one) => ({ ...one, isLoose: false }));
}

/** @param sent what was changed, by the keys of rows; an answer need not show it */
async function noteChanged(
	work: Work,
	section: OwnSection,
	before: IDataObject,
	{ sent, row }: { sent: IDataObject; row: IDataObject },
): Promise<IDataObject> {
	const after = { ...before, ...sent, ...row };
	await KINDS[section].all.put(work, after);
	return after;
}

const uris: SectionPort = {
	rules: {
		keys: {
			uri: { field: fieldOf(originationUris.resource, 'sipUri') },
			name: { field: fieldOf(originationUris.resource, 'name'), change: true },
			priority: { field: fieldOf(originationUris.resource, 'priority'), change: true },
			weight: { fixed: 10 },
			enabled: { fixed: true },
		},
		read: true,
		remove: 'replace',
		most: 2,
		isUnique: false,
	},
	entryOf: uriOf,
	async add(work, { id }, { uri, name, priority }) {
		const row = await made(
			work,
			async (client) =>
				await createOriginationUri(client, {
					name: marked(name ?? uri, id),
					sipUri: String(uri),
					priority: Number(priority ?? 1),
				}),
		);
		await KINDS.originationUris.all.put(work, row);
		return row;
	},
	async change(work, { id }, { row: before }, { name, priority }) {
		const description = name === undefined ? undefined : marked(name, id);
		const order = priority === undefined ? {} : { priority: Number(priority) };
		const row = await originationUris.update(work.client(), {
			originationUriId: idIn(before),
			updateFields: { ...(description === undefined ? {} : { name: description }), ...order },
		});
		const sent = { ...(description === undefined ? {} : { description }), ...order };
		return await noteChanged(work, 'originationUris', before, { sent, row });
	},
	async remove(work, _live, { row }) {
		const named = { originationUriId: idIn(row), ignoreIfMissing: true };
		await originationUris.remove(work.client(), named);
		await KINDS.originationUris.all.drop(work, row);
	},
	again: async (work, live) => await readAgain(work, 'originationUris', live),
};

const credentials: SectionPort = {
	rules: {
		keys: { username: { field: fieldOf(sipCredentials.resource, 'username') } },
		read: true,
		remove: 'replace',
		most: 1,
		isUnique: true,
	},
	entryOf: userOf,
	async add(work, _live, { username }, password) {
		const row = await made(
			work,
			async (client) =>
				await createSipCredential(client, {
					username: String(username),
					generatePassword: false,
					password,
					additionalFields: {},
				}),
		);
		await KINDS.sipCredentials.all.put(work, row);
		return row;
	},
	async setPassword(work, _live, { row }, password) {
		const change = { credentialId: idIn(row), updateFields: { password } };
		await sipCredentials.update(work.client(), change);
	},
	async remove(work, _live, { row }) {
		const named = { credentialId: idIn(row), ignoreIfMissing: true };
		await sipCredentials.remove(work.client(), named);
		await KINDS.sipCredentials.all.drop(work, row);
	},
	makePassword: () => generatePassword(PASSWORD_RULE),
	password: fieldOf(sipCredentials.resource, 'password'),
};

const readBlock = addressBlock();

const addressField: Field = {
	...fieldOf(ipAccessControlEntries.resource, 'ipAddress'),
	check: (value, label) => readBlock(value, label)?.cidr,
};

const addresses: SectionPort = {
	rules: {
		keys: {
			address: { field: addressField },
			name: { field: fieldOf(ipAccessControlEntries.resource, 'name'), change: true },
		},
		read: true,
		remove: 'replace',
		most: 1,
		isUnique: false,
	},
	entryOf: addressOf,
	async add(work, { id }, { address, name }) {
		const ipAddress = readBlock(address, addressField.displayName);
		if (ipAddress === undefined) throw new Error('No address');
		const row = await made(
			work,
			async (client) =>
				await createIpAccessControlEntry(client, { name: marked(name ?? address, id), ipAddress }),
		);
		await KINDS.allowedAddresses.all.put(work, row);
		return row;
	},
	async change(work, { id }, { row: before }, { name }) {
		const description = marked(name, id);
		const row = await ipAccessControlEntries.update(work.client(), {
			ipAccessControlEntryId: idIn(before),
			updateFields: { name: description },
		});
		return await noteChanged(work, 'allowedAddresses', before, { sent: { description }, row });
	},
	async remove(work, _live, { row }) {
		const named = { ipAccessControlEntryId: idIn(row), ignoreIfMissing: true };
		await ipAccessControlEntries.remove(work.client(), named);
		await KINDS.allowedAddresses.all.drop(work, row);
	},
	again: async (work, live) => await readAgain(work, 'allowedAddresses', live),
};

/** The IDs of a section's entries as they will be: by priority, and those that are named already first. */
function idsFor({ present, target, row }: Live, section: OwnSection): string[] {
	const wanted = (target[section] ?? []).map((entry) => keyOf(section, entry));
	const bound = namedBy(row, section);
	const seen = new Set<string>();
	const place = (one: Present) => {
		const index = bound.indexOf(idIn(one.row));
		return index < 0 ? bound.length : index;
	};
	return (present[section] ?? [])
		.filter(({ entry, isLoose, sharedIn }) => {
			const key = keyOf(section, entry);
			const isIn = !isLoose && (sharedIn !== undefined || wanted.includes(key)) && !seen.has(key);
			if (isIn) seen.add(key);
			return isIn;
		})
		.sort(
			(a, b) =>
				Number(a.entry.priority ?? 0) - Number(b.entry.priority ?? 0) || place(a) - place(b),
		)
		.map(({ row: own }) => idIn(own));
}

const routed = (row: IDataObject) => ({
	phoneNumber: String(row.e164),
	route: routeOf(row),
	row,
});

const numbers: NumbersPort = {
	rules: { remove: true },
	field: textField('Phone Number', { description: 'A number of the account', check: e164 }),
	all: async (client) => (await allOf(numberList(client))).map(routed),
	async now(work, { phoneNumber }) {
		const row = await findNumber(work.client(), phoneNumber);
		return row && routed(row);
	},
	isInService: ({ row }) => row.status === 'active',
	stays: ({ phoneNumber, route: { applicationId } }) =>
		applicationId === null
			? undefined
			: `${phoneNumber} is on application ${applicationId}: take it off that in the Vobiz Console first.`,
	async assign(work, to, { phoneNumber, route: { trunkId: from } }) {
		if (from === null) await putOnTrunk(work.client(), phoneNumber, to);
		else await move(work.client(), phoneNumber, { from, to });
	},
	async unassign(work, _trunkId, { phoneNumber }) {
		const client = work.client();
		const request = { path: assignmentPath(client, phoneNumber) };
		await removeAt(client, { ignoreIfMissing: true }, {}, request);
	},
};

export const vobizConfiguration: ConfigurationPort = {
	provider: 'vobiz',
	providerName: 'Vobiz',
	trunk: trunks.resource,
	idOf: vobizApi.idOf,
	trunkField: pickerField('trunk', {
		required: false,
		placeholder: '11112222-3333-4444-5555-666677778888',
		description: 'Leave empty to find it by its name',
	}),
	existsCodes: ['DUPLICATE_USERNAME'],
	accountWide: ['sipCredentials'],
	settings,
	sections: { originationUris: uris, sipCredentials: credentials, allowedAddresses: addresses },
	numbers,
	trunks: async (client) => await allOf(trunks.list(client, {})),
	trunkById: async (client, trunkId) => await trunks.read(client, { trunkId }),
	async read(work, row, scope) {
		const present: Live['present'] = {};
		for (const section of OWN_SECTIONS) {
			if (scope.isNew || !scope.sections.includes(section)) continue;
			present[section] = await presentIn(work, section, row, scope);
		}
		return { present, parts: {} };
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
	/** One request with all that the trunk names. */
	async settle(work, live, changed) {
		const names: Record<string, string> = {
			credential_uuid: 'credentialId',
			ipacl_uuid: 'ipAccessControlEntryId',
			primary_uri_uuid: 'primaryOriginationUriId',
			fallback_uri_uuid: 'fallbackOriginationUriId',
		};
		const slots = OWN_SECTIONS.filter((section) => changed.includes(section)).flatMap((section) =>
			idsFor(live, section).map((id, index): [string, string] => [SLOTS[section][index], id]),
		);
		const differing = slots.filter(([slot, id]) => slot !== undefined && live.row[slot] !== id);
		if (differing.length === 0) return;
		const changes = differing.map(([slot, id]) => [names[slot], id]);
		const row = await trunks.update(work.client(), {
			trunkId: live.id,
			updateFields: Object.fromEntries(changes) as object,
		});
		live.row = { ...live.row, ...row, ...Object.fromEntries(differing) };
	},
	/** A user name is unique in the account, and its password is one for all. */
	async refuse(work, live, wanted) {
		const users = wanted.sipCredentials ?? [];
		if (users.length === 0) return [];
		const refused = await Promise.all(
			users.map(async (entry) => {
				const name = keyOf('sipCredentials', entry);
				const row = (await KINDS.sipCredentials.all.rows(work)).find(
					({ username }) => username === name,
				);
				if (row === undefined) return [];
				const other = await otherUser(work, 'sipCredentials', idIn(row), live?.id);
				if (other === undefined) return [];
				const reason = `The user name belongs to trunk "${String(other.name)}".`;
				const what = kindOf('sipCredentials').one;
				return [{ what, name, wanted: entry, present: null, reason }];
			}),
		);
		return refused.flat();
	},
	/** According to Vobiz everything that a trunk names goes with it, also what others use. */
	async refuseRemoval(_work, { present }) {
		const shared = OWN_SECTIONS.flatMap((section) =>
			(present[section] ?? [])
				.filter(({ sharedIn }) => sharedIn !== undefined)
				.map(
					({ entry, sharedIn }) =>
						`${kindOf(section).singular} ${keyOf(section, entry)} would go with it, which ${String(sharedIn)} uses as well.`,
				),
		);
		return await Promise.resolve(shared);
	},
	async remove(work, { id }) {
		await trunks.remove(work.client(), { trunkId: id, ignoreIfMissing: true });
	},
};
