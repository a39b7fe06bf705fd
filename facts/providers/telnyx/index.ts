import type { ProviderFacts } from '../../providerFacts';
import { account } from './account';
import { configuration } from './configuration';
import { errors } from './errors';
import { leftOut } from './leftOut';
import { numbers } from './numbers';
import { passwords } from './passwords';
import { pickers } from './pickers';

const crud = 'create delete get getAll update';

export const telnyx: ProviderFacts = {
	texts: {
		product: 'Telnyx',
		documentation: 'https://developers.telnyx.com/docs/voice/sip-trunking',
		cannot:
			'The type of a trunk cannot be changed, and the transport is one for all of its addresses. An IP access control entry is a single address. Connections over which Telnyx registers at a telephone system (UAC) are not offered.',
		youEnter: 'API Key',
		searchWords: ['telnyx sip trunking', 'outbound voice profile'],
	},
	offers: {
		trunk: crud,
		trunkConfiguration: 'apply check delete get plan',
		originationUri: crud,
		ipAccessControlEntry: crud,
		outboundVoiceProfile: crud,
		phoneNumber: 'assign getAll unassign',
	},
	api: {
		bodies: 'json',
		updates: 'PATCH',
		routes: 'PATCH',
		trunks: '/ip_connections',
		trunksOnPage: 250,
		trunkLists: 3,
	},
	credential: {
		test: 'GET /v2/connections?page%5Bsize%5D=1',
		whereabouts: /portal \(API Keys\).*KEY/,
	},
	filledIn: { name: 'Berlin office', trunkType: 'fqdn', additionalFields: { transport: 'tcp' } },
	sampleValues: {
		allowedCountries: 'US, DE',
		authenticationToken: 'x'.repeat(16),
		callerIdOverride: '+12025550141',
		codecs: 'G711U, G722',
		dailySpendLimit: '100',
		maxDestinationRate: '0.05',
		moreSettings: '{"dtmf_type":"Inband"}',
		'outboundVoiceProfile moreSettings': '{"calling_window":{"calls_per_cld":5}}',
		sipSubdomain: 'acme',
		tags: 'customer-1002',
		techPrefix: '1234',
	},
	leftOut,
	account,
	configuration,
	errors,
	pickers,
	passwords,
	numbers,
	tool: {
		answers: { trunkType: 'fqdn', username: 'frontdesk1' },
		things: {
			'trunk delete': { trunkId: [0, 2] },
			'phoneNumber unassign': { phoneNumber: [0, 1] },
		},
		changes: { 'originationUri update': 'sipUri', 'ipAccessControlEntry update': 'ipAddress' },
		toldAs: {
			'trunk enabled': { key: 'status', value: 'inactive' },
			'trunk codecs': { key: 'codecs', value: ['G711U', 'G722'] },
			'trunk tags': { key: 'tags', value: ['customer-1002'] },
			'originationUri sipUri': { key: 'sipUri', value: 'sip:pbx.example.com:5060' },
			'outboundVoiceProfile allowedCountries': { key: 'allowedCountries', value: ['US', 'DE'] },
			'outboundVoiceProfile dailySpendLimit': { key: 'dailySpendLimit', value: '100.00' },
			'outboundVoiceProfile maxDestinationRate': { key: 'maxDestinationRate', value: 0.05 },
			'outboundVoiceProfile tags': { key: 'tags', value: ['customer-1002'] },
		},
		notReported: [
			'trunk authenticationToken',
			'trunk moreSettings',
			'outboundVoiceProfile moreSettings',
		],
	},
};
