import {
	ipAccessControlEntryRow,
	listRow,
	originationUriRow,
	phoneNumberRow,
	sipCredentialRow,
} from '../../../../nodes/SipTrunk/rows/others';

const dates = { createdAt: '2026-05-12T05:11:52Z', updatedAt: 'never' };
const isoDates = { createdAt: '2026-05-12T05:11:52.000Z', updatedAt: null };

/** A shape, a full row with one value of a wrong type, and what comes of it. */
const shapes: Array<[name: string, make: (row: never) => object, row: object, result: object]> = [
	[
		'SIP credential',
		sipCredentialRow,
		{ username: 'pbx', trunkId: 'T1', credentialListId: 5, realm: '', enabled: false, ...dates },
		{
			username: 'pbx',
			trunkId: 'T1',
			credentialListId: null,
			realm: null,
			enabled: false,
			...isoDates,
		},
	],
	[
		'IP access control entry',
		ipAccessControlEntryRow,
		{ name: 'Office', cidr: '203.0.113.4/32', trunkId: null, enabled: 'true', ...dates },
		{
			name: 'Office',
			cidr: '203.0.113.4/32',
			trunkId: null,
			ipAccessControlListId: null,
			enabled: null,
			...isoDates,
		},
	],
	[
		'origination URI',
		originationUriRow,
		{ name: 'PBX', sipUri: 'sip:pbx.example.com', priority: 0, weight: '10', ...dates },
		{
			name: 'PBX',
			sipUri: 'sip:pbx.example.com',
			priority: 0,
			weight: null,
			enabled: null,
			trunkId: null,
			...isoDates,
		},
	],
	[
		'phone number',
		phoneNumberRow,
		{ phoneNumber: '+4930123456', name: 'Office', country: 'DE', status: 'active', ...dates },
		{
			phoneNumber: '+4930123456',
			name: 'Office',
			country: 'DE',
			status: 'active',
			trunkId: null,
			applicationId: null,
			...isoDates,
		},
	],
	[
		'list',
		listRow,
		{ name: 'Offices', trunkId: 'T1', ...dates },
		{ name: 'Offices', trunkId: 'T1', ...isoDates },
	],
];

describe.each(shapes)('the simplified %s', (_, make, row, result) => {
	it('reads each value and drops what it does not know, such as a password', () => {
		const made = make({ ...row, password: 'x', other: 1 } as never);
		expect(made).toEqual(result);
	});

	it('has all keys in the same order, and null for what is not reported', () => {
		const made = make({} as never);
		expect(Object.keys(made)).toEqual(Object.keys(result));
		expect(Object.values(made)).toEqual(Object.keys(result).map(() => null));
	});
});
