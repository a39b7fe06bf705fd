import {
	sipUriParts,
	transportInUri,
} from '../../../../../nodes/SipTrunk/configuration/platforms/sipUri';

it.each([
	[
		'sip:pbx.example.com',
		{ scheme: 'sip', user: null, host: 'pbx.example.com', port: null, transport: undefined },
	],
	[
		'sip:a@PBX.example.com:5061;transport=TLS',
		{ scheme: 'sip', user: 'a', host: 'pbx.example.com', port: 5061, transport: 'tls' },
	],
	[
		'sips:[2001:db8::1]:5061',
		{ scheme: 'sips', user: null, host: '2001:db8::1', port: 5061, transport: undefined },
	],
	[
		'sip://pbx.example.com:1234',
		{ scheme: 'sip', user: null, host: 'pbx.example.com', port: 1234, transport: undefined },
	],
	[
		'sip:x;edge=dublin;transport=ws',
		{ scheme: 'sip', user: null, host: 'x', port: null, transport: undefined },
	],
])('reads %s', (uri, parts) => {
	expect(sipUriParts(uri)).toEqual(parts);
});

it.each(['pbx.example.com', 'https://example.com', 'sip:', ''])(
	'takes %p for no SIP URI',
	(uri) => {
		expect(sipUriParts(uri)).toBeUndefined();
		expect(transportInUri(uri)).toBeUndefined();
	},
);

it.each([
	['sip:x', 'udp'],
	['sip:x;transport=tcp', 'tcp'],
	['sips:x', 'tls'],
	['sips:x;transport=tcp', 'tls'],
	['sip:x;transport=ws', undefined],
])('%s goes by %s', (uri, transport) => {
	expect(transportInUri(uri)).toBe(transport);
});
