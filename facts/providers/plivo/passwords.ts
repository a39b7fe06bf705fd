import type { INodeParameters } from 'n8n-workflow';
import { formerPassword, type Simulated } from '../../api';
import type { PasswordFacts } from '../../passwords';
import { zentrunk } from './routes';

const generated: PasswordFacts['generated'] = {
	sentAs: 'password',
	rule: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])(?=.*[~!@#$%^&*()_+])[\dA-Za-z~!@#$%^&*()_+]{5,20}$/,
	weak: [
		{ password: 'So+7', says: 'must have at least 5 characters; it has 4.' },
		{
			password: `${'Long+'.repeat(4)}1`,
			says: 'must not be longer than 20 characters; it has 21.',
		},
		{
			password: 'WithoutSign1',
			says: 'must consist of letters, digits and ~!@#$%^&*()_+, with at least one of these signs.',
		},
	],
};

const uri: INodeParameters = {
	name: 'PBX',
	sipUri: 'pbx.example.com;transport=tcp',
	authenticationNeeded: true,
	username: 'plivo_calls',
};

async function present({ api }: Simulated, collection: string, body: object, id: string) {
	const row = await api.post(`${zentrunk}/${collection}/`, { ...body });
	return String(row[id]);
}

export const passwords: PasswordFacts[] = [
	{
		resource: 'originationUri',
		operation: 'create',
		arrange: async () => uri,
	},
	{
		resource: 'originationUri',
		operation: 'update',
		arrange: async (simulated) => {
			const body = {
				uri: 'pbx.example.com',
				authentication_needed: true,
				username: 'plivo_calls',
				password: formerPassword,
			};
			return { originationUriId: await present(simulated, 'URI', body, 'uri_uuid') };
		},
		inside: 'updateFields',
	},
	{
		resource: 'sipCredential',
		operation: 'create',
		arrange: async () => ({ username: 'pbx01' }),
		generated,
	},
	{
		resource: 'sipCredential',
		operation: 'update',
		arrange: async (simulated) => {
			const body = { username: 'pbx01', password: formerPassword };
			return { credentialId: await present(simulated, 'Credential', body, 'credential_uuid') };
		},
		inside: 'updateFields',
		generated,
	},
];
