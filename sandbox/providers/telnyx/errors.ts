import type { Violation } from '../../validation';

/** One entry of the list that every refusal carries. */
interface ApiError {
	code: string;
	title: string;
	detail: string;
	source?: { pointer: string } | { parameter: string };
	meta: { url: string };
}

const titles = {
	'10004': 'Missing required parameter',
	'10005': 'Resource not found',
	'10007': 'Unexpected error',
	'10009': 'Authentication failed',
	'10010': 'Not authorized',
	'10011': 'Too many requests',
	'10015': 'Bad Request',
} as const;

type Code = keyof typeof titles;

function apiError(code: Code, detail: string, source?: ApiError['source']): ApiError {
	const meta = { url: `https://developers.telnyx.com/docs/overview/errors/${code}` };
	return { code, title: titles[code], detail, ...(source ? { source } : {}), meta };
}

/** A request that the API refuses, with everything that is wrong with it. */
export class Refusal extends Error {
	constructor(
		readonly status: number,
		readonly errors: ApiError[],
	) {
		super(errors.map(({ detail }) => detail).join(' '));
	}

	toJSON(): { errors: ApiError[] } {
		return { errors: this.errors };
	}
}

const one = (status: number, code: Code, detail: string, source?: ApiError['source']) =>
	new Refusal(status, [apiError(code, detail, source)]);

export const notWellFormed = () =>
	one(400, '10015', 'The request failed because it was not well-formed.', { pointer: '/' });

export const wrongParameter = (parameter: string, detail: string) =>
	one(400, '10015', detail, { parameter });

export const notAuthenticated = () =>
	one(401, '10009', 'Could not understand the provided credentials.');

export const notFound = () =>
	one(404, '10005', 'The requested resource or URL could not be found.', { pointer: '/' });

/** A value that is refused; the pointer says which, such as `/inbound/codecs`. */
export const wrongValue = (pointer: string, detail: string) =>
	one(422, '10015', detail, { pointer });

/** Reasons that lie outside of the resources, by HTTP status. */
export function refusalOf(status: number): Refusal {
	switch (status) {
		case 403:
			return one(403, '10010', 'You do not have permission to perform the requested action.', {
				pointer: '/',
			});
		case 429:
			return one(429, '10011', 'You have exceeded the maximum number of allowed requests.');
		default:
			return one(status, '10007', 'An unexpected error occurred.');
	}
}

function detailOf({ path, keyword, message, value, allowed }: Violation): string {
	const name = path.join('.');
	if (keyword === 'required') return `The required parameter ${name} is missing.`;
	if (keyword !== 'enum') return `Invalid ${name}: ${message}.`;
	const choices = (allowed ?? []).filter((choice) => choice !== null).join(', ');
	return `Invalid ${name}: ${String(value)}, was provided. Acceptable formats are ${choices}`;
}

/** @throws {Refusal} if there is anything wrong. */
export function refuseViolations(violations: readonly Violation[]): void {
	if (violations.length === 0) return;
	throw new Refusal(
		422,
		violations.map((violation) =>
			apiError(violation.keyword === 'required' ? '10004' : '10015', detailOf(violation), {
				pointer: `/${violation.path.join('/')}`,
			}),
		),
	);
}
