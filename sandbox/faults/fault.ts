import type { ProviderName } from '../providers';

/** Which requests a fault concerns. Without any of these: every request. */
export interface FaultMatch {
	provider?: ProviderName;
	method?: string;
	/** The source of a regular expression, tested against the path without its query. */
	path?: string;
	/** Lets the first n matching requests pass. */
	after?: number;
	/**
	 * How often it strikes; `null` or `Infinity` is without end. Default 1, and without end for
	 * `concurrencyLimit`, `rateLimit` and `clock`.
	 */
	times?: number | null;
	/** 0 to 1: strikes only by chance, reproducible for a given `seed`. */
	probability?: number;
	seed?: number;
}

/** Whether a request's effect takes place before the fault strikes. */
type When = 'before' | 'after';

export type FaultAction =
	| { kind: 'latency'; ms: number; jitterMs?: number }
	| {
			kind: 'status';
			status: number;
			body?: unknown;
			headers?: Record<string, string>;
			when?: When;
	  }
	| { kind: 'tooManyRequests'; retryAfter?: number | string }
	| { kind: 'refuse'; forMs: number }
	| { kind: 'resetBefore' }
	| { kind: 'resetAfter' }
	| { kind: 'cut' }
	| { kind: 'trickle'; ms: number; bytes?: number }
	| { kind: 'endless'; ms: number; bytes?: number }
	| { kind: 'gzipBomb'; bytes: number }
	| { kind: 'redirect'; to: string; status?: number }
	| { kind: 'emptyBody'; when?: When }
	| { kind: 'htmlBody'; when?: When }
	| { kind: 'truncatedJson' }
	| { kind: 'successFalse'; when?: When }
	| { kind: 'wrongContentType'; contentType?: string }
	| { kind: 'hugeBody'; bytes: number }
	| { kind: 'deepBody'; levels: number }
	| { kind: 'otherThing' }
	| { kind: 'rewriteKeys'; keys: string[]; value?: unknown; rowsWith?: string }
	| { kind: 'twin'; set?: Record<string, unknown> }
	| { kind: 'clock'; seconds: number; headerSeconds?: number }
	| { kind: 'repeatPage' }
	| { kind: 'lieTotal'; total: number }
	| { kind: 'unknownEnums' }
	| { kind: 'concurrencyLimit'; max: number }
	| { kind: 'rateLimit'; perSecond: number; retryAfter?: number | string };

export type FaultKind = FaultAction['kind'];
export type FaultOf<Kind extends FaultKind> = FaultMatch & Extract<FaultAction, { kind: Kind }>;
export type Fault = FaultMatch & FaultAction;

export const htmlPage = (title: string): string =>
	`<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;

type Matching = FaultMatch & { when?: When };

/** The provider's own 500 answer. */
export const internalError = (match: Matching = {}): FaultOf<'status'> => ({
	...match,
	kind: 'status',
	status: 500,
});

/** A 502 from a gateway in front of the provider: an HTML page, as gateways send it. */
export const badGateway = (match: Matching = {}): FaultOf<'status'> => ({
	...match,
	kind: 'status',
	status: 502,
	body: htmlPage('502 Bad Gateway'),
});

export const serviceUnavailable = (match: Matching = {}): FaultOf<'status'> => ({
	...match,
	kind: 'status',
	status: 503,
});

export const gatewayTimeout = (match: Matching = {}): FaultOf<'status'> => ({
	...match,
	kind: 'status',
	status: 504,
});
