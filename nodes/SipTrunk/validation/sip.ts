import { type Check, InputError, shown } from './inputError';
import { text } from './text';
import { hostAndPortProblem, isIpv6 } from './network';

/** SIP URIs and SIP hosts. */

export interface SipUriRules {
	schemes?: Array<'sip' | 'sips'>;
	max?: number;
	/** The provider accepts a bare host as well. */
	bareHost?: boolean;
}

const SIP_EXAMPLE = 'sip:pbx.example.com:5060';
const HOST_EXAMPLE = 'sip.example.net';

/** A SIP URI (RFC 3261): `sip:user@host:port;parameter=value`. It is passed on as it was entered. */
export function sipUri({
	schemes = ['sip'],
	max,
	bareHost = false,
}: SipUriRules = {}): Check<string> {
	const form = text({ max, example: SIP_EXAMPLE });
	return (value, label) => {
		const uri = form(value, label);
		if (uri === undefined) return undefined;
		const fail = (problem: string): never => {
			throw new InputError(label, problem, bareHost ? HOST_EXAMPLE : SIP_EXAMPLE);
		};
		const refuse = (problem: string): never => fail(`${problem}: ${shown(uri)}.`);
		if (/[\s<>"]/.test(uri)) refuse('contains a space, a quotation mark or an angle bracket');
		const match = /^(sips?):(?:\/\/)?(?:([^@]*)@)?([^;?]*)((?:;[^?]*)?)(\?.*)?$/i.exec(uri);
		if (!match) {
			const problem = bareHost ? hostAndPortProblem(uri) : undefined;
			if (bareHost && problem === undefined) return uri;
			// What has a port, or is an IPv6 address, was meant as a host.
			if (problem && (isIpv6(uri) || /:\d+$/.test(uri))) return refuse(problem);
			const wanted = bareHost
				? 'be a host name or IP address'
				: `start with ${schemes.map((scheme) => `${scheme}:`).join(' or ')}`;
			return fail(`must ${wanted}, but it is ${shown(uri)}.`);
		}
		const scheme = match[1].toLowerCase() as 'sip' | 'sips';
		if (!schemes.includes(scheme)) {
			refuse(
				`must start with ${schemes.map((allowed) => `${allowed}:`).join(' or ')}; ${scheme}: is not supported here`,
			);
		}
		if (match[2] !== undefined && match[2] === '') refuse('has an @ sign without a user before it');
		const problem = hostAndPortProblem(match[3]);
		if (problem) refuse(problem);
		return uri;
	};
}

/** A SIP host with an optional port; no scheme. */
export function sipHost({
	max,
	example = HOST_EXAMPLE,
}: { max?: number; example?: string } = {}): Check<string> {
	const form = text({ max, example });
	return (value, label) => {
		const host = form(value, label);
		if (host === undefined) return undefined;
		const problem = hostAndPortProblem(host);
		if (problem) {
			const hint =
				/^[a-z]+:/i.test(host) && !/^\d/.test(host.split(':')[1] ?? '')
					? ' Leave out the scheme.'
					: '';
			throw new InputError(label, `${problem}: ${shown(host)}.${hint}`, example);
		}
		return host;
	};
}
