import { randomNumbers } from '../randomNumbers';
import type { Fault, FaultKind } from './fault';

/** A fault of the plan in force, with its counters. */
export interface ActiveFault {
	fault: Fault;
	pattern: RegExp | undefined;
	random: () => number;
	/** Requests that it matched so far, those within `after` included. */
	matched: number;
	/** How often it struck. */
	struck: number;
	/** Matching requests that are being answered: for `concurrencyLimit`. */
	inProgress: number;
	/** The window of `rateLimit`: when it began (milliseconds) and how many it let pass. */
	windowStart: number;
	windowCount: number;
}

/** Kinds that bear with every other: all of them strike. Of the rest only the first does. */
const combinable: ReadonlySet<FaultKind> = new Set<FaultKind>([
	'latency',
	'concurrencyLimit',
	'rateLimit',
	'repeatPage',
	'lieTotal',
	'unknownEnums',
	'rewriteKeys',
	'twin',
	'clock',
]);

const endlessByDefault: ReadonlySet<FaultKind> = new Set<FaultKind>([
	'concurrencyLimit',
	'rateLimit',
	'clock',
]);

export function activate(plan: readonly Fault[]): ActiveFault[] {
	return plan.map((fault, index) => ({
		fault,
		pattern: fault.path === undefined ? undefined : new RegExp(fault.path),
		random: randomNumbers(fault.seed ?? index + 1),
		matched: 0,
		struck: 0,
		inProgress: 0,
		windowStart: -Infinity,
		windowCount: 0,
	}));
}

export interface RequestLine {
	provider: string;
	method: string;
	path: string;
}

/**
 * The faults that strike this request, in the order of the plan, with their counters advanced.
 * At most one of them is of a kind that decides the whole answer, so that a plan of `[503, 429]`
 * reads as a script: the first request gets the 503, the next one the 429.
 */
export function strike(active: readonly ActiveFault[], request: RequestLine): ActiveFault[] {
	const striking: ActiveFault[] = [];
	let decided = false;
	for (const candidate of active) {
		if (!matches(candidate, request)) continue;
		candidate.matched += 1;
		if (decided && !combinable.has(candidate.fault.kind)) continue;
		if (!isDue(candidate)) continue;
		candidate.struck += 1;
		striking.push(candidate);
		decided ||= !combinable.has(candidate.fault.kind);
	}
	return striking;
}

function matches({ fault, pattern }: ActiveFault, request: RequestLine): boolean {
	return (
		(fault.provider === undefined || fault.provider === request.provider) &&
		(fault.method === undefined || fault.method.toUpperCase() === request.method) &&
		(pattern === undefined || pattern.test(request.path))
	);
}

function isDue({ fault, matched, struck, random }: ActiveFault): boolean {
	const byDefault = endlessByDefault.has(fault.kind) ? null : 1;
	const times = fault.times === undefined ? byDefault : fault.times;
	return (
		matched > (fault.after ?? 0) &&
		(times === null || struck < times) &&
		(fault.probability === undefined || random() < fault.probability)
	);
}

/** Faults that make a port refuse connections right from the start: `refuse` for any request. */
export function strikesAtOnce({ fault }: ActiveFault): boolean {
	return (
		fault.kind === 'refuse' &&
		fault.method === undefined &&
		fault.path === undefined &&
		(fault.after ?? 0) === 0 &&
		fault.probability === undefined
	);
}
