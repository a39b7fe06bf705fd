import { formerPassword } from '../../api';
import { strongPassword, type PasswordFacts } from '../../passwords';

const generated: PasswordFacts['generated'] = {
	sentAs: 'password',
	rule: strongPassword,
	weak: [{ password: 'Short-7', says: 'must have at least 8 characters; it has 7.' }],
};

export const passwords: PasswordFacts[] = [
	{
		resource: 'trunk',
		operation: 'create',
		arrange: async () => ({ name: 'Berlin', trunkType: 'credential', username: 'pbx1002' }),
		generated,
	},
	{
		resource: 'trunk',
		operation: 'update',
		arrange: async ({ api }) => {
			const body = { connection_name: 'Berlin', user_name: 'pbx1002', password: formerPassword };
			const { data } = await api.post('/credential_connections', body);
			return { trunkId: String((data as { id: string }).id) };
		},
		inside: 'updateFields',
		generated,
	},
];
