import type { IDataObject } from 'n8n-workflow';
import type { PreparedRow } from '../contract/provider';
import { refuseBeyond, refuseNotSupported } from './approval';
import { Pass } from './carryOut';
import type { Change } from './changes';
import {
	keyOf,
	SECTION_NAMES,
	shownConfiguration,
	type Configuration,
	type SectionName,
} from './configuration';
import { digestOf } from './digest';
import { differencesOf } from './differences';
import type { Live, RoutedNumber } from './port';
import { failedAt, FoundAlready, Progress, saysExists } from './progress';
import { configurationOf, managedPart, planRow } from './result';
import type { Differences, Item, Situation } from './item';
import { situationOf } from './situation';
import { stepsOf, type Step } from './steps';
import { targetOf } from './target';

/** Plan and Apply: what would be changed, and changing it, from wherever the trunk is. */

interface Planned {
	situation: Situation;
	differences: Differences;
	digest: string;
	steps: Step[];
}

async function planned(item: Item, progress: Progress): Promise<Planned> {
	const situation = await situationOf(item, progress);
	const differences = differencesOf(situation);
	const { live, wanted, options } = situation;
	const { changes } = differences;
	const own = (section: SectionName) =>
		((live ?? situation.draft)?.present[section] ?? []).filter(
			({ sharedIn }) => sharedIn === undefined,
		).length;
	return {
		situation,
		differences,
		digest: digestOf({ wanted, options, trunkId: live?.id, changes }),
		steps: stepsOf(item.port, changes, own, (section) => progress.added.has(section)),
	};
}

const nameIn = (port: Item['port'], row: IDataObject | undefined): string | null =>
	row === undefined ? null : (port.trunk.simplify(row).name as string | null);

/** What Apply would do. Sends no request that changes anything. */
export async function planApply(item: Item): Promise<IDataObject> {
	const { situation, differences, digest } = await planned(item, new Progress());
	const { live, wanted, port } = situation;
	const { name } = wanted.settings;
	const configuration: Configuration = {
		provider: port.provider,
		...(live === undefined ? {} : { id: live.id }),
		settings: wanted.settings,
		sections: wanted.sections,
		notReadable: differences.notReadable,
	};
	const trunk = { id: live?.id ?? null, name: nameIn(port, live?.row) ?? String(name ?? '') };
	return planRow(port, trunk, differences, { digest, configuration });
}

function managedOf({ wanted }: Situation): { settings: string[]; sections: SectionName[] } {
	return {
		settings: Object.keys(wanted.settings),
		sections: SECTION_NAMES.filter((section) => wanted.sections[section] !== undefined),
	};
}

/** The trunk as it was before this run, in what is managed; null where there was none. */
function previousOf(situation: Situation): Configuration | null {
	const { port, live, numbers } = situation;
	if (live === undefined) return null;
	const { settings, sections } = managedOf(situation);
	const whole = configurationOf(port, live, numbers, sections);
	return structuredCopy(managedPart(whole, settings, sections));
}

const structuredCopy = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Carries out the steps of one plan. Returns false where they must be planned anew. */
async function carriedOut(
	{ situation, steps }: Planned,
	pass: Pass,
	progress: Progress,
): Promise<boolean> {
	for (const [index, step] of steps.entries()) {
		try {
			await pass.carryOut(step);
			progress.note(step);
		} catch (error) {
			const isFound =
				error instanceof FoundAlready || saysExists(error, situation.port.existsCodes);
			if (isFound && progress.mayPlanAnew(step)) return false;
			throw failedAt(error, { port: situation.port, progress }, step, steps.slice(index + 1));
		}
	}
	return true;
}

/**
 * Changes the trunk until it is as it is wanted, from wherever it is, and returns its row with `outcome`: `created`,
 * `changed` or `unchanged`.
 *
 * @throws RequestFailure telling which steps were done and which are left
 */
export async function applyConfiguration(item: Item): Promise<PreparedRow> {
	try {
		return await converged(item);
	} finally {
		item.work.account.release(item);
	}
}

async function converged(item: Item): Promise<PreparedRow> {
	const { port, work, options } = item;
	const progress = new Progress();
	let digest: string | undefined;
	for (;;) {
		const plan = await planned(item, progress).catch(
			async (error: unknown) =>
				await Promise.reject(failedAt(error, { port, progress }, undefined, [])),
		);
		const { situation, differences, steps } = plan;
		const { wanted, live } = situation;
		digest ??= plan.digest;
		if (progress.previous === undefined) progress.previous = previousOf(situation);
		try {
			refuseNotSupported(port, differences, options.ignoreNotSupported);
			refuseBeyond(options.expectedDigest, {
				wanted,
				options,
				trunkId: live?.id,
				changes: differences.changes,
			});
		} catch (error) {
			throw failedAt(error, { port, progress }, undefined, steps);
		}
		const pass = new Pass(item, progress, situation, targetOf(situation, differences));
		if (await carriedOut(plan, pass, progress)) {
			return appliedRow(item, progress, { ...plan, digest }, pass.there);
		}
		work.account.forget();
	}
}

function appliedRow(
	{ port }: Item,
	progress: Progress,
	{ situation, differences, digest }: Planned,
	live: Live,
): PreparedRow {
	const { sections } = managedOf(situation);
	const { changes } = progress;
	const notes = [...new Set([...differences.notes, ...progress.notes])];
	const numbers = routedNow(situation.numbers, differences.changes, live.id);
	const configuration = configurationOf(port, live, numbers, sections);
	const trunk = { id: live.id, name: nameIn(port, live.row) };
	const { provider, id, name, ...plan } = planRow(
		port,
		trunk,
		{ ...differences, changes, notes },
		{ digest, configuration },
	);
	const credentials = situation.wanted.sections.sipCredentials;
	return {
		row: {
			provider,
			id,
			name,
			outcome: outcomeOf(progress),
			...plan,
			previous: progress.previous == null ? null : shownConfiguration(progress.previous),
			...(credentials && {
				sipCredentials: credentials.map((entry) => {
					const username = keyOf('sipCredentials', entry);
					return { username, passwordKnown: progress.passwordKnown.has(username) };
				}),
			}),
		},
		passwords: progress.passwords,
	};
}

/** The numbers after all changes of the last plan were made. */
function routedNow(numbers: RoutedNumber[], changes: Change[], trunkId: string): RoutedNumber[] {
	return numbers.map((number) => {
		const isIt = ({ about, name }: Change) =>
			about === 'phoneNumbers' && name === number.phoneNumber;
		const change = changes.find(isIt);
		if (change === undefined) return number;
		const route = { trunkId: change.action === 'assign' ? trunkId : null, applicationId: null };
		return { ...number, route };
	});
}

function outcomeOf({ madeTrunk, changes }: Progress): 'created' | 'changed' | 'unchanged' {
	if (madeTrunk !== undefined) return 'created';
	return changes.length > 0 ? 'changed' : 'unchanged';
}
