import { sleep, type IDataObject } from 'n8n-workflow';
import { isoDateOrNull } from '../rows/dates';
import { keyOf, kindOf, type SectionName } from './configuration';
import type { ConfigurationPort, Present } from './port';
import type { Item } from './item';

/** Two runs that make the same at the same time, where the provider would take both: the older one stays. */

const timeOf = (date: unknown): number => {
	const time = Date.parse(isoDateOrNull(date) ?? '');
	return Number.isNaN(time) ? Infinity : time;
};

const LONGEST_STEP_ASIDE_MS = 1500;

/** Waits for up to 1.5 seconds, at random, so that two runs that gave way to each other do not meet again. */
export const stepAside = async (): Promise<void> =>
	await sleep(Math.random() * LONGEST_STEP_ASIDE_MS);

/** How often the one that may stay looks whether the other one has gone. */
const MOST_LOOKS = 4;

/**
 * Whether a trunk that was just made has to go, because another run has made one of the same name in the meantime that is
 * no younger. Of two that look equally old the one with the greater ID goes at once, and the other one waits for that. Where
 * it waits in vain, the other run has looked before there were two, and its trunk is the one that stays.
 *
 * @param row of the trunk
 * @param known IDs of the trunks that were there when it was decided to make one
 */
export async function mustYield(
	{ port, work }: Pick<Item, 'port' | 'work'>,
	row: IDataObject,
	known: ReadonlySet<string>,
): Promise<boolean> {
	const own = port.trunk.simplify(row);
	const ownId = work.account.idOf(row);
	const ownTime = timeOf(own.createdAt);
	for (let look = 1; ; look++) {
		const rivals = (await port.trunks(work.client()))
			.map((other) => {
				const { name, createdAt } = port.trunk.simplify(other);
				return { id: work.account.idOf(other), name, time: timeOf(createdAt) };
			})
			.filter(({ id, name }) => id !== ownId && !known.has(id) && name === own.name)
			.filter(({ time }) => time <= ownTime);
		if (rivals.length === 0) return false;
		const stays = rivals.some(({ id, time }) => time < ownTime || id < ownId);
		if (stays || look === MOST_LOOKS) return true;
		await stepAside();
	}
}

/**
 * Copies of what was added: of the entries with the same key all but the oldest. Every run finds the same ones.
 *
 * @param added keys
 */
export function copiesAmong(section: SectionName, now: Present[], added: string[]): Present[] {
	const byAge = now
		.filter(({ sharedIn }) => sharedIn === undefined)
		.sort(
			(a, b) =>
				timeOf(a.madeAt) - timeOf(b.madeAt) ||
				(JSON.stringify(a.row) < JSON.stringify(b.row) ? -1 : 1),
		);
	const seen = new Set<string>();
	return byAge.filter(({ entry }) => {
		const key = keyOf(section, entry);
		if (!added.includes(key)) return false;
		const isCopy = seen.has(key);
		seen.add(key);
		return isCopy;
	});
}

/** A sentence for each entry that is there several times, and that the provider's API cannot remove. */
export function toldCopies(
	{ providerName }: ConfigurationPort,
	section: SectionName,
	present: Present[],
): string[] {
	const own = present.filter(({ sharedIn }) => sharedIn === undefined);
	const keys = new Set(own.map(({ entry }) => keyOf(section, entry)));
	return [...keys].flatMap((key) => {
		const same = own.filter(({ entry }) => keyOf(section, entry) === key);
		if (same.length < 2) return [];
		const times = same.length === 2 ? 'twice' : `${same.length} times`;
		const ids = same.map(({ id }) => id).filter((id) => id !== undefined);
		const told = ids.length === 0 ? '' : ` (${ids.join(' and ')})`;
		return [
			`${providerName} holds ${kindOf(section).singular} ${key} ${times}${told}, and its API removes none of them: which one counts, nobody can tell. Remove all but one in the console of ${providerName}.`,
		];
	});
}
