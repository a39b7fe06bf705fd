import type { Change } from '../../../../nodes/SipTrunk/configuration/changes';
import { beyond, digestOf, type Proposal } from '../../../../nodes/SipTrunk/configuration/digest';
import type { ApplyOptions } from '../../../../nodes/SipTrunk/configuration/wanted';

const options: ApplyOptions = {
	removeUnnamed: [],
	moveNumbers: false,
	setPasswordsAnew: false,
	ownPasswords: { pbx: 'Own-Secret-77!' },
	ignoreNotSupported: false,
	addUnreadable: false,
	secrets: {},
};

const add = (username: string): Change => ({
	action: 'add',
	about: 'sipCredentials',
	name: username,
	entry: { username },
});

const proposal = (more: Partial<Proposal> = {}): Proposal => ({
	wanted: {
		settings: { name: 'One', secure: true },
		sections: { sipCredentials: [{ username: 'a' }, { username: 'b' }] },
		foreign: {},
	},
	options,
	trunkId: undefined,
	changes: [add('a'), add('b')],
	...more,
});

it('is the same whatever the order, and holds no secret', () => {
	const reversed = proposal({
		wanted: {
			settings: { secure: true, name: 'One' },
			sections: { sipCredentials: [{ username: 'b' }, { username: 'a' }] },
			foreign: {},
		},
		changes: [add('b'), add('a')],
	});
	expect(digestOf(reversed)).toBe(digestOf(proposal()));
	const other = proposal({ options: { ...options, ownPasswords: { pbx: 'another' } } });
	expect(digestOf(other)).toBe(digestOf(proposal()));
});

it('approves a part of itself, on the trunk that was made meanwhile, and nothing more', () => {
	const approved = digestOf(proposal());
	expect(beyond(approved, proposal({ trunkId: 'TK1', changes: [add('b')] }))).toBeUndefined();
	expect(beyond(approved, proposal({ changes: [] }))).toBeUndefined();
	expect(beyond(approved, proposal({ changes: [add('a'), add('c')] }))).toEqual([add('c')]);
});

it('is about these values, these options and this trunk', () => {
	const approved = digestOf(proposal({ trunkId: 'TK1' }));
	const wanted = { ...proposal().wanted, settings: { name: 'One', secure: false } };
	expect(beyond(approved, proposal({ trunkId: 'TK1', wanted }))).toBe('wanted');
	const moving = { ...options, moveNumbers: true };
	expect(beyond(approved, proposal({ trunkId: 'TK1', options: moving }))).toBe('wanted');
	expect(beyond(approved, proposal({ trunkId: 'TK2' }))).toBe('trunk');
	expect(beyond(approved, proposal())).toBe('trunk');
});
