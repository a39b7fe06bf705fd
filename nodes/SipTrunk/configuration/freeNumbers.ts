import { RequestFailure } from '../http/errors';
import { isFree } from '../operations/numberRoute';
import type { RoutedNumber } from './port';
import type { Item } from './item';
import type { Wanted } from './wanted';

/**
 * What is wanted, with as many free numbers as the options ask for. Numbers that are named, or on the trunk already,
 * count, so that the same input leads to the same numbers again.
 *
 * @param numbers all of the account
 * @param trunkId undefined for a trunk that is still to be made
 * @throws RequestFailure with the code `no_free_number` where there are too few
 */
export function withFreeNumbers(
	item: Pick<Item, 'wanted' | 'options' | 'work' | 'port'>,
	numbers: RoutedNumber[],
	trunkId: string | undefined,
): Wanted {
	const { wanted, options, work, port } = item;
	if (options.freeNumbers === undefined) return wanted;
	const { count, prefix } = options.freeNumbers;
	const { reserved } = work.account;
	const named = (wanted.sections.phoneNumbers ?? []).map(({ phoneNumber }) => String(phoneNumber));
	const fits = (phoneNumber: string) => phoneNumber.startsWith(prefix);
	const others = numbers
		.filter(({ phoneNumber }) => fits(phoneNumber) && !named.includes(phoneNumber))
		.sort((a, b) => (a.phoneNumber < b.phoneNumber ? -1 : 1));
	const here = others.filter(({ route }) => trunkId !== undefined && route.trunkId === trunkId);
	const free = others.filter(
		(number) =>
			isFree(number.route) &&
			port.numbers?.isInService?.(number) !== false &&
			(reserved.get(number.phoneNumber) ?? item) === item,
	);
	const missing = Math.max(0, count - named.filter(fits).length);
	const chosen = [...here, ...free].slice(0, missing).map(({ phoneNumber }) => phoneNumber);
	if (chosen.length < missing) {
		const beginning = prefix === '' ? '' : ` that begin with ${prefix}`;
		throw new RequestFailure(
			`${count} numbers${beginning} are wanted, and the ${port.providerName} account has only ${free.length} free ones, so nothing was changed.`,
			{
				cause: 'refused',
				status: 409,
				code: 'no_free_number',
				advice: `Buy numbers in the console of ${port.providerName}, or ask for fewer.`,
			},
		);
	}
	for (const phoneNumber of chosen) reserved.set(phoneNumber, item);
	const phoneNumbers = [...named, ...chosen].map((phoneNumber) => ({ phoneNumber }));
	return { ...wanted, sections: { ...wanted.sections, phoneNumbers } };
}
