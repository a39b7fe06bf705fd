import { accountIdLabels, secretValues } from './credentials';

export interface Effect {
	what: string;
	id: string;
}

/** One request as it arrived, and what became of it. Kept in memory, with secrets as they came. */
export interface LoggedRequest {
	/** When it arrived: milliseconds since 1970. */
	at: number;
	provider: string;
	method: string;
	/** Path and query, as sent. */
	url: string;
	path: string;
	query: Record<string, unknown>;
	headers: Record<string, string | string[] | undefined>;
	/** The raw text; empty if there was none. */
	body: string;
	/** 0 while there is no answer, and for good if the connection was broken before any. */
	status: number;
	/** From arrival until the answer was handed over or the connection was broken. */
	durationMs: number;
	effects: Effect[];
	/** What somebody else brought about by a request like this one, a moment before. */
	twins?: Effect[];
	/** The faults that were applied, such as `latency, status 503`. */
	fault?: string;
	/** Something that costs money or gives up a number at the real provider. */
	danger?: string;
	/** A mistake of the simulator itself. */
	problem?: string;
}

export const mask = '***';

/** Query values that say which page or which country is wanted, and can be no secret. */
const printedQueryNames = new Set([
	'limit',
	'offset',
	'page',
	'per_page',
	'country',
	'status',
	'Page',
	'PageSize',
]);

const providerColumn = 9;
const longestPath = 200;

/** One line about a finished request: no headers, no bodies, no keys, no free-text query values. */
export function formatLine(request: LoggedRequest): string {
	const outcome = request.status === 0 ? 'connection broken' : String(request.status);
	const remarks = [
		...request.effects.map(({ what, id }) => `${what} ${id}`),
		...(request.fault === undefined ? [] : [`[fault: ${request.fault}]`]),
		...(request.danger === undefined ? [] : [`[DANGER: ${request.danger}]`]),
		...(request.problem === undefined ? [] : [`[PROBLEM: ${request.problem}]`]),
	];
	const line = [
		timeOfDay(request.at),
		request.provider.padEnd(providerColumn),
		`${request.method} ${printedPath(request.path)}${printedQuery(request.query)}`,
		`-> ${outcome} (${Math.round(request.durationMs)} ms)`,
		...remarks,
	].join(' ');
	return withoutSecrets(line);
}

function timeOfDay(at: number): string {
	const time = new Date(at);
	const [hours, minutes, seconds] = [time.getHours(), time.getMinutes(), time.getSeconds()].map(
		(part) => String(part).padStart(2, '0'),
	);
	return `${hours}:${minutes}:${seconds}.${String(time.getMilliseconds()).padStart(3, '0')}`;
}

function printedPath(path: string): string {
	const labelled = accountIdLabels.reduce(
		(text, [accountId, label]) => text.replaceAll(accountId, label),
		path,
	);
	return labelled.length > longestPath ? `${labelled.slice(0, longestPath)}...` : labelled;
}

function printedQuery(query: Record<string, unknown>): string {
	const parts = Object.entries(query).map(([name, value]) =>
		printedQueryNames.has(name) ? `${name}=${String(value).slice(0, 20)}` : `${name}=...`,
	);
	return parts.length > 0 ? `?${parts.join('&')}` : '';
}

function withoutSecrets(line: string): string {
	return secretValues.reduce((text, secret) => text.replaceAll(secret, mask), line);
}

const maskedHeaders = new Set(['authorization', 'x-auth-token', 'cookie']);
const secretName = /password|secret|token|api_?key/i;
const jsonSecret =
	/("[^"]*(?:password|secret|token|api_?key)[^"]*"\s*:\s*)("(?:[^"\\]|\\.)*"?|[^\s,}\]]+)/gi;
const formSecret = /((?:^|&)[^=&]*(?:password|secret|token|api_?key)[^=&]*=)[^&]*/gi;

/** A copy of a logged request that may be shown: credentials and password values masked. */
export function maskRequest(request: LoggedRequest): LoggedRequest {
	return {
		...request,
		headers: Object.fromEntries(
			Object.entries(request.headers).map(([name, value]) => [
				name,
				maskedHeaders.has(name) ? mask : value,
			]),
		),
		body: maskBody(request.body),
	};
}

/** Masks in the raw text, because a body that is not valid JSON may hold a password as well. */
function maskBody(body: string): string {
	return body.replace(jsonSecret, `$1"${mask}"`).replace(formSecret, `$1${mask}`);
}

/** JSON of a provider's state, with maps as objects and password values masked. */
export function maskedJson(state: unknown): string {
	return JSON.stringify(state, (name, value: unknown) => {
		if (secretName.test(name) && typeof value === 'string') return mask;
		if (value instanceof Map) return Object.fromEntries(value);
		if (value instanceof Set) return [...value];
		return value;
	});
}
