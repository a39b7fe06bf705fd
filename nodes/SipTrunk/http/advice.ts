import { RequestFailure } from './errors';

/**
 * Work whose requests are refused for reasons of their own: what a person can do about them, by the provider's code or
 * the HTTP status, in place of what the provider's refusals mean elsewhere.
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
