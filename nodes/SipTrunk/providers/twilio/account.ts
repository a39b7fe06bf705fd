import type { IDataObject } from 'n8n-workflow';
import { RequestFailure } from '../../http/errors';
import type { ProviderClient } from '../../contract/request';

/**
 * An API key works on the account it was made in, whatever Account SID stands beside it: trunks would be read and
 * changed in one account and lists in another, without any error. The rows say whose they are.
 * https://www.twilio.com/docs/iam/api/subaccounts
 */
const isForeign = ({ accountId }: ProviderClient, { account_sid: owner }: IDataObject) =>
	typeof owner === 'string' && owner.toLowerCase() !== accountId.toLowerCase();

const OWN_KEY_ADVICE =
	'To work in a sub-account, use that sub-account’s own Account SID with an API key made inside it, or with its own Auth Token.';

function refuseForeign(client: ProviderClient, row: IDataObject, effect: string): void {
	if (!isForeign(client, row)) return;
	throw new RequestFailure(
		`The key in the credential belongs to another Twilio account (${String(row.account_sid)}) than its Account SID (${client.accountId}), so nothing ${effect}.`,
		{ cause: 'refused', advice: OWN_KEY_ADVICE },
	);
}

/**
 * Looks before the first change whether the key is of the account in the credential, by the row of a trunk.
 *
 * @returns false for an account without trunks, which is looked at again
 * @throws RequestFailure for another account
 */
export async function refuseForeignAccount(client: ProviderClient): Promise<boolean> {
	const request = { method: 'GET', path: '/v1/Trunks', query: { PageSize: 1 } } as const;
	const answer = await client.send(request).catch(async (error: unknown) => {
		// A Restricted key may have permission for the change, and not for this list.
		const mayNotList = error instanceof RequestFailure && error.status === 403;
		return mayNotList ? undefined : await Promise.reject(error);
	});
	if (answer === undefined) return true;
	const [trunk] = Array.isArray(answer.trunks) ? (answer.trunks as IDataObject[]) : [];
	if (trunk === undefined) return false;
	refuseForeign(client, trunk, 'was changed');
	return true;
}

/** @throws RequestFailure for a row that was read in another account than the credential's */
export const refuseForeignRow = (client: ProviderClient, row: IDataObject) =>
	refuseForeign(client, row, 'is returned');

/**
 * Looks at the answer to a change, which shows the account even where no trunk could be read before.
 *
 * @throws RequestFailure saying that the change was made in another account
 */
export function refuseForeignChange(
	client: ProviderClient,
	row: IDataObject,
	done: 'made' | 'changed',
): void {
	if (!isForeign(client, row)) return;
	throw new RequestFailure(
		`${String(row.sid)} was ${done}, but in another Twilio account (${String(row.account_sid)}) than the Account SID in the credential (${client.accountId}): the key belongs to that account.`,
		{
			cause: 'refused',
			effect: 'made',
			advice: `${OWN_KEY_ADVICE} If this is not wanted in that account, undo it there.`,
		},
	);
}
