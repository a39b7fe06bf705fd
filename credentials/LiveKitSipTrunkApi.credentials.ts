import type { ICredentialTestRequest, ICredentialType, INodeProperties } from 'n8n-workflow';
import { authenticateWith, testRules } from '../nodes/SipTrunk/http/authenticate';
import { liveKitApi } from '../nodes/SipTrunk/providers/liveKit/api';
import { signIn } from '../nodes/SipTrunk/providers/liveKit/token';
import { apiBaseUrlField } from './apiBaseUrlField';

/** API key and secret of a project; every request carries a token that is signed with them for it. */
export class LiveKitSipTrunkApi implements ICredentialType {
	name = 'liveKitSipTrunkApi';

	displayName = 'LiveKit SIP Trunk API';

	icon = { light: 'file:../icons/liveKit.svg', dark: 'file:../icons/liveKit.dark.svg' } as const;

	documentationUrl = 'https://docs.livekit.io/home/get-started/authentication/';

	properties: INodeProperties[] = [
		apiBaseUrlField({
			default: '',
			required: true,
			placeholder: 'e.g. wss://my-project-a1b2c3d4.livekit.cloud',
			description:
				'The URL of the project or server, as LiveKit shows it (LIVEKIT_URL); wss:// counts as https://. It is not the address of its SIP host.',
		}),
		{
			displayName: 'API Key',
			name: 'apiKey',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			placeholder: 'e.g. APIxxxxxxxxxxxx',
			description: 'From LiveKit Cloud under Settings, API keys, or from the file of the server',
		},
		{
			displayName: 'API Secret',
			name: 'apiSecret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'From the same place as the API Key',
		},
	];

	authenticate = authenticateWith(liveKitApi, signIn);

	test: ICredentialTestRequest = {
		request: {
			method: 'POST',
			// The URL of the credential takes its place.
			baseURL: 'https://my-project.livekit.cloud',
			url: '/twirp/livekit.SIP/ListSIPInboundTrunk',
			headers: { 'Content-Type': 'application/json' },
			body: { page: { limit: 1 } },
		},
		rules: testRules('LiveKit', {
			401: 'The key was refused. Copy API Key and API Secret again from LiveKit (Settings, API keys), and check that the clock of the machine of n8n is right; the key must be allowed to manage SIP.',
			404: 'No LiveKit server answers at the API Base URL. It is the URL of the project or server, not that of its SIP host.',
			500: 'The LiveKit server failed. One of your own needs Redis and the SIP service.',
		}),
	};
}
