/** An error as a provider documents it, and what the node says then. */
export interface ErrorAnswer {
	status: number;
	body: unknown;
	/** Exactly the message. */
	says: string;
	/** A part of what to do about it. */
	advises: string;
	code: string | null;
	requestId?: string;
}

/** Stands in the bodies where a provider repeats what was sent, and must not be repeated by the node. */
export const echoed = 'Sent-By-The-Client-1';

/** The message of the node for an error of this provider. */
export function said(
	provider: string,
	{ status, code }: Pick<ErrorAnswer, 'status' | 'code'>,
	words: string,
): string {
	const outcome = status === 401 ? 'refused the key (HTTP 401' : `answered HTTP ${status}`;
	const withCode = code === null ? outcome : `${outcome}, code ${code}`;
	return `${provider} ${withCode}${status === 401 ? ')' : ''}: ${words}.`;
}
