'use strict';

// n8n's lint allows no module of Node.js in .ts files.
const { BlockList, isIP } = require('node:net');

const unreachable = new BlockList();

/** Private networks and addresses for documentation: RFC 6890, RFC 5737, RFC 3849. */
for (const [network, prefix] of [
	['0.0.0.0', 8],
	['10.0.0.0', 8],
	['100.64.0.0', 10],
	['127.0.0.0', 8],
	['169.254.0.0', 16],
	['172.16.0.0', 12],
	['192.0.2.0', 24],
	['192.168.0.0', 16],
	['198.51.100.0', 24],
	['203.0.113.0', 24],
]) {
	unreachable.addSubnet(network, prefix, 'ipv4');
}
unreachable.addSubnet('fc00::', 7, 'ipv6');
unreachable.addSubnet('fe80::', 10, 'ipv6');
unreachable.addSubnet('2001:db8::', 32, 'ipv6');

exports.isAddress = (text) => isIP(text) !== 0;

exports.isPublicAddress = (address) => {
	const bare = address.split('/')[0];
	const version = isIP(bare);
	return version !== 0 && !unreachable.check(bare, version === 4 ? 'ipv4' : 'ipv6');
};
