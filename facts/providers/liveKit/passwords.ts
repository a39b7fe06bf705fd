import { formerPassword } from '../../api';
import type { PasswordFacts } from '../../passwords';
import { make } from './routes';

const outbound = { address: 'sip.example.com', numbers: ['+4930123456'] };

export const passwords: PasswordFacts[] = [
	{
		resource: 'trunk',
		operation: 'create',
		arrange: async () => ({
			name: 'Berlin',
			direction: 'outbound',
			address: outbound.address,
			phoneNumbers: '+4930123456',
		}),
		inside: 'additionalFields',
	},
	{
		resource: 'trunk',
		operation: 'update',
		arrange: async ({ api }) => {
			const trunk = { name: 'Berlin', auth_password: formerPassword, ...outbound };
			const { sip_trunk_id: id } = await make(api, 'Outbound', trunk);
			return { trunkId: String(id), direction: 'outbound' };
		},
		inside: 'updateFields',
	},
];
