import * as fc from 'fast-check';
import type { Sandbox } from '../../../sandbox/index';
import { mostly, type RandomTrunks } from './state';

const plan = fc.record({
	isActive: mostly,
	registration: fc.constantFrom('REGED', undefined, 'NOREG', 'TRYING', 'FAIL_WAIT', 'UNREGED', 'x'),
	proxy: fc.constantFrom('sip.acme.com', 'sip:sip.acme.com', '10.0.0.1', 'sip.acme.com:5070'),
	inboundIp: fc.option(fc.constantFrom('44.1.2.3', '192.168.0.1'), { nil: undefined }),
});

type Plan = typeof plan extends fc.Arbitrary<infer T> ? T : never;

function write(sandbox: Sandbox, plans: Plan[]): string[] {
	sandbox.seedTrunks(
		'miniVoice',
		plans.map((_, nth) => `Trunk ${nth}`),
	);
	const trunks = [...sandbox.state('miniVoice').trunks.all()];
	trunks.forEach((trunk, nth) => {
		const { isActive, registration, proxy, inboundIp } = plans[nth];
		const own = { is_active: isActive, registration_status: registration, proxy };
		Object.assign(trunk, own, { inbound_ip: inboundIp });
	});
	return trunks.map(({ id }) => id);
}

export const miniVoice: RandomTrunks = {
	plan,
	write,
	judgements: ['ok', 'unknown', 'warning', 'fail'],
};
