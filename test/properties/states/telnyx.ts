import * as fc from 'fast-check';
import { addConnection } from '../../../facts/providers/telnyx/account';
import type { Sandbox } from '../../../sandbox/index';
import type { Target } from '../../../sandbox/providers/telnyx/state';
import { addresses, longAgo, mostly, nearly, type RandomTrunks } from './state';

const targets = fc.constantFrom<[host: string, port: number]>(
	['pbx1.acme.com', 5060],
	['pbx2.acme.com', 5061],
	['pbx.local', 5060],
	['vjnxecm0tjk.sip.livekit.cloud', 5060],
	['5t4n6j0wnrl.sip.livekit.cloud', 5060],
	['sip.api.openai.com', 5061],
	['sip.rtc.elevenlabs.io', 5061],
	['c1.sip.vapi.ai', 5060],
);

const random = fc.record({
	type: fc.constantFrom(
		'fqdn_connection' as const,
		'ip_connection' as const,
		'credential_connection' as const,
	),
	addresses: fc.uniqueArray(fc.tuple(addresses, fc.constantFrom(5060, 5061)), {
		maxLength: 2,
		selector: ([address]) => address,
	}),
	hasUser: mostly,
	isActive: mostly,
	transport: fc.constantFrom('UDP', 'TCP', 'TLS'),
	isSecure: fc.boolean(),
	targets: fc.uniqueArray(targets, { maxLength: 2, selector: ([host]) => host }),
	number: fc.option(fc.constantFrom('active', 'active', 'port-pending'), {
		nil: undefined,
		freq: 4,
	}),
	hasProfile: fc.boolean(),
});

type Plan = typeof random extends fc.Arbitrary<infer T> ? T : never;

const sound: Plan = {
	type: 'fqdn_connection',
	addresses: [],
	hasUser: true,
	isActive: true,
	transport: 'TLS',
	isSecure: true,
	targets: [['pbx2.acme.com', 5061]],
	number: 'active',
	hasProfile: false,
};

const forAddresses: Plan = {
	...sound,
	type: 'ip_connection',
	addresses: [['44.229.228.186', 5061]],
};

const plan = nearly([sound, { ...sound, hasProfile: true }, forAddresses], random);

const dated = {
	created_at: longAgo.created.toISOString(),
	updated_at: longAgo.updated.toISOString(),
};

function write(sandbox: Sandbox, plans: Plan[]): string[] {
	const state = sandbox.state('telnyx');
	const [model] = state.numbers.all();
	return plans.map((planned, nth) => {
		const id = `18000000000000000${String(nth).padStart(2, '0')}`;
		const connection = addConnection(state, planned.type, {
			id,
			connection_name: `Trunk ${nth}`,
			active: planned.isActive,
			transport_protocol: planned.transport,
			encrypted_media: planned.isSecure ? 'SRTP' : null,
		});
		if (planned.type === 'credential_connection' && planned.hasUser) {
			Object.assign(connection, { user_name: `pbx${nth}`, password: 'invented-1' });
		}
		if (planned.hasProfile) {
			connection.outbound = { ...connection.outbound, outbound_voice_profile_id: '17' };
		}
		(planned.type === 'ip_connection' ? planned.addresses : []).forEach(
			([ip_address, port], index) =>
				state.ips.add({
					record_type: 'ip',
					id: `${id}${index}`,
					connection_id: id,
					ip_address,
					port,
					...dated,
				} as Target),
		);
		(planned.type === 'fqdn_connection' ? planned.targets : []).forEach(([fqdn, port], index) =>
			state.fqdns.add({
				record_type: 'fqdn',
				id: `${id}${index}`,
				connection_id: id,
				dns_record_type: 'a',
				fqdn,
				port,
				...dated,
			} as Target),
		);
		if (planned.number !== undefined) {
			state.numbers.add({
				...model,
				id: `160000000000000000${nth}`,
				phone_number: `+1202555${String(nth).padStart(4, '0')}`,
				status: planned.number,
				connection_id: id,
				connection_name: `Trunk ${nth}`,
			});
		}
		return id;
	});
}

export const telnyx: RandomTrunks = { plan, write, judgements: ['ok', 'unknown', 'fail'] };
