import type { ProviderRequest } from '../contract/request';
import { originOf } from './address';
import { readAnswer } from './answer';
import { asFailure, RequestFailure, type Effect } from './errors';
import { throwIfCancelled, wait } from './pacing';
import { changes, httpRequest, removes } from './request';
import { waitBeforeRetry, WaitedTime } from './retry';
import type { ClientSettings } from './settings';
import { withoutAnswer } from './socketErrors';
import { transfer } from './transfer';

/** How often a request has been asked again, and when it was sent first. */
export interface Tries {
	again: number;
	firstSent?: number;
}

/** Aborted as soon as one of the two is. */
const eitherOf = (one?: AbortSignal, other?: AbortSignal) =>
	one && other ? AbortSignal.any([one, other]) : (one ?? other);

/** Sends the requests of one item, each as often as it takes and is allowed. */
export class Attempts {
	private readonly waited = new WaitedTime();

	constructor(private readonly settings: ClientSettings) {}

	/** Waits, or answers false where a request was sent often enough, or the item has waited long enough. */
	async pause(ms: number, tries: Tries): Promise<boolean> {
		const { maxRetries, maxWaitMs, signal } = this.settings;
		if (tries.again >= maxRetries || this.waited.ms + ms > maxWaitMs) return false;
		tries.again += 1;
		this.waited.note(ms);
		await wait(ms, signal);
		return true;
	}

	/**
	 * Asks until there is an answer or no more reason to ask.
	 *
	 * @param repeatable whether to ask again after an answer that leaves the outcome open
	 */
	async ask(
		request: ProviderRequest,
		repeatable: boolean,
		tries: Tries,
	): Promise<unknown | RequestFailure> {
		const soFar: { effect: Effect } = { effect: 'none' };
		const outcome = await this.untilAnswered(request, repeatable, tries, soFar).catch(asFailure);
		// What an earlier try may have done is not undone by a refusal of the repetition, or a cancellation.
		return outcome instanceof RequestFailure && soFar.effect === 'open'
			? outcome.with(soFar)
			: outcome;
	}

	/** @param soFar what the tries have done, as far as it is known */
	private async untilAnswered(
		request: ProviderRequest,
		repeatable: boolean,
		tries: Tries,
		soFar: { effect: Effect },
	): Promise<unknown | RequestFailure> {
		const { rateLimiter, priority = 0 } = this.settings;
		const signal = eitherOf(this.settings.signal, request.signal);
		for (; ; tries.again++) {
			const { outcome, started } = await rateLimiter.run(
				async () => await this.attempt(request, tries, signal),
				{ priority: priority + tries.again, signal },
			);
			if (!(outcome instanceof RequestFailure)) {
				// What was read may lead to a change, which must not begin any more.
				if (!changes(request)) throwIfCancelled(signal);
				return outcome;
			}
			const isRemoved = removes(request) && soFar.effect === 'open' && outcome.gone;
			if (isRemoved && !signal?.aborted) return {};
			if (outcome.effect === 'open') soFar.effect = 'open';
			throwIfCancelled(signal);
			const state = { retries: tries.again, waitedMs: this.waited.ms };
			const isBusy = outcome.cause === 'busy';
			// Where nobody says how long to wait, the longest of all guesses is the safest.
			const isTold = isBusy && outcome.retryAfterMs !== undefined;
			const chance = isTold ? rateLimiter.chance(started) : Math.random();
			const delay = waitBeforeRetry(outcome, repeatable, this.settings, state, chance);
			const pauseMs = isBusy ? rateLimiter.onBusy(delay ?? 0, started) : 0;
			if (delay === undefined) return tries.again === 0 ? outcome : outcome.asked(tries.again);
			this.waited.note(Math.max(delay, pauseMs));
			// The rate limiter makes everybody wait for a provider that is busy.
			if (!isBusy) await wait(delay, signal);
		}
	}

	/** One request: what came of it, and when it was sent. */
	private async attempt(request: ProviderRequest, tries: Tries, signal?: AbortSignal) {
		const settings = { ...this.settings, signal };
		throwIfCancelled(signal);
		const options = httpRequest(request, settings);
		const started = Date.now();
		tries.firstSent ??= started;
		const outcome = await transfer(settings.send, options, settings).then(
			(received) => {
				settings.clock.note(received.headers.date, started, Date.now());
				return readAnswer(received, request, settings);
			},
			(error: unknown) => withoutAnswer(error, originOf(options.url), settings),
		);
		const answered = !(outcome instanceof RequestFailure) || outcome.status !== null;
		if (answered && !(outcome instanceof RequestFailure && outcome.cause === 'busy')) {
			settings.rateLimiter.onAccepted();
		}
		return { outcome, started };
	}
}
