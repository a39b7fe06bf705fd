import * as fc from 'fast-check';
import { facts } from '../../../facts/index';
import type { NumberFacts } from '../../../facts/numbers';
import type { Fault } from '../../../sandbox/index';
import { anyOf, sometimes } from './arbitraries';
import type { Choice } from './choices';
import { kindOf } from './kinds';

/** What is odd beside the faults of single requests: the clock, other people, rows that are not understood. */

/**
 * The provider's clock. Only one that is ahead may be another than its answers tell: rows that are dated far behind the
 * header cannot be told from old ones.
 */
export const clockOf = (choice: Choice) =>
	sometimes<Fault>(
		kindOf(choice) === 'makes' ? 3 : 1,
		fc
			.tuple(anyOf(-3600, -600, -60, 60, 600, 3600), anyOf(false, false, true))
			.map(([seconds, isHidden]): Fault[] => [
				{ kind: 'clock', seconds, ...(isHidden && seconds > 0 ? { headerSeconds: 0 } : {}) },
			]),
	);

/** Somebody else makes a thing of the same name, before the node or after. */
const twins = () =>
	fc
		.tuple(anyOf(0, 0, 1), anyOf(1, 2))
		.map(([after, times]): Fault[] => [{ kind: 'twin', method: 'POST', after, times }]);

/** The routes of numbers are missing, or are other than they can be. */
const oddRoutes = ({ routes, number: rowsWith }: NumberFacts['row']) =>
	fc
		.tuple(
			anyOf(...routes.map((route) => [route]), routes),
			anyOf<{ value?: unknown }>({}, { value: 42 }, { value: true }, { value: {} }, { value: [] }),
		)
		// A single key that is missing says that there is nothing of the kind; all of them, that nobody knows.
		.map(([keys, value]) => ['value' in value ? keys : routes, value] as const)
		.map(([keys, value]): Fault[] => [
			{ kind: 'rewriteKeys', keys, rowsWith, ...value, method: 'GET', times: null },
		]);

/** What other people do, or the provider with rows that concern other things. */
export function othersThan(choice: Choice): fc.Arbitrary<Fault[]> {
	const { numbers } = facts[choice.provider.value];
	if (kindOf(choice) === 'makes') return sometimes(2, twins());
	if (numbers === undefined || choice.operation.value !== 'assign') return fc.constant([]);
	return sometimes(4, oddRoutes(numbers.row));
}
