import { kindOfAddress, kindOfHost } from '../../../../nodes/SipTrunk/validation/reserved';

it.each([
	['10.0.0.0', 'private'],
	['10.255.255.255', 'private'],
	['11.0.0.0', undefined],
	['100.64.0.1', 'private'],
	['100.128.0.1', undefined],
	['172.31.255.255', 'private'],
	['172.32.0.0', undefined],
	['192.168.0.1/24', 'private'],
	['127.0.0.1', 'private'],
	['198.19.0.1', 'private'],
	['198.20.0.1', undefined],
	['224.0.0.1', 'private'],
	['223.255.255.255', undefined],
	['255.255.255.255', 'private'],
	['ff02::1', 'private'],
	['192.0.2.5', 'documentation'],
	['198.51.100.7', 'documentation'],
	['203.0.113.26/32', 'documentation'],
	['203.0.114.1', undefined],
	['::1', 'private'],
	['::2', undefined],
	['fd12::1', 'private'],
	['fe80::1', 'private'],
	['2001:db8::7', 'documentation'],
	['2001:db9::7', undefined],
	['2001:db8:0:0:0:0:0:1', 'documentation'],
	['::ffff:10.0.0.1', 'private'],
	['::ffff:8.8.8.8', undefined],
	['::ffff:a00:1', 'private'],
	['0:0:0:0:0:FFFF:C0A8:0101', 'private'],
	['::ffff:808:808', undefined],
	['64:ff9b::8.8.8.8', undefined],
	['2a00:1450::/32', undefined],
	['pbx.example.com', undefined],
	['', undefined],
])('%s is %s', (address, kind) => {
	expect(kindOfAddress(address)).toBe(kind);
});

it.each([
	['localhost', 'private'],
	['pbx', 'private'],
	['pbx.lan', 'private'],
	['a.home.arpa', 'private'],
	['pbx.test', 'documentation'],
	['10.0.0.1', 'private'],
	['pbx.example.com', undefined],
	['sip.example.net', undefined],
	['8.8.8.8', undefined],
])('host %s is %s', (host, kind) => {
	expect(kindOfHost(host)).toBe(kind);
});
