import { formerPassword, type Simulated } from '../../api';
import type { PickerFacts } from '../../pickers';
import { account, zentrunk } from './routes';

async function withoutNumbers({ sandbox }: Simulated): Promise<Record<string, string>> {
	const { numbers } = sandbox.state('plivo');
	for (const { number } of [...numbers.all()]) numbers.delete(number);
	return {};
}

const uri = async ({ api }: Simulated, name: string, host: string) =>
	await api.post(`${zentrunk}/URI/`, { name, uri: `${host};transport=tls` });

export const pickers: PickerFacts[] = [
	{
		resource: 'trunk',
		arrange: async (simulated) => {
			const { uri_uuid } = await uri(simulated, 'PBX', 'pbx.example.com');
			const create = async (name: string, trunk_status: string) =>
				await simulated.api.post(`${zentrunk}/Trunk/`, {
					name,
					trunk_status,
					trunk_direction: 'inbound',
					primary_uri_uuid: uri_uuid,
				});
			const [berlin, hamburg] = [
				await create('Berlin', 'enabled'),
				await create('Hamburg', 'disabled'),
			].map(({ trunk_id: id }) => String(id));
			return {
				offered: [
					{ name: `Berlin (inbound, ${berlin}.zt.plivo.com)`, value: berlin },
					{ name: `Hamburg (inbound, ${hamburg}.zt.plivo.com, disabled)`, value: hamburg },
				],
				second: ', DISABLED',
			};
		},
	},
	{
		resource: 'originationUri',
		arrange: async (simulated) => {
			const berlin = await uri(simulated, 'Berlin', 'b.example.com');
			const hamburg = await uri(simulated, 'Hamburg', 'hh.example.com');
			return {
				offered: [
					{ name: 'Berlin (b.example.com;transport=tls)', value: berlin.uri_uuid },
					{ name: 'Hamburg (hh.example.com;transport=tls)', value: hamburg.uri_uuid },
				],
				second: 'HH.EXAMPLE',
			};
		},
	},
	{
		resource: 'sipCredential',
		arrange: async ({ api }) => {
			const create = async (username: string, name: string) =>
				await api.post(`${zentrunk}/Credential/`, { username, name, password: formerPassword });
			const [berlin, hamburg] = [await create('berlin', ''), await create('hamburg', 'Harbour')];
			return {
				offered: [
					{ name: 'berlin', value: berlin.credential_uuid },
					{ name: 'hamburg (Harbour)', value: hamburg.credential_uuid },
				],
				second: 'HARB',
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		arrange: async ({ api }) => {
			const create = async (name: string, ip_addresses: string[]) =>
				await api.post(`${zentrunk}/IPAccessControlList/`, { name, ip_addresses });
			const berlin = await create('Berlin', ['8.8.4.4']);
			const hamburg = await create('Hamburg', ['8.8.8.0/24', '2001:db8::7']);
			return {
				offered: [
					{ name: 'Berlin (8.8.4.4/32)', value: berlin.ipacl_uuid },
					{ name: 'Hamburg (8.8.8.0/24, 2001:db8::7/128)', value: hamburg.ipacl_uuid },
				],
				second: '8.8.8.',
			};
		},
	},
	{
		resource: 'phoneNumber',
		empty: withoutNumbers,
		arrange: async (simulated) => {
			const { api } = simulated;
			const { uri_uuid } = await uri(simulated, 'PBX', 'pbx.example.com');
			const { trunk_id: trunk } = await api.post(`${zentrunk}/Trunk/`, {
				trunk_direction: 'inbound',
				primary_uri_uuid: uri_uuid,
			});
			await api.post(`${account}/Number/12025550152/`, { app_id: trunk });
			return {
				offered: [
					['+12025550151', 'free'],
					['+12025550152', `on trunk ${String(trunk)}`],
					['+12025550153', 'on application 20570000000000001'],
					['+910055500154', 'free'],
					['+910055500155', 'free'],
				].map(([number, route]) => ({ name: `${number} (${route})`, value: number })),
				second: 'On Trunk',
			};
		},
	},
];
