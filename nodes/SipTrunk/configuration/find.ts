import { InputError } from '../validation/inputError';
import { RequestFailure } from '../http/errors';
import type { Settings } from './configuration';

/** Which of the account's trunks is meant. Pure. */

/** A trunk of the account, by what identifies it. */
export interface KnownTrunk {
	id: string;
	name: string | null;
	/** Its value of the setting that no two trunks can share; null or undefined where none is set or told. */
	unique?: Settings[string] | null;
}

export interface TrunkWanted {
	trunkId?: string;
	name?: Settings[string];
	unique?: Settings[string];
}

/**
 * `trunk` is the one that is meant. `onlyIfEmpty` is it if nothing is on it, because a run that ended half-way may have
 * made it. Without either, there is no such trunk yet.
 */
export interface Found<Trunk> {
	trunk?: Trunk;
	onlyIfEmpty?: Trunk;
}

/** The only one. Throws RequestFailure that names the others. */
function single<Trunk extends KnownTrunk>(
	trunks: Trunk[],
	providerName: string,
	what: string,
): Trunk | undefined {
	if (trunks.length < 2) return trunks[0];
	const ids = trunks.map(({ id }) => id).join(' and ');
	throw new RequestFailure(
		`${providerName} has ${trunks.length} trunks with ${what}: ${ids}. Nobody can tell which one is meant, so nothing was changed.`,
		{
			cause: 'refused',
			status: 409,
			code: 'trunk_ambiguous',
			advice: "Choose one of them in 'Trunk', or remove or rename the other.",
		},
	);
}

/** @throws InputError where neither a trunk is chosen, nor its name or unique setting entered */
export function refuseUnnamed(
	{ trunkId, settings }: { trunkId?: string; settings: Settings },
	unique: string | undefined,
): void {
	const { name } = settings;
	if (trunkId !== undefined || name !== undefined) return;
	if (unique !== undefined && settings[unique] !== undefined) return;
	throw new InputError(
		'Name',
		"is needed to find or make a trunk, unless one is chosen in 'Trunk'.",
	);
}

/**
 * Finds the trunk that is meant: by its ID, else by its unique setting, else by its exact name.
 *
 * @throws RequestFailure where the chosen trunk is not there, or several fit (`trunk_ambiguous`)
 */
export function findTrunk<Trunk extends KnownTrunk>(
	{ trunkId, name, unique }: TrunkWanted,
	trunks: Trunk[],
	providerName: string,
): Found<Trunk> {
	if (trunkId !== undefined) {
		const trunk = trunks.find(({ id }) => id === trunkId);
		if (trunk !== undefined) return { trunk };
		throw new RequestFailure(`${providerName} has no trunk with the ID ${trunkId}.`, {
			cause: 'refused',
			status: 404,
			gone: true,
			advice: 'Check the ID, and that the credential belongs to the account that owns it.',
		});
	}
	if (unique !== undefined) {
		const found = trunks.filter((trunk) => trunk.unique === unique);
		const trunk = single(found, providerName, `"${String(unique)}"`);
		if (trunk !== undefined) return { trunk };
	}
	if (name === undefined) return {};
	const named = trunks.filter((trunk) => trunk.name === name);
	const what = `the name "${String(name)}"`;
	if (unique === undefined) return { trunk: single(named, providerName, what) };
	const withoutUnique = named.filter(
		(trunk) => trunk.unique === undefined || trunk.unique === null,
	);
	return { onlyIfEmpty: single(withoutUnique, providerName, what) };
}
