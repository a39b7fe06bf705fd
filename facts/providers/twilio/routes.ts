import { twilioAccount } from '../../../sandbox/providers/twilio/account';
import type { Simulated } from '../../api';

export const accountPath = `/2010-04-01/Accounts/${twilioAccount.accountSid}`;

/** Makes a list and returns its SID. */
export const createList = async (
	{ api }: Simulated,
	segment: 'CredentialLists' | 'IpAccessControlLists',
) => String((await api.post(`${accountPath}/SIP/${segment}.json`, { FriendlyName: 'x' })).sid);

/** The SID of a number of the fresh account, by its last digits. */
export const numberSid = (digits: string) => `PN${digits.padStart(32, '0')}`;
