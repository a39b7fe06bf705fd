import type { IDataObject } from 'n8n-workflow';
import { RequestFailure } from './http/errors';
import type { Field, ProviderClient, ProviderName, ProviderRequest, Values } from './operation';

/** One rule for everything that is removed, at every provider. */

export const ignoreIfMissing: Field = {
	displayName: 'Ignore If Missing',
	name: 'ignoreIfMissing',
	type: 'boolean',
	default: false,
	description:
		'Whether something that is already gone counts as success instead of stopping the workflow',
};

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
	const gone = await client.send({ ...request, method: 'DELETE' }).then(
		() => false,
		async (error: unknown) =>
			error instanceof RequestFailure && error.gone && values.ignoreIfMissing === true
				? true
				: await Promise.reject(error),
	);
	return gone ? { ...result, alreadyGone: true } : result;
}
