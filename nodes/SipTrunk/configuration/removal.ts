import type { IDataObject } from 'n8n-workflow';
import type { PreparedRow } from '../contract/provider';
import { RequestFailure } from '../http/errors';
import { refuseBeyond } from './approval';
import { Pass } from './carryOut';
import type { Change } from './changes';
import {
	keyOf,
	SECTION_NAMES,
	shownConfiguration,
	type Configuration,
	type SectionName,
} from './configuration';
import { digestOf, type Proposal } from './digest';
import { settingsIn } from './differences';
import type { ConfigurationPort, Live, RoutedNumber } from './port';
import { failedAt, Progress } from './progress';
import { configurationOf, planRow } from './result';
import type { Bystander, Differences, Item } from './item';
import { locate, readTrunk } from './situation';
import { removalSteps, type Step } from './steps';

/** Delete: a trunk with what belongs to it alone. Numbers are unassigned and never given up. */

interface Removal {
	live: Live;
	knownTrunks: ReadonlySet<string>;
	name: string | null;
	before: Configuration;
	differences: Differences;
	proposal: Proposal;
	steps: Step[];
	obstacles: string[];
}

const isShared = ({ sharedIn }: { sharedIn?: string }) => sharedIn !== undefined;

function changesFor(port: ConfigurationPort, live: Live, numbers: RoutedNumber[], name: string) {
	const unassigned = numbers.map(
		(number): Change => ({
			action: 'unassign',
			about: 'phoneNumbers',
			name: number.phoneNumber,
			number,
		}),
	);
	const removed = Object.entries(live.present).flatMap(([section, entries]) =>
		entries
			.filter((present) => !isShared(present))
			.map((present): Change => {
				const about = section as SectionName;
				const before = { ...present.entry };
				return { action: 'remove', about, name: keyOf(about, present.entry), present, before };
			}),
	);
	const changes = port.numbers?.unassign === undefined ? removed : [...unassigned, ...removed];
	const { settings } = settingsIn(port, live.row);
	return [...changes, { action: 'remove', about: 'trunk', name, settings } satisfies Change];
}

/** What harm it would do, each a sentence. */
async function obstaclesTo(
	{ port, work }: Item,
	live: Live,
	numbers: RoutedNumber[],
): Promise<string[]> {
	const told = (await port.refuseRemoval?.(work, live)) ?? [];
	if (numbers.length === 0 || port.numbers?.unassign !== undefined) return told;
	const names = numbers.map(({ phoneNumber }) => phoneNumber).join(' and ');
	return [
		...told,
		`${names} would be left without a trunk: ${port.providerName} cannot take numbers off one. Assign them to another trunk first.`,
	];
}

async function removalOf(item: Item): Promise<Removal> {
	const { port, work, options } = item;
	const { row, known: knownTrunks } = await locate(item);
	if (row === undefined) throw missing(item);
	const scope = { sections: SECTION_NAMES, looseToo: () => true, isNew: false };
	const live = await readTrunk(item, row, scope);
	const all = await work.account.numbers(work);
	const numbers = all.filter(({ route }) => route.trunkId === live.id);
	const { name } = port.trunk.simplify(row) as { name: string | null };
	const changes = changesFor(port, live, numbers, name ?? live.id);
	const shared = Object.entries(live.present).flatMap(([section, entries]): Bystander[] =>
		entries.filter(isShared).map(({ entry, sharedIn }) => {
			const about = section as SectionName;
			return { section: about, name: keyOf(about, entry), sharedIn };
		}),
	);
	const own = (section: SectionName) =>
		(live.present[section] ?? []).filter((present) => !isShared(present)).length;
	// Which trunk it is stands in the digest by itself, however it was named.
	const wanted = { settings: {}, sections: {}, foreign: {} };
	return {
		live,
		knownTrunks,
		name,
		before: configurationOf(port, live, all, SECTION_NAMES),
		differences: { changes, notSupported: [], notReadable: [], shared, unnamed: [], notes: [] },
		proposal: { wanted, options, trunkId: live.id, changes },
		steps: removalSteps(port, name ?? live.id, changes, own),
		obstacles: await obstaclesTo(item, live, numbers),
	};
}

/** The failure for a trunk that is not there. */
export const missing = ({ port, wanted }: Item) =>
	new RequestFailure(
		`${port.providerName} has no trunk "${String(wanted.settings.name ?? Object.values(wanted.settings)[0])}".`,
		{
			cause: 'refused',
			status: 404,
			gone: true,
			advice: "Check the name, or turn on 'Ignore If Missing'.",
		},
	);

/** What Delete would do. Sends no request that changes anything. */
export async function planDelete(item: Item): Promise<IDataObject> {
	const { live, name, before, differences, proposal, obstacles } = await removalOf(item);
	const row = planRow(item.port, { id: live.id, name }, differences, {
		digest: digestOf(proposal),
		configuration: before,
	});
	return { ...row, notSupported: obstacles.map((reason) => ({ what: 'trunk', name, reason })) };
}

/**
 * Removes a trunk with what belongs to it alone, and takes its numbers off.
 *
 * @param ignoreIfMissing a trunk that is gone already counts as removed
 * @throws RequestFailure telling which steps were done and which are left
 */
export async function deleteConfiguration(
	item: Item,
	ignoreIfMissing: boolean,
): Promise<PreparedRow> {
	const { port, options } = item;
	const removal = await removalOf(item).catch(async (error: unknown) =>
		error instanceof RequestFailure && error.gone && ignoreIfMissing
			? undefined
			: await Promise.reject(error),
	);
	const { name: goneName } = item.wanted.settings;
	if (removal === undefined && goneName !== undefined) {
		await port.removeLeft?.(item.work, String(goneName));
	}
	if (removal === undefined) return { row: alreadyGone(item), passwords: {} };
	const { live, name, before, differences, proposal, steps, obstacles } = removal;
	if (obstacles.length > 0) {
		throw new RequestFailure(`The trunk was not removed. ${obstacles.join(' ')}`, {
			cause: 'refused',
			status: 409,
			code: 'not_supported',
			advice: 'Mend that first, or use the single operations.',
		});
	}
	refuseBeyond(options.expectedDigest, proposal);
	const previous = shownConfiguration(before);
	const progress = new Progress();
	const pass = new Pass(item, progress, removal, {});
	for (const [index, step] of steps.entries()) {
		try {
			await pass.carryOut(step);
			progress.note(step);
		} catch (error) {
			throw failedAt(error, { port, progress }, step, steps.slice(index + 1));
		}
	}
	const digest = digestOf(proposal);
	const { summary, changes, shared } = planRow(port, { id: live.id, name }, differences, {
		digest,
		configuration: before,
	});
	const { provider } = port;
	const row = { provider, id: live.id, name, deleted: true, summary, changes, shared, digest };
	return { row: { ...row, previous } as IDataObject, passwords: {} };
}

function alreadyGone({ port, wanted }: Item): IDataObject {
	const id = wanted.trunkId ?? null;
	const name = (wanted.settings.name as string | undefined) ?? null;
	return { provider: port.provider, id, name, deleted: true, alreadyGone: true };
}
