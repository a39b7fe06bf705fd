import type { Provider } from '../../operation';
import { vobizApi } from './api';
import { trunk } from './trunk';

export const vobiz: Provider = {
	value: 'vobiz',
	name: 'Vobiz',
	description: 'Vobiz SIP trunks',
	credentialType: 'vobizSipTrunkApi',
	api: vobizApi,
	resources: [trunk],
};
