import type { IDataObject } from 'n8n-workflow';
import type { ConfigurationPort, Live } from '../../../configuration/port';
import { allOf, made, settingsFrom, toldAs, valuesFor } from '../../../configuration/tables';
import { pickerField } from '../../../fields/picker';
import { twilioApi } from '../api';
import { bySid } from '../fields';
import type { Lists, OwnLists } from '../ownLists';
import { createTrunk, trunks } from '../trunk';
import { createFields, updateFields } from '../trunkFields';
import { addresses, ownAddressLists } from './allowedAddresses';
import { uris, urisOf } from './originationUris';
import { numbers } from './phoneNumbers';
import { credentials, ownCredentialLists } from './sipCredentials';

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
