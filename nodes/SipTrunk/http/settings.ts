import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { ProviderApi } from '../contract/request';
import type { RateLimiter } from './pacing';
import type { CreatedRows } from './createdRows';
import type { Redactor } from './redaction';
import type { RetryLimits } from './retry';

/** Sends one request through n8n's own authenticated helper; without a signal, to the end. */
export type Sender = (
	options: IHttpRequestOptions,
	cancelSignal?: AbortSignal,
) => Promise<IN8nHttpFullResponse>;

/** What a client needs to know: of the run, of the provider and of the item. */
export interface ClientSettings extends RetryLimits {
	send: Sender;
	providerName: string;
	api: ProviderApi;
	credentials: IDataObject;
	/** Time for one request, in milliseconds. */
	timeoutMs: number;
	rateLimiter: RateLimiter;
	/** What the requests of this run have made. */
	createdRows: CreatedRows;
	redactor: Redactor;
	signal?: AbortSignal;
	rowsWanted?: number;
	/** Called once before the first request that changes something. */
	beforeWrite?: () => Promise<void>;
}
