import type { IDataObject } from 'n8n-workflow';
import type { Simulated } from '../../api';
import type { PickerFacts } from '../../pickers';

/** Makes something and returns its ID. */
const make = async ({ api }: Simulated, path: string, body: IDataObject) =>
	String(((await api.post(path, body)).data as IDataObject).id);

export const pickers: PickerFacts[] = [
	{
		resource: 'trunk',
		arrange: async (simulated) => {
			const berlin = await make(simulated, '/fqdn_connections', { connection_name: 'Berlin' });
			const hamburg = await make(simulated, '/ip_connections', {
				connection_name: 'Hamburg',
				active: false,
			});
			return {
				offered: [
					{ name: 'Berlin (FQDN)', value: berlin },
					{ name: 'Hamburg (IP, disabled)', value: hamburg },
				],
				second: ', DISABLED',
			};
		},
	},
	{
		resource: 'originationUri',
		arrange: async (simulated) => {
			const trunk = await make(simulated, '/fqdn_connections', { connection_name: 'x' });
			const create = async (fqdn: string, dns_record_type: string) =>
				await make(simulated, '/fqdns', { connection_id: trunk, fqdn, dns_record_type });
			const [berlin, hamburg] = [
				await create('b.example.com', 'a'),
				await create('hh.example.com', 'srv'),
			];
			return {
				offered: [
					{ name: `sip:b.example.com:5060 (on trunk ${trunk})`, value: berlin },
					{ name: `sip:hh.example.com (on trunk ${trunk})`, value: hamburg },
				],
				second: 'SIP:HH',
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		arrange: async (simulated) => {
			const trunk = await make(simulated, '/ip_connections', { connection_name: 'x' });
			const berlin = await make(simulated, '/ips', {
				connection_id: trunk,
				ip_address: '198.51.100.1',
			});
			const hamburg = await make(simulated, '/ips', { ip_address: '198.51.100.2', port: 5080 });
			return {
				offered: [
					{ name: `198.51.100.1 (port 5060, on trunk ${trunk})`, value: berlin },
					{ name: '198.51.100.2 (port 5080, on no trunk)', value: hamburg },
				],
				second: 'On No Trunk',
			};
		},
	},
	{
		resource: 'outboundVoiceProfile',
		arrange: async (simulated) => {
			const path = '/outbound_voice_profiles';
			const berlin = await make(simulated, path, { name: 'Berlin' });
			const hamburg = await make(simulated, path, {
				name: 'Hamburg',
				enabled: false,
				whitelisted_destinations: ['DE'],
			});
			return {
				offered: [
					{ name: 'Berlin (US CA)', value: berlin },
					{ name: 'Hamburg (DE, disabled)', value: hamburg },
				],
				second: 'DE, DIS',
			};
		},
	},
	{
		resource: 'phoneNumber',
		empty: async ({ sandbox }) => {
			const { numbers } = sandbox.state('telnyx');
			for (const { id } of [...numbers.all()]) numbers.delete(id);
			return {};
		},
		arrange: async (simulated) => {
			const trunk = await make(simulated, '/ip_connections', { connection_name: 'x' });
			const { numbers } = simulated.sandbox.state('telnyx');
			Object.assign(numbers.all()[1], { connection_id: trunk, connection_name: 'x' });
			return {
				offered: [
					['41', 'free'],
					['42', `on trunk ${trunk}`],
					['43', 'free'],
					['44', 'on application 1400000000000000001'],
					['45', 'free, port-pending'],
				].map(([last, route]) => ({
					name: `+120255501${last} (${route})`,
					value: `+120255501${last}`,
				})),
				second: 'On Trunk',
			};
		},
	},
];
