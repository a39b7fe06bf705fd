import { InputError } from '../validation/inputError';
import { RequestFailure } from './errors';
import type { Redactor } from './redaction';

/** The same error without secrets: the message of an operation may quote a provider's row. */
export function redactedError(error: unknown, redactor: Redactor): unknown {
	if (!(error instanceof Error)) return error;
	const message = redactor.row(error.message);
	if (error instanceof RequestFailure) {
		return new RequestFailure(message, {
			...error,
			code: redactor.row(error.code),
			requestId: redactor.row(error.requestId),
			advice: redactor.row(error.advice),
			report: redactor.row(error.report),
		});
	}
	if (error instanceof InputError) {
		return new InputError(error.field, redactor.row(error.problem), error.example);
	}
	return message === error.message ? error : new Error(message);
}
