import type { INodeParameters } from 'n8n-workflow';
import type { Sandbox } from '../../sandbox/index';

/** What a TryVox account holds for the tests of Trunk Configuration. */

/** Of the numbers in the sandbox: three that are free, one on an application, one that is not in service yet. */
export const NUMBERS = {
	first: '+12025550110',
	second: '+18005550111',
	mobile: '+61491570156',
	onApplication: '+442079460112',
	pending: '+910055500114',
};

export const nameOf = (nth: number) => `Example Garage K${1000 + nth}`;
export const uriOf = (nth: number) => `sip:pbx-${nth}.example.com:5060`;

/** A new customer as a form describes one: a trunk, one user name, one number. */
export const customer = (nth: number, phoneNumbers: string): INodeParameters => ({
	name: nameOf(nth),
	additionalFields: { authType: 'credential', maxConcurrentCalls: 10 },
	originationUriRows: { row: [{ uri: uriOf(nth) }] },
	usernames: `acme-k${1000 + nth}`,
	phoneNumbers,
});

/** One that is known by its address. */
export const addressed = (nth: number, phoneNumbers: string): INodeParameters => ({
	...customer(nth, phoneNumbers),
	additionalFields: { authType: 'ip' },
	usernames: '',
	allowedAddresses: '203.0.113.26',
});

/** Everything that an account holds, without IDs, dates and passwords: what can be compared. */
export function stateOf(sandbox: Sandbox): unknown {
	const { trunks, credentials, ipAcl, numbers } = sandbox.state('tryVox');
	return trunks.all().map((trunk) => ({
		name: trunk.name,
		authType: trunk.auth_type,
		maxConcurrentCalls: trunk.max_channels,
		terminationUri: trunk.termination_uri,
		originationUris: trunk.origination_uris,
		sipCredentials: credentials
			.filter(({ trunk_id: id }) => id === trunk.id)
			.map(({ username }) => username)
			.sort(),
		allowedAddresses: ipAcl
			.filter(({ trunk_id: id }) => id === trunk.id)
			.map(({ cidr, description }) => `${cidr} ${description ?? ''}`.trim())
			.sort(),
		phoneNumbers: numbers
			.filter(({ trunk_id: id }) => id === trunk.id)
			.map(({ e164 }) => e164)
			.sort(),
	}));
}
