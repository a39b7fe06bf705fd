import { findTrunk, refuseUnnamed } from '../../../../nodes/SipTrunk/configuration/find';

const trunks = [
	{ id: 'A', name: 'One', unique: 'a.example' },
	{ id: 'B', name: 'One', unique: undefined },
	{ id: 'C', name: 'Two', unique: undefined },
];

it('takes the trunk that is chosen, and no other', () => {
	expect(findTrunk({ trunkId: 'C', name: 'One' }, trunks, 'Acme')).toEqual({ trunk: trunks[2] });
	expect(() => findTrunk({ trunkId: 'X' }, trunks, 'Acme')).toThrow('no trunk with the ID X');
});

it('goes by the unique value where one is wanted, and by a name only if nothing is on the trunk', () => {
	expect(findTrunk({ name: 'Two', unique: 'a.example' }, trunks, 'Acme')).toEqual({
		trunk: trunks[0],
	});
	expect(findTrunk({ name: 'One', unique: 'b.example' }, trunks, 'Acme')).toEqual({
		onlyIfEmpty: trunks[1],
	});
	expect(findTrunk({ name: 'Three', unique: 'b.example' }, trunks, 'Acme')).toEqual({});
});

it('goes by the exact name otherwise, and names both where two have it', () => {
	expect(findTrunk({ name: 'Two' }, trunks, 'Acme')).toEqual({ trunk: trunks[2] });
	expect(findTrunk({ name: 'two' }, trunks, 'Acme')).toEqual({ trunk: undefined });
	expect(() => findTrunk({ name: 'One' }, trunks, 'Acme')).toThrow('A and B');
});

it('wants a trunk, a name or a unique value', () => {
	expect(() => refuseUnnamed({ settings: {} }, 'domain')).toThrow("'Name' is needed");
	expect(() => refuseUnnamed({ settings: { domain: 'a' } }, 'domain')).not.toThrow();
	expect(() => refuseUnnamed({ trunkId: 'A', settings: {} }, undefined)).not.toThrow();
});
