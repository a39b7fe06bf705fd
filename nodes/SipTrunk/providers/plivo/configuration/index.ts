import {
	keyOf,
	kindOf,
	type CarrierSection,
	type SectionName,
	type Sections,
	type Settings,
} from '../../../configuration/configuration';
import type { ConfigurationPort, Live, Scope, Work } from '../../../configuration/port';
import { allOf, made, settingsFrom, valuesFor } from '../../../configuration/tables';
import type { NotSupported } from '../../../configuration/wanted';
import { pickerField } from '../../../fields/picker';
import { remove } from '../../../operations/delete';
import { plivoApi } from '../api';
import { placeOf } from '../requests';
import { createTrunk, isEnabled, trunks } from '../trunk';
import { createFields, updateFields } from '../trunkFields';
import { addresses, listFor } from './allowedAddresses';
import { presentIn, removeLeft, removeOwn } from './entries';
import { markLeaving } from './leaving';
import { nameIn } from './marks';
import { uris } from './originationUris';
import { ownerOf, type Parts } from './parts';
import { numbers } from './phoneNumbers';
import { credentials } from './sipCredentials';
import { idsFor, OWN_SECTIONS, slotsOf } from './slots';

/**
 * A Plivo trunk with everything that belongs to it. Credentials, lists of addresses and origination URIs are the
 * account's, and must be there before the trunk that names them.
 */

const settings = settingsFrom(trunks.resource, {
	name: { isRequired: true, isProminent: true },
	// Not prominent: a dropdown always has a value, which would contradict the direction of a trunk that is there.
	direction: { isRequired: true, isKind: true, change: false },
	secure: {},
	enabled: { read: (row) => isEnabled(row) ?? null },
});

/** The parameter that puts something into a slot. */
const PARAMETERS: Record<string, string> = {
	credential_uuid: 'credentialId',
	ipacl_uuid: 'ipAccessControlEntryId',
	primary_uri_uuid: 'primaryOriginationUriId',
	fallback_uri_uuid: 'fallbackOriginationUriId',
};

/** What the trunk shall name, by slot, as far as these sections say. */
async function slotsFor(
	work: Work,
	live: Live<Parts>,
	sections: readonly SectionName[],
): Promise<Array<[slot: string, id: string]>> {
	const slots: Array<[string, string]> = [];
	for (const section of OWN_SECTIONS.filter((one) => sections.includes(one))) {
		const isList = section === 'allowedAddresses';
		const ids = isList ? await listFor(work, live) : idsFor(live, section);
		ids.forEach((id, index) => slots.push([slotsOf(section)[index], id]));
	}
	return slots.filter(([slot]) => slot !== undefined);
}

const asParameters = (slots: Array<[string, string]>): object =>
	Object.fromEntries(slots.map(([slot, id]) => [PARAMETERS[slot], id]));

/** What a trunk of a direction cannot be made without. */
const NEEDED: Record<string, { sections: CarrierSection[]; reason: string }> = {
	inbound: {
		sections: ['originationUris'],
		reason: 'An inbound trunk cannot be made without an origination URI.',
	},
	outbound: {
		sections: ['sipCredentials', 'allowedAddresses'],
		reason: 'An outbound trunk cannot be made without a SIP credential or an allowed address.',
	},
};

/** What trunks of a direction need, and what they must not have. */
function contradictions(direction: unknown, isThere: boolean, sections: Sections): NotSupported[] {
	const hasAny = (section: SectionName) => (sections[section] ?? []).length > 0;
	const needed = isThere ? undefined : NEEDED[String(direction)];
	const [missing] = needed === undefined || needed.sections.some(hasAny) ? [] : needed.sections;
	const numbers = direction === 'outbound' ? (sections.phoneNumbers ?? []) : [];
	return [
		...(missing === undefined
			? []
			: [
					{
						what: 'trunk',
						name: missing,
						wanted: direction,
						present: null,
						reason: String(needed?.reason),
					},
				]),
		...numbers.map((entry) => ({
			what: kindOf('phoneNumbers').one,
			name: keyOf('phoneNumbers', entry),
			wanted: 'this trunk',
			present: null,
			reason: 'The trunk is for outgoing calls, and on it a number stops answering.',
		})),
	];
}

const place = placeOf('trunk');

async function presentFor(
	work: Work,
	owner: ReturnType<typeof ownerOf>,
	{ sections }: Pick<Scope, 'sections'>,
): Promise<Live['present']> {
	const present: Live['present'] = {};
	for (const section of OWN_SECTIONS.filter((one) => sections.includes(one))) {
		present[section] = await presentIn(work, section, owner);
	}
	return present;
}

export const plivoConfiguration: ConfigurationPort<Parts> = {
	provider: 'plivo',
	providerName: 'Plivo',
	trunk: trunks.resource,
	idOf: plivoApi.idOf,
	trunkField: pickerField('trunk', {
		required: false,
		placeholder: '21784177241578',
		description: 'Leave empty to find it by its name',
	}),
	existsCodes: [],
	settings,
	sections: { originationUris: uris, sipCredentials: credentials, allowedAddresses: addresses },
	numbers,
	trunks: async (client) => await allOf(trunks.list(client, {})),
	trunkById: async (client, trunkId) => await trunks.read(client, { trunkId }),
	async draft(work, { name }: Settings, scope) {
		const parts = { name: String(name) };
		return { present: await presentFor(work, { row: {}, name: parts.name }, scope), parts };
	},
	async read(work, row, scope) {
		const parts = { name: nameIn(row) };
		if (scope.isNew) return { present: {}, parts };
		return { present: await presentFor(work, { row, name: parts.name }, scope), parts };
	},
	async create(work, wanted, sections, draft) {
		if (draft === undefined) throw new Error('No entries');
		const slots = await slotsFor(work, draft, Object.keys(sections) as SectionName[]);
		const values = { ...valuesFor(createFields, settings, wanted), ...asParameters(slots) };
		const row = await made(work, async (client) => await createTrunk(client, values));
		return { row: { ...row, ...Object.fromEntries(slots) }, covers: ['allowedAddresses'] };
	},
	change: async (work, { id }, changes) =>
		await trunks.update(work.client(), {
			trunkId: id,
			...valuesFor(updateFields, settings, changes),
		}),
	/** One request with all that the trunk names. */
	async settle(work, live, changed) {
		const slots = await slotsFor(work, live, changed);
		const differing = slots.filter(([slot, id]) => live.row[slot] !== id);
		if (differing.length === 0) return;
		if (changed.includes('originationUris')) await markLeaving(work, live);
		const updateFields = asParameters(differing);
		const row = await trunks.update(work.client(), { trunkId: live.id, updateFields });
		live.row = { ...live.row, ...row, ...Object.fromEntries(differing) };
	},
	refuse: async (_work, live, sections, { direction }) =>
		await Promise.resolve(
			contradictions(
				live === undefined ? direction : live.row.trunk_direction,
				live !== undefined,
				sections,
			),
		),
	removeLeft,
	/** Before what it names: with a URI that is deleted, the trunks go that use it. */
	async remove(work, live) {
		const client = work.client();
		await remove(client, { ignoreIfMissing: true }, {}, place.at(client, live.id));
		await removeOwn(work, live);
	},
};
