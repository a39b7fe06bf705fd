import { configurationResource } from '../../configuration/operations';
import type { Provider } from '../../contract/provider';
import { telnyxApi } from './api';
import { carrier } from './carrier';
import { telnyxRules } from './check';
import { telnyxConfiguration } from './configuration';
import { ipAccessControlEntries } from './ipAccessControlEntry';
import { originationUris } from './originationUri';
import { outboundVoiceProfiles } from './outboundVoiceProfile';
import { phoneNumber } from './phoneNumber';
import { trunks } from './trunk';

const others = [
	originationUris.resource,
	ipAccessControlEntries.resource,
	outboundVoiceProfiles.resource,
	phoneNumber,
];

export const telnyx: Provider = {
	value: 'telnyx',
	name: 'Telnyx',
	description: 'Telnyx SIP trunks: connections with credentials, host names or addresses',
	credentialType: 'telnyxSipTrunkApi',
	api: telnyxApi,
	carrier,
	resources: [
		trunks.resource,
		configurationResource(telnyxConfiguration, {
			check: { rules: telnyxRules },
			carrier,
			others: [trunks.resource, ...others],
		}),
		...others,
	],
};
