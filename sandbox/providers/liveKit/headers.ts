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
const printable = /^(?:\t|\P{Cc})*$/u;

function faultOfName(name: string): string | undefined {
	if (name === '') return 'header name cannot be empty';
	if (name.length > longestName) return 'header name too long (max 255 characters)';
	return token.test(name) ? undefined : `header name ${name} contains invalid characters`;
}

function faultOfSentName(name: string): string | undefined {
	const isReserved = reserved.has(name.toLowerCase());
	return faultOfName(name) ?? (isReserved ? `header name ${name} not supported` : undefined);
}

function faultOfValue(value: string): string | undefined {
	if (value.length > longestValue) return 'value too long (max 1024 characters)';
	return printable.test(value) ? undefined : 'value: char not allowed';
}

const textsOf = (value: unknown) => Object.entries((value ?? {}) as Record<string, string>);

/** What is wrong with the names and values that are to stand in SIP messages. */
export function faultOfHeaders(trunk: Values): string | undefined {
	const headers = textsOf(trunk.headers);
	const names = [
		...headers.map(([name]) => faultOfSentName(name)),
		...textsOf(trunk.attributes_to_headers).map(([, name]) => faultOfName(name)),
		...textsOf(trunk.headers_to_attributes).map(([name]) => faultOfName(name)),
	];
	const wrongName = names.find((fault) => fault !== undefined);
	if (wrongName !== undefined) return `invalid header name: ${wrongName}`;
	const wrongValue = headers.find(([, value]) => faultOfValue(value) !== undefined);
	if (wrongValue === undefined) return undefined;
	const [name, value] = wrongValue;
	return `invalid header value for ${name}: header ${name}: ${faultOfValue(value)}`;
}
