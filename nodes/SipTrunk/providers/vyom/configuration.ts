import type { ConfigurationPort, SettingRules } from '../../configuration/port';
import type { Settings } from '../../configuration/configuration';
import { allOf, fieldOf, made, settingsFrom, toldAs, valuesFor } from '../../configuration/tables';
import { pickerField } from '../../fields/picker';
import { trunkList, vyomApi } from './api';
import { createTrunk, deactivateTrunk, trunk } from './trunk';
import { createFields } from './trunkFields';

/**
 * A Vyom trunk as a configuration: it is set when the trunk is made, and can only be deactivated later. Of what was
 * set, the list shows no more than the name and, on some servers, the type.
 */

const notTold: Partial<SettingRules> = { change: false, read: () => null };

const isFor = (trunkType: string) => (settings: Settings) => settings.trunkType === trunkType;

const forTwilio = { ...notTold, isProminent: true, isRequired: isFor('twilio') } as const;
const forExotel = { ...notTold, isProminent: true } as const;

export const vyomConfiguration: ConfigurationPort = {
	provider: 'vyom',
	providerName: 'Vyom',
	trunk,
	idOf: vyomApi.idOf,
	trunkField: pickerField('trunk', {
		required: false,
		placeholder: 'ST_a1b2c3d4e5f6',
		description: 'Leave empty to find it by its name',
	}),
	existsCodes: [],
	settings: settingsFrom(trunk, {
		name: { change: false, isRequired: true, isProminent: true },
		trunkType: {
			isKind: true,
			change: false,
			isRequired: true,
			isProminent: true,
			read: toldAs('trunk_type'),
		},
		address: forTwilio,
		phoneNumbers: forTwilio,
		username: forTwilio,
		phoneNumber: { ...forExotel, isRequired: isFor('exotel') },
		sipHost: forExotel,
		sipPort: forExotel,
		sipDomain: forExotel,
		passthroughMode: notTold,
		passthroughWebhookUrl: notTold,
	}),
	secrets: [fieldOf(trunk, 'password')],
	sections: {},
	trunks: async (client) => await allOf(trunkList(client)),
	read: async () => await Promise.resolve({ present: {}, parts: undefined }),
	async create(work, settings) {
		const values = valuesFor(createFields, vyomConfiguration.settings, settings);
		return {
			row: await made(work, async (client) => await createTrunk(client, values)),
			covers: [],
		};
	},
	async remove(work, { id }) {
		await deactivateTrunk(work.client(), { trunkId: id, ignoreIfMissing: true });
	},
};
