import { kindOfHost } from '../../validation/reserved';
import { sipUriParts } from '../../configuration/platforms/sipUri';
import type { CheckRules, FindingKind, Level } from '../../configuration/checks/finding';

/** What calls need at MiniVoice, whose trunks lead to a carrier: https://doc.minivoice.eu/docs/trunks/byoc */

/** Words of FreeSWITCH for the state of a gateway; `NOREG` is one that does not register. Only `REGED` is documented. */
const REGISTRATIONS: Record<string, Level | undefined> = {
	REGED: undefined,
	NOREG: undefined,
	TRYING: 'warning',
	REGISTER: 'warning',
	UNREGED: 'fail',
	UNREGISTER: 'fail',
	FAILED: 'fail',
	FAIL_WAIT: 'fail',
	EXPIRED: 'fail',
	TIMEOUT: 'fail',
	DOWN: 'fail',
};

const registration: FindingKind = {
	id: 'registration',
	level: 'fail',
	calls: 'both',
	meaning:
		'The carrier does not accept the sign-in of the trunk. A warning while it is under way; unknown where MiniVoice says nothing of it, or a word that is not known.',
	needs: ['registration'],
	find: ({ row: { registration: word } }) => {
		if (word === null) {
			return [{ says: 'MiniVoice does not tell the state of the registration.', level: 'unknown' }];
		}
		const known = Object.prototype.hasOwnProperty.call(REGISTRATIONS, word.toUpperCase());
		const level = known ? REGISTRATIONS[word.toUpperCase()] : 'unknown';
		return level === undefined
			? []
			: [{ says: `The state of the registration at the carrier is "${word}".`, level }];
	},
	remedies: [{ resource: 'trunk', operation: 'create', field: 'password' }],
	byHand: 'Make another trunk with the right proxy, user name and password.',
};

const unreachableProxy: FindingKind = {
	id: 'unreachableProxy',
	level: 'fail',
	calls: 'outgoing',
	meaning: 'The proxy is a private address, or one for documentation, so that it is no carrier.',
	needs: ['hosts'],
	find: ({ live: { row } }) => {
		const proxy = typeof row.proxy === 'string' ? row.proxy : '';
		const parts = sipUriParts(/^sips?:/i.test(proxy) ? proxy : `sip:${proxy}`);
		return parts === undefined || kindOfHost(parts.host) === undefined
			? []
			: [{ says: `The proxy ${proxy} cannot be reached from the internet.`, about: proxy }];
	},
	remedies: [{ resource: 'trunk', operation: 'create', field: 'proxy' }],
	byHand: 'Make another trunk with the host of the carrier.',
};

export const miniVoiceRules: CheckRules = {
	has: ['direction', 'hosts', 'registration', 'status'],
	hosts: ['proxy', 'fromDomain', 'realm'],
	purpose: ({ row: { direction } }) => ({
		incoming: direction === 'inbound' || direction === 'both',
		outgoing: direction !== 'inbound',
	}),
	findings: [registration, unreachableProxy],
};
