import type { IDataObject } from 'n8n-workflow';
import type { Operation, Values } from '../contract/provider';
import { enteredFields } from '../fields/values';
import { RequestFailure } from '../http/errors';
import { isAddressBlock } from '../validation/network';
import { blockIn, isSameBlock } from '../validation/ipAddress';

/** A block of addresses is what it was asked to be, or the user is told. */

/** One, or several with commas; undefined where one of them is none. */
function blocksIn(stored: string): string[] | undefined {
	const blocks = stored.split(', ').map(blockIn);
	return blocks.every((block) => block !== undefined) ? blocks : undefined;
}

/**
 * Sees that a provider shows the block that was entered: with another one, calls would be refused from where they come,
 * or accepted from elsewhere.
 *
 * @param row the simplified row of what was made or changed
 * @throws RequestFailure that says which block is stored
 */
export function refuseOtherBlock({ fields }: Operation, values: Values, row: IDataObject): void {
	const entered = [...enteredFields(fields, values)].flatMap(({ value }) => value);
	for (const { cidr } of entered.filter(isAddressBlock)) refuseStoredBlock(cidr, row.cidr);
}

/**
 * The same for one block.
 *
 * @param cidr what was entered
 * @param stored what the provider shows in its place, if it shows blocks of addresses at all
 * @throws RequestFailure that says which block is stored
 */
export function refuseStoredBlock(cidr: string, stored: unknown): void {
	const blocks = typeof stored === 'string' ? blocksIn(stored) : undefined;
	if (blocks === undefined || blocks.some((one) => isSameBlock(cidr, one))) return;
	throw new RequestFailure(`The provider has stored ${blocks.join(', ')} in place of ${cidr}.`, {
		cause: 'refused',
		effect: 'made',
		advice:
			'Calls are now accepted from those addresses and not from the ones that were entered. Change or delete the entry, at the provider if need be.',
	});
}
