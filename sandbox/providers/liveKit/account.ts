import { createHmac } from 'node:crypto';
import { bearer, type SandboxAccount } from '../../account';
import { verifyToken } from './token';

export const liveKitAccount = {
	apiKey: 'APIsandboxOnly',
	apiSecret: 'livekit-sandbox-only-api-secret',
};

const lifetimeSeconds = 600;

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token that may do everything with SIP trunks for ten minutes. */
function freshToken(): string {
	const exp = Math.floor(Date.now() / 1000) + lifetimeSeconds;
	const claims = { iss: liveKitAccount.apiKey, exp, sip: { admin: true } };
	const signed = `${encoded({ alg: 'HS256', typ: 'JWT' })}.${encoded(claims)}`;
	const key = createHmac('sha256', liveKitAccount.apiSecret);
	return `${signed}.${key.update(signed).digest('base64url')}`;
}

export const sandboxAccount: SandboxAccount = {
	credential: (baseUrl) => ({ ...liveKitAccount, baseUrl }),
	get authorization() {
		return bearer(freshToken());
	},
	/** Every request has a token of its own. */
	isSignedIn({ authorization }) {
		const { apiKey, apiSecret } = liveKitAccount;
		const token = String(authorization).replace(/^Bearer /, '');
		try {
			return verifyToken(token, { [apiKey]: apiSecret }, new Date()).sip?.admin === true;
		} catch {
			return false;
		}
	},
	secrets: [liveKitAccount.apiSecret],
	ids: {},
};
