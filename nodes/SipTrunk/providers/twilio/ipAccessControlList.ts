import { sharedLists } from './sharedList';

/** https://www.twilio.com/docs/voice/sip/api/sip-ipaccesscontrollist-resource */
export const ipAccessControlLists = sharedLists({
	resource: 'ipAccessControlList',
	segment: 'IpAccessControlLists',
	key: 'ip_access_control_lists',
	sidPrefix: 'AL',
	sidField: 'IpAccessControlListSid',
	maxNameLength: 255,
	nameConflict: '21235',
	effect: 'calls are then accepted only from addresses that are in it',
});
