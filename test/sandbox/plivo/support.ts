import axios from 'axios';
import { plivo } from '../../../sandbox/providers/plivo';
import { sandboxAccount } from '../../../sandbox/providers/plivo/account';
import { account } from '../../../sandbox/providers/plivo/state';
import { useProvider } from '../provider';

/** The sandbox's Plivo by itself, and a client that hands every status to the test. */
export function usePlivo() {
	const context = useProvider(plivo);
	const client = (headers = sandboxAccount.authorization) =>
		axios.create({
			baseURL: `${context.address}${account}`,
			headers,
			validateStatus: () => true,
		});

	/** Creates something and gives its ID. */
	async function create(collection: string, id: string, body: object): Promise<string> {
		const { data } = await client().post(`/Zentrunk/${collection}/`, body);
		return data[id];
	}

	return {
		context,
		client,
		createTrunk: async (body: object) => await create('Trunk', 'trunk_id', body),
		createUri: async (body: object = { uri: 'sip.example.com;transport=tls' }) =>
			await create('URI', 'uri_uuid', body),
		createCredential: async (body: object = { username: 'sipuser123', password: 'Secret!1' }) =>
			await create('Credential', 'credential_uuid', body),
		createList: async (body: object = { ip_addresses: ['203.0.113.5'] }) =>
			await create('IPAccessControlList', 'ipacl_uuid', body),
	};
}

export const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/;
