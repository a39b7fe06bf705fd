import fc from 'fast-check';
import { trunkRow, type ReportedTrunk } from '../../../../nodes/SipTrunk/rows/trunk';

const KEYS = [
	...['name', 'status', 'direction', 'sipDomain', 'transport', 'secure'],
	...['maxConcurrentCalls', 'callsPerSecond', 'authentication', 'registration'],
	...['createdAt', 'updatedAt'],
];

const unreported = {
	name: null,
	status: 'unknown',
	direction: null,
	sipDomain: null,
	transport: null,
	secure: null,
	maxConcurrentCalls: null,
	callsPerSecond: null,
	authentication: null,
	registration: null,
	createdAt: null,
	updatedAt: null,
};

describe('trunkRow', () => {
	it('has all keys in order, and null for what is not reported', () => {
		const trunk = trunkRow({});
		expect(trunk).toEqual(unreported);
		expect(Object.keys(trunk)).toEqual(KEYS);
	});

	it.each<[key: keyof ReportedTrunk, reported: unknown, result: unknown]>([
		['name', 'Berlin office', 'Berlin office'],
		['name', '', null],
		['name', 5, null],
		['status', 'active', 'active'],
		['status', 'INACTIVE', 'inactive'],
		['status', 'suspended', 'unknown'],
		['status', true, 'unknown'],
		['direction', 'Inbound', 'inbound'],
		['direction', 'both', 'both'],
		['direction', 'sideways', null],
		['transport', 'UDP', 'udp'],
		['transport', 'ws', null],
		['secure', false, false],
		['secure', 'false', null],
		['maxConcurrentCalls', 0, 0],
		['maxConcurrentCalls', '10', null],
		['maxConcurrentCalls', NaN, null],
		['callsPerSecond', 1.5, 1.5],
		['authentication', [], []],
		['authentication', ['credentials', 'ip', 'other'], ['ip', 'credentials']],
		['authentication', 'ip', null],
		['registration', 'Registered', 'Registered'],
		['createdAt', '2026-05-12T05:11:52', '2026-05-12T05:11:52.000Z'],
		['updatedAt', 'yesterday', null],
	])('%s %p is %p', (key, reported, result) => {
		expect(trunkRow({ [key]: reported })).toEqual({
			...unreported,
			[key]: result,
		});
	});

	it('has the same keys for anything, and nothing beside them', () => {
		const reported = fc.record(Object.fromEntries(KEYS.map((key) => [key, fc.anything()])), {
			requiredKeys: [],
		});
		fc.assert(
			fc.property(reported, (values) => {
				const trunk = trunkRow({ ...values, other: 1 } as never);
				expect(Object.keys(trunk)).toEqual(KEYS);
				expect(Object.values(trunk)).not.toContain(undefined);
			}),
		);
	});
});
