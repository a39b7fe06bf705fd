import Ajv, { type SchemaObject, type ValidateFunction } from 'ajv';
import { providerNames, type ProviderName } from './provider';

/** Which requests a fault concerns. Without any of these: every request. */
export interface FaultMatch {
	provider?: ProviderName;
	method?: string;
	/** The source of a regular expression, tested against the path without its query. */
	path?: string;
	/** Lets the first n matching requests pass. */
	after?: number;
	/**
	 * How often it strikes; `null` or `Infinity` is without end. Default 1, and without end for
	 * `concurrencyLimit` and `rateLimit`.
	 */
	times?: number | null;
	/** 0 to 1: strikes only by chance, reproducible for a given `seed`. */
	probability?: number;
	seed?: number;
}

/** Whether a request's effect takes place before the fault strikes. */
type When = 'before' | 'after';

export type FaultAction =
	| { kind: 'latency'; ms: number; jitterMs?: number }
	| {
			kind: 'status';
			status: number;
			body?: unknown;
			headers?: Record<string, string>;
			when?: When;
	  }
	| { kind: 'tooManyRequests'; retryAfter?: number | string }
	| { kind: 'refuse'; forMs: number }
	| { kind: 'resetBefore' }
	| { kind: 'resetAfter' }
	| { kind: 'cut' }
	| { kind: 'trickle'; ms: number; bytes?: number }
	| { kind: 'redirect'; to: string; status?: number }
	| { kind: 'emptyBody'; when?: When }
	| { kind: 'htmlBody'; when?: When }
	| { kind: 'truncatedJson' }
	| { kind: 'successFalse'; when?: When }
	| { kind: 'wrongContentType'; contentType?: string }
	| { kind: 'hugeBody'; bytes: number }
	| { kind: 'repeatPage' }
	| { kind: 'lieTotal'; total: number }
	| { kind: 'unknownEnums' }
	| { kind: 'concurrencyLimit'; max: number }
	| { kind: 'rateLimit'; perSecond: number; retryAfter?: number | string };

export type FaultKind = FaultAction['kind'];
export type FaultOf<Kind extends FaultKind> = FaultMatch & Extract<FaultAction, { kind: Kind }>;
export type Fault = FaultMatch & FaultAction;

export const htmlPage = (title: string): string =>
	`<!DOCTYPE html>\n<html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>\n`;

type Matching = FaultMatch & { when?: When };

/** The provider's own 500 answer. */
export const internalError = (match: Matching = {}): FaultOf<'status'> => ({
	...match,
	kind: 'status',
	status: 500,
});

/** A 502 from a gateway in front of the provider: an HTML page, as gateways send it. */
export const badGateway = (match: Matching = {}): FaultOf<'status'> => ({
	...match,
	kind: 'status',
	status: 502,
	body: htmlPage('502 Bad Gateway'),
});

export const serviceUnavailable = (match: Matching = {}): FaultOf<'status'> => ({
	...match,
	kind: 'status',
	status: 503,
});

export const gatewayTimeout = (match: Matching = {}): FaultOf<'status'> => ({
	...match,
	kind: 'status',
	status: 504,
});

const whole = { type: 'integer', minimum: 0 };
const atLeastOne = { type: 'integer', minimum: 1 };
const milliseconds = { type: 'number', minimum: 0 };
const statusCode = { type: 'integer', minimum: 200, maximum: 599 };
const when = { enum: ['before', 'after'] };
const retryAfter = { anyOf: [whole, { type: 'string', pattern: '^(none|date:\\d+)$' }] };

const matchProperties: Record<string, SchemaObject> = {
	provider: { enum: [...providerNames] },
	method: { type: 'string', minLength: 1 },
	path: { type: 'string', format: 'regex' },
	after: whole,
	times: { type: 'integer', minimum: 1, nullable: true },
	probability: { type: 'number', minimum: 0, maximum: 1 },
	seed: { type: 'integer' },
};

/** What each kind takes besides the properties above; those in the second place are required. */
const kindProperties: Record<FaultKind, [Record<string, SchemaObject>, string[]]> = {
	latency: [{ ms: milliseconds, jitterMs: milliseconds }, ['ms']],
	status: [
		{
			status: statusCode,
			body: {},
			headers: { type: 'object', additionalProperties: { type: 'string' } },
			when,
		},
		['status'],
	],
	tooManyRequests: [{ retryAfter }, []],
	refuse: [{ forMs: milliseconds }, ['forMs']],
	resetBefore: [{}, []],
	resetAfter: [{}, []],
	cut: [{}, []],
	trickle: [{ ms: milliseconds, bytes: atLeastOne }, ['ms']],
	redirect: [{ to: { type: 'string', minLength: 1 }, status: statusCode }, ['to']],
	emptyBody: [{ when }, []],
	htmlBody: [{ when }, []],
	truncatedJson: [{}, []],
	successFalse: [{ when }, []],
	wrongContentType: [{ contentType: { type: 'string', minLength: 1 } }, []],
	hugeBody: [{ bytes: atLeastOne }, ['bytes']],
	repeatPage: [{}, []],
	lieTotal: [{ total: whole }, ['total']],
	unknownEnums: [{}, []],
	concurrencyLimit: [{ max: atLeastOne }, ['max']],
	rateLimit: [{ perSecond: atLeastOne, retryAfter }, ['perSecond']],
};

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true });
ajv.addFormat('regex', isRegularExpression);

const validators = Object.fromEntries(
	Object.entries(kindProperties).map(([kind, [properties, required]]) => [
		kind,
		ajv.compile({
			type: 'object',
			properties: { kind: { const: kind }, ...matchProperties, ...properties },
			required: ['kind', ...required],
			additionalProperties: false,
		}),
	]),
);

function isRegularExpression(source: string): boolean {
	try {
		return new RegExp(source) instanceof RegExp;
	} catch {
		return false;
	}
}

/** Everything that is wrong with a plan of faults; empty if it can be used. */
export function problemsOfPlan(plan: unknown): string[] {
	if (!Array.isArray(plan)) return ['the plan must be an array of faults'];
	return plan.flatMap((fault: unknown, index) =>
		problemsOfFault(fault).map((problem) => `faults[${index}]: ${problem}`),
	);
}

function problemsOfFault(fault: unknown): string[] {
	if (typeof fault !== 'object' || fault === null || Array.isArray(fault)) {
		return ['must be an object'];
	}
	const kind: unknown = 'kind' in fault ? fault.kind : undefined;
	if (typeof kind !== 'string' || !Object.hasOwn(validators, kind)) {
		return [
			`unknown kind ${JSON.stringify(kind) ?? 'undefined'}; known: ${Object.keys(validators).join(', ')}`,
		];
	}
	return messagesOf(validators[kind], fault).map((message) => `(${kind}) ${message}`);
}

function messagesOf(validate: ValidateFunction, fault: object): string[] {
	// JSON knows no Infinity; in process both spellings of "without end" are welcome.
	const endless = 'times' in fault && fault.times === Infinity;
	validate(endless ? { ...fault, times: null } : fault);
	return (validate.errors ?? []).map(({ instancePath, message, params }) => {
		const subject = instancePath === '' ? '' : `${instancePath.slice(1).replaceAll('/', '.')} `;
		const detail = params.additionalProperty ?? params.allowedValues?.join(', ');
		return `${subject}${message}${detail === undefined ? '' : `: ${detail}`}`;
	});
}

/** A reproducible sequence of numbers from 0 up to 1 (mulberry32). */
export function randomNumbers(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

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
]);

const endlessByDefault: ReadonlySet<FaultKind> = new Set<FaultKind>([
	'concurrencyLimit',
	'rateLimit',
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
	provider: ProviderName;
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
