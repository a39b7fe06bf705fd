import type { IDataObject } from 'n8n-workflow';
import { echoed, said, type ErrorAnswer } from '../../errors';

const requestId = 'req_1a2b3c';

const envelope = (code: string, message: string, details?: IDataObject): IDataObject => ({
	status: 'error',
	error: { code, message, details },
	timestamp: '2025-10-12T10:30:00.000Z',
	requestId,
});

const error = (
	status: number,
	code: string,
	words: string,
	advises: string,
	details?: IDataObject,
): ErrorAnswer => ({
	status,
	body: envelope(code, words, details),
	says: said('Vobiz', { status, code }, words),
	advises,
	code,
	requestId,
});

export const errors: ErrorAnswer[] = [
	error(401, 'INVALID_CREDENTIALS', 'Invalid authentication credentials', 'Auth'),
	error(401, 'TOKEN_EXPIRED', 'Token has expired', 'Auth'),
	error(402, 'INSUFFICIENT_BALANCE', 'Insufficient balance', 'balance'),
	error(402, 'PAYMENT_FAILED', 'Payment failed', 'a'),
	error(403, 'ACCOUNT_INACTIVE', 'Account is inactive', 'a'),
	error(404, 'TRUNK_NOT_FOUND', 'SIP trunk not found', 'Check', { trunkId: 'x' }),
	error(409, 'DUPLICATE_USERNAME', 'Username already exists in this account', 'user name', {
		username: echoed,
	}),
	error(429, 'RATE_LIMIT_EXCEEDED', 'Too many requests', "'Requests in Parallel'", {
		limitType: 'requests',
		limit: 100,
		current: 101,
		retryAfter: 1,
	}),
	{
		status: 422,
		body: envelope('VALIDATION_ERROR', 'Validation failed', {
			errors: [
				{ field: 'name', message: 'is required', code: 'REQUIRED', value: null },
				{ field: 'password', message: 'is too short', code: 'INVALID', value: echoed },
			],
		}),
		says: 'Vobiz answered HTTP 422, code VALIDATION_ERROR: Validation failed; name is required; password is too short.',
		advises: 'message names',
		code: 'VALIDATION_ERROR',
		requestId,
	},
	{
		status: 404,
		body: { error: 'Number not found', message: 'The number is not in this account.' },
		says: 'Vobiz answered HTTP 404: The number is not in this account.',
		advises: 'Check',
		code: null,
	},
	{
		status: 400,
		body: { error: 'invalid request', message: 'This number is already assigned to a trunk.' },
		says: 'Vobiz answered HTTP 400: This number is already assigned to a trunk.',
		advises: 'a',
		code: null,
	},
	{
		status: 404,
		body: { error: 'IP ACL not found', code: 404 },
		says: 'Vobiz answered HTTP 404, code 404: IP ACL not found.',
		advises: 'Check',
		code: '404',
	},
	{
		status: 400,
		body: { api_id: 'a1b2', error: 'invalid webhook_url', message: 'Must be public.' },
		says: 'Vobiz answered HTTP 400: Must be public.',
		advises: 'a',
		code: null,
		requestId: 'a1b2',
	},
	{
		status: 404,
		body: { api_id: 'a1b2', error: 'Credential not found' },
		says: 'Vobiz answered HTTP 404: Credential not found.',
		advises: 'Check',
		code: null,
		requestId: 'a1b2',
	},
	{
		status: 403,
		body: { status: 'error', message: 'Not allowed' },
		says: 'Vobiz answered HTTP 403: Not allowed.',
		advises: 'a',
		code: null,
	},
];
