import type { Fault } from './fault';
import type { ActiveFault } from './strike';

/** Clocks of providers that are ahead, or behind. */

type Clock = Extract<Fault, { kind: 'clock' }>;

function clockOf(active: readonly ActiveFault[], provider: string): Clock | undefined {
	return active
		.map(({ fault }) => fault)
		.find(
			(fault): fault is Clock =>
				fault.kind === 'clock' && (fault.provider === undefined || fault.provider === provider),
		);
}

const later = (time: Date, seconds: number) => new Date(time.getTime() + seconds * 1000);

/** The time that the provider writes into its rows. */
export const providerTime = (active: readonly ActiveFault[], provider: string, now: Date): Date =>
	later(now, clockOf(active, provider)?.seconds ?? 0);

/** The time of the header `Date`, or undefined where it is right. */
export function headerTime(active: readonly ActiveFault[], provider: string): Date | undefined {
	const clock = clockOf(active, provider);
	return clock && later(new Date(), clock.headerSeconds ?? clock.seconds);
}
