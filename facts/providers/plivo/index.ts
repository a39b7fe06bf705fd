import type { ProviderFacts } from '../../providerFacts';
import { account } from './account';
import { configuration } from './configuration';
import { errors } from './errors';
import { numbers } from './numbers';
import { passwords } from './passwords';
import { pickers } from './pickers';
import { zentrunk } from './routes';

const crud = 'create delete get getAll update';

export const plivo: ProviderFacts = {
	texts: {
		product: 'Plivo Zentrunk',
		documentation: 'https://www.plivo.com/docs/sip-trunking/api/trunks',
		cannot:
			'The direction of a trunk cannot be changed, and nothing can be taken off a trunk but replaced: no number, credential, IP entry or URI. There are no limits and no priorities.',
		youEnter: 'Auth ID, Auth Token',
		searchWords: ['zentrunk'],
	},
	offers: {
		trunk: crud,
		trunkConfiguration: 'apply check delete get plan',
		originationUri: crud,
		sipCredential: crud,
		ipAccessControlEntry: crud,
		phoneNumber: 'assign getAll',
	},
	api: {
		bodies: 'json',
		urisWithoutScheme: true,
		updates: 'POST',
		trunks: `${zentrunk}/Trunk/`,
		trunksOnPage: 20,
		mostOnPage: 20,
	},
	credential: {
		test: `GET ${zentrunk}/Trunk/?limit=1`,
		whereabouts: /Console \(Overview\).*MA or SA/,
	},
	filledIn: { name: 'Berlin office', direction: 'inbound' },
	sampleValues: {
		ipAddresses: '11.22.33.44, 11.22.34.0/28',
		addIpAddresses: '11.22.33.45',
		password: 'Ge%&+',
	},
	account,
	configuration,
	errors,
	pickers,
	passwords,
	numbers,
	tool: {
		// A change of a credential replaces its password as well.
		changes: { 'sipCredential update': 'generatePassword' },
		alwaysSent: { sipCredential: { generatePassword: true } },
		toldAs: {
			'trunk enabled': { key: 'status', value: 'inactive' },
			'ipAccessControlEntry ipAddresses': {
				key: 'cidr',
				value: '11.22.33.44/32, 11.22.34.0/28',
			},
			'ipAccessControlEntry addIpAddresses': {
				key: 'cidr',
				value: '11.22.33.1/32, 11.22.33.45/32',
			},
		},
	},
	// In a change a password is entered or made, and one of the two is needed.
	withOthersOnly: ['authenticationNeeded', 'generatePassword'],
	neededInChanges: { sipCredential: ['password'] },
};
