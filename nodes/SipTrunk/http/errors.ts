import type { IDataObject } from 'n8n-workflow';

/** Why a request did not do what was asked. */
export type Cause =
	/** The provider has answered, and not with what was asked for. */
	| 'refused'
	/** The provider did nothing and wants to be asked later (429). */
	| 'busy'
	/** There was no connection, so nothing was sent. */
	| 'undelivered'
	/** No answer of the provider arrived, so it may still be at work. */
	| 'lost'
	/** The execution was stopped. */
	| 'cancelled';

/** What is known of the change that was asked for. */
export type Effect =
	/** None was made. */
	| 'none'
	/** It may have been made. */
	| 'open'
	/** Something was made, though perhaps not all. */
	| 'made';

export interface FailureDetails {
	cause: Cause;
	/** What is known of the change. Default: `none`. */
	effect?: Effect;
	/** HTTP status, or null where no answer arrived. */
	status?: number | null;
	/** The provider's own code, or null where it tells none. */
	code?: string | null;
	requestId?: string | null;
	/** What to do about it. */
	advice?: string;
	/** Wait that the provider asked for, in milliseconds. */
	retryAfterMs?: number;
	/** What the request is about is not there, or no longer. */
	gone?: boolean;
	/** What else workflows are told that branch on it, in the error's `details`. */
	report?: IDataObject;
}

/** Thrown, or returned, for a request that did not do what was asked. The message holds no secret. */
export class RequestFailure extends Error {
	readonly cause: Cause;
	readonly effect: Effect;
	readonly status: number | null;
	readonly code: string | null;
	readonly requestId: string | null;
	readonly advice?: string;
	readonly retryAfterMs?: number;
	readonly gone: boolean;
	readonly report?: IDataObject;

	constructor(message: string, details: FailureDetails) {
		super(message);
		this.cause = details.cause;
		this.effect = details.effect ?? 'none';
		this.status = details.status ?? null;
		this.code = details.code ?? null;
		this.requestId = details.requestId ?? null;
		this.advice = details.advice;
		this.retryAfterMs = details.retryAfterMs;
		this.gone = details.gone ?? false;
		this.report = details.report;
	}

	/** The same failure, of which something else is known. */
	with(details: Partial<FailureDetails>, message = this.message): RequestFailure {
		return new RequestFailure(message, { ...this, ...details });
	}

	/** The same failure, told with how often it was asked again. */
	asked(times: number): RequestFailure {
		const again = times === 1 ? 'once more' : `${times} more times`;
		return this.with({}, `${this.message} It was asked ${again}.`);
	}
}

/** For `catch`: a failed request becomes a value, and any other error is thrown again. */
export const asFailure = async (error: unknown): Promise<RequestFailure> =>
	error instanceof RequestFailure ? error : await Promise.reject(error);

/** Where and how a person finds out what has become of a change. */
interface LookUp {
	/** `Open the list of trunks and look for the name "pbx"` */
	howToLook: string;
}

/** For a change that the node cannot look up. */
const LOOK_YOURSELF: LookUp = { howToLook: 'Look at the provider whether the change was made' };

/** A failure that leaves open whether something was made: what may have happened is told first. */
const opened = (failure: RequestFailure, effect: Effect, opening: string, { howToLook }: LookUp) =>
	failure.with(
		{ effect, advice: `${howToLook} before you try again.` },
		`${opening} ${failure.message}`,
	);

/**
 * For a create whose outcome is open: "It may exist".
 *
 * @param lookUp how to find what may have been made
 */
export const mayExist = (failure: RequestFailure, lookUp: LookUp): RequestFailure =>
	opened(failure, 'open', 'It may exist, because the outcome is not known.', lookUp);

/** For a change whose outcome is open: "The change may have been made". */
export const mayBeChanged = (failure: RequestFailure): RequestFailure =>
	opened(
		failure,
		'open',
		'The change may have been made, because the outcome is not known.',
		LOOK_YOURSELF,
	);

/** For a failure after an earlier request of the same operation has changed something. */
export const failedAfterChange = (failure: RequestFailure): RequestFailure =>
	opened(
		failure,
		'made',
		'A change was made before this failed, so it may have been made in full.',
		LOOK_YOURSELF,
	);
