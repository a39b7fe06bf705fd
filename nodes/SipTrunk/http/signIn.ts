import { createHmac } from 'node:crypto';
import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';

/** A credential's values as texts without pasted spaces around them. */
export type CredentialTexts = Record<string, string>;

/**
 * Makes the headers that sign a request in. It is asked for every request anew, so that a token may be short-lived or
 * made for that request alone.
 */
export type SignIn = (
	credentials: CredentialTexts,
	request: IHttpRequestOptions,
) => Record<string, string> | Promise<Record<string, string>>;

export const bearer: SignIn = ({ apiKey }) => ({ Authorization: `Bearer ${apiKey}` });

/** HTTP Basic (RFC 7617). */
export const basic =
	(pair: (credentials: CredentialTexts) => [user: string, password: string]): SignIn =>
	(credentials) => ({
		Authorization: `Basic ${Buffer.from(pair(credentials).join(':')).toString('base64')}`,
	});

const asBase64Url = (part: IDataObject) => Buffer.from(JSON.stringify(part)).toString('base64url');

/**
 * A JSON Web Token, signed with HMAC and SHA-256 (RFC 7519, RFC 7515 "HS256").
 *
 * @param claims as they are to stand in it; times in seconds since 1970
 * @param secret its UTF-8 bytes are the key
 */
export function jsonWebToken(claims: IDataObject, secret: string): string {
	const signed = `${asBase64Url({ alg: 'HS256', typ: 'JWT' })}.${asBase64Url(claims)}`;
	return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
