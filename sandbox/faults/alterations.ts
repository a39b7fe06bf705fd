type JsonObject = Record<string, unknown>;

const isObject = (value: unknown): value is JsonObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

/** Applies a change to a JSON text; a text that is not JSON stays as it is. */
export function alterJson(text: string, alter: (value: unknown) => unknown): string {
	const parsed = parse(text);
	return parsed === undefined ? text : (written(alter(parsed.value)) ?? text);
}

/** Undefined for what another fault has nested deeper than can be written. */
function written(value: unknown): string | undefined {
	try {
		return JSON.stringify(value);
	} catch {
		return undefined;
	}
}

function parse(text: string): { value: unknown } | undefined {
	try {
		return { value: JSON.parse(text) as unknown };
	} catch {
		return undefined;
	}
}

/** Wrong totals wherever a provider gives one: `meta`, `pagination` or beside the rows. */
export function withTotal(total: number): (body: unknown) => unknown {
	return (body) => {
		if (!isObject(body)) return body;
		for (const holder of [body, body.meta, body.pagination]) {
			if (!isObject(holder)) continue;
			if (typeof holder.total === 'number') holder.total = total;
			if (typeof holder.total_pages === 'number' && typeof holder.per_page === 'number') {
				holder.total_pages = Math.ceil(total / holder.per_page);
			}
		}
		if (typeof body.count === 'number') body.count = total;
		return body;
	};
}

/** Words that no provider documents, in place of every status, direction and mode. */
const undocumentedWords: ReadonlyArray<readonly [RegExp, string]> = [
	[/status$/, 'quiescent'],
	[/direction$/, 'sideways'],
	[/^mode$|_mode$/, 'whimsical'],
	[/^auth_type$/, 'secret knock'],
];

/** What lies deeper stays as it is: only an answer of another fault is nested so deeply. */
const MOST_LEVELS = 500;

export function withUnknownEnums(value: unknown, level = 0): unknown {
	if (level > MOST_LEVELS) return value;
	if (Array.isArray(value)) return value.map((one) => withUnknownEnums(one, level + 1));
	if (!isObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([key, child]) => {
			const word = undocumentedWords.find(([pattern]) => pattern.test(key))?.[1];
			return [key, typeof child === 'string' && word ? word : withUnknownEnums(child, level + 1)];
		}),
	);
}

/** A body of at least this many bytes that still says what it said. */
export function padded(bytes: number): (body: unknown) => unknown {
	return (body) => {
		const missing = Math.max(0, bytes - JSON.stringify(body).length);
		const padding = 'x'.repeat(missing);
		return isObject(body) ? { ...body, padding } : [body, padding];
	};
}

/** A body that says what it said, and in which objects lie in each other so deep. */
export function deepened(levels: number): (text: string) => string {
	return (text) => {
		const deep = `${'['.repeat(levels)}${']'.repeat(levels)}`;
		const parsed = parse(text)?.value;
		return isObject(parsed)
			? `${JSON.stringify(parsed).replace(/}$/, Object.keys(parsed).length > 0 ? ',' : '')}"deep":${deep}}`
			: deep;
	};
}

/** The same kind of ID, of something else. */
const otherId = (id: string) =>
	id.replace(/[0-9a-f](?=[^0-9a-f]*$)/i, (last) => (last === '7' ? '2' : '7'));

const isIdKey = (key: string) => /^(?:id|sid|e164|number_e164|trunk_id|uuid)$/i.test(key);

/** The answer is about another thing than the one that the address ends in. */
export function aboutAnother(path: string): (body: unknown) => unknown {
	const id = decodeURIComponent(path.split('/').at(-1) ?? '').replace(/\.json$/, '');
	return (body) => {
		const row = isObject(body) && isObject(body.data) ? body.data : body;
		if (!isObject(row)) return body;
		for (const [key, value] of Object.entries(row)) {
			if (isIdKey(key) && value === id) row[key] = otherId(id);
		}
		return body;
	};
}

/**
 * Every object has this value under those of these keys that it has; undefined takes them away.
 *
 * @param rowsWith objects that have this key get all of them, and others stay as they are
 */
export function withKeys(
	keys: readonly string[],
	value: unknown,
	rowsWith?: string,
): (body: unknown) => unknown {
	const values = Object.fromEntries(keys.map((key) => [key, value]));
	const rewritten = (body: unknown, level = 0): unknown => {
		if (level > MOST_LEVELS) return body;
		if (Array.isArray(body)) return body.map((one) => rewritten(one, level + 1));
		if (!isObject(body)) return body;
		const row = Object.fromEntries(
			Object.entries(body).map(([key, child]) => [
				key,
				rowsWith === undefined && keys.includes(key) ? value : rewritten(child, level + 1),
			]),
		);
		return rowsWith !== undefined && rowsWith in body ? { ...row, ...values } : row;
	};
	return (body) => rewritten(body);
}

/** The first half, so that it is no valid JSON any more; an empty text becomes an open brace. */
export function truncated(text: string): string {
	return text.length < 2 ? '{' : text.slice(0, Math.floor(text.length / 2));
}

const pageParameters = ['page', 'offset', 'Page', 'PageToken'];

/** Removes from a parsed query what says which page is wanted; the page size stays. */
export function forgetPage(query: unknown): void {
	if (!isObject(query)) return;
	for (const name of pageParameters) delete query[name];
}
