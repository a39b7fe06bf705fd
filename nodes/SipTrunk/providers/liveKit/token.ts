import { jsonWebToken, type SignIn } from '../../http/signIn';

/** The token of a request, made anew for every one: https://docs.livekit.io/home/get-started/authentication/ */

const LIFETIME_SECONDS = 600;

/**
 * A token that may manage SIP trunks and do nothing else.
 *
 * @param now in seconds since 1970
 */
export const adminToken = (apiKey: string, apiSecret: string, now: number): string =>
	jsonWebToken(
		{ iss: apiKey, nbf: now, exp: now + LIFETIME_SECONDS, sip: { admin: true } },
		apiSecret,
	);

export const signIn: SignIn = ({ apiKey, apiSecret }) => ({
	Authorization: `Bearer ${adminToken(apiKey, apiSecret, Math.floor(Date.now() / 1000))}`,
});
