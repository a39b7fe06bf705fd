import { formerPassword } from '../../api';
import type { PasswordFacts } from '../../passwords';
import { path } from './routes';

const generated: PasswordFacts['generated'] = {
	sentAs: 'password',
	rule: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])(?=.*[~!@#$%^&*()_+])[\dA-Za-z~!@#$%^&*()_+]{8,20}$/,
	weak: [{ password: 'Short-7', says: 'must have at least 8 characters; it has 7.' }],
};

export const passwords: PasswordFacts[] = [
	{
		resource: 'sipCredential',
		operation: 'create',
		arrange: async () => ({ username: 'pbx' }),
		generated,
	},
	{
		resource: 'sipCredential',
		operation: 'update',
		arrange: async ({ api }) => {
			const { id } = await api.post(`${path}/credentials`, {
				username: 'pbx',
				password: formerPassword,
			});
			return { credentialId: String(id) };
		},
		inside: 'updateFields',
		generated,
	},
];
