import type { IDataObject } from 'n8n-workflow';
import { said, type ErrorAnswer } from '../../errors';

const entry = (code: string, detail: string, source?: IDataObject): IDataObject => ({
	code,
	title: 'Bad Request',
	detail,
	...(source === undefined ? {} : { source }),
	meta: { url: `https://developers.telnyx.com/docs/overview/errors/${code}` },
});

const error = (
	status: number,
	code: string,
	words: string,
	advises: string,
	source?: IDataObject,
): ErrorAnswer => ({
	status,
	body: { errors: [entry(code, `${words}.`, source)] },
	says: said('Telnyx', { status, code }, words),
	advises,
	code,
});

const root = { pointer: '/' };

export const errors: ErrorAnswer[] = [
	error(
		400,
		'10015',
		'The request failed because it was not well-formed',
		'what the message',
		root,
	),
	error(401, '10009', 'Could not understand the provided credentials', 'begins with KEY'),
	error(403, '10010', 'You do not have permission', 'verified for this', root),
	error(404, '10005', 'The requested resource or URL could not be found', 'Check the ID', root),
	error(409, '10012', 'It exists already', 'in use already'),
	error(429, '10011', 'Too many requests', "'Requests in Parallel'"),
	error(500, '10007', 'An unexpected error occurred', 'Try again later'),
	{
		status: 422,
		body: {
			errors: [
				entry('10015', 'Invalid dnis_format.', { pointer: '/inbound/dnis_number_format' }),
				entry('10004', 'The required parameter user_name is missing.', { pointer: '/user_name' }),
			],
		},
		says: 'Telnyx answered HTTP 422, code 10015: Invalid dnis_format (/inbound/dnis_number_format); The required parameter user_name is missing (/user_name).',
		advises: 'what the message names',
		code: '10015',
	},
	{
		status: 422,
		body: { errors: [{ code: 10033, title: 'Value out of range', source: { parameter: 'sort' } }] },
		says: 'Telnyx answered HTTP 422, code 10033: Value out of range (sort).',
		advises: 'fields that the message names',
		code: '10033',
	},
];
