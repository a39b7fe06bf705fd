import type { IDataObject } from 'n8n-workflow';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { requestBody } from '../../fields/values';
import { pickerField } from '../../fields/picker';
import { path } from '../../http/address';
import { RequestFailure } from '../../http/errors';
import { filtered } from '../../http/lookup';
import { ignoreIfMissing, remove } from '../../operations/delete';
import { outboundVoiceProfileRow } from '../../rows/others';
import { textsOrNull } from '../../rows/reported';
import { ID_EXAMPLE } from './fields';
import { withWholeGroups } from './groups';
import { withMore } from './moreSettings';
import { createFields, updateFields } from './profileFields';
import { crud, listed, nameFilter } from './requests';

/** Who may be called, and for how much: https://developers.telnyx.com/api/outbound-voice-profiles */

const PATH = '/outbound_voice_profiles';

const profileId = pickerField('outboundVoiceProfile', { placeholder: ID_EXAMPLE });

const at = (id: string) => ({ path: PATH + path`/${id}` });

const list = (client: ProviderClient, query = {}) =>
	listed(client, PATH, { sort: 'created_at', ...query });

/** The profiles with exactly this name, which several may have. */
export const profilesNamed = (client: ProviderClient, called: string) =>
	filtered(list(client, nameFilter('name', called)), (row) => row.name === called);

export const createProfile = async (
	client: ProviderClient,
	values: ValuesOf<typeof createFields>,
) => {
	const { name: called } = values;
	return await client.send({
		method: 'POST',
		path: PATH,
		body: withMore(requestBody(createFields, values), values.additionalFields.moreSettings),
		recovery: {
			identity: [called],
			unique: false,
			find: () => profilesNamed(client, called),
			createdAt: (row) => row.created_at,
			howToLook: `Look in the list of outbound voice profiles for the name "${called}"`,
		},
	});
};

/** What becomes of trunks that use a profile which is deleted is not documented, so that none may use it. */
function refuseInUse({ name, connections_count: count }: IDataObject): void {
	if (typeof count !== 'number' || count === 0) return;
	throw new RequestFailure(
		`The outbound voice profile "${String(name)}" was not deleted, because trunks use it: ${count}.`,
		{
			cause: 'refused',
			status: 409,
			code: 'profile_in_use',
			advice: 'Set another Outbound Voice Profile on those trunks first, or delete them.',
		},
	);
}

const removeFields = [profileId, ignoreIfMissing] as const;

export const removeProfile = async (
	client: ProviderClient,
	values: ValuesOf<typeof removeFields>,
) => {
	const { outboundVoiceProfileId: id } = values;
	return await remove(client, values, { id }, async () => {
		refuseInUse(await outboundVoiceProfiles.read(client, values));
		return at(id);
	});
};

export const outboundVoiceProfiles = crud({
	value: 'outboundVoiceProfile',
	one: profileId,
	list: (client) => list(client),
	at: (_, { outboundVoiceProfileId: id }) => at(id),
	simplify: (row) =>
		outboundVoiceProfileRow({
			name: row.name,
			enabled: row.enabled,
			allowedCountries: row.whitelisted_destinations,
			maxConcurrentCalls: row.concurrent_call_limit,
			maxDestinationRate: row.max_destination_rate,
			dailySpendLimit: row.daily_spend_limit,
			dailySpendLimitEnabled: row.daily_spend_limit_enabled,
			usedByTrunks: row.connections_count,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	entry: (row) => ({
		name: String(row.name || row.id),
		description: [
			textsOrNull(row.whitelisted_destinations)?.join(' ') || 'no countries',
			...(row.enabled === false ? ['disabled'] : []),
		].join(', '),
	}),
	get: { description: 'Retrieve one profile' },
	getAll: { description: 'Retrieve the profiles of the account' },
	update: {
		description: 'Change a profile, for all trunks that use it, at once',
		fields: updateFields,
		replaces: true,
		// Telnyx demands the name with every change.
		body: (values, { current }) => ({
			name: current.name,
			...withWholeGroups(
				withMore(requestBody(updateFields, values), values.updateFields.moreSettings),
				current,
			),
		}),
	},
	delete: { description: 'Remove a profile for good; refused while a trunk uses it for its calls' },
	operations: [
		operation('outboundVoiceProfile', 'create', {
			description:
				'Create a profile. It has no effect until a trunk names it; without one no call goes out.',
			fields: createFields,
			run: createProfile,
		}),
		operation('outboundVoiceProfile', 'delete', {
			description: 'Remove a profile for good; refused while a trunk uses it for its calls',
			fields: removeFields,
			run: removeProfile,
		}),
	],
});
