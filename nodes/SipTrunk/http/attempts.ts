import type { ProviderRequest } from '../contract/request';
import { originOf } from './address';
import { readAnswer } from './answer';
import { RequestFailure } from './errors';
import { throwIfCancelled, wait } from './pacing';
import { changes, httpRequest } from './request';
import { waitBeforeRetry, WaitedTime } from './retry';
import type { ClientSettings } from './settings';
import { withoutAnswer } from './socketErrors';
import { inTime } from './timeLimit';

/** How often a request has been asked again, and when it was sent first. */
export interface Tries {
	again: number;
	firstSent?: number;
}

/** Sends the requests of one item, each as often as it takes and is allowed. */
export class Attempts {
	private readonly waited = new WaitedTime();

	/** @param note is told what came of each request that was sent */
	constructor(
		private readonly settings: ClientSettings,
		private readonly note: (request: ProviderRequest, outcome: unknown) => void,
	) {}

	/** Waits, or answers false where a request was sent often enough, or the item has waited long enough. */
	async pause(ms: number, tries: Tries): Promise<boolean> {
		const { maxRetries, maxWaitMs, signal } = this.settings;
		if (tries.again >= maxRetries || this.waited.ms + ms > maxWaitMs) return false;
		tries.again += 1;
		this.waited.note(ms);
		await wait(ms, signal);
		return true;
	}

	/** Asks until there is an answer or no more reason to ask. */
	async ask(
		request: ProviderRequest,
		repeatable: boolean,
		tries: Tries,
	): Promise<unknown | RequestFailure> {
		const { rateLimiter, signal } = this.settings;
		let answerWasLost = false;
		for (; ; tries.again++) {
			const { outcome, started } = await rateLimiter.run(
				async () => await this.attempt(request, tries),
				tries.again,
			);
			if (!(outcome instanceof RequestFailure)) {
				// What was read may lead to a change, which must not begin any more.
				if (!changes(request)) throwIfCancelled(signal);
				return outcome;
			}
			throwIfCancelled(signal);
			if (request.method === 'DELETE' && answerWasLost && outcome.gone) return {};
			const state = { retries: tries.again, waitedMs: this.waited.ms };
			const delay = waitBeforeRetry(outcome, repeatable, this.settings, state, Math.random());
			const pauseMs = outcome.kind === 'busy' ? rateLimiter.onBusy(delay ?? 0, started) : 0;
			if (delay === undefined) {
				const last = tries.again === 0 ? outcome : outcome.asked(tries.again);
				// That the repetition was refused does not undo what an earlier one may have done.
				return answerWasLost ? last.leftOpen() : last;
			}
			answerWasLost = answerWasLost || outcome.kind === 'unknown';
			this.waited.note(Math.max(delay, pauseMs));
			// The rate limiter makes everybody wait for a provider that is busy.
			if (outcome.kind !== 'busy') await wait(delay, signal);
		}
	}

	/** One request: what came of it, and when it was sent. */
	private async attempt(request: ProviderRequest, tries: Tries) {
		const { settings } = this;
		throwIfCancelled(settings.signal);
		const options = httpRequest(request, settings);
		const started = Date.now();
		tries.firstSent ??= started;
		const outcome = await inTime(settings.send(options, settings.signal), settings.timeoutMs).then(
			(response) => readAnswer(response, request, settings),
			(error: unknown) => withoutAnswer(error, originOf(options.url), settings),
		);
		const answered = !(outcome instanceof RequestFailure) || outcome.status !== null;
		if (answered && !(outcome instanceof RequestFailure && outcome.kind === 'busy')) {
			settings.rateLimiter.onAccepted();
		}
		this.note(request, outcome);
		return { outcome, started };
	}
}
