/**
 * How a request failed, by what is known of its effect:
 * - `refused`: the provider said no and did nothing
 * - `busy`: the provider did nothing and wants to be asked later (429)
 * - `undelivered`: no connection, so nothing was done
 * - `unknown`: the answer was lost or unreadable, so it may have been done
 * - `cancelled`: the execution was stopped
 */
export type FailureKind = 'refused' | 'busy' | 'undelivered' | 'unknown' | 'cancelled';

export interface FailureDetails {
	kind: FailureKind;
	/** HTTP status, or null where no answer arrived. */
	status?: number | null;
	/** The provider's own code. */
	code?: string | null;
	requestId?: string | null;
	/** What to do about it. */
	advice?: string;
	/** Wait that the provider asked for, in milliseconds. */
	retryAfterMs?: number;
	/** The provider has finished with the request, so that a look-up shows its final outcome. */
	finished?: boolean;
	/** What was asked for is no longer there. */
	gone?: boolean;
	/** It may have been made all the same. */
	mayExist?: boolean;
	/** The message tells what has become of everything that the item had changed. */
	isSettled?: boolean;
}

/** One request that did not do what was asked. The message is free of secrets. */
export class RequestFailure extends Error {
	readonly kind: FailureKind;
	readonly status: number | null;
	readonly code: string | null;
	readonly requestId: string | null;
	readonly advice?: string;
	readonly retryAfterMs?: number;
	readonly finished: boolean;
	readonly gone: boolean;
	readonly mayExist: boolean;
	readonly isSettled: boolean;

	constructor(message: string, details: FailureDetails) {
		super(message);
		this.kind = details.kind;
		this.status = details.status ?? null;
		this.code = details.code ?? null;
		this.requestId = details.requestId ?? null;
		this.advice = details.advice;
		this.retryAfterMs = details.retryAfterMs;
		this.finished = details.finished ?? false;
		this.gone = details.gone ?? false;
		this.mayExist = details.mayExist ?? false;
		this.isSettled = details.isSettled ?? false;
	}

	/** The same failure, after which it is not known whether the change was made. */
	leftOpen(): RequestFailure {
		return new RequestFailure(this.message, { ...this, kind: 'unknown' });
	}

	/** The same failure, told with how often it was asked again. */
	asked(times: number): RequestFailure {
		const again = times === 1 ? 'once more' : `${times} more times`;
		return new RequestFailure(`${this.message} It was asked ${again}.`, { ...this });
	}
}
