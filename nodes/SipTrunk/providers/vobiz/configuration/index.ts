import type { IDataObject } from 'n8n-workflow';
import { keyOf, kindOf } from '../../../configuration/configuration';
import type { ConfigurationPort, Live } from '../../../configuration/port';
import { allOf, made, settingsFrom, valuesFor } from '../../../configuration/tables';
import { pickerField } from '../../../fields/picker';
import { vobizApi } from '../api';
import { createTrunk, isActive, trunks } from '../trunk';
import { createFields, updateFields } from '../trunkFields';
import { addresses } from './allowedAddresses';
import { KINDS, presentIn } from './entries';
import { markLeaving } from './leaving';
import { uris } from './originationUris';
import { numbers } from './phoneNumbers';
import { credentials } from './sipCredentials';
import { idIn, idsFor, otherUser, OWN_SECTIONS, SLOTS } from './slots';

/** A Vobiz trunk with everything that belongs to it. Credentials, addresses and origination URIs are the account's. */

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
		await markLeaving(work, live, changed);
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
