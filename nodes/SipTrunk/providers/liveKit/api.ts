import type { IDataObject } from 'n8n-workflow';
import { apiBaseUrl } from '../../http/address';
import { idUnder, saysNoSuccess } from '../../rows/identity';
import { isObject } from '../../rows/reported';
import { InputError } from '../../validation/inputError';
import type { ProviderApi } from '../../contract/request';

/** LiveKit's SIP service: https://docs.livekit.io/reference/telephony/sip-api/ */

const EXAMPLE = 'wss://my-project-a1b2c3d4.livekit.cloud';

/** As LiveKit shows it, with the scheme of a web socket; the service answers at the same host. Its path is its own. */
function serverUrl(entered: unknown): string {
	const url = typeof entered === 'string' ? entered.trim() : '';
	if (url === '') {
		throw new InputError(
			'API Base URL',
			'in the credential is empty. Copy the URL of the project or server from LiveKit.',
			EXAMPLE,
		);
	}
	const asWeb = url.replace(/^ws(s?):\/\//i, 'http$1://');
	const [, origin = asWeb] = /^(https?:\/\/[^/?#]*)(?:\/[^?#]*)?$/i.exec(asWeb) ?? [];
	return apiBaseUrl(origin, '');
}

/** What the server puts before words of its own. */
const OWN_ERROR = /^twirp error unknown: /;

/** A refused token is answered with a text; any other text comes from something in between. */
const aboutToken = (body: unknown) =>
	typeof body === 'string' && /^invalid (?:authorization|API key)/.test(body) ? body : '';

export const liveKitApi: ProviderApi = {
	secrets: ['apiSecret'],
	identifiers: ['apiKey'],
	encoding: 'json',
	idOf: idUnder('sip_trunk_id', 'sip_dispatch_rule_id'),
	isRefusal: saysNoSuccess,
	/** One trunk is read as `{trunk}`, and answered as it is otherwise. */
	rowIn: (answer) => (isObject(answer.trunk) ? answer.trunk : answer),
	addresses: ({ baseUrl }) => ({ default: serverUrl(baseUrl) }),
	/** `{code, msg, meta}`: https://twitchtv.github.io/twirp/docs/errors.html */
	providerError(status, body) {
		const { code, msg } = isObject(body) ? body : ({} as IDataObject);
		return {
			code: typeof code === 'string' ? code : null,
			said: typeof msg === 'string' ? msg.replace(OWN_ERROR, '') : aboutToken(body),
			// An unknown method is 404 as well.
			gone: status === 404 && code === 'not_found',
		};
	},
	advice: {
		401: 'Copy API Key and API Secret again from LiveKit (Settings, API keys) into the credential, and check that the clock of the machine of n8n is right.',
		404: 'Check the API Base URL in the credential: it is the URL of the project or server, not that of its SIP host.',
		bad_route: 'The server does not know this request: update it, or check the API Base URL.',
		internal:
			'If the message speaks of Redis, the server runs without SIP: set it up first. Otherwise try again later.',
		invalid_argument: 'Change what the message names.',
		not_found:
			"Check the ID, that the credential belongs to the project that owns it and, where a 'Direction' is chosen, that it is the trunk's.",
		permission_denied: 'Check whether the plan of the LiveKit project includes this.',
		unauthenticated:
			'Use a key that may manage SIP. If it may, something on the way removes the header Authorization.',
	},
};
