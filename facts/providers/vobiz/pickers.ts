import { formerPassword, type Simulated } from '../../api';
import type { PickerFacts } from '../../pickers';
import { path } from './routes';

async function withoutNumbers({ sandbox }: Simulated): Promise<Record<string, string>> {
	const { numbers } = sandbox.state('vobiz');
	for (const { e164 } of [...numbers.all()]) numbers.delete(e164);
	return {};
}

export const pickers: PickerFacts[] = [
	{
		resource: 'trunk',
		arrange: async ({ api }) => {
			const create = async (name: string, trunk_status: string) =>
				await api.post(`${path}/trunks`, {
					name,
					trunk_status,
					trunk_direction: 'inbound',
					concurrent_calls_limit: 1,
				});
			const berlin = await create('Berlin', 'enabled');
			const hamburg = await create('Hamburg', 'disabled');
			return {
				offered: [
					{ name: `Berlin (inbound, ${String(berlin.trunk_domain)})`, value: berlin.trunk_id },
					{
						name: `Hamburg (inbound, ${String(hamburg.trunk_domain)}, disabled)`,
						value: hamburg.trunk_id,
					},
				],
				second: ', DISABLED',
			};
		},
	},
	{
		resource: 'sipCredential',
		arrange: async ({ api }) => {
			const create = async (username: string, enabled: boolean) =>
				await api.post(`${path}/credentials`, {
					username,
					password: formerPassword,
					enabled,
				});
			const [berlin, hamburg] = [await create('berlin', true), await create('hamburg', false)];
			return {
				offered: [
					{ name: `berlin (${String(berlin.realm)})`, value: berlin.id },
					{ name: `hamburg (${String(hamburg.realm)}, disabled)`, value: hamburg.id },
				],
				second: 'HAMB',
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		arrange: async ({ api }) => {
			const berlin = await api.post(`${path}/ip-acl`, {
				name: 'Berlin',
				ip_address: '8.8.4.4',
			});
			const hamburg = await api.post(`${path}/ip-acl`, {
				name: 'Hamburg',
				ip_address: '8.8.8.0/24',
			});
			return {
				offered: [
					{ name: 'Berlin (8.8.4.4/32)', value: berlin.id },
					{ name: 'Hamburg (8.8.8.0/24)', value: hamburg.id },
				],
				second: '8.8.8.',
			};
		},
	},
	{
		resource: 'originationUri',
		arrange: async ({ api }) => {
			const create = async (name: string, host: string, priority: number) =>
				await api.post(`${path}/origination-uris`, { name, sip_uri: `sip:${host}`, priority });
			const berlin = await create('Berlin', 'b.example.com', 1);
			const hamburg = await create('Hamburg', 'hh.example.com', 2);
			return {
				offered: [
					{ name: 'Berlin (sip:b.example.com, priority 1)', value: berlin.id },
					{ name: 'Hamburg (sip:hh.example.com, priority 2)', value: hamburg.id },
				],
				second: 'PRIORITY 2',
			};
		},
	},
	{
		resource: 'phoneNumber',
		empty: withoutNumbers,
		arrange: async ({ api }) => {
			const { trunk_id: trunk } = await api.post(`${path}/trunks`, {
				name: 'x',
				trunk_direction: 'inbound',
				concurrent_calls_limit: 1,
			});
			await api.post(`${path}/numbers/%2B910055500122/assign`, { trunk_group_id: trunk });
			return {
				offered: [
					['+910055500121', 'free'],
					['+910055500122', `on trunk ${String(trunk)}`],
					['+910055500123', 'free'],
					['+910055500124', 'on application 20570000000000000'],
					['+12025550125', 'free'],
				].map(([number, route]) => ({ name: `${number} (${route})`, value: number })),
				second: 'On Trunk',
			};
		},
	},
];
