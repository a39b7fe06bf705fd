/**
 * The things that a trunk consists of, under the same name at every provider that has them. A provider's own word for
 * one of them stands in the descriptions of its operations.
 */
export interface ResourceKind {
	/** Title case, as the Resource dropdown shows it. */
	name: string;
	/** Sentence case, for texts: "1 trunk", "many trunks". */
	singular: string;
	plural: string;
	/** The same where there is room for two words only: under the node on the canvas. */
	short: { singular: string; plural: string };
	description: string;
	/** The parameter that names one of them, the same in every operation, and the picker behind it. */
	picker: { name: string; displayName: string; method: string };
}

/** By the names that users' workflows store. */
export const RESOURCES = {
	trunk: {
		name: 'Trunk',
		singular: 'trunk',
		plural: 'trunks',
		short: { singular: 'trunk', plural: 'trunks' },
		description: 'The connection between a telephone system and the provider',
		picker: { name: 'trunkId', displayName: 'Trunk', method: 'searchTrunks' },
	},
	trunkConfiguration: {
		name: 'Trunk Configuration',
		singular: 'trunk configuration',
		plural: 'trunk configurations',
		short: { singular: 'configuration', plural: 'configurations' },
		description: 'A trunk with everything that it needs to carry calls, in one step',
		picker: { name: 'trunkId', displayName: 'Trunk', method: 'searchTrunks' },
	},
	phoneNumber: {
		name: 'Phone Number',
		singular: 'phone number',
		plural: 'phone numbers',
		short: { singular: 'number', plural: 'numbers' },
		description: 'A number of the account and where its calls go',
		picker: {
			name: 'phoneNumber',
			displayName: 'Phone Number',
			method: 'searchPhoneNumbers',
		},
	},
	sipCredential: {
		name: 'SIP Credential',
		singular: 'SIP credential',
		plural: 'SIP credentials',
		short: { singular: 'SIP credential', plural: 'SIP credentials' },
		description: 'A user name and password with which a telephone system signs in',
		picker: {
			name: 'credentialId',
			displayName: 'SIP Credential',
			method: 'searchSipCredentials',
		},
	},
	credentialList: {
		name: 'Credential List',
		singular: 'credential list',
		plural: 'credential lists',
		short: { singular: 'credential list', plural: 'credential lists' },
		description: 'A named set of SIP credentials that trunks share',
		picker: {
			name: 'credentialListId',
			displayName: 'Credential List',
			method: 'searchCredentialLists',
		},
	},
	ipAccessControlEntry: {
		name: 'IP Access Control Entry',
		singular: 'IP access control entry',
		plural: 'IP access control entries',
		short: { singular: 'IP entry', plural: 'IP entries' },
		description: 'An IP address or block from which calls are accepted',
		picker: {
			name: 'ipAccessControlEntryId',
			displayName: 'IP Access Control Entry',
			method: 'searchIpAccessControlEntries',
		},
	},
	ipAccessControlList: {
		name: 'IP Access Control List',
		singular: 'IP access control list',
		plural: 'IP access control lists',
		short: { singular: 'IP list', plural: 'IP lists' },
		description: 'A named set of IP addresses that trunks share',
		picker: {
			name: 'ipAccessControlListId',
			displayName: 'IP Access Control List',
			method: 'searchIpAccessControlLists',
		},
	},
	dispatchRule: {
		name: 'Dispatch Rule',
		singular: 'dispatch rule',
		plural: 'dispatch rules',
		short: { singular: 'dispatch rule', plural: 'dispatch rules' },
		description: 'Into which room the incoming calls of trunks go',
		picker: {
			name: 'dispatchRuleId',
			displayName: 'Dispatch Rule',
			method: 'searchDispatchRules',
		},
	},
	originationUri: {
		name: 'Origination URI',
		singular: 'origination URI',
		plural: 'origination URIs',
		short: { singular: 'origination URI', plural: 'origination URIs' },
		description: 'The address of a telephone system to which incoming calls are sent',
		picker: {
			name: 'originationUriId',
			displayName: 'Origination URI',
			method: 'searchOriginationUris',
		},
	},
	outboundVoiceProfile: {
		name: 'Outbound Voice Profile',
		singular: 'outbound voice profile',
		plural: 'outbound voice profiles',
		short: { singular: 'voice profile', plural: 'voice profiles' },
		description: 'Which countries the trunks that use it may call, and for how much',
		picker: {
			name: 'outboundVoiceProfileId',
			displayName: 'Outbound Voice Profile',
			method: 'searchOutboundVoiceProfiles',
		},
	},
	recording: {
		name: 'Recording',
		singular: 'recording settings',
		plural: 'recording settings',
		short: { singular: 'recording', plural: 'recordings' },
		description: 'Whether the calls of a trunk are recorded',
		picker: { name: 'trunkId', displayName: 'Trunk', method: 'searchTrunks' },
	},
} as const satisfies Record<string, ResourceKind>;

export type ResourceName = keyof typeof RESOURCES;
