import type { ErrorObject, ValidateFunction } from 'ajv';

import apiDocument from '../../openapi/twilio_api_v2010_sip.json';
import trunkingDocument from '../../openapi/twilio_trunking_v1.json';

import { type ErrorCode, Refusal } from './errors';
import {
	answerAjv,
	answerSchema,
	isRecord,
	parameterAjv,
	parametersSchema,
	resolveReferences,
	type Schema,
} from './schemas';

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

/** One operation of Twilio's OpenAPI documents. */
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

/** Compiling takes long, and most operations are not called in one process. */
function whenNeeded(compile: () => ValidateFunction): () => ValidateFunction {
	let compiled: ValidateFunction | undefined;
	return () => (compiled ??= compile());
}

function reader(compiled: () => ValidateFunction): (values: unknown) => Values {
	return (values) => {
		const validate = compiled();
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
	const parameterCheck = (place: string) =>
		whenNeeded(() =>
			parameterAjv.compile(
				parametersSchema(
					Object.fromEntries(parametersIn(place).map(({ name, schema }) => [name, schema])),
					parametersIn(place).flatMap(({ name, required }) => (required === true ? [name] : [])),
					[],
				),
			),
		);

	const form = documented.requestBody?.content[formType];
	const formCheck = whenNeeded(() =>
		parameterAjv.compile(
			parametersSchema(
				(form?.schema.properties ?? {}) as Record<string, Schema>,
				(form?.schema.required ?? []) as string[],
				clearableFields[documented.operationId] ?? [],
			),
		),
	);

	const [status, { content }] = Object.entries(documented.responses)[0];
	const answer = content?.[jsonType];
	const answerCheck =
		answer &&
		whenNeeded(() => answerAjv.compile(answerSchema(answer.schema, api === '2010-04-01')));
	const pathCheck = parameterCheck('path');

	return {
		api,
		id: documented.operationId,
		method,
		path,
		status: Number(status),
		requestExamples: examplesOf(form),
		answerExamples: examplesOf(answer),
		isPath: (parameters) => pathCheck()(parameters),
		readQuery: reader(parameterCheck('query')),
		readForm: reader(formCheck),
		findMistake: (body) => {
			if (answerCheck === undefined) return body === undefined ? undefined : 'must have no body';
			const validateAnswer = answerCheck();
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
 * The operations of both OpenAPI documents beside this provider, each compiled when it is first called.
 *
 * @see https://github.com/twilio/twilio-oai
 */
export const operations: readonly Operation[] = [
	...compileDocument('trunking', trunkingDocument),
	...compileDocument('2010-04-01', apiDocument),
];
