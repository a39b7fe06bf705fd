import type { IDataObject } from 'n8n-workflow';
import { RequestFailure } from '../http/errors';
import type { Field, ProviderName, Values } from '../contract/provider';
import type { ProviderClient, ProviderRequest } from '../contract/request';

/** One rule for everything that is removed, at every provider. */

export const ignoreIfMissing: Field = {
	displayName: 'Ignore If Missing',
	name: 'ignoreIfMissing',
	type: 'boolean',
	default: false,
	description:
		'Whether something that is already gone counts as success instead of stopping the workflow',
};

/** What is gone already counts as undefined instead of a failure, if the user has said that this is fine. */
export async function unlessGone<T>(
	values: Values,
	work: () => Promise<T>,
): Promise<T | undefined> {
	return await work().catch(async (error: unknown) =>
		error instanceof RequestFailure && error.gone && values.ignoreIfMissing === true
			? undefined
			: await Promise.reject(error),
	);
}

/**
 * Removes something and says so: `{provider, id, deleted: true}`, with `alreadyGone: true` where there was nothing to
 * remove and the user has said that this is fine.
 *
 * @param told what identifies the thing in the result, usually `{ id }`
 */
export async function remove(
	client: ProviderClient,
	values: Values,
	provider: ProviderName,
	told: IDataObject,
	request: Omit<ProviderRequest, 'method'>,
): Promise<IDataObject> {
	const result = { provider, ...told, deleted: true };
	const removed = await unlessGone(
		values,
		async () => await client.send({ ...request, method: 'DELETE' }),
	);
	return removed === undefined ? { ...result, alreadyGone: true } : result;
}
