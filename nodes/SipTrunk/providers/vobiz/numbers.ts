import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../validation/inputError';
import { e164 } from '../../validation/phoneNumber';
import { path } from '../../http/address';
import { isWrittenOut } from '../../operations/assignNumber';
import { routeIn } from '../../operations/numberRoute';
import type { ProviderClient } from '../../contract/request';
import { accountPath, numberList } from './requests';

/** Finding a number of the account, and where it and its route are: https://docs.vobiz.ai/trunks/assign-number */

/**
 * The only path of a number that is ever written or deleted: its assignment to a trunk. One segment less would be
 * the number itself, and deleting that gives it up.
 *
 * @param phoneNumber in E.164; its plus sign is sent as %2B, because Vobiz knows no number without it
 */
export function assignmentPath(client: ProviderClient, phoneNumber: string): string {
	const number = e164(phoneNumber, 'Phone Number');
	if (number === undefined) throw new InputError('Phone Number', 'is missing.');
	return accountPath(client) + path`/numbers/${number}/assign`;
}

/** The route of a number: a trunk or a voice application. The row of one that is on neither may lack both keys. */
export const routeOf = (row: IDataObject) =>
	routeIn(row, {
		trunkId: 'trunk_group_id',
		applicationId: 'application_id',
		absentMeansFree: true,
	});

/** The row of a number, in E.164 or by its ID, or undefined where the account does not have it. */
export async function findNumber(
	client: ProviderClient,
	entered: string,
): Promise<IDataObject | undefined> {
	const isNumber = isWrittenOut(entered);
	const candidates = numberList(client, isNumber ? { search: entered } : {});
	for await (const row of candidates) {
		if ((isNumber ? row.e164 : row.id) === entered) return row;
	}
	return undefined;
}
