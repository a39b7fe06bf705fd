import type { IDataObject } from 'n8n-workflow';
import { apiBaseUrl } from '../../http/address';
import { RequestFailure } from '../../http/errors';
import { singlePage } from '../../http/paging';
import { idUnder, saysNoSuccess } from '../../rows/identity';
import type { ProviderApi, ProviderClient } from '../../contract/request';

/** How MiniVoice's API is spoken: https://doc.minivoice.eu/docs/getting-started/overview */

/**
 * All trunks, in one answer `{data, count}`; there are no page parameters.
 *
 * @throws RequestFailure at the end of a list that has fewer rows than its count says, and fewer than are wanted: a trunk
 *   that is not in it may exist all the same
 */
export async function* trunkList(client: ProviderClient) {
	let count: unknown;
	let seen = 0;
	const listing = {
		path: '/v1/trunks',
		rows: (body: unknown) => {
			count = (body as IDataObject).count;
			return (body as IDataObject).data;
		},
	};
	for await (const row of singlePage(client, listing)) {
		seen += 1;
		yield row;
	}
	if (typeof count === 'number' && seen < Math.min(count, client.rowsWanted ?? Infinity)) {
		throw incomplete(seen, count);
	}
}

function incomplete(seen: number, count: number): RequestFailure {
	return new RequestFailure(
		`MiniVoice has ${count} trunks but its list shows only ${seen}, and its API has no way to ask for the others.`,
		{
			cause: 'refused',
			advice: `${seen === 0 ? '' : `To work with those that it shows, turn 'Return All' off, set 'Limit' to ${seen} and leave out the filters. `}Ask MiniVoice how to read the others.`,
		},
	);
}

export const miniVoiceApi: ProviderApi = {
	secrets: ['apiKey'],
	encoding: 'json',
	idOf: idUnder('id'),
	isRefusal: saysNoSuccess,
	addresses: ({ baseUrl }) => ({ default: apiBaseUrl(baseUrl, 'https://api.minivoice.eu') }),
	/** `{error: {code, message}}`: https://doc.minivoice.eu/docs/trunks/create-trunk */
	providerError(_status, body) {
		const { code, message } = ((body as IDataObject).error ?? {}) as IDataObject;
		return {
			code: typeof code === 'string' ? code : null,
			said: typeof message === 'string' ? message : '',
		};
	},
	advice: {
		gateway_name_exists:
			'Choose another Gateway Name: a trunk with this one exists. Get Many shows the names that are in use.',
		inbound_ip_exists:
			'Choose another Inbound IP: MiniVoice tells the trunks of incoming calls apart by it, and another trunk has this one.',
		not_found:
			'Check the ID or number, and that the API key belongs to an application of the account that owns it.',
		unauthorized:
			'Open the credential and enter the API key of a MiniVoice application again; it starts with mv_live_.',
	},
};
