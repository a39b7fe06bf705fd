import { type Check, InputError, shown } from './inputError';
import { isIpv6 } from './ipAddress';
import { hostAndPortProblem, isPublicHost, isWithoutPort } from './network';
import { text } from './text';

/** SIP URIs and SIP hosts. */

/** Which SIP URIs a provider takes. */
export interface SipUriRules {
	/** Default: `sip` alone. */
	schemes?: Array<'sip' | 'sips'>;
	/** Longest accepted URI, in characters. */
	max?: number;
	/** The provider accepts a bare host as well. */
	bareHost?: boolean;
	/** A bare host may have parameters. */
	bareParameters?: boolean;
	/** The provider documents `sip://host` too, with slashes that RFC 3261 does not have. */
	slashes?: boolean;
	/** The provider takes only hosts that can be reached from the internet. */
	publicHost?: boolean;
}

const SIP_EXAMPLE = 'sip:pbx.example.com:5060';
const HOST_EXAMPLE = 'sip.example.net';

/** What the providers document and telephone systems speak. */
const TRANSPORTS = ['udp', 'tcp', 'tls'];

const NOT_PUBLIC = 'must be reachable from the internet, and this host is not';

/** The tail of a URI with the sign that parameters begin with; a page may have written & as `&amp;`. */
const withSemicolons = (tail: string) => tail.replace(/&amp;|[?&]/gi, ';');

/** What is wrong with the parameters of a URI, from its first semicolon on. */
function parameterProblem(tail: string, scheme: string): string | undefined {
	if (tail === '') return undefined;
	const seen = new Set<string>();
	for (const parameter of tail.slice(1).split(';')) {
		if (parameter === '') return 'has an empty parameter: leave out the ; that is too many';
		const [, name, value] = /^([^=]+)(?:=(.*))?$/.exec(parameter) ?? [];
		if (name === undefined || !/^[\w.!~*'()%+-]+$/.test(name)) {
			return `has a parameter without a valid name, ${shown(parameter)}`;
		}
		const key = name.toLowerCase();
		if (seen.has(key)) return `has the parameter ${name} twice`;
		seen.add(key);
		if (value === '' || (value !== undefined && !/^[\w.!~*'()[\]/:$%+-]+$/.test(value))) {
			return `has no valid value for the parameter ${name}`;
		}
		if (key !== 'transport') continue;
		if (!TRANSPORTS.includes(value?.toLowerCase() ?? '')) {
			return `must have ${TRANSPORTS.join(', ')} as its transport, as in ;transport=tls`;
		}
		if (scheme === 'sips' && value?.toLowerCase() === 'udp') {
			return 'has the transport udp, which cannot be encrypted as sips: demands';
		}
	}
	return undefined;
}

/** Host with port, and what comes after them: parameters, or what was meant as such. */
function splitTail(text: string): [host: string, tail: string] {
	const index = text.search(/[;?&]/);
	return index < 0 ? [text, ''] : [text.slice(0, index), text.slice(index)];
}

type Rules = Required<
	Pick<SipUriRules, 'schemes' | 'bareHost' | 'bareParameters' | 'slashes' | 'publicHost'>
>;

const list = (schemes: string[]) => schemes.map((scheme) => `${scheme}:`).join(' or ');

const instead = (meant: string, entered: string) =>
	`write ${shown(meant)} instead of ${shown(entered)}.`;

/** What is wrong with what stands behind a valid host, or with the host where it must be public. */
function problemBehindHost(
	entered: string,
	[host, tail]: [host: string, tail: string],
	scheme: string,
	publicHost: boolean,
): string | undefined {
	const said = (problem: string) => `${problem}: ${shown(entered)}.`;
	if (/[?&]/.test(tail)) {
		const meant = entered.slice(0, entered.length - tail.length) + withSemicolons(tail);
		return `must have a ; before each parameter: ${instead(meant, entered)}`;
	}
	const wrong = parameterProblem(tail, scheme);
	if (wrong) return said(wrong);
	return publicHost && !isPublicHost(host) ? said(NOT_PUBLIC) : undefined;
}

/** What is wrong with a text that has no SIP scheme. */
function problemWithoutScheme(entered: string, rules: Rules) {
	const { schemes, bareHost, bareParameters, publicHost } = rules;
	const [host, tail] = splitTail(entered);
	const problem = hostAndPortProblem(host);
	if (bareParameters && /^[^/@]+@[^@]+$/.test(entered)) {
		return `must start with ${list(schemes)} to have a user: ${instead(`${schemes[0]}:${entered}`, entered)}`;
	}
	if (tail !== '' && problem === undefined) {
		if (bareParameters) return problemBehindHost(entered, [host, tail], schemes[0], publicHost);
		const meant = `${schemes[0]}:${host}${withSemicolons(tail)}`;
		return `must start with ${list(schemes)} to have parameters: ${instead(meant, entered)}`;
	}
	if (!bareHost) return `must start with ${list(schemes)}, but it is ${shown(entered)}.`;
	if (problem === undefined) {
		return publicHost && !isPublicHost(entered) ? `${NOT_PUBLIC}: ${shown(entered)}.` : undefined;
	}
	// What has a port, or is an IPv6 address, was meant as a host.
	return isIpv6(entered) || /:\d+$/.test(entered)
		? `${problem}: ${shown(entered)}.`
		: `must be a host name or IP address, but it is ${shown(entered)}.`;
}

/** What is wrong with a SIP URI, in a sentence, or undefined. */
function uriProblem(uri: string, rules: Rules): string | undefined {
	const { schemes, slashes, publicHost } = rules;
	const said = (problem: string) => `${problem}: ${shown(uri)}.`;
	if (/[\s<>"]/.test(uri)) return said('contains a space, a quotation mark or an angle bracket');
	const match = /^(sips?):(\/\/)?(?:([^@]*)@)?(.*)$/i.exec(uri);
	if (!match) return problemWithoutScheme(uri, rules);
	const [, written, doubleSlash, user, rest] = match;
	const scheme = written.toLowerCase();
	if (!schemes.some((allowed) => allowed === scheme)) {
		return said(`must start with ${list(schemes)}; ${scheme}: is not supported here`);
	}
	if (doubleSlash && !slashes) {
		return `must be written without //: ${instead(uri.replace('//', ''), uri)}`;
	}
	if (user === '') return said('has an @ sign without a user before it');
	const [host, tail] = splitTail(rest);
	const problem = hostAndPortProblem(host);
	if (problem) return said(problem);
	return problemBehindHost(uri, [host, tail], scheme, publicHost);
}

/** A SIP URI (RFC 3261): `sip:user@host:port;parameter=value`. It is passed on as it was entered. */
export function sipUri({
	schemes = ['sip'],
	max,
	bareHost = false,
	bareParameters = false,
	slashes = false,
	publicHost = false,
}: SipUriRules = {}): Check<string> {
	const form = text({ max, example: SIP_EXAMPLE, unseen: 'refused' });
	return (value, label) => {
		const uri = form(value, label);
		if (uri === undefined) return undefined;
		const problem = uriProblem(uri, { schemes, bareHost, bareParameters, slashes, publicHost });
		if (problem === undefined) return uri;
		throw new InputError(label, problem, bareHost ? HOST_EXAMPLE : SIP_EXAMPLE);
	};
}

/** What two valid SIP URIs have in common that mean the same: everything but the user is read in small letters (RFC 3261 §19.1.4). */
export function sameSipUri(uri: string): string {
	const at = uri.indexOf('@');
	return at < 0
		? uri.toLowerCase()
		: uri.replace(/^[^:]*:/, (scheme) => scheme.toLowerCase()).slice(0, at) +
				uri.slice(at).toLowerCase();
}

/** A SIP host, with an optional port unless that has a place of its own; no scheme. */
export function sipHost({
	max,
	example = HOST_EXAMPLE,
	port: mayHavePort = true,
}: { max?: number; example?: string; port?: boolean } = {}): Check<string> {
	const form = text({ max, example, unseen: 'refused' });
	return (value, label) => {
		const entered = form(value, label);
		if (entered === undefined) return undefined;
		const refuse = (problem: string, hint = ''): never => {
			throw new InputError(label, `${problem}: ${shown(entered)}.${hint}`, example);
		};
		const [host, tail] = splitTail(entered);
		const problem = hostAndPortProblem(host);
		if (problem) {
			const hasScheme = /^[a-z]+:/i.test(entered) && !/^\d/.test(entered.split(':')[1] ?? '');
			refuse(problem, hasScheme ? ' Leave out the scheme.' : '');
		}
		if (tail !== '') refuse(`must be a host alone: leave out ${shown(tail)}`);
		if (!mayHavePort && !isWithoutPort(entered)) {
			refuse('must be a host without a port, which is not part of this value');
		}
		return entered;
	};
}
