import type { IDataObject } from 'n8n-workflow';
import {
	keyOf,
	kindOf,
	type CarrierSection,
	type Sections,
	type Settings,
} from '../../../configuration/configuration';
import type { Live, Work } from '../../../configuration/port';
import type { NotSupported } from '../../../configuration/wanted';
import { TRUNK_TYPES, TYPE_NAMES, typeOf, type TrunkType } from '../trunkTypes';
import { typesInWords, typesWith } from '../typeRules';

/** What a trunk has by its type, and what therefore cannot be had. */

/** The section that only trunks of a type have: by it they know a telephone system. */
export const SECTION_OF: Record<TrunkType, CarrierSection> = {
	credential: 'sipCredentials',
	fqdn: 'originationUris',
	ip: 'allowedAddresses',
};

/** The type of a trunk for which none is named. */
export const USUAL_TYPE: TrunkType = 'fqdn';

/** Sections that only trunks of other types have. */
export function lacking(row: IDataObject): CarrierSection[] {
	const type = typeOf(row);
	if (type === undefined) return [];
	return TRUNK_TYPES.filter((other) => other !== type).map((other) => SECTION_OF[other]);
}

const about = (what: string, name: string, wanted: unknown, reason: string): NotSupported => ({
	what,
	name,
	wanted,
	present: null,
	reason,
});

const onlyFor = (things: string, types: readonly TrunkType[], type: TrunkType) =>
	`Only trunks of the type ${typesInWords(types)} have ${things}, and this one is of the type ${TYPE_NAMES[type]}.`;

const misplacedSettings = (type: TrunkType, settings: Settings): NotSupported[] =>
	Object.entries(settings).flatMap(([name, value]) => {
		const types = typesWith(name);
		return types.includes(type) ? [] : [about('trunk', name, value, onlyFor('it', types, type))];
	});

const misplacedEntries = (type: TrunkType, sections: Sections): NotSupported[] =>
	TRUNK_TYPES.filter((other) => other !== type).flatMap((other) => {
		const section = SECTION_OF[other];
		const { one, plural } = kindOf(section);
		const reason = onlyFor(plural, [other], type);
		return (sections[section] ?? []).map((entry) =>
			about(one, keyOf(section, entry), entry, reason),
		);
	});

const sameName = (one: unknown, other: unknown) =>
	String(one).toLowerCase() === String(other).toLowerCase();

/** No two trunks have the same user name, in upper or lower case. */
async function takenUserNames(
	work: Work,
	live: Live | undefined,
	{ sipCredentials = [] }: Sections,
): Promise<NotSupported[]> {
	const added = sipCredentials.filter(({ username }) => username !== live?.row.user_name);
	if (added.length === 0) return [];
	const others = (await work.trunks()).filter(({ id }) => id !== live?.row.id);
	return added.flatMap(({ username }) => {
		const other = others.find(({ user_name: taken }) => taken && sameName(taken, username));
		if (other === undefined) return [];
		const reason = `It is the user name of trunk "${String(other.connection_name ?? other.id)}".`;
		return [about('sipCredential', String(username), { username }, reason)];
	});
}

/** A Credential trunk is made with its user name, so that one that is taken cannot be left out. */
function lackedUserName(sections: Sections, taken: NotSupported[]): NotSupported[] {
	const { sipCredentials = [] } = sections;
	if (sipCredentials.length > taken.length) return [];
	const names = taken.map(({ name }) => name).join(' and ');
	const reason =
		taken.length === 0
			? 'A trunk of the type Credential cannot be made without a user name.'
			: `A trunk of the type Credential cannot be made without a user name, and another trunk has ${names}.`;
	return [about('trunk', 'sipCredentials', sipCredentials, reason)];
}

/** What is wanted of a trunk and its type cannot have, and what a new one lacks. */
export async function contradictions(
	work: Work,
	live: Live | undefined,
	sections: Sections,
	settings: Settings,
): Promise<NotSupported[]> {
	const wanted = (settings.trunkType as TrunkType | undefined) ?? USUAL_TYPE;
	const type = live === undefined ? wanted : (typeOf(live.row) ?? USUAL_TYPE);
	const hasUser = type === 'credential';
	const taken = hasUser ? await takenUserNames(work, live, sections) : [];
	return [
		...misplacedSettings(type, settings),
		...misplacedEntries(type, sections),
		...taken,
		...(live === undefined && hasUser ? lackedUserName(sections, taken) : []),
	];
}
