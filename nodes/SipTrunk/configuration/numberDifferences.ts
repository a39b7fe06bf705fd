import { isFree, routeInWords } from '../operations/numberRoute';
import { kindOf } from './configuration';
import type { Differences, Situation } from './item';
import type { NumbersPort, RoutedNumber } from './port';

/** The differences of a trunk's numbers, which belong to the account and are routed to one place each. Pure. */

/** Why a number is not assigned, or undefined if it can be. */
function obstacle(
	{ port, options }: Situation,
	name: string,
	number: RoutedNumber | undefined,
): string | undefined {
	if (number === undefined) return `The ${port.providerName} account has no number ${name}.`;
	const stays = port.numbers?.stays?.(number);
	if (stays !== undefined) return stays;
	if (isFree(number.route) || options.moveNumbers) return undefined;
	return `${name} is ${routeInWords(number.route)}. To take it from there, turn on 'Move Numbers That Are Routed Elsewhere'.`;
}

export function numberDifferences(situation: Situation, result: Differences): void {
	const { port, live, wanted, options, numbers } = situation;
	const { one: what } = kindOf('phoneNumbers');
	const { rules } = port.numbers as NumbersPort;
	const named = (wanted.sections.phoneNumbers ?? []).map(({ phoneNumber }) => String(phoneNumber));
	const isHere = ({ route }: RoutedNumber) => live !== undefined && route.trunkId === live.id;
	for (const name of named) {
		const number = numbers.find(({ phoneNumber }) => phoneNumber === name);
		if (number !== undefined && isHere(number)) continue;
		const conflict = situation.conflicts.find((one) => one.what === what && one.name === name);
		const reason = conflict?.reason ?? obstacle(situation, name, number);
		if (reason === undefined) {
			result.changes.push({
				action: 'assign',
				about: 'phoneNumbers',
				name,
				number: number as RoutedNumber,
			});
		} else {
			const present = number === undefined ? null : routeInWords(number.route);
			result.notSupported.push({ what, name, wanted: 'this trunk', present, reason });
		}
	}
	for (const number of numbers.filter(isHere)) {
		const name = number.phoneNumber;
		if (named.includes(name)) continue;
		if (!options.removeUnnamed.includes('phoneNumbers')) {
			result.unnamed.push({ section: 'phoneNumbers', name });
		} else if (rules.remove === true) {
			result.changes.push({
				action: 'unassign',
				about: 'phoneNumbers',
				name,
				number,
			});
		} else {
			const reason = `${port.providerName} cannot take a number off a trunk.`;
			result.notSupported.push({ what, name, wanted: null, present: 'this trunk', reason });
		}
	}
}
