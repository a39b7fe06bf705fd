import * as fc from 'fast-check';
import type { Sandbox } from '../../../sandbox/index';
import { addresses, mostly, nearly, uris, type RandomTrunks } from './state';

const random = fc.record({
	isActive: mostly,
	authType: fc.constantFrom('ip' as const, 'credential' as const),
	uris: fc.array(uris, { maxLength: 3 }),
	usernames: fc.array(fc.constant('pbx'), { maxLength: 2 }),
	addresses: fc.array(addresses, { maxLength: 2 }),
	number: fc.option(fc.constantFrom('active', 'active', 'suspended'), { nil: undefined }),
});

type Plan = typeof random extends fc.Arbitrary<infer T> ? T : never;

const sound: Plan = {
	isActive: true,
	authType: 'credential',
	uris: ['sip:pbx1.acme.com', 'sip:pbx2.acme.com;transport=tcp'],
	usernames: ['pbx'],
	addresses: [],
	number: 'active',
};

const plan = nearly([sound, { ...sound, uris: [], number: undefined }], random);

const createdAt = { created_at: '2024-01-02T03:04:05Z' };

function write(sandbox: Sandbox, plans: Plan[]): string[] {
	sandbox.seedTrunks(
		'tryVox',
		plans.map((_, nth) => `Trunk ${nth}`),
	);
	const state = sandbox.state('tryVox');
	const [model] = state.numbers.all();
	let made = 0;
	const trunks = [...state.trunks.all()];
	trunks.forEach((trunk, nth) => {
		const planned = plans[nth];
		trunk.status = planned.isActive ? 'active' : 'inactive';
		trunk.auth_type = planned.authType;
		trunk.origination_uris = planned.uris;
		for (const username of planned.usernames) {
			const own = { trunk_id: trunk.id, username: `${username}${++made}` };
			state.credentials.add({ ...createdAt, id: `cred_${made}`, ...own });
		}
		for (const ip of planned.addresses) {
			const own = { trunk_id: trunk.id, ip, mask: 32, cidr: `${ip}/32`, description: null };
			state.ipAcl.add({ ...createdAt, id: `acl_${++made}`, ...own });
		}
		if (planned.number === undefined) return;
		const e164 = `+1202555${String(1000 + nth)}`;
		state.numbers.add({ ...model, e164, status: planned.number, trunk_id: trunk.id });
	});
	return trunks.map(({ id }) => id);
}

export const tryVox: RandomTrunks = {
	plan,
	write,
	judgements: ['ok', 'unknown', 'warning', 'fail'],
};
