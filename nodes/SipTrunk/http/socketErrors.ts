import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../rows/reported';
import { RequestFailure } from './errors';
import { cancelled } from './pacing';
import type { ClientSettings } from './settings';

/** What the end of a request without an answer says. */

/** Socket errors that come before anything was sent. */
const UNDELIVERED = new Set([
	'ECONNREFUSED',
	'ENOTFOUND',
	'EAI_AGAIN',
	'EHOSTUNREACH',
	'ENETUNREACH',
	'EADDRNOTAVAIL',
]);
const TIMED_OUT = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);
/** What Node.js finds wrong with a certificate, which it looks at before it sends anything. */
const CERTIFICATE =
	/^(?!ERR_SSL_).*(?:CERT|SIGNATURE|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_EXCEEDED|HOSTNAME_MISMATCH)/;
/** The handshake fails. What breaks an encrypted connection later has a code of OpenSSL's own, `ERR_SSL_…`. */
const NO_HANDSHAKE = 'EPROTO';

/** No answer arrived: what kind of failure that is. The error's own text is not used, it may hold anything. */
export function withoutAnswer(
	error: unknown,
	origin: string,
	{ providerName, timeoutMs, signal }: ClientSettings,
): RequestFailure {
	if (signal?.aborted) return cancelled().with({ effect: 'open' });
	const { code, wasConnected } = socketError(error);
	if (TIMED_OUT.has(code)) {
		return new RequestFailure(
			`${providerName} did not answer within ${timeoutMs / 1000} seconds.`,
			{
				cause: 'lost',
				effect: 'open',
				advice: "Try again later, or raise 'Timeout' in the node's Options.",
			},
		);
	}
	if (UNDELIVERED.has(code) && !wasConnected) {
		return new RequestFailure(`${providerName} cannot be reached at ${origin} (${code}).`, {
			cause: 'undelivered',
			advice:
				'Check the API Base URL in the credential and the network of the machine that runs n8n.',
		});
	}
	if (CERTIFICATE.test(code)) {
		return new RequestFailure(
			`The certificate of ${origin} could not be verified (${code}), so nothing was sent.`,
			{
				cause: 'refused',
				advice:
					'Check the API Base URL in the credential, and that the machine that runs n8n trusts the certificate.',
			},
		);
	}
	if (code === NO_HANDSHAKE) {
		return new RequestFailure(
			`No encrypted connection to ${origin} could be made (${code}), so nothing was sent.`,
			{
				cause: 'refused',
				advice:
					'Check the API Base URL in the credential: the server at this address may not speak https, or an old version of it.',
			},
		);
	}
	return new RequestFailure(
		`The connection to ${providerName} at ${origin} broke before an answer arrived${code ? ` (${code})` : ''}.`,
		{ cause: 'lost', effect: 'open', advice: 'Try again later.' },
	);
}

/** The code of the innermost error that has one, and whether it struck while data was on its way. */
function socketError(error: unknown): { code: string; wasConnected: boolean } {
	const found = { code: '', wasConnected: false };
	for (let cause: unknown = error, depth = 0; isObject(cause) && depth < 6; depth++) {
		const { code, syscall, cause: next } = cause as IDataObject;
		if (found.code === '' && typeof code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(code)) {
			found.code = code;
		}
		found.wasConnected = found.wasConnected || syscall === 'read' || syscall === 'write';
		cause = next;
	}
	return found;
}
