import type { IDataObject } from 'n8n-workflow';
import type { ProviderClient } from '../contract/request';
import { RequestFailure } from './errors';

/** Finding rows in lists, where a provider has no route or no filter for it. */

type Rows = AsyncIterable<IDataObject>;

export async function* filtered(rows: Rows, keep: (row: IDataObject) => boolean) {
	for await (const row of rows) if (keep(row)) yield row;
}

/**
 * The first row that matches.
 *
 * @param missing the message where there is none, see `notFound`
 * @throws RequestFailure with status 404
 */
export async function firstOf(
	rows: Rows,
	matches: (row: IDataObject) => boolean,
	missing: string,
): Promise<IDataObject> {
	for await (const row of rows) if (matches(row)) return row;
	throw notFound(missing);
}

/**
 * The failure for something that is not in a list, with the status 404.
 *
 * @param missing the message: `MiniVoice has no trunk with the ID "x".`
 */
export function notFound(missing: string): RequestFailure {
	return new RequestFailure(missing, {
		cause: 'refused',
		status: 404,
		gone: true,
		advice: 'Check the ID, and that the credential belongs to the account that owns it.',
	});
}

/**
 * The failure for an answer without an ID, with which a workflow cannot go on.
 *
 * @param isChange the answer is to a change, which may have been made
 */
export const withoutId = ({ isChange = false } = {}) =>
	new RequestFailure(
		`The answer has no ID in it, so it is not what was asked for.${isChange ? ' The change may have been made.' : ''}`,
		{
			cause: 'refused',
			effect: isChange ? 'open' : 'none',
			advice: 'Look at the provider, and check the API Base URL in the credential.',
		},
	);

/**
 * Reads the row of what was just changed, where the answer to the change does not hold it. If it cannot be read, returns
 * `known`: the change was made all the same, and a password that was made for it must be told.
 *
 * @param known its ID under the provider's key, and what else is known of it
 * @throws RequestFailure where the row is gone, and no password was made for it
 */
export async function readBack(
	{ added }: Pick<ProviderClient, 'added'>,
	read: () => Promise<IDataObject>,
	known: IDataObject,
): Promise<IDataObject> {
	return await read().catch(async (error: unknown) =>
		error instanceof RequestFailure && (error.status !== 404 || added.password !== undefined)
			? known
			: await Promise.reject(error),
	);
}

/** A read of one thing as a list of one, or of none if it is not there. */
export async function* ifThere(read: () => Promise<IDataObject>) {
	const row = await read().catch(async (error: unknown) =>
		error instanceof RequestFailure && error.gone ? undefined : await Promise.reject(error),
	);
	if (row !== undefined) yield row;
}
