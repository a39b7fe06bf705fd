import { createHmac, timingSafeEqual } from 'node:crypto';
import { fastify } from './webServer.js';

/**
 * Stands in for voice-AI platforms, on this machine only: it takes the requests with which a trunk or a number is
 * registered there, as far as the platforms document them. Each is reached below its host name:
 * `http://127.0.0.1:4120/api.retellai.com/import-phone-number`.
 */

/** The keys of the platforms' accounts, for the credentials in n8n. */
export const platformKeys = {
	elevenLabs: { header: 'xi-api-key', value: 'sandbox only' },
	retell: { header: 'Authorization', value: 'Bearer key_sandbox_only' },
	liveKit: { key: 'devkey', secret: 'sandbox only' },
};

/** What was registered, in order. */
export interface Registered {
	/** The last part of the path: `import-phone-number`. */
	what: string;
	body: Record<string, unknown>;
}

export interface Platforms {
	/** `http://127.0.0.1:4120` */
	address: string;
	readonly registered: Registered[];
	stop(): Promise<void>;
}

type Body = Record<string, unknown>;

/** Why a request is refused: HTTP status and body. */
type Refusal = [status: number, body: object] | undefined;

interface Route {
	host: string;
	path: string;
	allows(authorization: Record<string, string | string[] | undefined>): boolean;
	unauthorized: object;
	refuses(body: Body): Refusal;
	answers(body: Body, id: number): object;
	status: number;
}

const isE164 = (value: unknown) => typeof value === 'string' && /^\+[1-9]\d{6,14}$/.test(value);

/** A host alone, as platforms want it: no scheme, no user, no parameters. */
const isHost = (value: unknown) =>
	typeof value === 'string' && /^[a-z0-9.-]+(?::\d+)?$/i.test(value) && value.includes('.');

/** https://docs.retellai.com/api-references/import-phone-number */
const retell: Route = {
	host: 'api.retellai.com',
	path: '/import-phone-number',
	allows: ({ authorization }) => authorization === platformKeys.retell.value,
	unauthorized: { status: 'error', message: 'Invalid API key' },
	refuses(body) {
		const problem = (message: string): Refusal => [400, { status: 'error', message }];
		if (!isE164(body.phone_number)) return problem('phone_number must be in E.164 format');
		if (!isHost(body.termination_uri)) return problem('termination_uri must be a host');
		const { transport } = body;
		if (transport !== undefined && !['TLS', 'TCP', 'UDP'].includes(String(transport))) {
			return problem('transport must be TLS, TCP or UDP');
		}
		return undefined;
	},
	answers: (body) => ({
		phone_number: body.phone_number,
		phone_number_type: 'custom',
		nickname: body.nickname ?? null,
		sip_outbound_trunk_config: { termination_uri: body.termination_uri },
		last_modification_timestamp: 1780056000000,
	}),
	status: 201,
};

const MEDIA = ['disabled', 'allowed', 'required'];
const TRANSPORTS = ['auto', 'udp', 'tcp', 'tls'];

/** https://elevenlabs.io/docs/api-reference/phone-numbers/create */
const elevenLabs: Route = {
	host: 'api.elevenlabs.io',
	path: '/v1/convai/phone-numbers',
	allows: (headers) => headers['xi-api-key'] === platformKeys.elevenLabs.value,
	unauthorized: { detail: { status: 'invalid_api_key', message: 'Invalid API key' } },
	refuses(body) {
		const problem = (key: string, msg: string): Refusal => [
			422,
			{ detail: [{ loc: ['body', ...key.split('.')], msg, type: 'value_error' }] },
		];
		if (body.provider !== 'sip_trunk') return problem('provider', 'Input should be sip_trunk');
		if (typeof body.label !== 'string') return problem('label', 'Field required');
		if (!isE164(body.phone_number)) return problem('phone_number', 'Field required');
		const inbound = (body.inbound_trunk_config ?? {}) as Body;
		const outbound = body.outbound_trunk_config as Body | undefined;
		for (const media of [inbound.media_encryption, outbound?.media_encryption]) {
			if (media !== undefined && !MEDIA.includes(String(media))) {
				return problem('media_encryption', 'Input should be disabled, allowed or required');
			}
		}
		if (outbound === undefined) return undefined;
		if (!isHost(outbound.address)) return problem('outbound_trunk_config.address', 'Not a host');
		return TRANSPORTS.includes(String(outbound.transport))
			? undefined
			: problem('outbound_trunk_config.transport', 'Input should be auto, udp, tcp or tls');
	},
	answers: (_body, id) => ({ phone_number_id: `phnum_${String(id).padStart(4, '0')}` }),
	status: 200,
};

/** A token that is signed with the project's secret and may administer SIP. */
function isLiveKitToken(authorization: unknown): boolean {
	const [, header, payload, signature] =
		/^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(String(authorization)) ?? [];
	if (signature === undefined) return false;
	const right = createHmac('sha256', platformKeys.liveKit.secret)
		.update(`${header}.${payload}`)
		.digest();
	const given = Buffer.from(signature, 'base64url');
	if (given.length !== right.length || !timingSafeEqual(given, right)) return false;
	const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as {
		iss?: string;
		exp?: number;
		sip?: { admin?: boolean };
	};
	return (
		claims.iss === platformKeys.liveKit.key &&
		(claims.exp ?? 0) * 1000 > Date.now() &&
		claims.sip?.admin === true
	);
}

const invalid = (msg: string): Refusal => [400, { code: 'invalid_argument', msg }];

const liveKitMethods: Record<string, { key: string; id: string; refuses(one: Body): Refusal }> = {
	CreateSIPInboundTrunk: {
		key: 'trunk',
		id: 'ST',
		refuses: ({ numbers, allowed_addresses: addresses }) =>
			[numbers, addresses].some((list) => Array.isArray(list) && list.length > 0)
				? undefined
				: invalid('for security, one of the fields must be set'),
	},
	CreateSIPOutboundTrunk: {
		key: 'trunk',
		id: 'ST',
		refuses({ numbers, address, transport, auth_password: password, auth_username: user }) {
			if (!Array.isArray(numbers) || numbers.length === 0) {
				return invalid('no trunk numbers specified');
			}
			if (!isHost(address)) return invalid('trunk address should be a hostname or IP, not SIP URI');
			if (!/^SIP_TRANSPORT_(?:AUTO|UDP|TCP|TLS)$/.test(String(transport))) {
				return invalid('unknown transport');
			}
			return (user === undefined) === (password === undefined)
				? undefined
				: invalid('user name and password belong together');
		},
	},
	CreateSIPDispatchRule: {
		key: 'dispatch_rule',
		id: 'SDR',
		refuses: ({ rule }) => (rule === undefined ? invalid('missing rule') : undefined),
	},
};

/** https://docs.livekit.io/reference/telephony/sip-api */
const liveKit = Object.entries(liveKitMethods).map(
	([method, { key, id: prefix, refuses }]): Route => ({
		host: 'acme-a1b2c3.livekit.cloud',
		path: `/twirp/livekit.SIP/${method}`,
		allows: ({ authorization }) => isLiveKitToken(authorization),
		unauthorized: { code: 'unauthenticated', msg: 'permissions denied' },
		refuses(body) {
			const one = body[key] as Body | undefined;
			return one === undefined ? invalid(`missing ${key}`) : refuses(one);
		},
		answers: (body, id) => ({
			[key === 'trunk' ? 'sip_trunk_id' : 'sip_dispatch_rule_id']: `${prefix}_${id}`,
			...(body[key] as Body),
		}),
		status: 200,
	}),
);

const routes = [retell, elevenLabs, ...liveKit];

export async function startPlatforms(port: number): Promise<Platforms> {
	const registered: Registered[] = [];
	const app = fastify({ forceCloseConnections: true });
	for (const route of routes) {
		app.post<{ Body: Body }>(`/${route.host}${route.path}`, async (request, reply) => {
			if (!route.allows(request.headers)) return await reply.code(401).send(route.unauthorized);
			const refusal = route.refuses(request.body);
			if (refusal !== undefined) return await reply.code(refusal[0]).send(refusal[1]);
			registered.push({ what: route.path.split('/').pop() ?? '', body: request.body });
			return await reply.code(route.status).send(route.answers(request.body, registered.length));
		});
	}
	const address = await app.listen({ host: '127.0.0.1', port });
	return { address, registered, stop: async () => await app.close() };
}
