import type { IDataObject } from 'n8n-workflow';
import { hasAny } from '../../configuration/checks/entries';
import type { CheckRules } from '../../configuration/checks/finding';
import { TO_CHECK, type CheckPort } from '../../configuration/checks/reading';
import type { Work } from '../../configuration/port';
import { tryVoxConfiguration } from './configuration';
import { test } from './trunk';

/** What calls need at TryVox: https://docs.tryvox.io/sip-trunking/create-trunk */

export const tryVoxRules: CheckRules = {
	has: [
		'originationUris',
		'sipCredentials',
		'allowedAddresses',
		'phoneNumbers',
		'sipDomain',
		'status',
	],
	// How callers sign in is asked for when a trunk is made.
	purpose: (trunk) => ({
		incoming: hasAny(trunk, 'originationUris') || hasAny(trunk, 'phoneNumbers'),
		outgoing: true,
	}),
	numberTrouble: ({ status }) =>
		typeof status === 'string' && status.toLowerCase() !== 'active' ? status : undefined,
	signInBy: ({ live }) =>
		live.row.auth_type === 'credential' ? ['sipCredentials'] : ['allowedAddresses'],
	unseenTarget: (trunk) =>
		trunk.live.row.auth_type === 'credential' && hasAny(trunk, 'sipCredentials')
			? 'Calls go to the telephone system if it has registered, which TryVox does not tell.'
			: undefined,
	findings: [],
};

/** Where a row lacks the list of origination URIs, nobody can say whether there are any. */
async function read(work: Work, row: IDataObject) {
	const { origination_uris: uris } = row;
	const isTold = uris === null || Array.isArray(uris);
	const sections = isTold ? TO_CHECK.sections : (['sipCredentials'] as const);
	return {
		...(await tryVoxConfiguration.read(work, row, { ...TO_CHECK, sections: [...sections] })),
		hidden: isTold ? [] : (['originationUris'] as const),
	};
}

export const tryVoxCheck: CheckPort = {
	rules: tryVoxRules,
	read,
	test: {
		field: {
			displayName: 'Run Provider Test',
			name: 'runProviderTest',
			type: 'boolean',
			default: false,
			description:
				'Whether to let TryVox ping the telephone system (SIP OPTIONS) and check the routing, and to put its answer out as it is',
		},
		run: async (work, trunkId) => (await test(work.client(), { trunkId })).diagnosis,
	},
};
