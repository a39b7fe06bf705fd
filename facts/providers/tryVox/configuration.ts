import type { Sandbox } from '../../../sandbox/index';
import { longAgo } from '../../account';
import {
	byText,
	type AccountState,
	type ConfigurationFacts,
	type EntryState,
	type PresentTrunk,
} from '../../configuration';

const dated = { created_at: longAgo.toISOString() };

/** IDs that differ from those that the sandbox makes. */
let made = 0;
const id = (prefix: string) => {
	made += 1;
	return `${prefix}_made${made}`;
};

/** Everything is in effect as soon as it is made, and nothing is shared. */
function addTrunk(sandbox: Sandbox, present: PresentTrunk): void {
	const { originationUris = [], sipCredentials = [], allowedAddresses = [] } = present.entries;
	const { trunks, credentials, ipAcl, numbers } = sandbox.state('tryVox');
	const trunk = {
		id: id('trunk'),
		name: present.name,
		auth_type: 'credential' as const,
		sip_domain: `${id('trunk')}.sip.tryvox.io`,
		termination_uri: null,
		origination_uris: originationUris.map(({ uri }) => String(uri)),
		max_channels: Number(present.settings.maxConcurrentCalls ?? 0),
		status: 'active',
		...dated,
	};
	trunks.add(trunk);
	for (const { username } of sipCredentials) {
		credentials.add({
			id: id('cred'),
			trunk_id: trunk.id,
			username: String(username),
			...dated,
		});
	}
	for (const { address, name } of allowedAddresses) {
		const [ip, mask] = String(address).split('/');
		ipAcl.add({
			id: id('acl'),
			trunk_id: trunk.id,
			ip,
			mask: Number(mask),
			cidr: String(address),
			description: String(name),
			...dated,
		});
	}
	for (const number of numbers.all()) {
		if (present.phoneNumbers.includes(number.e164)) number.trunk_id = trunk.id;
	}
}

function state(sandbox: Sandbox): AccountState {
	const { trunks, credentials, ipAcl, numbers } = sandbox.state('tryVox');
	return {
		trunks: trunks
			.all()
			.map((trunk) => {
				const isOn = ({ trunk_id: on }: { trunk_id: string | null }) => on === trunk.id;
				return {
					name: trunk.name,
					settings: { maxConcurrentCalls: trunk.max_channels },
					entries: {
						originationUris: trunk.origination_uris
							.map((uri): EntryState => ({ uri }))
							.sort(byText),
						sipCredentials: credentials
							.filter(isOn)
							.map(({ username }) => ({ username }))
							.sort(byText),
						allowedAddresses: ipAcl
							.filter(isOn)
							.map(({ cidr, description }) => ({ address: cidr, name: String(description) }))
							.sort(byText),
					},
					phoneNumbers: numbers
						.filter(isOn)
						.map(({ e164 }) => e164)
						.sort(),
				};
			})
			.sort(byText),
		leftovers: [],
	};
}

export const configuration: ConfigurationFacts = {
	always: { authType: 'credential' },
	settings: { maxConcurrentCalls: [10, 20] },
	numbers: {
		free: ['+12025550110', '+18005550111', '+61491570156', '+910055500114'],
		notInService: ['+910055500114'],
		route(sandbox, e164, name) {
			const { trunks, numbers } = sandbox.state('tryVox');
			const number = numbers.get(e164);
			const trunk = trunks.all().find((one) => one.name === name);
			if (number !== undefined) number.trunk_id = trunk?.id ?? null;
		},
	},
	addTrunk,
	soundTrunk: {
		entries: {
			originationUris: [{ uri: 'sip:pbx-0.example.com' }],
			sipCredentials: [{ username: 'phone0' }],
		},
		phoneNumbers: ['+12025550110'],
	},
	state,
};
