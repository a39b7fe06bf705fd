import type { INode, JsonObject } from 'n8n-workflow';
import { NodeApiError, NodeOperationError } from 'n8n-workflow';
import { InputError } from '../validation/inputError';
import { isTool } from '../form/toolDescriptions';
import { escapeHtml } from './redaction';

/**
 * How a request failed, by what is known of its effect:
 * - `refused`: the provider said no and did nothing
 * - `busy`: the provider did nothing and wants to be asked later (429)
 * - `undelivered`: no connection, so nothing was done
 * - `unknown`: the answer was lost or unreadable, so it may have been done
 * - `cancelled`: the execution was stopped
 */
export type FailureKind = 'refused' | 'busy' | 'undelivered' | 'unknown' | 'cancelled';

export interface FailureDetails {
	kind: FailureKind;
	/** HTTP status, or null where no answer arrived. */
	status?: number | null;
	/** The provider's own code. */
	code?: string | null;
	requestId?: string | null;
	/** What to do about it. */
	advice?: string;
	/** Wait that the provider asked for, in milliseconds. */
	retryAfterMs?: number;
	/** The provider has finished with the request, so that a look-up shows its final outcome. */
	finished?: boolean;
	/** What was asked for is no longer there. */
	gone?: boolean;
	/** It may have been made all the same. */
	mayExist?: boolean;
	/** The message tells what has become of everything that the item had changed. */
	isSettled?: boolean;
}

/** One request that did not do what was asked. The message is free of secrets. */
export class RequestFailure extends Error {
	readonly kind: FailureKind;
	readonly status: number | null;
	readonly code: string | null;
	readonly requestId: string | null;
	readonly advice?: string;
	readonly retryAfterMs?: number;
	readonly finished: boolean;
	readonly gone: boolean;
	readonly mayExist: boolean;
	readonly isSettled: boolean;

	constructor(message: string, details: FailureDetails) {
		super(message);
		this.kind = details.kind;
		this.status = details.status ?? null;
		this.code = details.code ?? null;
		this.requestId = details.requestId ?? null;
		this.advice = details.advice;
		this.retryAfterMs = details.retryAfterMs;
		this.finished = details.finished ?? false;
		this.gone = details.gone ?? false;
		this.mayExist = details.mayExist ?? false;
		this.isSettled = details.isSettled ?? false;
	}

	/** The same failure, after which it is not known whether the change was made. */
	leftOpen(): RequestFailure {
		return new RequestFailure(this.message, { ...this, kind: 'unknown' });
	}

	/** The same failure, told with how often it was asked again. */
	asked(times: number): RequestFailure {
		const again = times === 1 ? 'once more' : `${times} more times`;
		return new RequestFailure(`${this.message} It was asked ${again}.`, { ...this });
	}
}

/** What is told about a failed item beside the message, for workflows that branch on it. */
export interface FailureReport {
	provider: string;
	status: number | null;
	code: string | null;
	requestId: string | null;
	advice?: string;
	/** Present and true where the thing to be made may have been made. */
	mayExist?: true;
	/** The field whose input was refused. */
	field?: string;
	[key: string]: string | number | boolean | null | undefined;
}

/** How words begin for which n8n replaces a message that contains one anywhere; they may overlap. */
const REPLACED_BY_N8N =
	/E(?=CONNREFUSED|CONNRESET|NOTFOUND|TIMEDOUT|RRADDRINUSE|ADDRNOTAVAIL|CONNABORTED|HOSTUNREACH|AI_AGAIN|NOENT|ISDIR|NOTDIR|ACCES|EXIST|PERM)|G(?=ETADDRINFO)/gi;

/** Each such word is broken by a character that nobody sees. */
const keepWording = (text: string) => text.replace(REPLACED_BY_N8N, '$&\u2060');

/** n8n stores the node with an error, and its parameters may hold a literal password. */
const withoutParameters = (node: INode): INode => ({ ...node, parameters: {} });

export function failureReport(provider: string, error: unknown): FailureReport {
	if (error instanceof RequestFailure) {
		return {
			provider,
			status: error.status,
			code: error.code,
			requestId: error.requestId,
			...(error.advice ? { advice: error.advice } : {}),
			...(error.mayExist ? { mayExist: true as const } : {}),
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
