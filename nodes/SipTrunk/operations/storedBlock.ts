import type { IDataObject } from 'n8n-workflow';
import type { Operation, Values } from '../contract/provider';
import { enteredFields } from '../fields/values';
import { RequestFailure } from '../http/errors';
import { isAddressBlock } from '../validation/network';
import { blockIn, isSameBlock } from '../validation/ipAddress';

/** A block of addresses is what it was asked to be, or the user is told. */

/**
 * Throws where the provider shows another block than was entered: calls would be refused from where they come, or
 * accepted from elsewhere.
 *
 * @param row the simplified row of what was made or changed
 */
export function refuseOtherBlock({ fields }: Operation, values: Values, row: IDataObject): void {
	const stored = typeof row.cidr === 'string' ? blockIn(row.cidr) : undefined;
	if (stored === undefined) return;
	for (const { value } of enteredFields(fields, values)) {
		if (!isAddressBlock(value) || isSameBlock(value.cidr, stored)) continue;
		throw new RequestFailure(`The provider has stored ${stored} in place of ${value.cidr}.`, {
			cause: 'refused',
			effect: 'made',
			advice:
				'Calls are now accepted from those addresses and not from the ones that were entered. Change or delete the entry, at the provider if need be.',
		});
	}
}
