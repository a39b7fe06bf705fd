import type { IDataObject } from 'n8n-workflow';
import type { Settings } from '../../../configuration/configuration';
import type { Work } from '../../../configuration/port';
import { FoundAlready } from '../../../configuration/progress';
import { allOf, fieldOf, made } from '../../../configuration/tables';
import { RequestFailure } from '../../../http/errors';
import { isObject } from '../../../rows/reported';
import { InputError } from '../../../validation/inputError';
import { telnyxApi } from '../api';
import { textField } from '../fields';
import {
	createProfile,
	outboundVoiceProfiles,
	profilesNamed,
	removeProfile,
} from '../outboundVoiceProfile';

/**
 * The outbound voice profile of a trunk by its name. It is made where there is none of that name, with what Telnyx sets
 * of itself, and never changed: other trunks use it as well.
 */

/** The setting, and the key that the node adds to a trunk's row where the name is wanted. */
export const PROFILE_NAME = 'outboundVoiceProfileName';

export const nameField = textField('Outbound Voice Profile Name', {
	name: PROFILE_NAME,
	placeholder: 'Europe',
	description:
		'Instead of the profile itself. Without one of this name, one for US and CA is made.',
	check: fieldOf(outboundVoiceProfiles.resource, 'name').check,
});

const LIST = 'outbound voice profiles';

const idOf = (profile: IDataObject) => String(telnyxApi.idOf(profile));

const known = async (work: Work): Promise<IDataObject[]> =>
	await work.once(LIST, async (client) => await allOf(outboundVoiceProfiles.list(client, {})));

const named = async (work: Work, called: string) =>
	(await known(work)).filter(({ name }) => name === called);

/** A trunk's row with the name of its profile, if the settings have one. */
export async function withProfileName(
	work: Work,
	row: IDataObject,
	settings: Settings = {},
): Promise<IDataObject> {
	if (settings[PROFILE_NAME] === undefined) return { ...row, [PROFILE_NAME]: undefined };
	const id = isObject(row.outbound) ? row.outbound.outbound_voice_profile_id : undefined;
	const profile = (await known(work)).find((one) => idOf(one) === id);
	return { ...row, [PROFILE_NAME]: profile?.name };
}

/**
 * Refuses settings of which nobody can tell which profile they mean.
 *
 * @throws InputError where ID and name are those of two profiles, RequestFailure where two have the name
 */
export async function refuseUnclear(
	work: Work,
	{ [PROFILE_NAME]: called, outboundVoiceProfileId: id }: Settings,
): Promise<void> {
	if (called === undefined) return;
	const ids = (await named(work, String(called))).map(idOf);
	if (id !== undefined) {
		if (ids.includes(String(id))) return;
		throw new InputError(
			nameField.displayName,
			`is not the name of the profile that 'Outbound Voice Profile' chooses (${String(id)}). Leave one of the two out.`,
		);
	}
	if (ids.length < 2) return;
	throw new RequestFailure(
		`Telnyx has ${ids.length} outbound voice profiles with the name "${String(called)}": ${ids.join(' and ')}. Nobody can tell which one is meant, so nothing was changed.`,
		{
			cause: 'refused',
			status: 409,
			code: 'profile_ambiguous',
			advice: "Choose one of them in 'Outbound Voice Profile', or rename the other.",
		},
	);
}

/** A sentence about a profile that is going to be made, which allows little; none where it is there. */
export async function toldOfNew(
	work: Work,
	{ [PROFILE_NAME]: called, outboundVoiceProfileId: id }: Settings,
): Promise<string[]> {
	if (called === undefined || id !== undefined) return [];
	if ((await named(work, String(called))).length > 0) return [];
	return [
		`There is no outbound voice profile "${String(called)}" yet: it is made, and allows calls to US and CA alone until it is changed.`,
	];
}

const ageOf = (profile: IDataObject) => `${String(profile.created_at ?? '')} ${idOf(profile)}`;

/** Of two that runs have made at the same time the older one stays. */
async function oldest(work: Work, called: string, own: IDataObject): Promise<IDataObject> {
	const all = await allOf(profilesNamed(work.client(), called));
	const [first = own] = all.sort((a, b) => (ageOf(a) < ageOf(b) ? -1 : 1));
	if (idOf(first) === idOf(own)) return own;
	const copy = { outboundVoiceProfileId: idOf(own), ignoreIfMissing: true };
	await removeProfile(work.client(), copy);
	return first;
}

interface Profile {
	id: string;
	isNew: boolean;
}

/** Several items of a run may want the same new one. */
const profileFor = async (work: Work, called: string): Promise<Profile> =>
	await work.once(`${LIST}: ${called}`, async (): Promise<Profile> => {
		const [present] = await named(work, called);
		if (present !== undefined) return { id: idOf(present), isNew: false };
		const values = { name: called, additionalFields: {} };
		const row = await made(work, async (client) => await createProfile(client, values));
		const profile = await oldest(work, called, row);
		await work.note<IDataObject[]>(LIST, (all) => void all.push(profile));
		return { id: idOf(profile), isNew: true };
	});

/**
 * Finds the profile of the settings, or makes it, and calls `use` with its ID in place of its name.
 *
 * @returns the row that `use` returns, with the name of the profile
 */
export async function withProfile(
	work: Work,
	{ [PROFILE_NAME]: called, ...settings }: Settings,
	use: (settings: Settings) => Promise<IDataObject>,
): Promise<IDataObject> {
	if (called === undefined) return await use(settings);
	const told = { [PROFILE_NAME]: called };
	if (settings.outboundVoiceProfileId !== undefined) return { ...(await use(settings)), ...told };
	const { id, isNew } = await profileFor(work, String(called));
	const row = await use({ ...settings, outboundVoiceProfileId: id }).catch(
		async (error: unknown) => {
			const isPlain = error instanceof RequestFailure && !(error instanceof FoundAlready);
			return await Promise.reject(
				isPlain && isNew
					? error.with(
							{},
							`${error.message} The outbound voice profile "${String(called)}" was made before.`,
						)
					: error,
			);
		},
	);
	return { ...row, ...told };
}
