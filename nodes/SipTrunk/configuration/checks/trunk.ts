import { RESOURCES } from '../../contract/resources';
import { kindOf, keyOf, SECTION_NAMES } from '../configuration';
import type { ConfigurationPort } from '../port';
import { isDisabled } from './entries';
import type { CheckedTrunk, FindingKind } from './finding';

/** The trunk itself. */

const hasSections = ({ sections }: ConfigurationPort) => Object.keys(sections).length > 0;

const apply = (field?: string) => ({ resource: 'trunkConfiguration', operation: 'apply', field });

export const inactive: FindingKind = {
	id: 'inactive',
	level: 'fail',
	calls: 'both',
	meaning: 'The trunk is switched off. Unknown where the provider does not tell.',
	needs: ['status'],
	find: ({ row, providerName }) => {
		if (row.status === 'active') return [];
		return row.status === 'inactive'
			? [{ says: 'The trunk is inactive, so it carries no calls.' }]
			: [
					{
						says: `${providerName} does not tell whether the trunk is active.`,
						level: 'unknown' as const,
					},
				];
	},
	remedies: [apply('enabled'), { resource: 'trunk', operation: 'update', field: 'enabled' }],
	byHand: 'Switch the trunk on.',
};

export const nothingOnIt: FindingKind = {
	id: 'nothingOnIt',
	level: 'fail',
	calls: 'both',
	meaning: 'The trunk alone is there: nothing that would let it carry a call in either direction.',
	needs: [],
	occurs: hasSections,
	find: ({ purpose }) =>
		purpose.incoming || purpose.outgoing
			? []
			: [
					{
						says: `There is nothing on the ${RESOURCES.trunk.singular} that would let it carry calls.`,
					},
				],
	remedies: [apply()],
	byHand: 'Add what the trunk lacks.',
};

export const oneDirection: FindingKind = {
	id: 'oneDirection',
	level: 'info',
	calls: 'both',
	meaning: 'The trunk is set up for calls in one direction only.',
	needs: [],
	find: ({ purpose: { incoming, outgoing } }) =>
		incoming === outgoing
			? []
			: [{ says: `The trunk is set up for ${incoming ? 'incoming' : 'outgoing'} calls only.` }],
	remedies: [apply()],
	byHand: 'Add what calls in the other direction need, if there are to be any.',
};

export const halfMade: FindingKind = {
	id: 'halfMade',
	level: 'warning',
	calls: 'both',
	meaning:
		'Something was made for the trunk and is not in effect, as a run leaves it that ends half-way.',
	needs: [],
	occurs: hasSections,
	find: ({ present }) =>
		SECTION_NAMES.flatMap((section) =>
			(present[section] ?? [])
				.filter(({ isLoose }) => isLoose === true)
				.map(({ entry }) => ({
					says: `The ${kindOf(section).singular} ${keyOf(section, entry)} was made for the trunk and has no effect.`,
					about: keyOf(section, entry),
				})),
		),
	remedies: [apply()],
	byHand: 'Run Apply again, or remove it.',
};

const toEnable = {
	sipCredentials: [{ resource: 'sipCredential', operation: 'update', field: 'enabled' }],
	allowedAddresses: [{ resource: 'ipAccessControlEntry', operation: 'update', field: 'enabled' }],
};

export const entryDisabled: FindingKind = {
	id: 'entryDisabled',
	level: 'warning',
	calls: 'outgoing',
	meaning: 'A SIP credential or an allowed address of the trunk is switched off.',
	needs: ['sipCredentials'],
	find: ({ present }) =>
		(['sipCredentials', 'allowedAddresses'] as const).flatMap((section) =>
			(present[section] ?? []).filter(isDisabled).map(({ entry }) => ({
				says: `The ${kindOf(section).singular} ${keyOf(section, entry)} is disabled.`,
				about: keyOf(section, entry),
				remedies: toEnable[section],
			})),
		),
	remedies: toEnable.sipCredentials,
	byHand: 'Switch it on.',
};

export const harmfulRemoval: FindingKind = {
	id: 'harmfulRemoval',
	level: 'info',
	calls: 'both',
	meaning: 'Other trunks use something that would go with this one if it were deleted.',
	needs: [],
	occurs: ({ refuseRemoval }) => refuseRemoval !== undefined,
	find: ({ harmOfRemoval }) => harmOfRemoval.map((says) => ({ says })),
	remedies: [apply()],
	byHand: 'Give the trunk one of its own before you delete it.',
};

const LIMITS = ['callsPerSecond', 'maxConcurrentCalls'] as const;

const toRaise = (field: string) => [
	apply(field),
	{ resource: 'trunk', operation: 'update', field },
];

export const zeroLimit: FindingKind = {
	id: 'zeroLimit',
	level: 'warning',
	calls: 'both',
	meaning: 'The trunk is limited to 0 calls per second, or to 0 calls at a time.',
	needs: ['limits'],
	find: ({ row }) =>
		LIMITS.filter((key) => row[key] === 0).map((key) => ({
			says: `The limit ${key} of the trunk is 0.`,
			about: key,
			remedies: toRaise(key),
		})),
	remedies: toRaise('callsPerSecond'),
	byHand: 'Raise the limit.',
};

export const hostWithScheme: FindingKind = {
	id: 'hostWithScheme',
	level: 'warning',
	calls: 'both',
	meaning: 'A setting that takes a host holds a SIP URI, with a scheme in front of it.',
	needs: ['hosts'],
	find: ({ settings, rules }) =>
		(rules.hosts ?? [])
			.filter((name) => /^sips?:/i.test(String(settings[name] ?? '')))
			.map((name) => ({
				says: `"${String(settings[name])}" begins with a scheme, where a host alone belongs.`,
				about: name,
			})),
	remedies: [apply()],
	byHand: 'Enter the host alone.',
};

/** What decides whether calls go through; sign-in has a finding of its own. */
const isHidden = (trunk: CheckedTrunk, section: 'originationUris' | 'phoneNumbers') =>
	trunk.rules.has.includes(section) && trunk.notReadable.includes(section);

export const notTold: FindingKind = {
	id: 'notTold',
	level: 'unknown',
	calls: 'incoming',
	meaning: 'The provider does not tell where incoming calls go, or which numbers are on the trunk.',
	needs: [],
	find: (trunk) =>
		trunk.purpose.incoming
			? (['originationUris', 'phoneNumbers'] as const)
					.filter((section) => isHidden(trunk, section))
					.map((section) => ({
						says: `${trunk.providerName} does not tell the ${kindOf(section).plural} of the trunk.`,
						about: section,
					}))
			: [],
	remedies: [],
	byHand: 'Look at the trunk there.',
};
