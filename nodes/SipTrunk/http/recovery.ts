import type { IDataObject } from 'n8n-workflow';
import type { ProviderRequest, Recovery } from '../contract/request';
import { isoDateOrNull } from '../rows/dates';
import type { ClockOffset, ProviderClock } from './clock';
import { asFailure, mayExist, RequestFailure, type Effect } from './errors';
import { backoffMs } from './retry';

export interface RecoverySettings {
	/** How often the request is asked again at the most. */
	maxRetries: number;
	/** Waits, or answers false where the request was asked often enough, or the item has waited long enough. */
	pause(ms: number): Promise<boolean>;
	/** When the request was sent first, in milliseconds since 1970. Default: when the recovery begins. */
	firstSent?(): number | undefined;
	/** Whether another request of the run has made this row, so that it is not what is looked for. */
	isOwn?(row: IDataObject): boolean;
	/** Whether a row differs from what was asked for, so that somebody else has made it. */
	contradicts?(row: IDataObject): boolean;
	/** What is known of the provider's clock. */
	clock?: Pick<ProviderClock, 'offset'>;
	/**
	 * Whether an earlier request of the run for the same thing failed and left its outcome open, or was refused because
	 * there is one: what is found may then come from another request.
	 */
	isContested?(): boolean;
}

/** A text that is the same for two requests that make the same thing: method, host, path and identity. */
export const keyOf = (
	{ method, host = 'default', path }: Pick<ProviderRequest, 'method' | 'host' | 'path'>,
	{ identity }: Pick<Recovery, 'identity'>,
): string => JSON.stringify([method, host, path, ...identity]);

/** Providers' clocks, rounded to seconds, and ours usually differ by no more than this, in milliseconds. */
const CLOCK_TOLERANCE_MS = 2000;
/** A clock that nobody sets may differ by so much: what looks that old may still have been made by the request. */
const CLOCK_DIFFERENCE_MS = 5 * 60 * 1000;

/** Before it is said that something may exist, the provider gets this time to finish. */
const SECOND_LOOK_AFTER_MS = 1000;

/** What was made by a request whose answer was lost. */
export class FoundRow {
	constructor(readonly row: IDataObject) {}
}

/**
 * Carries out a request that must not be repeated blindly. If its answer is lost, the provider is asked what became of
 * it: found once means done (a `FoundRow`), and not found means ask again. Where it cannot be known, the failure says
 * that it may exist, and how to look.
 *
 * @param ask sends the request once; what certainly had no effect (429, no connection) is repeated inside
 */
export async function recover(
	ask: () => Promise<unknown | RequestFailure>,
	recovery: Recovery,
	settings: RecoverySettings,
): Promise<unknown | RequestFailure> {
	const soFar: { effect: Effect } = { effect: 'none' };
	return await untilKnown(ask, recovery, settings, soFar).catch(async (error: unknown) => {
		const failure = await asFailure(error);
		return soFar.effect === 'open' ? mayExist(failure, recovery) : await Promise.reject(failure);
	});
}

/** @param soFar what the request may have done until now */
async function untilKnown(
	ask: () => Promise<unknown | RequestFailure>,
	recovery: Recovery,
	settings: RecoverySettings,
	soFar: { effect: Effect },
): Promise<unknown | RequestFailure> {
	const began = Date.now();
	const told = (failure: RequestFailure) =>
		soFar.effect === 'open' ? mayExist(failure, recovery) : failure;
	/** What a look at the provider settles, or how many rows with the same identity there were before. */
	const look = async (
		outcome: RequestFailure,
	): Promise<{ settled: unknown } | { older: number }> => {
		const rows = await found(recovery);
		if (rows instanceof RequestFailure) return { settled: mayExist(outcome, recovery) };
		const firstAsked = settings.firstSent?.() ?? began;
		const candidates = rows.filter((row) => settings.isOwn?.(row) !== true);
		const sent = { from: firstAsked, to: Date.now() };
		const age = (row: IDataObject) => ageOf(row, recovery, sent, settings.clock?.offset);
		const made = candidates.filter((row) => age(row) !== 'older');
		const isProved =
			settings.isContested?.() !== true &&
			!made.some((row) => settings.contradicts?.(row)) &&
			made.every((row) => (recovery.unique ? age(row) !== 'unclear' : age(row) === 'new'));
		if (made.length === 1 && isProved) return { settled: new FoundRow(made[0]) };
		const cannotTell = made.length > 0 || recovery.mayBeHidden === true;
		return cannotTell ? { settled: mayExist(outcome, recovery) } : { older: candidates.length };
	};

	for (let retries = 0; ; retries++) {
		const outcome = await ask();
		if (!(outcome instanceof RequestFailure)) return outcome;
		const refusedAsExisting = retries > 0 && isConflict(outcome, recovery);
		if (outcome.effect === 'none' && !refusedAsExisting) return told(outcome);
		if (outcome.cause === 'cancelled') return mayExist(outcome, recovery);
		const isFinished = outcome.cause !== 'lost';
		const { effect: before } = soFar;
		soFar.effect = 'open';
		const seen = await look(outcome);
		if ('settled' in seen) return seen.settled;
		if (!recovery.unique && !isFinished) {
			// The provider may have been a moment from the end. Sent again, there could be two.
			const later = (await settings.pause(SECOND_LOOK_AFTER_MS)) ? await look(outcome) : seen;
			return 'settled' in later ? later.settled : mayExist(outcome, recovery);
		}
		// Nothing can come any more of a try that the provider has finished.
		if (isFinished) soFar.effect = before;
		if (refusedAsExisting) return told(outcome);
		if (recovery.unique && seen.older > 0) return existedBefore(outcome);
		const delay = outcome.retryAfterMs ?? backoffMs(retries, Math.random());
		const again = retries < settings.maxRetries && (await settings.pause(delay));
		if (!again) return soFar.effect === 'open' ? told(outcome) : notMade(outcome);
	}
}

/** Whether the provider refuses a create because there is one already. */
export const isConflict = (failure: RequestFailure, { conflictCodes = [] }: Recovery) =>
	failure.effect === 'none' && conflictCodes.includes(failure.code ?? String(failure.status));

async function found({ find }: Recovery): Promise<IDataObject[] | RequestFailure> {
	const rows: IDataObject[] = [];
	try {
		for await (const row of find()) rows.push(row);
	} catch (error) {
		if (error instanceof RequestFailure && error.cause !== 'cancelled') return error;
		return await Promise.reject(error);
	}
	return rows;
}

/** A time of our own clock, in milliseconds. */
interface Period {
	from: number;
	to: number;
}

type Age = 'new' | 'unclear' | 'older';

function ageIn(time: number, { from, to }: Period): Age {
	if (time < from - CLOCK_DIFFERENCE_MS) return 'older';
	return time < from - CLOCK_TOLERANCE_MS || time > to + CLOCK_TOLERANCE_MS ? 'unclear' : 'new';
}

/**
 * Whether a row was made by a request that was sent in this period, as far as its date tells. Where the provider's
 * clock is known, its time counts; a row is older only if both clocks say so, because a gateway's clock may be another.
 */
function ageOf(
	row: IDataObject,
	{ createdAt }: Recovery,
	sent: Period,
	offset: ClockOffset | undefined,
): Age | 'undated' {
	const time = Date.parse(isoDateOrNull(createdAt?.(row)) ?? '');
	if (Number.isNaN(time)) return 'undated';
	const byOurs = ageIn(time, sent);
	if (offset === undefined) return byOurs;
	const byTheirs = ageIn(time, { from: sent.from + offset.least, to: sent.to + offset.most });
	if (byTheirs === 'new' || byTheirs === byOurs) return byTheirs;
	return 'unclear';
}

/** The answer was lost, but the provider has finished and has nothing of the kind. */
const notMade = (failure: RequestFailure) =>
	failure.with(
		{ cause: 'refused', effect: 'none' },
		`${failure.message} It was looked for and was not made.`,
	);

const existedBefore = (failure: RequestFailure) =>
	failure.with(
		{
			cause: 'refused',
			effect: 'none',
			advice: 'Use another value, or update what exists.',
		},
		`One with the same unique value existed before. ${failure.message}`,
	);
