import { readFileSync, writeFileSync } from 'node:fs';

/** How much memory this process takes, as the system counts it. */

export const toMb = (bytes: number) => bytes / 2 ** 20;

/** In bytes, from Linux's own book-keeping, which misses no moment. */
export function residentPeak(): number | undefined {
	try {
		const [, kilobytes] = /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
		return Number(kilobytes) * 1024;
	} catch {
		return undefined;
	}
}

/** From now on the peak is that of what follows. */
export function forgetResidentPeak(): void {
	try {
		writeFileSync('/proc/self/clear_refs', '5');
	} catch {
		// Then the start of the process counts too, and the figure is larger than it should be.
	}
}
