import { twilioAccount } from '../../../sandbox/providers/twilio/account';
import { formerPassword, type Simulated } from '../../api';
import type { PickerFacts } from '../../pickers';
import { accountPath, createList, numberSid } from './routes';

const createTrunk = async ({ api }: Simulated) =>
	String((await api.post('/v1/Trunks', { FriendlyName: 'x' })).sid);

const sharedList = (resource: string, segment: string): PickerFacts => ({
	resource,
	arrange: async ({ api }) => {
		const path = `${accountPath}/SIP/${segment}.json`;
		const [berlin, hamburg] = [
			await api.post(path, { FriendlyName: 'Berlin' }),
			await api.post(path, { FriendlyName: 'Hamburg' }),
		];
		return {
			offered: [
				{ name: 'Berlin', value: berlin.sid },
				{ name: 'Hamburg', value: hamburg.sid },
			],
			second: 'hAMburg',
		};
	},
});

export const pickers: PickerFacts[] = [
	{
		resource: 'trunk',
		arrange: async ({ api }) => {
			const berlin = await api.post('/v1/Trunks', { FriendlyName: 'Berlin' });
			const hamburg = await api.post('/v1/Trunks', { DomainName: 'hh.pstn.twilio.com' });
			return {
				offered: [
					{ name: 'Berlin (no domain name)', value: berlin.sid },
					{ name: 'hh.pstn.twilio.com', value: hamburg.sid },
				],
				second: 'HH.PSTN',
			};
		},
	},
	sharedList('credentialList', 'CredentialLists'),
	sharedList('ipAccessControlList', 'IpAccessControlLists'),
	{
		resource: 'sipCredential',
		empty: async (simulated) => ({
			credentialListId: await createList(simulated, 'CredentialLists'),
		}),
		arrange: async (simulated) => {
			const list = await createList(simulated, 'CredentialLists');
			const create = async (Username: string) =>
				await simulated.api.post(`${accountPath}/SIP/CredentialLists/${list}/Credentials.json`, {
					Username,
					Password: formerPassword,
				});
			const [berlin, hamburg] = [await create('berlin'), await create('hamburg')];
			return {
				chosen: { credentialListId: list },
				offered: [
					{ name: 'berlin', value: berlin.sid },
					{ name: 'hamburg', value: hamburg.sid },
				],
				second: 'HAMB',
			};
		},
	},
	{
		resource: 'ipAccessControlEntry',
		empty: async (simulated) => ({
			ipAccessControlListId: await createList(simulated, 'IpAccessControlLists'),
		}),
		arrange: async (simulated) => {
			const list = await createList(simulated, 'IpAccessControlLists');
			const path = `${accountPath}/SIP/IpAccessControlLists/${list}/IpAddresses.json`;
			const create = async (FriendlyName: string, IpAddress: string) =>
				await simulated.api.post(path, {
					FriendlyName,
					IpAddress,
					CidrPrefixLength: 32,
				});
			const berlin = await create('Berlin', '198.51.100.1');
			const hamburg = await create('Hamburg', '198.51.100.2');
			return {
				chosen: { ipAccessControlListId: list },
				offered: [
					{ name: 'Berlin (198.51.100.1/32)', value: berlin.sid },
					{ name: 'Hamburg (198.51.100.2/32)', value: hamburg.sid },
				],
				second: '100.2/',
			};
		},
	},
	{
		resource: 'originationUri',
		empty: async (simulated) => ({ trunkId: await createTrunk(simulated) }),
		arrange: async (simulated) => {
			const trunk = await createTrunk(simulated);
			const create = async (FriendlyName: string, SipUrl: string) =>
				await simulated.api.post(`/v1/Trunks/${trunk}/OriginationUrls`, {
					FriendlyName,
					SipUrl,
					Priority: 1,
					Weight: 1,
					Enabled: true,
				});
			const berlin = await create('Berlin', 'sip:b.example.com');
			const hamburg = await create('Hamburg', 'sip:hh.example.com');
			return {
				chosen: { trunkId: trunk },
				offered: [
					{ name: 'Berlin (sip:b.example.com)', value: berlin.sid },
					{ name: 'Hamburg (sip:hh.example.com)', value: hamburg.sid },
				],
				second: 'SIP:HH',
			};
		},
	},
	{
		resource: 'phoneNumber',
		empty: async ({ sandbox }) => {
			const { incomingPhoneNumbers } = sandbox.state('twilio').accounts[twilioAccount.accountSid];
			for (const { sid } of [...incomingPhoneNumbers]) incomingPhoneNumbers.remove(sid);
			return {};
		},
		arrange: async ({ api }) => {
			const { sid: trunk } = await api.post('/v1/Trunks', { FriendlyName: 'x' });
			await api.post(`/v1/Trunks/${String(trunk)}/PhoneNumbers`, {
				PhoneNumberSid: numberSid('0103'),
			});
			return {
				offered: [
					['0101', 'free'],
					['0102', `on application AP${'0c'.repeat(16)}`],
					['0103', `on trunk ${String(trunk)}`],
					['0104', 'free'],
					['0105', 'free'],
				].map(([digits, route]) => ({
					name: `+1555555${digits} (${route})`,
					value: numberSid(digits),
				})),
				second: 'ON APPLICATION',
			};
		},
	},
];
