import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../validation/inputError';
import { apiBaseUrl } from '../../http/address';
import { idUnder, saysNoSuccess } from '../../rows/identity';
import type { ProviderApi } from '../../contract/request';
import { refuseForeignAccount } from './account';

/** How Twilio's API is spoken: https://www.twilio.com/docs/usage/requests-to-twilio */

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
