import { createHmac, timingSafeEqual } from 'node:crypto';

/** The part of a token's claims that the SIP service looks at. */
export interface Grants {
	sip?: { admin?: boolean };
}

/** Why a token is refused, in the server's words. */
export class TokenRefusal extends Error {}

interface Claims extends Grants {
	iss?: string;
	exp?: number;
	nbf?: number;
}

const leewaySeconds = 60;

/**
 * Verifies a JSON web token as the server does: its key, its signature, its times.
 *
 * @throws {TokenRefusal}
 */
export function verifyToken(
	token: string,
	secrets: Readonly<Record<string, string>>,
	now: Date,
): Grants {
	const [header, payload, signature, ...rest] = token.split('.');
	if (signature === undefined || rest.length > 0) {
		throw invalid('token is malformed: token contains an invalid number of segments');
	}
	const { alg } = parse(header) as { alg?: unknown };
	const claims = parse(payload) as Claims;
	const secret = Object.hasOwn(secrets, claims.iss ?? '') ? secrets[claims.iss ?? ''] : undefined;
	if (secret === undefined) throw new TokenRefusal('invalid API key');
	if (alg !== 'HS256') {
		throw invalid(`token signature is invalid: signing method ${String(alg)} is invalid`);
	}
	// The key is the secret as it stands, not what its base64 would mean.
	const expected = createHmac('sha256', secret).update(`${header}.${payload}`).digest();
	const given = Buffer.from(signature, 'base64url');
	if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
		throw invalid('token signature is invalid: signature is invalid');
	}
	checkTimes(claims, now.getTime() / 1000);
	return claims;
}

function checkTimes({ exp, nbf }: Claims, now: number): void {
	const wrong = (what: string) => invalid(`token has invalid claims: ${what}`);
	if (exp === undefined) throw wrong('token is missing required claim: exp claim is required');
	if (now > exp + leewaySeconds) throw wrong('token is expired');
	if (nbf !== undefined && now < nbf - leewaySeconds) throw wrong('token is not valid yet');
}

function parse(part: string): unknown {
	try {
		const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
		if (typeof value === 'object' && value !== null) return value;
	} catch {
		// Refused below, as any other value that is no object.
	}
	throw invalid('token is malformed: could not JSON decode');
}

function invalid(reason: string): TokenRefusal {
	return new TokenRefusal(`invalid authorization token: ${reason}`);
}
