import type { IDataObject } from 'n8n-workflow';
import type { ConfigurationPort, Live, Present, Work } from '../../../configuration/port';
import { allOf, made, valuesFor } from '../../../configuration/tables';
import type { ProviderClient } from '../../../contract/request';
import { pickerField } from '../../../fields/picker';
import { remove } from '../../../operations/delete';
import { telnyxApi } from '../api';
import { ID_EXAMPLE } from '../fields';
import { createTrunk, trunks, trunksOfType } from '../trunk';
import { createFields, updateFields } from '../trunkFields';
import { asType, placeOf, TRUNK_TYPES, typeOf, type TrunkType } from '../trunkTypes';
import { addresses, addressesOf } from './allowedAddresses';
import { uris, urisOf } from './originationUris';
import { refuseUnclear, toldOfNew, withProfile, withProfileName } from './outboundVoiceProfile';
import { numbers } from './phoneNumbers';
import { settings } from './settings';
import { credentials, credentialsIn } from './sipCredentials';
import { contradictions, lacking, SECTION_OF, USUAL_TYPE } from './types';

/** A Telnyx trunk of any type with its host names, addresses or user name, and its numbers. */

const ENTRIES: Record<TrunkType, (work: Work, row: IDataObject) => Promise<Present[]>> = {
	credential: async (_work, row) => await Promise.resolve(credentialsIn(row)),
	fqdn: async (work, { id }) => await urisOf(work, String(id)),
	ip: async (work, { id }) => await addressesOf(work, String(id)),
};

/** Each list holds trunks of one type. */
async function allTrunks(client: ProviderClient): Promise<IDataObject[]> {
	const rows: IDataObject[] = [];
	for (const type of TRUNK_TYPES) {
		rows.push(...(await allOf(trunksOfType(client, type))).map((row) => asType(type, row)));
	}
	return rows;
}

export const telnyxConfiguration: ConfigurationPort = {
	provider: 'telnyx',
	providerName: 'Telnyx',
	trunk: trunks.resource,
	idOf: telnyxApi.idOf,
	trunkField: pickerField('trunk', {
		required: false,
		placeholder: ID_EXAMPLE,
		description: 'Leave empty to find it by its name',
	}),
	existsCodes: [],
	settings,
	sections: { originationUris: uris, sipCredentials: credentials, allowedAddresses: addresses },
	accountWide: ['sipCredentials'],
	lacks: lacking,
	numbers,
	trunks: allTrunks,
	trunkById: async (client, trunkId) => await trunks.read(client, { trunkId }),
	async read(work, row, { sections, settings: wanted, isNew }) {
		if (isNew) return { present: {}, parts: {} };
		const type = typeOf(row) ?? USUAL_TYPE;
		const present: Live['present'] = {};
		const section = SECTION_OF[type];
		if (sections.includes(section)) present[section] = await ENTRIES[type](work, row);
		return { present, parts: {}, row: await withProfileName(work, row, wanted) };
	},
	async create(work, { trunkType = USUAL_TYPE, password, ...wanted }, { sipCredentials = [] }) {
		const type = trunkType as TrunkType;
		const [credential] = sipCredentials;
		const own = credential && {
			username: String(credential.username),
			generatePassword: false,
			password: String(password),
		};
		const row = await withProfile(
			work,
			wanted,
			async (all) =>
				await made(
					work,
					async (client) =>
						await createTrunk(client, {
							...valuesFor(createFields, settings, all),
							trunkType: type,
							...own,
						}),
				),
		);
		return {
			row: asType(type, row),
			covers: credential === undefined ? [] : ['sipCredentials'],
		};
	},
	change: async (work, { id: trunkId }, changes) =>
		await withProfile(
			work,
			changes,
			async (all) =>
				await trunks.update(work.client(), {
					trunkId,
					...valuesFor(updateFields, settings, all),
				}),
		),
	async refuse(work, live, sections, wanted) {
		await refuseUnclear(work, wanted);
		return await contradictions(work, live, sections, wanted);
	},
	foretell: toldOfNew,
	/** Its numbers and addresses go before: what becomes of them with it is not documented. */
	async remove(work, { id, row }) {
		await remove(
			work.client(),
			{ ignoreIfMissing: true },
			{ id },
			await placeOf(work.client(), id, row),
		);
	},
};
