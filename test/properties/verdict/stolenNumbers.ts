import { facts } from '../../../facts/index';
import type { Evidence } from './evidence';
import { isOddlyRead } from './lies';
import { isMadeFor } from './madeFor';
import { mayMove } from './states';

/** Numbers that are taken although nobody can know whether they are free. */

/** Whether an address has the digits of a number. */
const hasDigitsOf = (url: string, number: string) =>
	decodeURIComponent(url).includes(number.replace(/\D/g, ''));

/** Where the rows do not say that a number is free, in words that are understood, it is not taken. */
export function stolen(evidence: Evidence): string[] {
	const { choice, scenario, requests, asked } = evidence;
	const { numbers } = facts[choice.provider.value];
	const odd = scenario.faults.find((fault) => fault.kind === 'rewriteKeys');
	if (odd?.kind !== 'rewriteKeys' || numbers === undefined) return [];
	if (!('value' in odd) && numbers.freeWithoutRoutes) return [];
	return requests.flatMap((request, index) => {
		const { method, path, effects } = request;
		const isTaken = effects.length > 0 && method !== 'GET';
		const number = asked.find((item) => isMadeFor(request, item))?.target;
		const earlier = requests.slice(0, index);
		const ofNumber = earlier.filter(({ url }) => number !== undefined && hasDigitsOf(url, number));
		// Another fault may have come in its place, or it has struck what was read for another item.
		if (!isOddlyRead(ofNumber.length > 0 ? ofNumber : earlier)) return [];
		const mayBe = asked.some((one, item) => mayMove(evidence, item) && isMadeFor(request, one));
		return isTaken && !mayBe ? [`${method} ${path} took a number whose route is not clear`] : [];
	});
}
