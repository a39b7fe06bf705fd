import { accountNumbers } from '../../../configuration/numbers';
import type { NumbersPort } from '../../../configuration/port';
import { findNumber, listNumbers, numberIn, putOnTrunk, routeOf } from '../numbers';

/** The numbers of a Plivo account, put on a trunk. How one is taken off is not documented. */

const { routed, ...listed } = accountNumbers({
	list: (client) => listNumbers(client),
	key: numberIn,
	routeOf,
});

export const numbers: NumbersPort = {
	rules: { remove: false },
	...listed,
	async now(work, { phoneNumber }) {
		const row = await findNumber(work.client(), phoneNumber);
		return row && routed(row);
	},
	async assign(work, trunkId, { phoneNumber }) {
		await putOnTrunk(work.client(), phoneNumber, trunkId);
	},
};
