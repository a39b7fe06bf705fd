import type { ProviderClient, ProviderRequest, Recovery } from '../contract/request';
import { isObject } from '../rows/reported';
import { idIn, unreadable, withId } from './answer';
import { Attempts, type Tries } from './attempts';
import { RequestFailure } from './errors';
import { RateLimiter } from './pacing';
import { keyOf, mayExist, recover } from './recovery';
import { changes, isRepeatable } from './request';
import type { ClientSettings } from './settings';

/** What is known of the changes that an item has asked for, for whatever fails after them. */
interface ChangeState {
	changed: 'no' | 'maybe' | 'yes';
}

/** However little is allowed otherwise, what must not be left half done is tried so often and waited for so long. */
const RETRIES_WITHOUT_CANCELLATION = 5;
const WAIT_WITHOUT_CANCELLATION_MS = 60_000;

/** The client of one item, which knows what the item has changed. */
export interface ItemClient extends ProviderClient {
	/** An error as it is to be told: after a change it must not look as if nothing had happened. */
	afterChanges(error: unknown): unknown;
}

export function createClient(settings: ClientSettings): ItemClient {
	return clientOf(settings, { changed: 'no' });
}

function clientOf(settings: ClientSettings, changeState: ChangeState): ItemClient {
	const { api, credentials, rateLimiter, createdRows, redactor } = settings;
	const attempts = new Attempts(settings, (request, outcome) => {
		if (changes(request)) changeState.changed = afterwards(outcome, changeState);
	});

	const askToMake = async (request: ProviderRequest, { answersEmpty }: Recovery, tries: Tries) => {
		const outcome = await attempts.ask(request, false, tries);
		return answersEmpty ? outcome : withId(outcome, settings);
	};

	const exchange = async (request: ProviderRequest): Promise<unknown> => {
		if (changes(request)) await settings.beforeWrite?.();
		const repeatable = isRepeatable(request);
		const { recovery } = request;
		const key = recovery && keyOf(request, recovery);
		const tries: Tries = { again: 0 };
		const outcome =
			recovery && key !== undefined && !repeatable
				? await recover(async () => await askToMake(request, recovery, tries), recovery, {
						maxRetries: settings.maxRetries,
						pause: async (ms) => await attempts.pause(ms, tries),
						firstSent: () => tries.firstSent,
						// What says when it was made is something made; anything else is a link to what is there.
						isOwn: (row) => recovery.createdAt !== undefined && createdRows.has(api.idOf(row)),
						isContested: () => createdRows.isOpen(key),
					})
				: await attempts.ask(request, repeatable, tries);
		if (outcome instanceof RequestFailure) {
			// What a look-up is refused says nothing about the change that it looks for.
			const isOver = changes(request) && outcome.kind !== 'unknown';
			if (isOver && changeState.changed === 'maybe') changeState.changed = 'no';
			const failure = openIfLost(outcome, request);
			if (key !== undefined && failure.mayExist) createdRows.leaveOpen(key);
			throw failure;
		}
		if (recovery) createdRows.add(idIn(api, outcome));
		return outcome;
	};

	const sendForAny = async (request: ProviderRequest): Promise<unknown> =>
		await exchange(request).catch(
			async (error: unknown) => await Promise.reject(afterChanges(error)),
		);

	const afterChanges = (error: unknown): unknown => {
		if (!(error instanceof RequestFailure) || error.mayExist || error.isSettled) return error;
		if (changeState.changed === 'no') return error;
		if (changeState.changed === 'yes') return mayExist(error, LOOK_YOURSELF, CHANGE_IS_MADE);
		return error.kind === 'cancelled' ? mayExist(error, LOOK_YOURSELF, CHANGE_IS_OPEN) : error;
	};

	/** What is told of a change whose answer was lost for good. */
	const openIfLost = (failure: RequestFailure, request: ProviderRequest): RequestFailure => {
		const isOpen = failure.kind === 'unknown' && !failure.mayExist && changes(request);
		return isOpen ? mayExist(failure, LOOK_YOURSELF, CHANGE_IS_OPEN) : failure;
	};

	return {
		accountId: api.accountId?.(credentials) ?? '',
		rowsWanted: settings.rowsWanted,
		parallel: rateLimiter.limit,
		sendForAny,
		afterChanges,
		async send(request) {
			const answer = await sendForAny(request);
			if (isObject(answer)) return api.rowIn?.(answer) ?? answer;
			throw openIfLost(unreadable(settings, null, 'a list where one object was expected'), request);
		},
		keepSecret: (value) => redactor.add(value),
		fresh: () => createClient(settings),
		withoutCancellation: () =>
			clientOf(
				{
					...settings,
					signal: undefined,
					rateLimiter: new RateLimiter(1),
					maxRetries: Math.max(settings.maxRetries, RETRIES_WITHOUT_CANCELLATION),
					maxWaitMs: Math.max(settings.maxWaitMs, WAIT_WITHOUT_CANCELLATION_MS),
				},
				changeState,
			),
	};
}

/** For a change whose outcome cannot be looked up by the node. */
const LOOK_YOURSELF = { howToLook: 'Look at the provider whether the change was made' };
const CHANGE_IS_OPEN = 'The change may have been made, because the outcome is not known.';
const CHANGE_IS_MADE = 'A change was made before this failed, so it may have been made in full.';

/** Whether an item has changed something, after one more answer. */
function afterwards(outcome: unknown, { changed }: ChangeState): ChangeState['changed'] {
	if (!(outcome instanceof RequestFailure)) return 'yes';
	const isOpen = outcome.kind === 'unknown' || outcome.kind === 'cancelled';
	return changed === 'no' && isOpen ? 'maybe' : changed;
}
