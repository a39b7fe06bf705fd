import type { IDataObject } from 'n8n-workflow';
import { aboutIt } from '../../nodes/SipTrunk/http/answer';
import { Redactor } from '../../nodes/SipTrunk/http/redaction';
import type {
	ProviderApi,
	ProviderClient,
	ProviderRequest,
} from '../../nodes/SipTrunk/contract/request';

/** A client without a network: it keeps every request and answers from a list. */
export interface FakeClient extends ProviderClient {
	requests: ProviderRequest[];
	/** Those among them that no cancelled execution stops. */
	toTheEndRequests: ProviderRequest[];
	/** What was marked as secret. */
	secrets: string[];
}

/**
 * @param answers one per request, in order; an error is thrown instead of returned
 * @param account `rowsWanted` as for Limit; without it, as for Return All; `api` unwraps answers
 */
export function fakeClient(
	answers: unknown[] = [],
	account: { accountId?: string; rowsWanted?: number; api?: Pick<ProviderApi, 'rowIn'> } = {},
): FakeClient {
	const left = [...answers];
	const requests: ProviderRequest[] = [];
	const toTheEndRequests: ProviderRequest[] = [];
	const secrets: string[] = [];
	const reader = {
		api: (account.api ?? {}) as ProviderApi,
		providerName: 'The provider',
		redactor: new Redactor(),
	};
	const rowIn = account.api?.rowIn ?? ((row: IDataObject) => row);
	const answer = async (asked: ProviderRequest): Promise<unknown> => {
		// What the answer must be about is seen by what becomes of another answer.
		const { about, ...request } = asked;
		requests.push(request);
		if (left.length === 0) {
			return await Promise.reject(
				new Error(`No answer is left for ${request.method} ${request.path}`),
			);
		}
		const next = left.shift();
		const outcome = aboutIt(next, { ...request, about }, reader);
		return outcome instanceof Error ? await Promise.reject(outcome) : outcome;
	};
	const answerToTheEnd = async ({ about, ...request }: ProviderRequest): Promise<unknown> => {
		toTheEndRequests.push(request);
		return await answer({ ...request, about });
	};
	const client: FakeClient = {
		accountId: account.accountId ?? '',
		rowsWanted: account.rowsWanted,
		parallel: 1,
		requests,
		toTheEndRequests,
		secrets,
		send: async (request) => rowIn((await answer(request)) as IDataObject),
		sendForAny: answer,
		withoutCancellation: () => {
			const toTheEnd: ProviderClient = {
				...client,
				send: async (request) => rowIn((await answerToTheEnd(request)) as IDataObject),
				sendForAny: answerToTheEnd,
				fresh: () => toTheEnd,
			};
			return toTheEnd;
		},
		fresh: () => client,
		keepSecret: (value) => secrets.push(value),
		added: {},
		addToRow: (added) => Object.assign(client.added, added),
	};
	return client;
}

export async function collected<T>(rows: AsyncIterable<T>): Promise<T[]> {
	const result: T[] = [];
	for await (const row of rows) result.push(row);
	return result;
}
