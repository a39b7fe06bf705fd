import type { IHttpRequestOptions } from 'n8n-workflow';
import { basic, bearer, jsonWebToken } from '../../../../nodes/SipTrunk/http/signIn';

const request: IHttpRequestOptions = { url: 'https://api.example.com/' };

it('makes a bearer token of the API key', async () => {
	expect(await bearer({ apiKey: 'abc' }, request)).toEqual({ Authorization: 'Bearer abc' });
});

it("makes HTTP Basic of user and password: the example of RFC 7617, with the password's bytes in UTF-8", async () => {
	const signIn = basic(({ user, word }) => [user, word]);
	expect(await signIn({ user: 'Aladdin', word: 'open sesame' }, request)).toEqual({
		Authorization: 'Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==',
	});
	expect(await signIn({ user: 'test', word: '123£' }, request)).toEqual({
		Authorization: 'Basic dGVzdDoxMjPCow==',
	});
});

describe('jsonWebToken', () => {
	const decoded = (part: string) =>
		JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;

	it('signs with HS256, as other libraries do', () => {
		const claims = { iss: 'devkey', nbf: 1700000000, exp: 1700000600, sip: { admin: true } };
		expect(jsonWebToken(claims, 'secret')).toBe(
			[
				'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9',
				'eyJpc3MiOiJkZXZrZXkiLCJuYmYiOjE3MDAwMDAwMDAsImV4cCI6MTcwMDAwMDYwMCwic2lwIjp7ImFkbWluIjp0cnVlfX0',
				'8UGiD65zkfRdW6RJnCaxdpuyNYdOQGLzH2M8ECSqoW0',
			].join('.'),
		);
	});

	it('is safe in a header, whatever it holds, and takes the secret as UTF-8', () => {
		const token = jsonWebToken({ iss: 'ä?>~~~', nested: { list: [1, 'ü'] } }, 'schlüssel');
		expect(token).toMatch(/^[\w-]+\.[\w-]+\.[\w-]{43}$/);
		expect(decoded(token.split('.')[1])).toEqual({ iss: 'ä?>~~~', nested: { list: [1, 'ü'] } });
		expect(jsonWebToken({ a: 1 }, 'schlüssel')).not.toBe(jsonWebToken({ a: 1 }, 'schlussel'));
	});
});
