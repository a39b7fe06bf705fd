import type { PickerFacts } from '../../pickers';
import { make } from './routes';

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
		arrange: async ({ sandbox }) => {
			const { dispatchRules } = sandbox.state('liveKit');
			const individual: object = { dispatch_rule_individual: { room_prefix: 'call-' } };
			const direct: object = { dispatch_rule_direct: { room_name: 'lobby' } };
			dispatchRules.add({ sip_dispatch_rule_id: 'SDR_1', name: 'Berlin', rule: individual });
			dispatchRules.add({ sip_dispatch_rule_id: 'SDR_2', name: 'Hamburg', rule: direct });
			return await Promise.resolve({
				offered: [
					{ name: 'Berlin (individual, call-)', value: 'SDR_1' },
					{ name: 'Hamburg (direct, lobby)', value: 'SDR_2' },
				],
				second: 'LOBBY',
			});
		},
	},
];
