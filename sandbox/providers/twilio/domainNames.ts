import { Refusal } from './errors';
import type { Domain, TwilioState } from './state';

const suffix = '.pstn.twilio.com';
const pattern = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.pstn\.twilio\.com$/;
const accountSidPattern = /^ac[0-9a-f]{32}$/;

/** How long a name stays blocked after its trunk is gone or renamed. */
const reservedMilliseconds = 30 * 24 * 60 * 60 * 1000;

/** `a.b.pstn.twilio.com` -> `b.pstn.twilio.com`; undefined for a name with a single label. */
function parentOf(name: string): string | undefined {
	const parent = name.slice(name.indexOf('.') + 1);
	return parent.endsWith(suffix) ? parent : undefined;
}

function isFree(domain: Domain | undefined, now: Date): boolean {
	return (
		domain === undefined || (domain.reservedUntil !== undefined && domain.reservedUntil <= now)
	);
}

/**
 * Whether a trunk may take this domain name. That upper and lower case count as the same, and that a
 * malformed or empty name is refused with 21245, is assumed.
 *
 * @throws {Refusal} 21245, 21247 or 21248
 * @see https://www.twilio.com/docs/api/errors/21247
 * @see https://www.twilio.com/docs/api/errors/21248
 */
export function checkDomainName(state: TwilioState, domainName: string, now: Date): void {
	const name = domainName.toLowerCase();
	if (!pattern.test(name)) {
		throw new Refusal(21245, `DomainName must have letters, digits and - and end in ${suffix}`);
	}
	if (accountSidPattern.test(name.slice(0, -suffix.length))) {
		throw new Refusal(21245, 'DomainName must not be an account SID');
	}
	if (!isFree(state.domains[name], now)) {
		throw new Refusal(21248, 'The domain name is already in use or reserved');
	}
	const parent = parentOf(name);
	if (parent !== undefined && state.domains[parent]?.trunkSid === undefined) {
		throw new Refusal(21247, 'The parent domain does not belong to a trunk of this account');
	}
}

/** Gives a name that was checked before to a trunk. */
export function claimDomainName(state: TwilioState, domainName: string, trunkSid: string): void {
	const name = domainName.toLowerCase();
	state.domains[name] = { trunkSid, subdomains: 0 };
	changeSubdomains(state, name, 1);
}

/** @throws {Refusal} 21247 while other trunks have names below this one. */
export function checkNoSubdomains(state: TwilioState, domainName: string): void {
	if (state.domains[domainName.toLowerCase()].subdomains > 0) {
		throw new Refusal(21247, 'Other trunks have subdomains of this domain name');
	}
}

/** Takes a name from its trunk: from now on it is reserved. */
export function releaseDomainName(state: TwilioState, domainName: string, now: Date): void {
	const name = domainName.toLowerCase();
	const reservedUntil = new Date(now.getTime() + reservedMilliseconds);
	state.domains[name] = { reservedUntil, subdomains: 0 };
	changeSubdomains(state, name, -1);
}

function changeSubdomains(state: TwilioState, name: string, by: number): void {
	const parent = parentOf(name);
	if (parent !== undefined) state.domains[parent].subdomains += by;
}
