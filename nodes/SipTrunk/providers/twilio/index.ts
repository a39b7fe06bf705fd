import type { Provider } from '../../operation';
import { twilioApi } from './api';
import { trunk } from './trunk';

export const twilio: Provider = {
	value: 'twilio',
	name: 'Twilio',
	description: 'Twilio Elastic SIP Trunking',
	credentialType: 'twilioSipTrunkApi',
	api: twilioApi,
	resources: [trunk],
};
