import type { AddedToRow, ProviderClient, ProviderRequest, Recovery } from '../contract/request';
import { isObject } from '../rows/reported';
import { aboutIt, rowIn, unreadable, withId } from './answer';
import { Attempts, type Tries } from './attempts';
import { asFailure, failedAfterChange, mayBeChanged, RequestFailure, type Effect } from './errors';
import { contradicts } from './contradiction';
import { FoundRow, isConflict, keyOf, recover } from './recovery';
import { changes, isRepeatable } from './request';
import type { ClientSettings } from './settings';

/** However little is allowed otherwise, what must not be left half done is tried so often and waited for so long. */
const RETRIES_WITHOUT_CANCELLATION = 5;
const WAIT_WITHOUT_CANCELLATION_MS = 60_000;
/** Nothing stays half done for longer than it must: more than any number of tries. */
const BEFORE_ALL_OTHERS = 1000;

/** The client of one item. It knows what the item has changed. */
export interface ItemClient extends ProviderClient {
	/** The error to show: after a change it says that a change was made. */
	afterChanges(error: unknown): unknown;
}

interface ItemState {
	/** What is known of the changes that the item has asked for, for whatever fails after them. */
	effect: Effect;
	added: AddedToRow;
}

export const createClient = (settings: ClientSettings): ItemClient =>
	clientOf(settings, { effect: 'none', added: {} });

function clientOf(settings: ClientSettings, item: ItemState): ItemClient {
	const { api, credentials, rateLimiter, createdRows, redactor } = settings;
	const attempts = new Attempts(settings);
	const addToRow = (added: AddedToRow) => void Object.assign(item.added, added);

	const ask = async (request: ProviderRequest, repeatable: boolean, tries: Tries) =>
		aboutIt(await attempts.ask(request, repeatable, tries), request, settings);

	/** Asks for something that must not be made twice. */
	const make = async (request: ProviderRequest, recovery: Recovery) => {
		const tries: Tries = { again: 0 };
		const { idOf = api.idOf } = recovery;
		const askToMake = async () => {
			const outcome = await ask(request, false, tries);
			return recovery.answersEmpty ? outcome : withId(outcome, settings, idOf);
		};
		const outcome = await recover(askToMake, recovery, {
			maxRetries: settings.maxRetries,
			pause: async (ms) => await attempts.pause(ms, tries),
			firstSent: () => tries.firstSent,
			// What says when it was made is something made; anything else is a link to what is there.
			isOwn: (row) => recovery.createdAt !== undefined && createdRows.has(idOf(row)),
			contradicts: (row) =>
				contradicts(row, recovery.asked ?? request.body ?? {}, recovery.mayDiffer),
			clock: settings.clock,
			isContested: () => createdRows.isOpen(keyOf(request, recovery)),
		});
		if (outcome instanceof FoundRow) {
			createdRows.add(idOf(outcome.row));
			addToRow({ recovered: true });
			return outcome.row;
		}
		if (outcome instanceof RequestFailure) {
			// What somebody else has made in the meantime is there for every later request of the run as well.
			const isContested = outcome.effect === 'open' || isConflict(outcome, recovery);
			if (isContested) createdRows.leaveOpen(keyOf(request, recovery));
		} else if (isObject(outcome)) createdRows.add(idOf(rowIn(api, outcome)));
		return outcome;
	};

	const change = async (request: ProviderRequest): Promise<unknown> => {
		await settings.beforeWrite?.();
		const { recovery } = request;
		const repeatable = isRepeatable(request);
		const outcome =
			recovery && !repeatable
				? await make(request, recovery)
				: opened(await ask(request, repeatable, { again: 0 }));
		if (!(outcome instanceof RequestFailure)) item.effect = 'made';
		else if (outcome.effect === 'open' && item.effect === 'none') item.effect = 'open';
		return outcome;
	};

	const sendForAny = async (request: ProviderRequest): Promise<unknown> => {
		const outcome = changes(request)
			? await change(request).catch(asFailure)
			: withoutEffect(await ask(request, isRepeatable(request), { again: 0 }));
		return outcome instanceof RequestFailure
			? await Promise.reject(afterChanges(outcome))
			: outcome;
	};

	const afterChanges = (error: unknown): unknown => {
		const isSilent = error instanceof RequestFailure && error.effect === 'none';
		if (!isSilent || item.effect === 'none') return error;
		return item.effect === 'made' ? failedAfterChange(error) : mayBeChanged(error);
	};

	return {
		accountId: api.accountId?.(credentials) ?? '',
		rowsWanted: settings.rowsWanted,
		parallel: rateLimiter.limit,
		sendForAny,
		afterChanges,
		async send(request) {
			const answer = await sendForAny(request);
			if (isObject(answer)) return rowIn(api, answer);
			throw unreadable(settings, null, 'a list where one object was expected').with({
				effect: 'none',
			});
		},
		keepSecret: (value) => redactor.add(value),
		added: item.added,
		addToRow,
		fresh: () => createClient(settings),
		withoutCancellation: () =>
			clientOf(
				{
					...settings,
					signal: undefined,
					priority: BEFORE_ALL_OTHERS,
					maxRetries: Math.max(settings.maxRetries, RETRIES_WITHOUT_CANCELLATION),
					maxWaitMs: Math.max(settings.maxWaitMs, WAIT_WITHOUT_CANCELLATION_MS),
				},
				item,
			),
	};
}

/** What is told of a change whose answer was lost for good. */
const opened = (outcome: unknown) =>
	outcome instanceof RequestFailure && outcome.effect === 'open' ? mayBeChanged(outcome) : outcome;

/** Whatever becomes of a request that only reads, it has changed nothing. */
const withoutEffect = (outcome: unknown) =>
	outcome instanceof RequestFailure ? outcome.with({ effect: 'none' }) : outcome;
