import type { LoggedRequest } from '../../../sandbox/index';
import type { Asked } from '../scenario/index';

/** Which item a request is made for, told by the values that it carries. */

/** The single values in a value made of objects and lists. */
function leaves(value: unknown): string[] {
	if (Array.isArray(value)) return value.flatMap(leaves);
	if (value !== null && typeof value === 'object') return Object.values(value).flatMap(leaves);
	return [String(value)];
}

function bodyValues(body: string): string[] {
	if (body.startsWith('{')) return leaves(JSON.parse(body));
	return [...new URLSearchParams(body).values()];
}

/** Every single value that a request carries in its path and body. */
function valuesIn({ path, body }: LoggedRequest): Set<string> {
	const segments = path.split('/').map((part) => decodeURIComponent(part).replace(/\.json$/, ''));
	return new Set([...segments, ...bodyValues(body)]);
}

/** Whether a request carries all the marks of an item. */
export const isMadeFor = (request: LoggedRequest, { marks }: Asked) => {
	const values = valuesIn(request);
	return marks.every((mark) => values.has(mark));
};
