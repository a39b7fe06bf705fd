import type { IDataObject } from 'n8n-workflow';
import type { NumbersPort } from '../../../configuration/port';
import { allOf } from '../../../configuration/tables';
import { e164 } from '../../../validation/phoneNumber';
import { textField } from '../fields';
import { findAgain, numbersOf, routeOf } from '../numbers';
import { put, takeOff } from '../phoneNumber';

/** The numbers of a Telnyx account, put on a trunk and taken off it. */

const routed = (row: IDataObject) => ({
	phoneNumber: String(row.phone_number),
	route: routeOf(row),
	row,
});

export const numbers: NumbersPort = {
	rules: { remove: true },
	field: textField('Phone Number', { description: 'A number of the account', check: e164 }),
	all: async (client) => (await allOf(numbersOf(client))).map(routed),
	now: async (work, { row }) => routed(await findAgain(work.client(), row)),
	isInService: ({ row }) => row.status === 'active',
	async assign(work, trunkId, { row }) {
		await put(work.client(), row, trunkId);
	},
	async unassign(work, _trunkId, { row }) {
		await takeOff(work.client(), row);
	},
};
