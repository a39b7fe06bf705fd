import { said, type ErrorAnswer } from '../../errors';

const error = (
	status: number,
	code: string,
	msg: string,
	advises: string,
	words = msg,
): ErrorAnswer => ({
	status,
	body: { code, msg },
	says: said('LiveKit', { status, code }, words),
	advises,
	code,
});

/** A token that is no good is refused in plain text. */
const refusedToken = (words: string): ErrorAnswer => ({
	status: 401,
	body: words,
	says: said('LiveKit', { status: 401, code: null }, words),
	advises: 'clock',
	code: null,
});

export const errors: ErrorAnswer[] = [
	refusedToken('invalid API key'),
	refusedToken('invalid authorization token: token has invalid claims: token is expired'),
	refusedToken('invalid authorization token: token signature is invalid: signature is invalid'),
	error(401, 'unauthenticated', 'permissions denied', 'manage SIP'),
	error(400, 'invalid_argument', 'no trunk numbers specified', 'message names'),
	error(
		400,
		'invalid_argument',
		'Conflicting inbound SIP Trunks: "<new>" and "ST_a1b2c3d4e5f6", using the same number(s) ["+15105550123"] without AllowedNumbers set',
		'message names',
	),
	error(403, 'permission_denied', 'not included', 'plan'),
	error(404, 'not_found', 'requested sip trunk does not exist', 'Direction'),
	error(404, 'bad_route', 'no handler for path "/twirp/livekit.SIP/Nothing"', 'update it'),
	{
		status: 404,
		body: '404 page not found',
		says: 'LiveKit answered HTTP 404: there is no such thing, or it belongs to another account.',
		advises: 'API Base URL',
		code: null,
	},
	error(412, 'failed_precondition', 'not now', 'API Base URL'),
	error(429, 'resource_exhausted', 'too many requests', "'Requests in Parallel'"),
	error(
		500,
		'internal',
		'twirp error unknown: sip not connected (redis required)',
		'Redis',
		'sip not connected (redis required)',
	),
	error(503, 'unavailable', 'try later', 'Try again later'),
];
