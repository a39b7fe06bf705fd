import { goesToTheEnd } from '../scenario/index';
import type { Evidence } from './evidence';

/** What is sent after the execution was cancelled. */

/** What was on its way to the sandbox at that moment may arrive a little later. */
const CANCEL_LEEWAY_MS = 1000;

/** After a cancellation nothing new is sent, but for what must not be left half done. */
export function startedLate({ choice, requests, cancelledAt, lateMs }: Evidence): string[] {
	if (cancelledAt === undefined || goesToTheEnd(choice)) return [];
	const late = requests.filter(({ at }) => at > cancelledAt + CANCEL_LEEWAY_MS + lateMs);
	return late.map(
		({ method, path, at }) => `${method} ${path} ${at - cancelledAt} ms after the cancellation`,
	);
}
