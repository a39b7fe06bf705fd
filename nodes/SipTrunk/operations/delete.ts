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
 */
export async function remove(
	client: ProviderClient,
	{ ignoreIfMissing: mayBeGone }: { ignoreIfMissing?: boolean },
	told: IDataObject,
	removal: Removal | (() => Promise<Removal>),
): Promise<IDataObject> {
	let known = told;
	const send = async () => {
		const { told: found, ...request } = typeof removal === 'function' ? await removal() : removal;
		known = found ?? told;
		await client.send({ method: 'DELETE', ...request });
	};
	const alreadyGone = await send().then(
		() => false,
		async (error: unknown) => {
			const isGone = error instanceof RequestFailure && error.gone;
			return isGone && mayBeGone === true ? true : await Promise.reject(error);
		},
	);
	return { ...known, deleted: true, ...(alreadyGone ? { alreadyGone } : {}) };
}
