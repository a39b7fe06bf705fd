import type { Sandbox } from '../../../sandbox/index';
import type { Target } from '../../../sandbox/providers/telnyx/state';
import { longAgo } from '../../account';
import {
	byText,
	type AccountState,
	type ConfigurationFacts,
	type PresentTrunk,
} from '../../configuration';
import { addConnection } from './account';

/** IDs that differ from those that the sandbox makes. */
let made = 0;
const newId = () => {
	made += 1;
	return `19${String(made).padStart(17, '0')}`;
};

function addTrunk(sandbox: Sandbox, present: PresentTrunk): void {
	const state = sandbox.state('telnyx');
	const connection = addConnection(state, 'fqdn_connection', {
		id: newId(),
		connection_name: present.name,
		encrypted_media: present.settings.secure === true ? 'SRTP' : null,
	});
	for (const { uri } of present.entries.originationUris ?? []) {
		const [, fqdn, port] = /^sip:([^:]+):(\d+)$/.exec(String(uri)) ?? [];
		state.fqdns.add({
			record_type: 'fqdn',
			id: newId(),
			connection_id: connection.id,
			dns_record_type: 'a',
			fqdn,
			port: Number(port),
			created_at: longAgo.toISOString(),
			updated_at: longAgo.toISOString(),
		} as Target);
	}
	for (const number of state.numbers.all()) {
		if (!present.phoneNumbers.includes(number.phone_number)) continue;
		number.connection_id = connection.id;
		number.connection_name = present.name;
	}
}

function state(sandbox: Sandbox): AccountState {
	const { connections, fqdns, numbers } = sandbox.state('telnyx');
	const isOnTrunk = ({ connection_id: id }: Target) => connections.get(id ?? '') !== undefined;
	const uriOf = ({ fqdn, port }: Target) => `sip:${String(fqdn)}:${port}`;
	return {
		trunks: connections
			.all()
			.map((trunk) => ({
				name: String(trunk.connection_name),
				settings: { secure: trunk.encrypted_media === 'SRTP' },
				entries: {
					originationUris: fqdns
						.filter(({ connection_id: id }) => id === trunk.id)
						.map((target) => ({ uri: uriOf(target) }))
						.sort(byText),
				},
				phoneNumbers: numbers
					.filter(({ connection_id: id }) => id === trunk.id)
					.map(({ phone_number: number }) => number)
					.sort(),
			}))
			.sort(byText),
		leftovers: fqdns
			.filter((target) => !isOnTrunk(target))
			.map(uriOf)
			.sort(),
	};
}

export const configuration: ConfigurationFacts = {
	settings: { secure: [false, true] },
	entry: (_section, nth) => ({ uri: `sip:pbx-${nth}.example.com:5060` }),
	numbers: {
		free: ['+12025550141', '+12025550142', '+12025550143', '+12025550145'],
		route(sandbox, number, name) {
			const { connections, numbers } = sandbox.state('telnyx');
			const trunk = connections.find(({ connection_name: one }) => one === name);
			const row = numbers.find(({ phone_number: one }) => one === number);
			if (row === undefined) return;
			row.connection_id = trunk?.id ?? null;
			row.connection_name = trunk?.connection_name ?? null;
		},
	},
	addTrunk,
	state,
};
