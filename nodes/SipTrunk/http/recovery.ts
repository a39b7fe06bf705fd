import type { IDataObject } from 'n8n-workflow';
import type { Recovery } from '../operation';
import { isoDateOrNull } from '../dates';
import { RequestFailure } from './errors';
import { backoffMs } from './retry';

export interface RecoverySettings {
	/** How often the request is asked again at the most. */
	maxRetries: number;
	/** Waits, or answers false where the item has waited long enough already. */
	pause(ms: number): Promise<boolean>;
}

/** Providers' clocks, rounded to seconds, and ours may differ by this much, in milliseconds. */
const CLOCK_TOLERANCE_MS = 2000;

/**
 * Carries out a request that must not be repeated blindly. If its answer is lost, the provider is asked what became
 * of it: found once means done (and the row says `recovered`), not found means ask again, and where it cannot be
 * known the error says that it may exist and how to look.
 *
 * @param ask sends the request once; what certainly had no effect (429, no connection) is repeated inside
 */
export async function recover(
	ask: () => Promise<unknown | RequestFailure>,
	recovery: Recovery,
	settings: RecoverySettings,
): Promise<unknown | RequestFailure> {
	const firstAsked = Date.now();
	for (let retries = 0; ; retries++) {
		const outcome = await ask();
		if (!(outcome instanceof RequestFailure)) return outcome;
		const refusedAsExisting = retries > 0 && isConflict(outcome, recovery);
		if (outcome.kind !== 'unknown' && !refusedAsExisting) return outcome;

		const candidates = await found(recovery);
		if (candidates instanceof RequestFailure) return mayExist(outcome, recovery);
		const made = candidates.filter((row) => madeSince(row, recovery, firstAsked) !== false);
		const isProved = recovery.unique || made.every((row) => madeSince(row, recovery, firstAsked));
		if (made.length === 1 && isProved) return { ...made[0], recovered: true };
		const cannotTell =
			made.length > 0 || recovery.mayBeHidden === true || (!recovery.unique && !outcome.finished);
		if (cannotTell) return mayExist(outcome, recovery);
		if (refusedAsExisting) return outcome;
		if (recovery.unique && candidates.length > 0) return existedBefore(outcome);
		const again =
			retries < settings.maxRetries && (await settings.pause(backoffMs(retries, Math.random())));
		if (!again) return outcome.finished ? outcome : mayExist(outcome, recovery);
	}
}

const isConflict = (failure: RequestFailure, { conflictCodes = [] }: Recovery) =>
	failure.kind === 'refused' && conflictCodes.includes(failure.code ?? String(failure.status));

async function found({ find }: Recovery): Promise<IDataObject[] | RequestFailure> {
	const rows: IDataObject[] = [];
	try {
		for await (const row of find()) rows.push(row);
	} catch (error) {
		if (error instanceof RequestFailure) return error;
		return await Promise.reject(error);
	}
	return rows;
}

/** Whether a row was made since then; undefined if it does not say when it was made. */
function madeSince(row: IDataObject, { createdAt }: Recovery, since: number): boolean | undefined {
	const time = Date.parse(isoDateOrNull(createdAt?.(row)) ?? '');
	return Number.isNaN(time) ? undefined : time >= since - CLOCK_TOLERANCE_MS;
}

export function mayExist(failure: RequestFailure, { howToLook }: Pick<Recovery, 'howToLook'>) {
	const { status, code, requestId } = failure;
	return new RequestFailure(`It may exist, because the outcome is not known. ${failure.message}`, {
		kind: 'unknown',
		status,
		code,
		requestId,
		advice: `${howToLook} before you try again.`,
		mayExist: true,
	});
}

function existedBefore(failure: RequestFailure) {
	const { status, code, requestId } = failure;
	return new RequestFailure(`One with the same unique value existed before. ${failure.message}`, {
		kind: 'refused',
		status,
		code,
		requestId,
		advice: 'Use another value, or update what exists.',
	});
}
