import type { ConfigurationPort } from '../../configuration/port';
import { allOf, fieldOf, made, settingsFrom, valuesFor } from '../../configuration/tables';
import { pickerField } from '../../fields/picker';
import { miniVoiceApi, trunkList } from './api';
import { createFields, createTrunk, hostIn, trunk } from './trunk';

/**
 * A MiniVoice trunk as a configuration: all of it is set when it is made, and nothing can be changed or removed later.
 * Numbers cannot be assigned through the API.
 */

const fixed = { change: false } as const;

export const miniVoiceConfiguration: ConfigurationPort = {
	provider: 'miniVoice',
	providerName: 'MiniVoice',
	trunk,
	idOf: miniVoiceApi.idOf,
	trunkField: pickerField('trunk', {
		required: false,
		placeholder: 'trunk_20260529T120000.000000000',
		description: 'Leave empty to find it by its gateway name or its name',
	}),
	unique: 'gatewayName',
	existsCodes: ['gateway_name_exists', 'inbound_ip_exists'],
	settings: settingsFrom(trunk, {
		name: { ...fixed, isRequired: true, isProminent: true },
		proxy: {
			...fixed,
			isRequired: true,
			isProminent: true,
			isSame: (present, wanted) => hostIn(present) === hostIn(wanted),
		},
		gatewayName: { ...fixed, isProminent: true },
		enabled: fixed,
		fromDomain: fixed,
		inboundIp: fixed,
		realm: fixed,
		username: fixed,
	}),
	secrets: [fieldOf(trunk, 'password')],
	sections: {},
	trunks: async (client) => await allOf(trunkList(client)),
	read: async () => await Promise.resolve({ present: {}, parts: undefined }),
	async create(work, settings) {
		const values = valuesFor(createFields, miniVoiceConfiguration.settings, settings);
		return {
			row: await made(work, async (client) => await createTrunk(client, values)),
			covers: [],
		};
	},
};
