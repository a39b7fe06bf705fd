import type { IDataObject } from 'n8n-workflow';
import { RequestFailure } from '../http/errors';
import { fieldsSentAs } from '../fields/factories';
import type { ProviderClient, ProviderRequest } from '../contract/request';

/** One rule for everything that is removed, at every provider. */

const { switchField } = fieldsSentAs();

export const ignoreIfMissing = switchField('Ignore If Missing', {
	default: false,
	description:
		'Whether something that is already gone counts as success instead of stopping the workflow',
});

/** Where something that is to be removed is. */
export interface Removal extends Omit<ProviderRequest, 'method'> {
	/** Default: DELETE. */
	method?: ProviderRequest['method'];
	/** What identifies it in the result, where looking for it has told more than was known. */
	told?: IDataObject;
}

/**
 * Removes something and says so: `{id, deleted: true}`, with `alreadyGone: true` where there was nothing to remove and
 * the user has said that this is fine.
 *
 * @param told what identifies the thing in the result, usually `{ id }`
 * @param removal where it is; a function that looks for it fails as gone if it is not there
 * @throws RequestFailure where there is nothing to remove, unless the user has said that this is fine
 */
export async function remove(
	client: ProviderClient,
	values: { ignoreIfMissing?: boolean },
	told: IDataObject,
	removal: Removal | (() => Promise<Removal>),
): Promise<IDataObject> {
	return await goneBy(values, told, async (tell) => {
		const { told: found, ...request } = typeof removal === 'function' ? await removal() : removal;
		if (found !== undefined) tell(found);
		await client.send({ method: 'DELETE', ...request });
	});
}

/**
 * The same where something is removed by another request than a DELETE.
 *
 * @param work removes it, and tells what identifies it in the result where that is more than was known
 * @throws RequestFailure where there is nothing to remove, unless the user has said that this is fine
 */
export async function goneBy(
	{ ignoreIfMissing: mayBeGone }: { ignoreIfMissing?: boolean },
	told: IDataObject,
	work: (tell: (found: IDataObject) => void) => Promise<void>,
): Promise<IDataObject> {
	let known = told;
	const alreadyGone = await work((found) => {
		known = found;
	}).then(
		() => false,
		async (error: unknown) => {
			const isGone = error instanceof RequestFailure && error.gone;
			return isGone && mayBeGone === true ? true : await Promise.reject(error);
		},
	);
	return { ...known, deleted: true, ...(alreadyGone ? { alreadyGone } : {}) };
}
