import type { ProviderFacts } from '../../providerFacts';
import { account } from './account';
import { configuration } from './configuration';
import { errors } from './errors';
import { passwords } from './passwords';
import { pickers } from './pickers';
import { path } from './routes';

const crud = 'create delete get getAll update';

const told = (key: string, value: unknown) => ({ key, value });

export const liveKit: ProviderFacts = {
	texts: {
		product: 'LiveKit',
		documentation: 'https://docs.livekit.io/telephony/',
		cannot:
			'It is the platform, not a carrier: there are no phone numbers to buy or move, and no switch that turns a trunk off. The direction of a trunk cannot be changed.',
		youEnter: 'URL of the project or server, API Key, API Secret',
		searchWords: ['dispatch rule', 'voice ai', 'webrtc'],
	},
	offers: { trunk: crud, trunkConfiguration: 'apply check delete get plan', dispatchRule: crud },
	api: {
		bodies: 'json',
		updates: 'POST',
		trunks: `${path}/ListSIPInboundTrunk`,
		trunksBody: { page: { limit: 1 } },
		paths: {
			reads: 'SIP/(?:Get|List)',
			makes: 'SIP/Create',
			changes: 'SIP/Update',
			removes: 'SIP/Delete',
		},
	},
	credential: {
		test: `POST ${path}/ListSIPInboundTrunk`,
		testBody: { page: { limit: 1 } },
		whereabouts: /Settings, API keys.*clock/,
	},
	filledIn: {
		name: 'Berlin office',
		direction: 'inbound',
		phoneNumbers: '+4930123456',
		allowedAddresses: '198.51.100.0/28',
	},
	sampleValues: {
		agentName: 'inbound-agent',
		allowedAddresses: 'sip.example.net',
		allowedNumbers: '+12025550177',
		metadata: '{"office":"Berlin"}',
		otherSettings: '{"media":{"only_listed_codecs":true}}',
		pin: '1234',
		room: 'front-desk',
		ruleType: 'individual',
		trunkIds: 'ST_a1b2c3d4e5f6',
	},
	account,
	configuration,
	errors,
	pickers,
	passwords,
	tool: {
		toldAs: {
			'trunk allowedAddresses': told('allowedAddresses', ['sip.example.net']),
			'trunk allowedNumbers': told('allowedNumbers', ['+12025550177']),
			'trunk phoneNumbers': told('phoneNumbers', ['+15555550101']),
			'dispatchRule allowedNumbers': told('allowedNumbers', ['+12025550177']),
			'dispatchRule phoneNumbers': told('phoneNumbers', ['+15555550101']),
			'dispatchRule trunkIds': told('trunkIds', ['ST_a1b2c3d4e5f6']),
		},
		notReported: [
			'dispatchRule otherSettings',
			'dispatchRule pin',
			'dispatchRule randomSuffix',
			'trunk otherSettings',
		],
	},
};
