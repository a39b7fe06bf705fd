import { invalidArgument } from './twirp';
import type { Values } from './protojson';

/** Headers that the service sets itself, with their one-letter forms. */
const reserved = new Set([
	...['accept', 'accept-encoding', 'accept-language', 'allow', 'allow-events', 'call-id'],
	...['contact', 'content-encoding', 'content-length', 'content-type', 'cseq', 'event', 'expires'],
	...['from', 'max-forwards', 'record-route', 'refer-to', 'reply-to'],
	...['k', 'l', 'm', 'o', 'r', 't', 'u', 'v'],
]);

/** A token of RFC 3261. */
const token = /^[A-Za-z0-9.!%*_+`'~-]+$/;
const longestName = 255;
const longestValue = 1024;
// Tabs, and everything from the space on except the one control character there.
const printable = /^(?:\t|[^\u0000-\u001f\u007f])*$/;

function faultOfName(name: string): string | undefined {
	if (name === '') return 'header name cannot be empty';
	if (name.length > longestName) return 'header name too long (max 255 characters)';
	return token.test(name) ? undefined : `header name ${name} contains invalid characters`;
}

function checkName(name: string, isSent: boolean): void {
	const isReserved = isSent && reserved.has(name.toLowerCase());
	const fault = faultOfName(name) ?? (isReserved ? `header name ${name} not supported` : undefined);
	if (fault !== undefined) throw invalidArgument(`invalid header name: ${fault}`);
}

function checkValue(name: string, value: string): void {
	const wrong = (what: string) =>
		invalidArgument(`invalid header value for ${name}: header ${name}: ${what}`);
	if (value.length > longestValue) throw wrong('value too long (max 1024 characters)');
	if (!printable.test(value)) throw wrong('value: char not allowed');
}

const textsOf = (value: unknown) => Object.entries((value ?? {}) as Record<string, string>);

/** @throws {TwirpError} for a name or a value that cannot stand in a SIP message. */
export function checkHeaders(trunk: Values): void {
	for (const [name, value] of textsOf(trunk.headers)) {
		checkName(name, true);
		checkValue(name, value);
	}
	for (const [, name] of textsOf(trunk.attributes_to_headers)) checkName(name, false);
	for (const [name] of textsOf(trunk.headers_to_attributes)) checkName(name, false);
}
