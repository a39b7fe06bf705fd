import type { PickerFacts } from '../../pickers';
import { make, makeRule } from './routes';

export const pickers: PickerFacts[] = [
	{
		resource: 'trunk',
		arrange: async ({ api }) => {
			const berlin = await make(api, 'Inbound', { name: 'Berlin', numbers: ['+4930123456'] });
			const hamburg = await make(api, 'Outbound', {
				name: 'Hamburg',
				address: 'hh.example.com',
				numbers: ['+4940123456'],
			});
			return {
				offered: [
					{ name: 'Berlin (inbound, +4930123456)', value: berlin.sip_trunk_id },
					{
						name: 'Hamburg (outbound, +4940123456, hh.example.com)',
						value: hamburg.sip_trunk_id,
					},
				],
				second: 'OUTBOUND',
			};
		},
	},
	{
		resource: 'dispatchRule',
		arrange: async ({ api }) => {
			const rules = [
				await makeRule(api, {
					name: 'Berlin',
					trunk_ids: ['ST_a'],
					rule: { dispatch_rule_individual: { room_prefix: 'call-' } },
				}),
				await makeRule(api, {
					name: 'Hamburg',
					trunk_ids: ['ST_b'],
					rule: { dispatch_rule_direct: { room_name: 'lobby' } },
				}),
			].map(({ name, sip_dispatch_rule_id: value }) => ({ name, value }));
			const shown: Record<string, string> = {
				Berlin: 'Berlin (individual, call-)',
				Hamburg: 'Hamburg (direct, lobby)',
			};
			return {
				// In the order of their IDs.
				offered: rules
					.sort((a, b) => (String(a.value) < String(b.value) ? -1 : 1))
					.map(({ name, value }) => ({ name: shown[String(name)], value })),
				second: '',
			};
		},
	},
];
