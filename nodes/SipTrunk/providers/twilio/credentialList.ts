import { sharedLists } from './sharedList';

/** https://www.twilio.com/docs/voice/sip/api/sip-credentiallist-resource */
export const credentialLists = sharedLists({
	resource: 'credentialList',
	segment: 'CredentialLists',
	key: 'credential_lists',
	sidPrefix: 'CL',
	sidField: 'CredentialListSid',
	maxNameLength: 64,
	nameConflict: '21240',
	effect: 'callers then need a user name and password that is in it',
});
