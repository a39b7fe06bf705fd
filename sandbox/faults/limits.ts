import type { FastifyReply } from 'fastify';
import type { ActiveFault } from './strike';

const rateWindowMs = 1000;

/** Whether a limit lets this request pass; true for every other kind of fault. */
export function admits(active: ActiveFault, reply: FastifyReply): boolean {
	switch (active.fault.kind) {
		case 'concurrencyLimit':
			if (active.inProgress >= active.fault.max) return false;
			active.inProgress += 1;
			reply.raw.once('close', () => {
				active.inProgress -= 1;
			});
			return true;
		case 'rateLimit': {
			const now = performance.now();
			if (now - active.windowStart >= rateWindowMs) {
				active.windowStart = now;
				active.windowCount = 0;
			}
			active.windowCount += 1;
			return active.windowCount <= active.fault.perSecond;
		}
		default:
			return true;
	}
}

export function latencyOf({ fault, random }: ActiveFault): number {
	return fault.kind === 'latency' ? fault.ms + random() * (fault.jitterMs ?? 0) : 0;
}
