import Ajv from 'ajv';
import addFormats from 'ajv-formats';

/** The schemas of Twilio's OpenAPI documents, made fit to check parameters and answers. */

export type Schema = Record<string, unknown>;

interface Document {
	components: { schemas: Record<string, unknown> };
}

const formats = {
	'http-method': true,
	'phone-number-capabilities': true,
	'uri-map': true,
	// A filter may be part of a number, with * for any digit.
	'phone-number': /^\+?[0-9*]+$/,
	'date-time-rfc-2822': /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0000$/,
} as const;

function createAjv(coerceTypes: boolean): Ajv {
	const ajv = new Ajv({ strict: false, coerceTypes });
	addFormats(ajv);
	for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
	return ajv;
}

// Parameters arrive as text, answers must have the right types from the start.
export const parameterAjv = createAjv(true);
export const answerAjv = createAjv(false);

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Replaces `$ref` by what it points to, so that each schema stands for itself. */
export function resolveReferences(value: unknown, document: Document): unknown {
	if (Array.isArray(value)) return value.map((item) => resolveReferences(item, document));
	if (!isRecord(value)) return value;
	if (typeof value.$ref === 'string') {
		const name = value.$ref.slice('#/components/schemas/'.length);
		return resolveReferences(document.components.schemas[name], document);
	}
	return Object.fromEntries(
		Object.entries(value).map(([key, item]) => [key, resolveReferences(item, document)]),
	);
}

/**
 * Sharpens an answer's schema: the documents neither forbid unknown properties nor require any, yet
 * their examples are complete (only the keys of `capabilities` vary). In two points the examples show
 * that the schemas are too narrow: an empty string may stand for null, and the links of the 2010 API
 * are relative.
 *
 * @param isRelative whether links are relative
 */
export function answerSchema(schema: Schema, isRelative: boolean): Schema {
	const { nullable, ...rest } = schema;
	const result: Schema = { ...rest };
	if (isRecord(schema.properties)) {
		const properties = Object.entries(schema.properties).filter(([, value]) => isRecord(value));
		result.properties = Object.fromEntries(
			properties.map(([name, value]) => [name, answerSchema(value as Schema, isRelative)]),
		);
		result.additionalProperties = false;
		if (schema.format !== 'phone-number-capabilities') {
			result.required = properties.map(([name]) => name);
		}
	}
	if (isRecord(schema.items)) result.items = answerSchema(schema.items, isRelative);
	if (schema.format === 'uri' && isRelative) result.format = 'uri-reference';
	if (nullable !== true || schema.type === undefined) return result;
	return { anyOf: [result, { enum: schema.type === 'string' ? [null, ''] : [null] }] };
}

export function parametersSchema(
	properties: Record<string, Schema>,
	required: readonly string[],
	clearable: readonly string[],
): Schema {
	return {
		type: 'object',
		properties: Object.fromEntries(
			Object.entries(properties).map(([name, schema]) => [
				name,
				clearable.includes(name) ? { anyOf: [{ const: '' }, schema] } : schema,
			]),
		),
		required,
		additionalProperties: false,
	};
}
