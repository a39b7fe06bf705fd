import { configurationResource } from '../../configuration/operations';
import type { Provider } from '../../contract/provider';
import { telnyxApi } from './api';
import { telnyxConfiguration } from './configuration';
import { ipAccessControlEntries } from './ipAccessControlEntry';
import { originationUris } from './originationUri';
import { outboundVoiceProfiles } from './outboundVoiceProfile';
import { phoneNumber } from './phoneNumber';
import { trunks } from './trunk';

export const telnyx: Provider = {
	value: 'telnyx',
	name: 'Telnyx',
	description: 'Telnyx SIP trunks: connections with credentials, host names or addresses',
	credentialType: 'telnyxSipTrunkApi',
	api: telnyxApi,
	resources: [
		trunks.resource,
		configurationResource(telnyxConfiguration),
		originationUris.resource,
		ipAccessControlEntries.resource,
		outboundVoiceProfiles.resource,
		phoneNumber,
	],
};
