import type { IDataObject } from 'n8n-workflow';
import type { CheckRules, FindingKind } from '../../configuration/checks/finding';
import {
	platformEncryption,
	platformPort,
	platformTransport,
	retiredPlatformHost,
	unknownPlatformHost,
} from '../../configuration/checks/platform';
import { kindOfHost } from '../../validation/reserved';
import { sipUriParts } from '../../configuration/platforms/sipUri';
import type { Parts } from './configuration/parts';

/** What calls need at LiveKit, which is the platform and not the carrier: https://docs.livekit.io/telephony/ */

const listIn = (row: IDataObject, key: string) => ((row[key] ?? []) as unknown[]).map(String);

/** Entries of Allowed Addresses with such characters have no effect. */
const IGNORED = /[()+*;, ]|:\/\//;

const ignoredIn = (row: IDataObject) =>
	listIn(row, 'allowed_addresses').filter((entry) => IGNORED.test(entry));

const digits = (number: string) => number.replace(/\D/g, '');

/** Whether a rule is for calls to one of the trunk's numbers. */
function isForCalls(rule: IDataObject, trunk: IDataObject): boolean {
	const [numbers, own] = [rule, trunk].map((row) => listIn(row, 'numbers').map(digits));
	return numbers.length === 0 || own.length === 0 || own.some((one) => numbers.includes(one));
}

const noDispatchRule: FindingKind<Parts> = {
	id: 'noDispatchRule',
	level: 'fail',
	calls: 'incoming',
	meaning: 'No dispatch rule is for the calls of the trunk, so that LiveKit refuses them.',
	needs: [],
	occurs: ({ sections }) => sections.dispatchRules !== undefined,
	find: ({ purpose, present, live }) =>
		!purpose.incoming || (present.dispatchRules ?? []).some(({ row }) => isForCalls(row, live.row))
			? []
			: [{ says: 'No dispatch rule says into which room calls go, so LiveKit refuses them.' }],
	remedies: [{ resource: 'dispatchRule', operation: 'create' }],
	byHand: 'Make a dispatch rule for the trunk.',
};

const openToAll: FindingKind<Parts> = {
	id: 'openToAll',
	level: 'warning',
	calls: 'incoming',
	meaning:
		'Whoever knows a number of the trunk can call: no address is demanded, and no user name.',
	needs: [],
	occurs: noDispatchRule.occurs,
	find: ({ purpose, live: { row } }) => {
		const counting = listIn(row, 'allowed_addresses').length - ignoredIn(row).length;
		return !purpose.incoming || counting > 0 || Boolean(row.auth_username)
			? []
			: [{ says: 'No address and no user name is demanded: whoever knows a number can call.' }];
	},
	remedies: [{ resource: 'trunk', operation: 'update', field: 'allowedAddresses' }],
	byHand: "Allow the carrier's addresses.",
};

const ignoredAddress: FindingKind<Parts> = {
	id: 'ignoredAddress',
	level: 'warning',
	calls: 'incoming',
	meaning:
		'LiveKit ignores an allowed address, because it is written in a way that it does not read.',
	needs: [],
	occurs: noDispatchRule.occurs,
	find: ({ live: { row } }) =>
		ignoredIn(row).map((entry) => ({
			says: `LiveKit ignores the allowed address "${entry}".`,
			about: entry,
		})),
	remedies: openToAll.remedies,
	byHand: 'Write it as an address, a block or a host name.',
};

const unreachableCarrier: FindingKind<Parts> = {
	id: 'unreachableCarrier',
	level: 'fail',
	calls: 'outgoing',
	meaning: 'The address of the carrier is private, or one for documentation, or none at all.',
	needs: [],
	occurs: noDispatchRule.occurs,
	find: ({ purpose, live: { row } }) => {
		const address = String(row.address ?? '');
		const parts = sipUriParts(`sip:${address}`);
		const isReachable = parts !== undefined && kindOfHost(parts.host) === undefined;
		return !purpose.outgoing || isReachable
			? []
			: [{ says: `The address ${address} cannot be reached from the internet.`, about: address }];
	},
	remedies: [{ resource: 'trunk', operation: 'update', field: 'address' }],
	byHand: "Enter the carrier's SIP host.",
};

const unknownTransport: FindingKind<Parts> = {
	id: 'unknownTransport',
	level: 'info',
	calls: 'outgoing',
	meaning: 'The trunk names no transport, and how LiveKit chooses one is not documented.',
	needs: [],
	occurs: noDispatchRule.occurs,
	find: ({ purpose, row: { transport } }) =>
		purpose.outgoing && transport === null
			? [{ says: 'No transport is set, and how LiveKit chooses one is not documented.' }]
			: [],
	remedies: [{ resource: 'trunk', operation: 'update', field: 'transport' }],
	byHand: "Set the carrier's transport.",
};

export const liveKitRules: CheckRules<Parts> = {
	has: ['allowedAddresses', 'direction', 'secure', 'status'],
	purpose: ({ row: { direction } }) => ({
		incoming: direction === 'inbound',
		outgoing: direction === 'outbound',
	}),
	otherUris: ({ live: { row } }) => (row.address ? [String(row.address)] : []),
	findings: [
		noDispatchRule,
		openToAll,
		ignoredAddress,
		unreachableCarrier,
		unknownTransport,
		retiredPlatformHost,
		unknownPlatformHost,
		platformTransport,
		platformPort,
		platformEncryption,
	],
};
