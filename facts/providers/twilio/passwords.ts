import { formerPassword } from '../../api';
import { strongPassword, type PasswordFacts } from '../../passwords';
import { accountPath, createList } from './routes';

const generated: PasswordFacts['generated'] = {
	sentAs: 'Password',
	rule: strongPassword,
	weak: [
		{ password: 'Short-Pass1', says: 'must have at least 12 characters; it has 11.' },
		{
			password: 'no-digit-no-upper',
			says: 'must contain a digit, an upper-case and a lower-case letter.',
		},
	],
};

export const passwords: PasswordFacts[] = [
	{
		resource: 'sipCredential',
		operation: 'create',
		arrange: async (simulated) => ({
			credentialListId: await createList(simulated, 'CredentialLists'),
			username: 'pbx',
		}),
		generated,
	},
	{
		resource: 'sipCredential',
		operation: 'update',
		arrange: async (simulated) => {
			const list = await createList(simulated, 'CredentialLists');
			const { sid } = await simulated.api.post(
				`${accountPath}/SIP/CredentialLists/${list}/Credentials.json`,
				{ Username: 'pbx', Password: formerPassword },
			);
			return { credentialListId: list, credentialId: String(sid) };
		},
		generated,
	},
];
