import { accountNumbers } from '../../../configuration/numbers';
import type { NumbersPort } from '../../../configuration/port';
import { remove } from '../../../operations/delete';
import { findNumber, ownNumbers, put, routeOf, trunkNumberPath } from '../phoneNumber';

/** The numbers of a Twilio account, put on a trunk and taken off it. */

const { routed, ...listed } = accountNumbers({ list: ownNumbers, key: 'phone_number', routeOf });

export const numbers: NumbersPort = {
	rules: { remove: true },
	...listed,
	now: async (work, { phoneNumber }) => routed(await findNumber(work.client(), phoneNumber)),
	async assign(work, trunkId, { row }) {
		await put(work.client(), row, trunkId);
	},
	async unassign(work, trunkId, { row }) {
		const request = { path: trunkNumberPath(trunkId, String(row.sid)) };
		await remove(work.client(), { ignoreIfMissing: true }, {}, request);
	},
};
