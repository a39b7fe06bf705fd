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
import { accountNumbers } from '../../configuration/numbers';
import { FoundAlready } from '../../configuration/progress';
import {
	allOf,
	blocksIn,
	fieldOf,
	made,
	settingsFrom,
	valuesFor,
	withValues,
} from '../../configuration/tables';
import { generatePassword } from '../../fields/password';
import { pickerField } from '../../fields/picker';
import { RequestFailure } from '../../http/errors';
import { tryVoxApi } from './api';
import { textField } from './fields';
import { createIpAccessControlEntry, ipAccessControlEntry } from './ipAccessControlEntry';
import { listNumbers, put, routeOf } from './phoneNumber';
import {
	createSipCredential,
	listSipCredentials,
	PASSWORD_RULE,
	sipCredential,
} from './sipCredential';
import { anySipUri, createFields, createTrunk, trunks, updateFields } from './trunk';

/**
 * A TryVox trunk with everything that belongs to it. Origination URIs stand in the trunk itself and are written as one
 * list; credentials and addresses can only be added, and addresses cannot be read.
 */

const settings = settingsFrom(trunks.resource, {
	name: { isRequired: true, isProminent: true },
	// Not prominent: a dropdown always has a value, which would change the authentication of a trunk that is there.
	authType: { isRequired: true },
	maxConcurrentCalls: {},
	sipDomain: {
		field: textField('SIP Domain', {
			name: 'sipDomain',
			description: 'To which your telephone system sends outgoing calls',
		}),
		isReadOnly: true,
	},
	terminationUri: {},
});

const uriField = textField('SIP URI', {
	placeholder: 'sip:pbx.example.com:5060',
	description: 'Where incoming calls are sent',
	check: anySipUri,
});

/** The origination URIs in a trunk's row. Where it has none of them, a list that is written could drop some. */
function urisIn(row: IDataObject): string[] {
	const { origination_uris: uris } = row;
	if (uris === null) return [];
	if (Array.isArray(uris)) return uris.map(String);
	throw new RequestFailure(
		`TryVox does not tell the origination URIs of trunk ${String(row.id)}, so they cannot be compared, and nothing was changed.`,
		{
			cause: 'refused',
			advice: 'Leave the origination URIs out, and change them in the TryVox dashboard.',
		},
	);
}

const uriOf = (entry: Entry) => String(entry.uri);

const uris: SectionPort = {
	rules: {
		keys: { uri: { field: uriField }, enabled: { fixed: true } },
		read: true,
		remove: true,
		isUnique: true,
		goWithTrunk: true,
	},
	entryOf: ({ uri }) => withValues({ uri }),
};

/**
 * The list as it is just before it is written, with what this run adds and without what it removes: what somebody else
 * has done to it meanwhile stays.
 */
function listToWrite(now: string[], { present, target }: Live): string[] {
	const before = (present.originationUris ?? []).map(({ entry }) => uriOf(entry));
	const after = (target.originationUris ?? []).map(uriOf);
	const stays = now.filter((uri) => after.includes(uri) || !before.includes(uri));
	const added = after.filter((uri) => !before.includes(uri));
	return [...new Set([...stays, ...added])];
}

const credentialOf = ({ username }: IDataObject) => withValues({ username });

const credentialsOf = async (work: Work, trunkId: string): Promise<Present[]> =>
	(await allOf(listSipCredentials(work.client(), { trunkId }))).map((row) => ({
		entry: credentialOf(row),
		row,
		madeAt: row.created_at,
		id: String(row.id),
	}));

/** Whether TryVox refuses a second one with the same user name is not documented. */
const credentials: SectionPort = {
	rules: {
		keys: { username: { field: fieldOf(sipCredential, 'username') } },
		read: true,
		remove: false,
		isUnique: false,
		goWithTrunk: true,
	},
	entryOf: credentialOf,
	add: async (work, { id: trunkId }, { username }, password) =>
		await made(
			work,
			async (client) =>
				await createSipCredential(client, {
					trunkId,
					username: String(username),
					generatePassword: false,
					password,
				}),
		),
	again: async (work, { id }) => await credentialsOf(work, id),
	makePassword: () => generatePassword(PASSWORD_RULE),
	password: fieldOf(sipCredential, 'password'),
};

const { field: addressField, blockOf } = blocksIn(fieldOf(ipAccessControlEntry, 'ipAddress'), {
	ipv6: true,
});

const addresses: SectionPort = {
	rules: {
		keys: {
			address: { field: addressField },
			name: { field: fieldOf(ipAccessControlEntry, 'description') },
		},
		read: false,
		remove: false,
		isUnique: false,
		goWithTrunk: true,
	},
	entryOf(row) {
		const { cidr, name } = ipAccessControlEntry.simplify(row);
		return withValues({ address: cidr, name });
	},
	async add(work, { id: trunkId }, { address, name }) {
		const additionalFields = name === undefined ? {} : { description: String(name) };
		return await createIpAccessControlEntry(work.client(), {
			trunkId,
			ipAddress: blockOf(address),
			additionalFields,
		});
	},
};

const { routed, ...listed } = accountNumbers({ list: listNumbers, key: 'e164', routeOf });

/** A number can be moved to another trunk, and not be taken off one. */
const numbers: NumbersPort = {
	rules: { remove: false },
	...listed,
	async now(work, { phoneNumber }) {
		for await (const row of listNumbers(work.client())) {
			if (row.e164 === phoneNumber) return routed(row);
		}
		return undefined;
	},
	isInService: ({ row }) => row.status === 'active',
	async assign(work, trunkId, { phoneNumber }) {
		await put(work.client(), phoneNumber, trunkId);
	},
};

export const tryVoxConfiguration: ConfigurationPort = {
	provider: 'tryVox',
	providerName: 'TryVox',
	trunk: trunks.resource,
	idOf: tryVoxApi.idOf,
	trunkField: pickerField('trunk', {
		required: false,
		placeholder: 'trunk_4x5y6z',
		description: 'Leave empty to find it by its name',
	}),
	// No conflict is documented: names and user names may be there twice.
	existsCodes: [],
	settings,
	sections: { originationUris: uris, sipCredentials: credentials, allowedAddresses: addresses },
	numbers,
	trunks: async (client) => await allOf(trunks.list(client, {})),
	trunkById: async (client, trunkId) => await trunks.read(client, { trunkId }),
	async read(work, row, { sections, isNew }) {
		const present: Live['present'] = {};
		if (isNew) return { present, parts: {} };
		if (sections.includes('originationUris')) {
			present.originationUris = urisIn(row).map((uri) => ({ entry: { uri }, row: { uri } }));
		}
		if (sections.includes('sipCredentials')) {
			present.sipCredentials = await credentialsOf(work, String(row.id));
		}
		return { present, parts: {} };
	},
	async create(work, wanted, { originationUris }) {
		const values = valuesFor(createFields, settings, wanted);
		const list = (originationUris ?? []).map(uriOf);
		if (list.length > 0) values.additionalFields.originationUris = list;
		const row = await made(work, async (client) => await createTrunk(client, values));
		return {
			row: { origination_uris: list, ...row },
			covers: originationUris === undefined ? [] : ['originationUris'],
		};
	},
	change: async (work, { id: trunkId }, changes) =>
		await trunks.update(work.client(), {
			trunkId,
			...valuesFor(updateFields, settings, changes),
		}),
	async settle(work, live, changed) {
		if (!changed.includes('originationUris')) return;
		const trunkId = live.id;
		const now = await trunks.read(work.client(), { trunkId });
		const list = listToWrite(urisIn(now), live);
		const updateFields = { originationUris: list };
		const row = await trunks.update(work.client(), { trunkId, updateFields });
		live.row = { ...now, ...row, origination_uris: list };
		live.target.originationUris = list.map((uri) => ({ uri }));
	},
	/** What becomes of numbers is not documented, and none can be taken off: there must be none. */
	async remove(work, { id: trunkId }) {
		const all = await listed.all(work.client());
		if (all.some(({ route }) => route.trunkId === trunkId)) {
			throw new FoundAlready('A number was put on the trunk');
		}
		await trunks.remove(work.client(), { trunkId, ignoreIfMissing: true });
	},
};
