import * as fc from 'fast-check';
import type { Sandbox } from '../../../sandbox/index';
import { trunkPath, type PlivoTrunk } from '../../../sandbox/providers/plivo/state';
import { addresses, longAgo, mostly, uris, type RandomTrunks } from './state';

/** As Plivo writes them: with the scheme or without. */
const written = fc
	.tuple(uris, fc.boolean())
	.map(([uri, isBare]) => (isBare && !uri.includes('@') ? uri.replace(/^sip:/, '') : uri));

const plan = fc.record({
	isEnabled: mostly,
	direction: fc.constantFrom('inbound', 'outbound'),
	isSecure: fc.boolean(),
	primary: fc.option(written, { nil: undefined, freq: 4 }),
	fallback: fc.option(written, { nil: undefined, freq: 1 }),
	hasCredential: mostly,
	addresses: fc.array(addresses, { maxLength: 2 }),
	/** Two trunks may name the same list. */
	sharesAddresses: fc.boolean(),
	hasNumber: mostly,
});

type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

const dated = {
	created_at: longAgo.created.toISOString(),
	updated_at: longAgo.updated.toISOString(),
};

const uuid = (number: number) => `eeee5555-0000-4000-a000-${String(number).padStart(12, '0')}`;

function write(sandbox: Sandbox, plans: Plan[]): string[] {
	sandbox.seedTrunks(
		'plivo',
		plans.map((_, nth) => `Trunk ${nth}`),
	);
	const state = sandbox.state('plivo');
	const [model] = state.numbers.all();
	let made = 0;
	const addUri = (uri: string) => {
		const uri_uuid = uuid(++made);
		const signIn = { authentication_needed: false, username: '', password: '' };
		state.uris.add({ ...dated, uri_uuid, uri, name: `u${made}`, ...signIn });
		return uri_uuid;
	};
	const trunks = [...state.trunks.all()];
	trunks.forEach((trunk, nth) => {
		const planned = plans[nth];
		const settings: Partial<PlivoTrunk> = {
			trunk_status: planned.isEnabled ? 'enabled' : 'disabled',
			trunk_direction: planned.direction as PlivoTrunk['trunk_direction'],
			secure: planned.isSecure,
		};
		Object.assign(trunk, settings);
		if (planned.primary) trunk.primary_uri_uuid = addUri(planned.primary);
		if (planned.fallback) trunk.fallback_uri_uuid = addUri(planned.fallback);
		if (planned.hasCredential) {
			const credential_uuid = uuid(++made);
			const own = { name: `c${made}`, username: `phone${made}`, password: 'Former_Pass_1' };
			state.credentials.add({ ...dated, credential_uuid, ...own });
			trunk.credential_uuid = credential_uuid;
		}
		const before = trunks[nth - 1]?.ipacl_uuid;
		if (planned.sharesAddresses && before) trunk.ipacl_uuid = before;
		else if (planned.addresses.length > 0) {
			const ipacl_uuid = uuid(++made);
			const own = { name: `a${made}`, ip_addresses: planned.addresses };
			state.ipAccessControlLists.add({ ...dated, ipacl_uuid, ...own });
			trunk.ipacl_uuid = ipacl_uuid;
		}
		if (!planned.hasNumber) return;
		const number = `91005552${String(nth).padStart(4, '0')}`;
		state.numbers.add({ ...model, number, application: trunkPath(trunk.trunk_id) });
	});
	return trunks.map((trunk) => trunk.trunk_id);
}

export const plivo: RandomTrunks = {
	plan,
	write,
	judgements: ['ok', 'warning', 'fail'],
};
