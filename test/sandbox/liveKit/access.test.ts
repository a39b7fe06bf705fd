import { refusal, token, useLiveKit } from './support';

const { context, call } = useLiveKit();

describe('who may call', () => {
	const json = { 'content-type': 'application/json' };

	test.each([
		['no header', undefined],
		['a token for video alone', async () => await token({ video: { roomList: true } })],
		['a token for calls alone', async () => await token({ sip: { call: true } })],
	])('%s: permissions denied', async (_what, make) => {
		const headers = make ? { ...json, authorization: `Bearer ${await make()}` } : json;
		expect(await call('ListSIPInboundTrunk', {}, { headers })).toEqual({
			status: 401,
			data: refusal('unauthenticated', 'permissions denied'),
			contentType: 'application/json',
		});
	});

	test.each([
		['Basic eDp5', 'invalid authorization header. Must start with Bearer '],
		['Bearer x', /^invalid authorization token: token is malformed/],
		[
			`Bearer ${['{"alg":"HS256"}', '{"iss":"unknown"}', ''].map((part) => Buffer.from(part).toString('base64url')).join('.')}`,
			'invalid API key',
		],
	])('%s is refused in plain text', async (authorization, message) => {
		const answer = await call('ListSIPInboundTrunk', {}, { headers: { ...json, authorization } });
		expect(answer).toEqual({
			status: 401,
			data: typeof message === 'string' ? message : expect.stringMatching(message),
			contentType: 'text/plain; charset=utf-8',
		});
	});
});

describe('routes', () => {
	const route = (method: string, path: string) => ({ twirp_invalid_route: `${method} ${path}` });

	test('an unknown method, another HTTP method, another content type', async () => {
		const authorization = `Bearer ${await token()}`;
		const path = '/twirp/livekit.SIP/GetSIPDispatchRule';
		expect(await call('GetSIPDispatchRule')).toMatchObject({
			status: 404,
			data: {
				code: 'bad_route',
				msg: `no handler for path "${path}"`,
				meta: route('POST', path),
			},
		});
		expect(await call('ListSIPInboundTrunk', '', { method: 'GET' })).toMatchObject({
			status: 404,
			data: { code: 'bad_route', msg: 'unsupported method "GET" (only POST is allowed)' },
		});
		const headers = { authorization, 'content-type': 'text/plain' };
		expect(await call('ListSIPInboundTrunk', {}, { headers })).toMatchObject({
			status: 404,
			data: { code: 'bad_route', msg: 'unexpected Content-Type: "text/plain"' },
		});
	});

	test('another path is plain text', async () => {
		expect(await call('', {}, { path: '/twirp/livekit.sip/ListSIPInboundTrunk' })).toEqual({
			status: 404,
			data: '404 page not found',
			contentType: 'text/plain; charset=utf-8',
		});
	});

	test('a body of more than 10 MiB is refused in plain text', async () => {
		const { status, contentType } = await call(
			'ListSIPInboundTrunk',
			'x'.repeat(10 * 1024 * 1024 + 1),
		);
		expect([status, contentType]).toEqual([413, 'text/plain; charset=utf-8']);
	});

	test('placing a call is a danger and does nothing', async () => {
		const { status } = await call('CreateSIPParticipant');
		expect([status, context.requests.at(-1)?.danger]).toEqual([500, 'call placed']);
	});

	test('its own body for refusals from outside', async () => {
		context.setFaults([{ kind: 'tooManyRequests', retryAfter: 1 }]);
		expect((await call('ListSIPInboundTrunk')).data.code).toBe('resource_exhausted');
	});
});
