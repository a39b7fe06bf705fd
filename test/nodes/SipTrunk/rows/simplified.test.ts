import type { Resource } from '../../../../nodes/SipTrunk/contract/provider';
import { idUnder } from '../../../../nodes/SipTrunk/rows/identity';
import { idOf, simplified } from '../../../../nodes/SipTrunk/rows/simplified';
import { twilio } from '../../../../nodes/SipTrunk/providers/twilio';

const provider = { ...twilio, value: 'invented', api: { ...twilio.api, idOf: idUnder('sid') } };
const resource: Resource = {
	value: 'trunk',
	operations: [],
	simplify: ({ friendly_name: name }) => ({ name: name ?? null }),
};
const row = { sid: 'TK1', number: 7, friendly_name: 'Berlin' };

describe('the simplified row', () => {
	it('begins with whose it is and what identifies it', () => {
		const made = simplified(provider, resource, row);
		expect(made).toEqual({ provider: 'invented', id: 'TK1', name: 'Berlin' });
		expect(Object.keys(made)).toEqual(['provider', 'id', 'name']);
	});

	it('is identified as the resource says, under the key that it says', () => {
		const own = { ...resource, idOf: idUnder('number'), idShownAs: 'trunkId' };
		expect(idOf(provider, own, row)).toBe('7');
		expect(simplified(provider, own, row)).toEqual({
			provider: 'invented',
			trunkId: '7',
			name: 'Berlin',
		});
	});

	it('has an empty ID where the row has none', () => {
		expect(idOf(provider, resource, {})).toBeUndefined();
		expect(simplified(provider, resource, {})).toEqual({
			provider: 'invented',
			id: '',
			name: null,
		});
	});
});
