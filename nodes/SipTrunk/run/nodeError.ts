import type { IDataObject, INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { InputError } from '../validation/inputError';
import { isTool } from '../form/toolDescriptions';
import { RequestFailure } from '../http/errors';
import { escapeHtml } from '../http/secretForms';

/** A failure as n8n and its users are told of it. */

/** What is told about a failed item beside the message, for workflows that branch on it. */
export interface FailureReport {
	provider: string;
	/** The HTTP status of the answer. */
	status: number | null;
	/** The provider's own code, or the node's where it refuses by itself. */
	code: string | null;
	requestId: string | null;
	advice?: string;
	/** Present and true where the thing to be made may have been made. */
	mayExist?: true;
	/** The field whose input was refused. */
	field?: string;
	[key: string]: IDataObject[string];
}

/** How words begin for which n8n replaces a message that contains one anywhere; they may overlap. */
const REPLACED_BY_N8N =
	/E(?=CONNREFUSED|CONNRESET|NOTFOUND|TIMEDOUT|RRADDRINUSE|ADDRNOTAVAIL|CONNABORTED|HOSTUNREACH|AI_AGAIN|NOENT|ISDIR|NOTDIR|ACCES|EXIST|PERM)|G(?=ETADDRINFO)/gi;

/** Each such word is broken by a character that nobody sees. */
const keepWording = (text: string) => text.replace(REPLACED_BY_N8N, '$&\u2060');

/** n8n stores the node with an error, and its parameters may hold a literal password. */
const withoutParameters = (node: INode): INode => ({ ...node, parameters: {} });

/** What is told of any failure; of one that is no failed request, the field that was refused at most. */
export function failureReport(provider: string, error: unknown): FailureReport {
	if (error instanceof RequestFailure) {
		return {
			provider,
			status: error.status,
			code: error.code,
			requestId: error.requestId,
			...(error.advice ? { advice: error.advice } : {}),
			...(error.effect !== 'none' ? { mayExist: true as const } : {}),
			...error.report,
		};
	}
	const field = error instanceof InputError ? { field: error.field } : {};
	return { provider, status: null, code: null, requestId: null, ...field };
}

/** What to do next, as plain text. */
export function adviceOf(error: unknown): string | undefined {
	if (error instanceof RequestFailure) return error.advice;
	if (error instanceof InputError && error.example !== undefined)
		return `Example: ${error.example}`;
	return undefined;
}

/** Where in a run a failure has happened. */
export interface ErrorPlace {
	itemIndex?: number;
	/** What had been done by then, as plain text. */
	done?: string;
}

/**
 * The error that stops the workflow: what happened as its title, what to do and what had been done as its
 * description. It holds nothing but these texts, the HTTP status and the item.
 */
export function toNodeError(node: INode, error: unknown, { itemIndex, done }: ErrorPlace = {}) {
	if (error instanceof NodeOperationError || error instanceof NodeApiError) {
		return Object.assign(error, { node: withoutParameters(error.node) });
	}
	const happened = error instanceof Error ? error.message : String(error);
	// An agent is told the message only, so what to do about it stands there too.
	const advice = isTool(node) ? adviceOf(error) : undefined;
	const message = keepWording(advice === undefined ? happened : `${happened} ${advice}`);
	const description = [adviceOf(error), done]
		.filter((part) => part !== undefined && part !== '')
		.map((part) => escapeHtml(part as string))
		.join('<br>');
	if (error instanceof RequestFailure) {
		const details: JsonObject = { message };
		return new NodeApiError(withoutParameters(node), details, {
			message,
			description: description === '' ? undefined : description,
			httpCode: error.status === null ? undefined : String(error.status),
			itemIndex,
		});
	}
	return new NodeOperationError(withoutParameters(node), message, { description, itemIndex });
}
