import type { IDataObject, IHttpRequestOptions, IN8nHttpFullResponse } from 'n8n-workflow';
import type { ProviderApi } from '../contract/request';
import type { Capacity } from './capacity';
import type { Deadlines } from './deadlines';
import type { RateLimiter } from './pacing';
import type { ProviderClock } from './clock';
import type { CreatedRows } from './createdRows';
import type { Redactor } from './redaction';
import type { RetryLimits } from './retry';

/** Sends one request through n8n's authenticated helper. Aborting the signal ends it, also while the body arrives. */
export type Sender = (
	options: IHttpRequestOptions,
	signal: AbortSignal,
) => Promise<IN8nHttpFullResponse>;

/** What a client needs to know: of the run, of the provider and of the item. */
export interface ClientSettings extends RetryLimits {
	send: Sender;
	providerName: string;
	api: ProviderApi;
	credentials: IDataObject;
	/** The base addresses of the API by host name, as the credential says. */
	addresses: Record<string, string>;
	/** Time for one request, in milliseconds. */
	timeoutMs: number;
	rateLimiter: RateLimiter;
	/** Requests of a higher priority go first where several wait for the rate limiter. Default: 0. */
	priority?: number;
	/** What the requests of this run have made. */
	createdRows: CreatedRows;
	redactor: Redactor;
	/** The clock of the provider. */
	clock: ProviderClock;
	/** The memory for answers that are arriving. */
	capacity: Capacity;
	/** When the answers of this run must have come. */
	deadlines: Deadlines;
	/** Aborted when the execution is cancelled. */
	signal?: AbortSignal;
	/** How many rows of a list are wanted at most. Default: all. */
	rowsWanted?: number;
	/** Called once before the first request that changes something. */
	beforeWrite?: () => Promise<void>;
}
