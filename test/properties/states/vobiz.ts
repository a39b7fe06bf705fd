import * as fc from 'fast-check';
import type { Sandbox } from '../../../sandbox/index';
import type { VobizTrunk } from '../../../sandbox/providers/vobiz/state';
import { addresses, mostly, nearly, uris, type RandomTrunks } from './state';

const target = fc.record({ uri: uris, isEnabled: mostly });

const random = fc.record({
	isActive: mostly,
	direction: fc.constantFrom('inbound', 'outbound', 'both'),
	transport: fc.constantFrom('udp', 'tcp', 'tls'),
	isSecure: fc.boolean(),
	callsPerSecond: fc.constantFrom(2, 2, 0),
	primary: fc.option(target, { nil: undefined }),
	fallback: fc.option(target, { nil: undefined, freq: 1 }),
	destination: fc.option(
		fc.constantFrom('pbx.acme.com', 'sip:10.0.0.1', 'sip:office@pbx.acme.com', 'another uri'),
		{ nil: undefined, freq: 1 },
	),
	credential: fc.option(mostly, { nil: undefined }),
	address: fc.option(fc.record({ address: addresses, isEnabled: mostly }), { nil: undefined }),
	/** Two trunks may name the same credential. */
	sharesCredential: fc.boolean(),
	number: fc.option(fc.constantFrom('active', 'active', 'blocked', 'pending_release'), {
		nil: undefined,
	}),
});

type Plan = typeof random extends fc.Arbitrary<infer T> ? T : never;

const both: Plan = {
	isActive: true,
	direction: 'both',
	transport: 'tls',
	isSecure: true,
	callsPerSecond: 2,
	primary: { uri: 'sip:a.acme.com:5061', isEnabled: true },
	fallback: { uri: 'sip:b.acme.com:5061', isEnabled: true },
	destination: undefined,
	credential: true,
	address: { address: '44.229.228.186', isEnabled: true },
	sharesCredential: false,
	number: 'active',
};

const plan = nearly(
	[
		both,
		{ ...both, direction: 'inbound', credential: undefined, address: undefined },
		{ ...both, direction: 'outbound', primary: undefined, fallback: undefined, number: undefined },
		{ ...both, primary: undefined, fallback: undefined, destination: 'another uri' },
	],
	random,
);

const time = '2024-01-02T03:04:05.000000Z';
const dated = { account_id: 'MA_SANDBOX', created_at: time, updated_at: time };

const uuid = (number: number) => `eeee5555-0000-4000-a000-${String(number).padStart(12, '0')}`;

function write(sandbox: Sandbox, plans: Plan[]): string[] {
	sandbox.seedTrunks(
		'vobiz',
		plans.map((_, nth) => `Trunk ${nth}`),
	);
	const state = sandbox.state('vobiz');
	const [model] = state.numbers.all();
	let made = 0;
	const addUri = ({ uri, isEnabled }: { uri: string; isEnabled: boolean }) => {
		const id = uuid(++made);
		const own = { uri, priority: 1, weight: 10, transport: 'udp', description: `u${made}` };
		state.originationUris.add({ ...dated, id, ...own, enabled: isEnabled });
		return id;
	};
	const trunks = [...state.trunks.all()];
	trunks.forEach((trunk, nth) => {
		const planned = plans[nth];
		const settings: Partial<VobizTrunk> = {
			trunk_status: planned.isActive ? 'active' : 'inactive',
			trunk_direction: planned.direction,
			transport: planned.transport,
			secure: planned.isSecure,
			cps_limit: planned.callsPerSecond,
		};
		Object.assign(trunk, settings);
		if (planned.primary) trunk.primary_uri_uuid = addUri(planned.primary);
		if (planned.fallback) trunk.fallback_uri_uuid = addUri(planned.fallback);
		const { destination } = planned;
		if (destination !== undefined) {
			const loose = { uri: 'sip:pbx.acme.com', isEnabled: true };
			trunk.inbound_destination = destination === 'another uri' ? addUri(loose) : destination;
		}
		const before = trunks[nth - 1]?.credential_uuid;
		if (planned.sharesCredential && before !== undefined) trunk.credential_uuid = before;
		else if (planned.credential !== undefined) {
			const id = uuid(++made);
			const own = { username: `pbx${made}`, password: '<redacted>' as const, realm: '' };
			state.credentials.add({ ...dated, id, ...own, enabled: planned.credential });
			trunk.credential_uuid = id;
		}
		if (planned.address !== undefined) {
			const id = uuid(++made);
			const { address, isEnabled } = planned.address;
			const own = { ip_address: address, description: `a${made}`, enabled: isEnabled };
			state.ipAcl.add({ ...dated, id, ...own });
			trunk.ipacl_uuid = id;
		}
		if (planned.number === undefined) return;
		state.numbers.add({
			...model,
			id: uuid(++made),
			e164: `+91005552${String(nth).padStart(4, '0')}`,
			status: planned.number,
			trunk_group_id: trunk.trunk_id,
		});
	});
	return trunks.map((trunk) => trunk.trunk_id);
}

export const vobiz: RandomTrunks = {
	plan,
	write,
	judgements: ['ok', 'warning', 'fail'],
};
