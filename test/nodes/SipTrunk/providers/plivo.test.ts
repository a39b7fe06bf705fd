import { plivoApi } from '../../../../nodes/SipTrunk/providers/plivo/api';
import {
	isMarked,
	marked,
	markAlone,
	ownNameIn,
} from '../../../../nodes/SipTrunk/providers/plivo/configuration/marks';
import { updateBody } from '../../../../nodes/SipTrunk/providers/plivo/ipAccessControlEntry';
import { numberIn, routeOf } from '../../../../nodes/SipTrunk/providers/plivo/numbers';
import { doubtsAbout } from '../../../../nodes/SipTrunk/providers/plivo/uris';
import { addressBlock } from '../../../../nodes/SipTrunk/validation/network';

/** What of Plivo needs no request. */

describe('an Auth ID', () => {
	it.each(['MA0123456789ABCDEF', ' SA0123456789ABCDEF '])('%p is one', (authId) => {
		expect(plivoApi.accountId?.({ authId })).toBe(authId.trim());
	});

	it.each(['', 'stk_abc', 'XA0123', 'MA', 'MA/../x', 'MA 12'])('%p is none', (authId) => {
		expect(() => plivoApi.accountId?.({ authId })).toThrow('must start with MA or SA');
	});
});

it('reads an error that is text alone', () => {
	expect(plivoApi.providerError(400, 'not allowed').said).toBe('not allowed');
	expect(plivoApi.providerError(400, '')).toMatchObject({ said: '', code: null });
});

it.each([
	[503, 'upstream connect error'],
	[404, '<html>Not Found</html>'],
])('takes no text of something in between for its own: HTTP %s %s', (status, text) => {
	expect(plivoApi.providerError(status, text).said).toBe('');
});

it.each([
	[{ number: '12025550151' }, '+12025550151'],
	[{ number: '+12025550151' }, '+12025550151'],
	[{ number: 12025550151 }, '+12025550151'],
	[{ number: '' }, undefined],
	[{}, undefined],
])('%j is the number %p', (row, number) => {
	expect(numberIn(row)).toBe(number);
});

it.each([
	['/v1/Account/MA1/Zentrunk/Trunk/217/', { trunkId: '217', applicationId: null }],
	['/v1/Account/MA1/Application/205', { trunkId: null, applicationId: '205' }],
	['', { trunkId: null, applicationId: null }],
	[null, { trunkId: null, applicationId: null }],
	['/v1/Account/MA1/Something/1/', { trunkId: null, applicationId: null, isUnclear: true }],
	[undefined, { trunkId: null, applicationId: null, isUnclear: true }],
])('a number whose application is %j has this route', (application, route) => {
	expect(routeOf({ application })).toEqual(route);
});

it.each([
	['pbx.example.com', 'names no transport'],
	['pbx.example.com:5061;transport=udp', 'names port 5061'],
	['sip:a@pbx.example.com;transport=tcp;lr', 'has another parameter'],
	['pbx.example.com.;transport=tcp', 'ends in a dot'],
])('%s is doubtful: it %s', (uri, doubt) => {
	expect(doubtsAbout([uri, uri])).toEqual([expect.stringContaining(doubt)]);
});

it.each(['pbx.example.com:5061;transport=tls', 'https://example.com', undefined])(
	'there is nothing to say of %p',
	(uri) => {
		expect(doubtsAbout([uri])).toEqual([]);
	},
);

describe('addresses that are added', () => {
	const block = (text: string) => {
		const read = addressBlock({ ipv6: true })(text, 'IP Addresses');
		if (read === undefined) throw new Error(text);
		return read;
	};

	it('go with those that are there, each once', () => {
		const current = { ip_addresses: ['198.51.100.7', '198.51.100.0/28'] };
		const addIpAddresses = [block('198.51.100.7/32'), block('198.51.100.8')];
		expect(updateBody(current, { addIpAddresses })).toEqual({
			ip_addresses: ['198.51.100.7', '198.51.100.0/28', '198.51.100.8'],
		});
	});

	it('are refused where nobody knows which others there are', () => {
		expect(() => updateBody({}, { addIpAddresses: [block('198.51.100.8')] })).toThrow(
			'so none was added',
		);
	});
});

describe('the mark of what is made for a trunk', () => {
	it('is found again, for that trunk alone, and taken off the name', () => {
		const name = marked('PBX (main)', 'Garage (K1)');
		expect(isMarked({ name }, 'Garage (K1)')).toBe(true);
		expect(isMarked({ name }, 'K1)')).toBe(false);
		expect(ownNameIn({ name })).toBe('PBX (main)');
		expect(isMarked({ name: markAlone('Garage') }, 'Garage')).toBe(true);
		expect(isMarked({ name: 'Garage' }, 'Garage')).toBe(false);
	});
});
