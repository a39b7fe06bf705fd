import type { IDataObject } from 'n8n-workflow';
import { said, type ErrorAnswer } from '../../errors';

const api_id = '97ceeb52-58b6-11e1-86da-77300b68f8bb';

const error = (
	status: number,
	words: string,
	advises: string,
	body: IDataObject | string = { api_id, error: words },
): ErrorAnswer => ({
	status,
	body,
	says: said('Plivo', { status, code: null }, words),
	advises,
	code: null,
	...(typeof body === 'string' ? {} : { requestId: api_id }),
});

export const errors: ErrorAnswer[] = [
	error(400, 'answer_url parameter is missing', 'message names'),
	error(401, 'authentication failed', 'Auth Token'),
	error(403, 'feature not enabled', 'Zentrunk'),
	error(404, 'not found', 'Check the ID or number'),
	error(422, 'required parameter missing', 'Primary Origination URI'),
	error(429, 'request limit exceeded', "'Requests in Parallel'"),
	error(500, 'internal error', 'Try again later'),
	error(400, 'message alone', 'message names', { api_id, message: 'message alone' }),
	error(400, 'for all', 'message names', { api_id, global_error: 'for all' }),
	error(400, 'within data', 'message names', { api_id, data: { error: 'within data' } }),
	error(400, 'name: too long; name: odd', 'message names', {
		api_id,
		error: { name: ['too long', 'odd'] },
	}),
	error(400, 'one; two', 'message names', { api_id, error: ['one', 'two'] }),
];
