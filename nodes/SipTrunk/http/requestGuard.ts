import type { IDataObject, IHttpRequestOptions } from 'n8n-workflow';
import { originOf } from './address';

/**
 * What a request that carries a key may say. n8n's HTTP Request node and others let a person sign requests with a
 * credential that the person may use and not read: nothing in such a request may bring the key to somebody else.
 */

/** The options of n8n's helpers, of both kinds, that say what is asked and how the answer is read. Others are left out. */
const PASSED_ON = new Set([
	'abortSignal',
	'allowedDomains',
	'arrayFormat',
	'body',
	'encoding',
	'form',
	'formData',
	'gzip',
	'headers',
	'ignoreHttpStatusErrors',
	'json',
	'method',
	'qs',
	'qsStringifyOptions',
	'rejectUnauthorized',
	'resolveWithFullResponse',
	'returnFullResponse',
	'simple',
	'timeout',
	'useQuerystring',
	'useStream',
]);

/** Redirects are not followed, whatever the request says: in the words of both helpers. */
const WITHOUT_REDIRECTS = {
	disableFollowRedirect: true,
	followRedirect: false,
	followAllRedirects: false,
	maxRedirects: 0,
	sendCredentialsOnCrossOriginRedirect: false,
};

/** Not TRACE, whose answer repeats the key, nor CONNECT. */
const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'];

/** Options that choose another way to the same address, or somebody else who may answer for it. */
const REVEALING = new Set([
	'adapter',
	'agent',
	'agentClass',
	'agentOptions',
	'agents',
	'beforeRedirect',
	'ca',
	'checkServerIdentity',
	'createConnection',
	'dispatcher',
	'family',
	'fetchOptions',
	'host',
	'hostname',
	'httpAgent',
	'httpsAgent',
	'insecure',
	'localAddress',
	'lookup',
	'pool',
	'port',
	'protocol',
	'proxy',
	'secureContext',
	'servername',
	'skipSslCertificateValidation',
	'socketPath',
	'transport',
	'tunnel',
]);

/** Options that reveal the key where they are not on. */
const PROTECTING = new Set(['rejectUnauthorized', 'strictSSL']);

/** How the HTTP Request node calls them. */
const LABELS: Record<string, string> = {
	agentOptions: 'SSL Certificates',
	proxy: 'Proxy',
	rejectUnauthorized: 'Ignore SSL Issues',
	skipSslCertificateValidation: 'Ignore SSL Issues',
};

const isAbsent = (value: unknown) => value === undefined || value === null;

const isOff = (value: unknown) =>
	isAbsent(value) ||
	value === '' ||
	value === false ||
	(typeof value === 'object' && Object.keys(value as object).length === 0);

const isRevealing = ([name, value]: [string, unknown]) =>
	PROTECTING.has(name) ? !isAbsent(value) && value !== true : REVEALING.has(name) && !isOff(value);

const parsed = (url: string): URL | undefined => {
	try {
		return new URL(url);
	} catch {
		return undefined;
	}
};

/** Whether a request to `url` reaches nothing but one of the addresses and what is below it. */
function isBelow(addresses: string[], url: string): boolean {
	const [target, origin] = [parsed(url), originOf(url)];
	return addresses.some((address) => {
		const base = parsed(address);
		// Compared as it is written and as it is understood: an odd address is read in more than one way.
		if (!base || target?.origin !== base.origin || origin !== originOf(address)) return false;
		const path = base.pathname.replace(/\/+$/, '');
		return target.pathname === path || target.pathname.startsWith(`${path}/`);
	});
}

function shown(url: string): string {
	const target = parsed(url);
	return target?.host
		? `${target.origin}${target.pathname}`.slice(0, 200)
		: 'an address without https';
}

/**
 * A request as it may be sent with a key.
 *
 * @param url where it goes, as a whole address
 * @param addresses where the key may go
 * @throws Error saying with what a key is not sent
 */
export function guarded(
	options: IHttpRequestOptions,
	url: string,
	addresses: string[],
): IHttpRequestOptions {
	if (!isBelow(addresses, url)) {
		throw new Error(
			`The key is sent only to the address in the credential and what is below it, not to ${shown(url)}.`,
		);
	}
	const given = Object.entries(options);
	const revealing = given.find(isRevealing);
	if (revealing !== undefined) {
		const [name] = revealing;
		throw new Error(
			`The key is not sent with the option "${LABELS[name] ?? name}", with which others could read it on its way. Remove the option. A proxy for all of n8n is set on the machine that runs it (HTTPS_PROXY).`,
		);
	}
	if (!METHODS.includes(String(options.method ?? 'GET').toUpperCase())) {
		throw new Error(`The key is sent with ${METHODS.join(', ')} only, not with another method.`);
	}
	if (Object.keys(options.headers ?? {}).some((name) => name.trim().toLowerCase() === 'host')) {
		throw new Error(
			'The key is not sent with a header "Host", with which others could receive it. Remove the header.',
		);
	}
	const passedOn: IDataObject = {};
	for (const [name, value] of given) {
		if (PASSED_ON.has(name) && !isAbsent(value)) passedOn[name] = value as IDataObject;
	}
	return { ...passedOn, ...WITHOUT_REDIRECTS, url };
}
