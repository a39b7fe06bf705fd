import { violationsOf } from '../../validation';

const isIpv4 = violationsOf({ type: 'string', format: 'ipv4' });

/** RFC 5737: set aside for documentation, refused by the provider although its examples use them. */
const documentationRanges = /^(192\.0\.2|198\.51\.100|203\.0\.113)\./;

/** One IPv4 address or an IPv4 range such as `10.20.30.0/24`; no IPv6. */
export function isAcceptedAddress(text: string): boolean {
	const [address, mask, ...rest] = text.split('/');
	const maskIsFine = mask === undefined || (/^\d{1,2}$/.test(mask) && Number(mask) <= 32);
	return (
		rest.length === 0 &&
		maskIsFine &&
		isIpv4(address).length === 0 &&
		!documentationRanges.test(address)
	);
}

const privateHosts =
	/^(localhost$|127\.|10\.|172\.(1[6-9]|2\d|3[01])\.|192\.168\.|169\.254\.|\[?::1\]?$|\[?f[cdf])/i;

const isPrivateHost = (host: string): boolean =>
	privateHosts.test(host) && (host.includes(':') || !/^\[?f[cdf]/i.test(host));

/** `sip:host`, `sip:host:port` or `sip:user@host[:port]`, the host being a public one. */
export function isAcceptedSipUri(text: string): boolean {
	const match = /^sip:(?:[^@\s]+@)?(\[[0-9a-f:]+\]|[a-z0-9.-]+)(?::\d{1,5})?(?:;\S*)?$/i.exec(text);
	return match !== null && !isPrivateHost(match[1]);
}

/** http or https, and no address of a private network. */
export function isAcceptedWebhook(text: string): boolean {
	if (!URL.canParse(text)) return false;
	const { protocol, hostname } = new URL(text);
	return ['http:', 'https:'].includes(protocol) && !isPrivateHost(hostname);
}
