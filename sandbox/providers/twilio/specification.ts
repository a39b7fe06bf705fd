import Ajv, { type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

import apiDocument from '../../openapi/twilio_api_v2010_sip.json';
import trunkingDocument from '../../openapi/twilio_trunking_v1.json';

import { type ErrorCode, Refusal } from './errors';

type Schema = Record<string, unknown>;
type Method = 'GET' | 'POST' | 'DELETE';

interface Parameter {
	name: string;
	in: string;
	required?: boolean;
	schema: Schema;
}

interface Content {
	schema: Schema;
	examples?: Record<string, { value: unknown }>;
}

interface DocumentedOperation {
	operationId: string;
	parameters?: Parameter[];
	requestBody?: { content: Record<string, Content> };
	responses: Record<string, { content?: Record<string, Content> }>;
}

interface OpenApiDocument {
	paths: Record<string, { get?: unknown; post?: unknown; delete?: unknown }>;
	components: { schemas: Record<string, unknown> };
}

/** Values of parameters after validation: numbers and booleans are no longer text. */
export type Values = Readonly<Record<string, string | number | boolean | undefined>>;

export type Api = 'trunking' | '2010-04-01';

/** One operation of Twilio's OpenAPI documents, its schemas compiled. */
export interface Operation {
	api: Api;
	id: string;
	method: Method;
	/** The document's path, such as `/v1/Trunks/{TrunkSid}/OriginationUrls/{Sid}`. */
	path: string;
	/** The status of success. */
	status: number;
	/** The document's own examples, for tests. */
	requestExamples: Record<string, unknown>;
	answerExamples: Record<string, unknown>;
	/** Whether every SID in the path has the shape that belongs there. */
	isPath(parameters: unknown): boolean;
	/** @throws {Refusal} for parameters that the document does not list or allow. */
	readQuery(query: unknown): Values;
	/** @throws {Refusal} for parameters that the document does not list or allow. */
	readForm(form: unknown): Values;
	/** What is wrong with an answer, in words; undefined if it fits its schema. */
	findMistake(answer: unknown): string | undefined;
}

const formType = 'application/x-www-form-urlencoded';
const jsonType = 'application/json';

/** Fields that an empty value clears; the documents' schemas do not say so. */
const clearableFields: Record<string, readonly string[]> = {
	UpdateTrunk: ['FriendlyName', 'DisasterRecoveryUrl', 'DisasterRecoveryMethod'],
};

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
const parameterAjv = createAjv(true);
const answerAjv = createAjv(false);

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Replaces `$ref` by what it points to, so that each schema stands for itself. */
function resolveReferences(value: unknown, document: OpenApiDocument): unknown {
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
 */
function answerSchema(schema: Schema, api: Api): Schema {
	const { nullable, ...rest } = schema;
	const result: Schema = { ...rest };
	if (isRecord(schema.properties)) {
		const properties = Object.entries(schema.properties).filter(([, value]) => isRecord(value));
		result.properties = Object.fromEntries(
			properties.map(([name, value]) => [name, answerSchema(value as Schema, api)]),
		);
		result.additionalProperties = false;
		if (schema.format !== 'phone-number-capabilities') {
			result.required = properties.map(([name]) => name);
		}
	}
	if (isRecord(schema.items)) result.items = answerSchema(schema.items, api);
	if (schema.format === 'uri' && api === '2010-04-01') result.format = 'uri-reference';
	if (nullable !== true || schema.type === undefined) return result;
	return { anyOf: [result, { enum: schema.type === 'string' ? [null, ''] : [null] }] };
}

function parametersSchema(
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

function parameterNames(error: ErrorObject): { unknown?: string; missing?: string; wrong: string } {
	return {
		unknown: error.params.additionalProperty,
		missing: error.params.missingProperty,
		wrong: error.instancePath.slice(1),
	};
}

function codeOfWrongValue(name: string, error: ErrorObject): ErrorCode {
	if (name === 'PageSize' && error.keyword === 'maximum') return 20007;
	if (name === 'FriendlyName') return 20002;
	if (name === 'Username' || name === 'Password') return 21240;
	return name.endsWith('Sid') ? 20423 : 20422;
}

/** Messages name the parameter, never its value: it may be a password. */
function refusalFor(error: ErrorObject): Refusal {
	const { unknown, missing, wrong } = parameterNames(error);
	if (unknown !== undefined) return new Refusal(20001, `Unknown parameter ${unknown}`);
	if (missing === 'Username' || missing === 'Password') {
		return new Refusal(21240, `${missing} is required`);
	}
	if (missing !== undefined) {
		return new Refusal(20001, `Missing required parameter ${missing} in the post body`);
	}
	return new Refusal(codeOfWrongValue(wrong, error), `Invalid parameter ${wrong}`);
}

function reader(validate: ValidateFunction): (values: unknown) => Values {
	return (values) => {
		const copy = isRecord(values) ? { ...values } : {};
		if (!validate(copy) && validate.errors?.[0] !== undefined) throw refusalFor(validate.errors[0]);
		return copy as Values;
	};
}

function examplesOf(content: Content | undefined): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(content?.examples ?? {}).map(([name, { value }]) => [name, value]),
	);
}

function compileOperation(
	api: Api,
	method: Method,
	path: string,
	documented: DocumentedOperation,
): Operation {
	const parametersIn = (place: string) =>
		(documented.parameters ?? []).filter((parameter) => parameter.in === place);
	const compileParameters = (place: string) =>
		parameterAjv.compile(
			parametersSchema(
				Object.fromEntries(parametersIn(place).map(({ name, schema }) => [name, schema])),
				parametersIn(place).flatMap(({ name, required }) => (required === true ? [name] : [])),
				[],
			),
		);

	const form = documented.requestBody?.content[formType];
	const validateForm = parameterAjv.compile(
		parametersSchema(
			(form?.schema.properties ?? {}) as Record<string, Schema>,
			(form?.schema.required ?? []) as string[],
			clearableFields[documented.operationId] ?? [],
		),
	);

	const [status, { content }] = Object.entries(documented.responses)[0];
	const answer = content?.[jsonType];
	const validateAnswer = answer && answerAjv.compile(answerSchema(answer.schema, api));
	const isPath = compileParameters('path');

	return {
		api,
		id: documented.operationId,
		method,
		path,
		status: Number(status),
		requestExamples: examplesOf(form),
		answerExamples: examplesOf(answer),
		isPath: (parameters) => isPath(parameters),
		readQuery: reader(compileParameters('query')),
		readForm: reader(validateForm),
		findMistake: (body) => {
			if (validateAnswer === undefined) return body === undefined ? undefined : 'must have no body';
			return validateAnswer(body) ? undefined : answerAjv.errorsText(validateAnswer.errors);
		},
	};
}

function compileDocument(api: Api, document: OpenApiDocument): Operation[] {
	return Object.entries(document.paths).flatMap(([path, item]) =>
		Object.entries({ GET: item.get, POST: item.post, DELETE: item.delete }).flatMap(
			([method, operation]) =>
				operation === undefined
					? []
					: compileOperation(
							api,
							method as Method,
							path,
							resolveReferences(operation, document) as DocumentedOperation,
						),
		),
	);
}

/**
 * The operations of both OpenAPI documents beside this provider, compiled once per process.
 *
 * @see https://github.com/twilio/twilio-oai
 */
export const operations: readonly Operation[] = [
	...compileDocument('trunking', trunkingDocument),
	...compileDocument('2010-04-01', apiDocument),
];
