import * as fc from 'fast-check';
import type { Sandbox } from '../../../sandbox/index';
import { addresses, mostly, nearly, type RandomTrunks } from './state';

const random = fc.record({
	isInbound: fc.boolean(),
	allowed: fc.array(fc.oneof(addresses, fc.constantFrom('sip.acme.com', 'sip:a.acme.com')), {
		maxLength: 2,
	}),
	hasUser: fc.boolean(),
	/** For the trunk alone, for all, for another number, or none. */
	rule: fc.constantFrom('own', 'all', 'other', 'none'),
	address: fc.constantFrom('sip.acme.com', 'sip.acme.com:5061', '8.8.8.8', '10.0.0.5', 'pbx.local'),
	transport: fc.constantFrom('TLS', 'UDP', 'AUTO'),
	isEncrypted: mostly,
});

type Plan = typeof random extends fc.Arbitrary<infer T> ? T : never;

const sound: Plan = {
	isInbound: true,
	allowed: ['44.229.228.186'],
	hasUser: false,
	rule: 'own',
	address: 'sip.acme.com',
	transport: 'TLS',
	isEncrypted: true,
};

const plan = nearly([sound, { ...sound, isInbound: false }], random);

/** Rules for all trunks would answer for the others as well, so a number of their own stands for that. */
const NUMBERS: Record<Plan['rule'], (number: string) => string[]> = {
	own: () => [],
	all: (number) => [number],
	other: () => ['+4930999999'],
	none: () => [],
};

function write(sandbox: Sandbox, plans: Plan[]): string[] {
	const { inboundTrunks, outboundTrunks, dispatchRules } = sandbox.state('liveKit');
	return plans.map((planned, nth) => {
		const id = `ST_${String(nth).padStart(12, '0')}`;
		const number = `+1202555${String(1000 + nth)}`;
		const common = {
			sip_trunk_id: id,
			name: `Trunk ${nth}`,
			numbers: [number],
			...(planned.hasUser ? { auth_username: 'pbx' } : {}),
			...(planned.isEncrypted ? { media: { encryption: 'SIP_MEDIA_ENCRYPT_REQUIRE' } } : {}),
		};
		if (planned.isInbound) inboundTrunks.add({ ...common, allowed_addresses: planned.allowed });
		else {
			const transport = `SIP_TRANSPORT_${planned.transport}`;
			outboundTrunks.add({ ...common, address: planned.address, transport });
		}
		if (planned.rule === 'none') return id;
		dispatchRules.add({
			sip_dispatch_rule_id: `SDR_${String(nth).padStart(12, '0')}`,
			name: `Rule ${nth}`,
			rule: { dispatch_rule_individual: {} },
			trunk_ids: planned.rule === 'all' ? [] : [id],
			numbers: NUMBERS[planned.rule](number),
		});
		return id;
	});
}

export const liveKit: RandomTrunks = {
	plan,
	write,
	judgements: ['ok', 'warning', 'fail'],
};
