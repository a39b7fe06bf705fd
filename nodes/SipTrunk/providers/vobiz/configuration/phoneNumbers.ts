import { accountNumbers } from '../../../configuration/numbers';
import type { NumbersPort } from '../../../configuration/port';
import { remove } from '../../../operations/delete';
import { move, putOnTrunk } from '../moveNumber';
import { assignmentPath, findNumber, routeOf } from '../numbers';
import { numberList } from '../requests';

/** The numbers of a Vobiz account, put on a trunk and taken off it. */

const { routed, ...listed } = accountNumbers({ list: numberList, key: 'e164', routeOf });

export const numbers: NumbersPort = {
	rules: { remove: true },
	...listed,
	async now(work, { phoneNumber }) {
		const row = await findNumber(work.client(), phoneNumber);
		return row && routed(row);
	},
	isInService: ({ row }) => row.status === 'active',
	stays: ({ phoneNumber, route: { applicationId } }) =>
		applicationId === null
			? undefined
			: `${phoneNumber} is on application ${applicationId}: take it off that in the Vobiz Console first.`,
	async assign(work, to, { phoneNumber, route: { trunkId: from } }) {
		if (from === null) await putOnTrunk(work.client(), phoneNumber, to);
		else await move(work.client(), phoneNumber, { from, to });
	},
	async unassign(work, _trunkId, { phoneNumber }) {
		const client = work.client();
		const request = { path: assignmentPath(client, phoneNumber) };
		await remove(client, { ignoreIfMissing: true }, {}, request);
	},
};
