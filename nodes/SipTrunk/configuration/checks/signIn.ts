import { kindOfAddress } from '../../validation/reserved';
import { isIpv4 } from '../../validation/ipAddress';
import { entriesOf } from './entries';
import type { FindingKind } from './finding';

/** Who may place calls over the trunk. */

export const noSipDomain: FindingKind = {
	id: 'noSipDomain',
	level: 'fail',
	calls: 'outgoing',
	meaning: 'Callers can sign in, and the trunk has no SIP domain to which they could send calls.',
	needs: ['sipDomain'],
	find: (trunk) =>
		trunk.purpose.outgoing && trunk.row.sipDomain === null
			? [{ says: 'The trunk has no SIP domain, so there is no address for outgoing calls.' }]
			: [],
	remedies: [
		{ resource: 'trunkConfiguration', operation: 'apply', field: 'domainName' },
		{ resource: 'trunk', operation: 'update', field: 'domainName' },
	],
	byHand: 'Give the trunk a SIP domain.',
};

/** Each of them lets callers sign in. */
const WAYS = ['sipCredentials', 'allowedAddresses'] as const;

export const noSignIn: FindingKind = {
	id: 'noSignIn',
	level: 'fail',
	calls: 'outgoing',
	meaning:
		'Nobody can sign in for outgoing calls: there is no SIP credential and no allowed address. Unknown where the provider does not tell one of them.',
	needs: ['sipCredentials'],
	find: (trunk) => {
		if (!trunk.purpose.outgoing) return [];
		const ways = (trunk.rules.signInBy?.(trunk) ?? WAYS).filter((section) =>
			trunk.rules.has.includes(section),
		);
		if (ways.length === 0 || ways.some((section) => (entriesOf(trunk, section) ?? []).length > 0))
			return [];
		const hidden = ways.filter((section) => entriesOf(trunk, section) === undefined);
		return hidden.length === 0
			? [
					{
						says: 'There is no SIP credential and no allowed address, so every outgoing call is refused.',
					},
				]
			: [
					{
						says: `${trunk.providerName} does not tell who may place calls, so nobody can say whether outgoing calls are accepted.`,
						level: 'unknown',
					},
				];
	},
	remedies: [
		{ resource: 'trunkConfiguration', operation: 'apply', field: 'usernames' },
		{ resource: 'sipCredential', operation: 'create' },
	],
	byHand: 'Add a SIP credential or an allowed address to the trunk.',
};

const SOURCES = {
	private: { says: 'private: the provider sees another one' },
	documentation: { says: 'for documentation: no call comes from there' },
};

export const unreachableSource: FindingKind = {
	id: 'unreachableSource',
	level: 'warning',
	calls: 'outgoing',
	meaning: 'An allowed address is private, or for documentation, so that no call can come from it.',
	needs: ['allowedAddresses'],
	find: (trunk) =>
		(entriesOf(trunk, 'allowedAddresses') ?? []).flatMap(({ address }) => {
			const kind = kindOfAddress(String(address));
			return kind === undefined
				? []
				: [
						{
							says: `The allowed address ${address} is ${SOURCES[kind].says}.`,
							about: String(address),
						},
					];
		}),
	remedies: [
		{ resource: 'trunkConfiguration', operation: 'apply', field: 'allowedAddresses' },
		{ resource: 'ipAccessControlEntry', operation: 'update', field: 'ipAddress' },
		{ resource: 'ipAccessControlEntry', operation: 'create', field: 'ipAddress' },
	],
	byHand: 'Allow the public address from which the telephone system sends.',
};

/** Wider than what any platform or carrier asks to allow. */
const WIDEST = { ipv4: 16, ipv6: 32 };

export const wideAddress: FindingKind = {
	id: 'wideAddress',
	level: 'warning',
	calls: 'outgoing',
	meaning: `An allowed block is wider than /${WIDEST.ipv4} (IPv6: /${WIDEST.ipv6}), so that strangers may call at your expense.`,
	needs: ['allowedAddresses'],
	find: (trunk) =>
		(entriesOf(trunk, 'allowedAddresses') ?? []).flatMap((entry) => {
			const [address, prefix] = String(entry.address).split('/');
			const isV4 = isIpv4(address);
			if (prefix === undefined || Number(prefix) >= (isV4 ? WIDEST.ipv4 : WIDEST.ipv6)) return [];
			return [
				{
					says: `The allowed block ${String(entry.address)} is very wide${isV4 ? ` (${2 ** (32 - Number(prefix))} addresses)` : ''}: strangers may call at your expense.`,
					about: String(entry.address),
				},
			];
		}),
	remedies: [
		{ resource: 'trunkConfiguration', operation: 'apply', field: 'allowedAddresses' },
		{ resource: 'ipAccessControlEntry', operation: 'update', field: 'ipAddress' },
	],
	byHand: 'Allow the addresses alone from which calls come.',
};
