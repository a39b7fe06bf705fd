import type { IDataObject } from 'n8n-workflow';
import { InputError, type Check } from '../../validation/inputError';
import { id } from '../../validation/text';
import { pickerField } from '../../fields/common';
import { apiBaseUrl, path } from '../../http/address';
import { RequestFailure } from '../../http/errors';
import { readBack } from '../../http/lookup';
import { linkedPages } from '../../http/paging';
import { idUnder, saysNoSuccess } from '../../rows/identity';
import type { ProviderApi, ProviderClient, ProviderRequest } from '../../contract/request';

/** Twilio has two hosts: `default` for trunks and what belongs to them, `account` for lists and numbers. */
const HOSTS: Record<string, { default: string; account: string }> = {
	us1: { default: 'https://trunking.twilio.com', account: 'https://api.twilio.com' },
	ie1: {
		default: 'https://trunking.dublin.ie1.twilio.com',
		account: 'https://api.dublin.ie1.twilio.com',
	},
	au1: {
		default: 'https://trunking.sydney.au1.twilio.com',
		account: 'https://api.sydney.au1.twilio.com',
	},
};

/** Twilio answers at most this many rows on a page: https://www.twilio.com/docs/api/errors/20007 */
const MAX_PAGE_SIZE = 1000;

/** A Twilio SID: two letters for the kind and 32 hexadecimal digits. */
export function sid(prefix: string): Check {
	return id({
		pattern: new RegExp(`^${prefix}[0-9a-fA-F]{32}$`),
		example: `${prefix}0123456789abcdef0123456789abcdef`,
	});
}

export const trunkId = pickerField('trunk', {
	check: sid('TK'),
	placeholder: 'TK0123456789abcdef0123456789abcdef',
});

/** Where everything that belongs to the account, and not to one trunk, lives. */
export const accountPath = (accountSid: string) => path`/2010-04-01/Accounts/${accountSid}`;

/** The rows of a list on the trunking host, whose paging data is in `meta`. */
export function trunkingList(client: ProviderClient, path: string, key: string) {
	return linkedPages(client, {
		path,
		rows: (body) => (body as IDataObject)[key],
		next: (body) =>
			((body as IDataObject).meta as IDataObject | undefined)?.next_page_url as string,
		pageSize: { parameter: 'PageSize', max: MAX_PAGE_SIZE },
	});
}

/** The rows of a list on the account host, whose paging data is at the top level. */
export function accountList(
	client: ProviderClient,
	path: string,
	key: string,
	query: Record<string, string | undefined> = {},
) {
	return linkedPages(client, {
		path,
		host: 'account',
		query,
		rows: (body) => (body as IDataObject)[key],
		next: (body) => (body as IDataObject).next_page_uri as string,
		pageSize: { parameter: 'PageSize', max: MAX_PAGE_SIZE },
	});
}

/**
 * An API key works on the account it was made in, whatever Account SID stands beside it: trunks would be changed in
 * one account and lists in another, without any error. What is on the trunking host says whose it is.
 * https://www.twilio.com/docs/iam/api/subaccounts
 */
const isForeign = ({ accountId }: ProviderClient, { account_sid: owner }: IDataObject) =>
	typeof owner === 'string' && owner.toLowerCase() !== accountId.toLowerCase();

const OWN_KEY_ADVICE =
	'To work in a sub-account, use that sub-account’s own Account SID with an API key made inside it, or with its own Auth Token.';

async function refuseForeignAccount(client: ProviderClient): Promise<void> {
	const request = { method: 'GET', path: '/v1/Trunks', query: { PageSize: 1 } } as const;
	const { trunks } = await client.send(request).catch(async (error: unknown) => {
		// A Restricted key may have permission for the change, and not for this list.
		const mayNotList = error instanceof RequestFailure && error.status === 403;
		return mayNotList ? ({} as IDataObject) : await Promise.reject(error);
	});
	const [trunk] = Array.isArray(trunks) ? (trunks as IDataObject[]) : [];
	if (trunk === undefined || !isForeign(client, trunk)) return;
	throw new RequestFailure(
		`The key in the credential belongs to another Twilio account (${String(trunk.account_sid)}) than its Account SID (${client.accountId}), so nothing was changed.`,
		{ cause: 'refused', advice: OWN_KEY_ADVICE },
	);
}

/**
 * Makes or changes something on the trunking host. Where no trunk could be read before, only the answer shows that
 * it was in another account.
 */
export async function postToTrunks(
	client: ProviderClient,
	request: Omit<ProviderRequest, 'method' | 'host'>,
): Promise<IDataObject> {
	const row = await client.send({ ...request, method: 'POST' });
	if (!isForeign(client, row)) return row;
	const done = request.recovery === undefined ? 'changed' : 'made';
	throw new RequestFailure(
		`${String(row.sid)} was ${done}, but in another Twilio account (${String(row.account_sid)}) than the Account SID in the credential (${client.accountId}): the key belongs to that account.`,
		{
			cause: 'refused',
			effect: 'made',
			advice: `${OWN_KEY_ADVICE} If this is not wanted in that account, undo it there.`,
		},
	);
}

/**
 * Changes something and returns its row, which is read where the answer is empty. An update leaves the same state
 * however often it is sent.
 *
 * @param known what is told of it if it cannot be read
 */
export async function update(
	client: ProviderClient,
	place: Pick<ProviderRequest, 'host' | 'path'>,
	body: IDataObject,
	known: IDataObject,
): Promise<IDataObject> {
	const request = { ...place, body, repeatable: true };
	const row =
		place.host === undefined
			? await postToTrunks(client, request)
			: await client.send({ ...request, method: 'POST' });
	const isEmpty = Object.keys(row).length === 0;
	return isEmpty
		? await readBack(async () => await client.send({ ...place, method: 'GET' }), known)
		: row;
}

export const twilioApi: ProviderApi = {
	secrets: ['apiKeySecret', 'authToken'],
	identifiers: ['accountSid', 'apiKeySid'],
	encoding: 'form',
	idOf: idUnder('sid'),
	isRefusal: saysNoSuccess,
	requestIdHeaders: ['twilio-request-id', 'x-request-id'],
	addresses(credentials) {
		const own = String(credentials.baseUrl ?? '').trim();
		if (own !== '') return { default: apiBaseUrl(own, ''), account: apiBaseUrl(own, '') };
		return HOSTS[String(credentials.region ?? 'us1')] ?? HOSTS.us1;
	},
	accountId(credentials) {
		const accountSid = String(credentials.accountSid ?? '').trim();
		if (!/^AC[0-9a-fA-F]{32}$/.test(accountSid)) {
			throw new InputError(
				'Account SID',
				'in the credential must be AC and 32 hexadecimal digits.',
				'AC0123456789abcdef0123456789abcdef',
			);
		}
		return accountSid;
	},
	beforeWrite: refuseForeignAccount,
	/** `{code, message, more_info, status}`: https://www.twilio.com/docs/usage/twilios-response */
	providerError(_status, body) {
		const { code, message } = body as IDataObject;
		return {
			code: code === undefined || code === null ? null : String(code),
			said: typeof message === 'string' ? message : '',
			askAgain: String(code) === '20162' || String(code) === '20429',
		};
	},
	advice: {
		20003:
			'Check API Key SID, API Key Secret and Account SID in the credential, and its Region: keys of one region are refused in another.',
		20162: 'Something else is changing the same thing at Twilio. Try again later.',
		20404: 'Check the SID, and that the credential belongs to the account and region that own it.',
		21235: 'Choose another name or address: this one is in use already.',
		21236: 'Remove the IP access control list from what uses it first.',
		21237: 'The list is full: remove addresses that are no longer needed or use another list.',
		21239:
			'The account has as many credential lists as Twilio allows: delete one that is not used.',
		21240:
			'The name of a credential list must be new; a user name has 1 to 32 characters; a password has at least 12 characters with a digit, an upper-case and a lower-case letter.',
		21241: 'Remove the credential list from what uses it first.',
		21242:
			'The list is full: remove SIP credentials that are no longer needed or use another list.',
		21243: 'Check User Name and Password.',
		21244:
			'The account has as many trunks as Twilio allows (100, or 1 on a trial account): delete one that is not used.',
		21245:
			'The domain name is in use, or what was to be added is on the trunk already: list what the trunk has.',
		21247:
			'To delete or rename a domain name that has subdomains, delete or rename these first. To create or rename a subdomain, its parent domain must exist and belong to the account.',
		21248:
			'Choose another Domain Name. After a trunk is deleted its domain name stays reserved for up to 30 days.',
		21249: 'The trunk has as many origination URLs as Twilio allows: delete one first.',
		21255: 'The account has as many IP access control lists as Twilio allows: delete one first.',
		21634: 'Switch emergency calling off for the numbers on this trunk first.',
	},
};
