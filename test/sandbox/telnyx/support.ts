import axios from 'axios';
import { telnyx } from '../../../sandbox/providers/telnyx';
import { sandboxAccount } from '../../../sandbox/providers/telnyx/account';
import { useProvider } from '../provider';

/** The sandbox's Telnyx by itself, and a client that hands every status to the test. */
export function useTelnyx() {
	const context = useProvider(telnyx);
	const client = (headers = sandboxAccount.authorization) =>
		axios.create({ baseURL: context.address, headers, validateStatus: () => true });

	return {
		context,
		client,
		async create(path: string, body: object): Promise<string> {
			const { data } = await client().post(path, body);
			return data.data.id;
		},
	};
}

/** The code and the place of every entry in a refusal's list. */
export const placesOf = ({ data }: { data: { errors: object[] } }) =>
	data.errors.map((error) => {
		const { code, source } = error as { code: string; source?: Record<string, string> };
		return [code, source?.pointer ?? source?.parameter];
	});
