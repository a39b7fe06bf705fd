import { AccessToken, TokenVerifier } from 'livekit-server-sdk';
import { TokenRefusal, verifyToken } from '../../../sandbox/providers/liveKit/token';

const secrets = { devkey: 'secret' };

/** Made by hand: key `devkey`, secret `secret`, good from 1,700,000,000 for 600 seconds. */
const vector =
	'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.' +
	'eyJpc3MiOiJkZXZrZXkiLCJuYmYiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDYwMCwic2lwIjp7ImFkbWluIjp0cnVlfX0.' +
	'8UGiD65zkfRdW6RJnCaxdpuyNYdOQGLzH2M8ECSqoW0';
const at = (seconds: number) => new Date(seconds * 1000);
const { iss, nbf, exp, sip } = {
	iss: 'devkey',
	nbf: 1_700_000_000,
	exp: 1_700_000_600,
	sip: { admin: true },
};

function refusalOf(token: string, now: Date): string {
	try {
		verifyToken(token, secrets, now);
	} catch (error) {
		if (error instanceof TokenRefusal) return error.message;
	}
	return 'accepted';
}

test('the sandbox and LiveKit’s own verifier read the same in a token', async () => {
	const tolerance = Date.now() / 1000;
	const theirs = await new TokenVerifier('devkey', 'secret').verify(vector, tolerance);

	expect(theirs).toEqual({ iss, nbf, exp, sip });
	expect(verifyToken(vector, secrets, at(nbf))).toEqual(theirs);
});

test('a token of LiveKit’s own client is good', async () => {
	const made = new AccessToken('devkey', 'secret', { ttl: 60 });
	made.addSIPGrant({ admin: true });

	expect(verifyToken(await made.toJwt(), secrets, new Date())).toMatchObject({ sip });
});

test.each([
	['one minute early', at(nbf - 60), 'accepted'],
	['more than a minute early', at(nbf - 61), 'token has invalid claims: token is not valid yet'],
	['one minute late', at(exp + 60), 'accepted'],
	['more than a minute late', at(exp + 61), 'token has invalid claims: token is expired'],
])('%s', (_what, now, outcome) => {
	const prefix = outcome === 'accepted' ? '' : 'invalid authorization token: ';
	expect(refusalOf(vector, now)).toBe(`${prefix}${outcome}`);
});

const [header, payload, signature] = vector.split('.');
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

test.each([
	['another signature', `${header}.${payload}.${signature.replace('8U', '9U')}`, /signature is in/],
	['no signature', `${header}.${payload}.`, /signature is invalid: signature is invalid$/],
	['no algorithm', `${encoded({ alg: 'none' })}.${payload}.`, /signing method none is invalid/],
	['another key', `${header}.${encoded({ iss: 'other', exp })}.${signature}`, /^invalid API key$/],
	['two parts', `${header}.${payload}`, /token is malformed/],
	['no JSON', `x.${payload}.${signature}`, /token is malformed: could not JSON decode/],
])('%s is refused', (_what, token, message) => {
	expect(refusalOf(token, at(nbf))).toMatch(message);
});

test('a token that never ends is refused', async () => {
	const { createHmac } = await import('node:crypto');
	const endless = `${header}.${encoded({ iss, sip })}`;
	const signed = createHmac('sha256', 'secret').update(endless).digest('base64url');

	expect(refusalOf(`${endless}.${signed}`, at(nbf))).toMatch(/exp claim is required$/);
	await expect(
		new TokenVerifier('devkey', 'secret').verify(`${endless}.${signed}`),
	).rejects.toThrow();
});
