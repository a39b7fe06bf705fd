import axios from 'axios';
import { AccessToken } from 'livekit-server-sdk';
import { liveKitAccount } from '../../../sandbox/providers/liveKit/account';
import { liveKit } from '../../../sandbox/providers/liveKit';
import { useProvider } from '../provider';

export const now = new Date('2026-05-12T05:11:52.054Z');
export const number = '+15105550123';
export const otherNumber = '+15105550124';

interface Grant {
	sip?: { admin?: boolean; call?: boolean };
	video?: Record<string, boolean>;
}

/** A token as LiveKit's own client signs it. */
export async function token(grant: Grant = { sip: { admin: true } }): Promise<string> {
	const { apiKey, apiSecret } = liveKitAccount;
	const made = new AccessToken(apiKey, apiSecret, { ttl: 600 });
	if (grant.sip) made.addSIPGrant(grant.sip);
	if (grant.video) made.addGrant(grant.video);
	return await made.toJwt();
}

interface Options {
	headers?: Record<string, string>;
	method?: string;
	path?: string;
}

/** The sandbox's LiveKit by itself, and calls of its methods. */
export function useLiveKit() {
	const context = useProvider(liveKit, () => now);

	/** With a good token, unless the headers say otherwise; a text is sent as it is. */
	async function call(name: string, body: unknown = {}, options: Options = {}) {
		const { headers, method = 'POST', path = `/twirp/livekit.SIP/${name}` } = options;
		const answer = await axios.request({
			method,
			url: `${context.address}${path}`,
			data: typeof body === 'string' ? body : JSON.stringify(body),
			headers: headers ?? {
				authorization: `Bearer ${await token()}`,
				'content-type': 'application/json',
			},
			validateStatus: () => true,
			transformRequest: (sent: string) => sent,
		});
		const contentType = answer.headers['content-type'] as string;
		return { status: answer.status, data: answer.data, contentType };
	}

	return {
		context,
		call,
		inbound: async (trunk: object) => (await call('CreateSIPInboundTrunk', { trunk })).data,
		outbound: async (trunk: object) => (await call('CreateSIPOutboundTrunk', { trunk })).data,
	};
}

export const refusal = (code: string, msg: unknown) => ({ code, msg });

export const invalid = (msg: unknown) => ({
	status: 400,
	data: refusal('invalid_argument', msg),
	contentType: 'application/json',
});
