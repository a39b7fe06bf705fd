import { refuseOtherBlock } from '../../../../nodes/SipTrunk/operations/storedBlock';
import { listOf } from '../../../../nodes/SipTrunk/validation/choices';
import { addressBlock } from '../../../../nodes/SipTrunk/validation/network';
import { collection } from '../../../../nodes/SipTrunk/fields/common';
import { field, operation } from '../form/support';

const check = addressBlock({ ipv6: true });
const ipAddress = field('ipAddress', { check });
const create = operation('create', [ipAddress]);
const update = operation('update', [collection('updateFields', [ipAddress])]);
const entered = (cidr: string) => ({ ipAddress: check(cidr, 'IP Address') });

it.each([
	['203.0.113.4', '203.0.113.4/32'],
	['203.0.113.9/24', '203.0.113.0/24'],
	['2001:db8::7/48', '2001:DB8:0::/48'],
	['203.0.113.4', null],
	['203.0.113.4', undefined],
	['203.0.113.4', 'unknown'],
])('%s is what %s shows, as far as it can be told', (asked, cidr) => {
	expect(() => refuseOtherBlock(create, entered(asked), { id: 'IP1', cidr })).not.toThrow();
});

it.each([
	['203.0.113.0/24', '203.0.113.0/32'],
	['203.0.113.4', '203.0.113.5/32'],
	['203.0.113.4', '2001:db8::7/128'],
	['203.0.113.4', '203.0.113.4/0'],
	['203.0.113.0/24', '0.0.0.0/0'],
	['2001:db8::7', '::/0'],
	['203.0.113.4', '0.0.0.0/32'],
])('%s is not what %s shows', (asked, cidr) => {
	const expected = expect.objectContaining({
		message: `The provider has stored ${cidr} in place of ${String(entered(asked).ipAddress?.cidr)}.`,
		effect: 'made',
		advice: expect.stringContaining('Change or delete the entry') as string,
	}) as Error;
	expect(() => refuseOtherBlock(create, entered(asked), { id: 'IP1', cidr })).toThrow(expected);
	expect(() =>
		refuseOtherBlock(update, { updateFields: entered(asked) }, { id: 'IP1', cidr }),
	).toThrow(expected);
});

describe('several blocks', () => {
	const list = listOf(check);
	const createAll = operation('create', [field('ipAddresses', { check: list })]);
	const enteredAll = (text: string) => ({ ipAddresses: list(text, 'IP Addresses') });

	it('are what is shown, whatever else is', () => {
		const row = { id: 'IP1', cidr: '198.51.100.9/32, 203.0.113.4/32, 2001:db8::7/128' };
		const asked = enteredAll('203.0.113.4, 2001:db8::7');
		expect(() => refuseOtherBlock(createAll, asked, row)).not.toThrow();
	});

	it('are told where one of them is missing', () => {
		const row = { id: 'IP1', cidr: '198.51.100.9/32, 203.0.113.0/32' };
		expect(() => refuseOtherBlock(createAll, enteredAll('203.0.113.0/24'), row)).toThrow(
			'has stored 198.51.100.9/32, 203.0.113.0/32 in place of 203.0.113.0/24',
		);
	});
});
