import Ajv, { type ErrorObject, type SchemaObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

/** One thing that is wrong with a value, in terms that every provider can word in its own way. */
export interface Violation {
	/** Where: the keys down from the value itself; for a missing key, the key that is missing. */
	path: string[];
	/** The JSON Schema keyword: `required`, `type`, `maxLength`, `enum`, ... */
	keyword: string;
	message: string;
	/** What was found there; for a missing key, the object that lacks it. */
	value: unknown;
	limit?: number;
	allowed?: unknown[];
}

const ajv = new Ajv({ allErrors: true, verbose: true, strict: true, allowUnionTypes: true });
addFormats(ajv);

/** Makes a schema a function that lists everything that is wrong with a value. It is compiled when it is first called. */
export function violationsOf(schema: SchemaObject): (value: unknown) => Violation[] {
	let compiled: ValidateFunction | undefined;
	return (value) => {
		const validate = (compiled ??= ajv.compile(schema));
		validate(value);
		return (validate.errors ?? []).map(toViolation);
	};
}

function toViolation(error: ErrorObject): Violation {
	const path = error.instancePath.split('/').slice(1).map(unescapePointer);
	if (error.keyword === 'required') path.push(String(error.params.missingProperty));
	return {
		path,
		keyword: error.keyword,
		message: error.message ?? 'is not valid',
		value: error.data,
		limit: error.params.limit,
		allowed: error.params.allowedValues,
	};
}

function unescapePointer(part: string): string {
	return part.replace(/~1/g, '/').replace(/~0/g, '~');
}

/** A positive whole number from a query string; the fallback if it is absent or something else. */
export function positiveInteger(text: unknown, fallback: number): number {
	return typeof text === 'string' && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : fallback;
}
