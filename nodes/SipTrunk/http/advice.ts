import { RequestFailure } from './errors';

/**
 * Does `work`, whose requests the provider refuses for reasons of their own. A refusal gets its own advice in place of
 * the general one.
 *
 * @param advice what a person can do, by the provider's code or else the HTTP status
 */
export async function advising<T>(
	advice: Readonly<Record<string, string>>,
	work: () => Promise<T>,
): Promise<T> {
	return await work().catch(async (error: unknown) => await Promise.reject(told(error, advice)));
}

function told(error: unknown, advice: Readonly<Record<string, string>>): unknown {
	if (!(error instanceof RequestFailure) || error.cause !== 'refused') return error;
	const own = new Map(Object.entries(advice));
	const better = own.get(error.code ?? '') ?? own.get(String(error.status));
	return better === undefined ? error : error.with({ advice: better });
}
