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

describe('a change in it', () => {
	const number = (trunkId: string | null): Change => ({
		action: 'assign',
		about: 'phoneNumbers',
		name: '+1',
		number: { phoneNumber: '+1', route: { trunkId, applicationId: null }, row: { sid: 'PN1' } },
	});
	const of = (...changes: Change[]) => digestOf(proposal({ changes }));

	it('is its action, what it is about, its name, before and after', () => {
		const entry = { username: 'a' };
		const there = { entry, row: {} };
		const remove: Change = {
			action: 'remove',
			about: 'sipCredentials',
			name: 'a',
			present: there,
			before: entry,
		};
		const changed = (changes: Record<string, string>, before = {}): Change => ({
			action: 'change',
			about: 'sipCredentials',
			name: 'a',
			present: there,
			before,
			changes,
		});
		const all = [
			of(add('a')),
			of(add('b')),
			of(remove),
			of(number(null)),
			of(number('T9')),
			of(changed({ name: 'x' })),
			of(changed({ name: 'y' })),
			of(changed({ name: 'x' }, { name: 'z' })),
			of({ action: 'setPassword', about: 'sipCredentials', name: 'a', present: there }),
		];
		expect(new Set(all).size).toBe(all.length);
	});

	it('has nothing of IDs, dates and what else the provider says of it', () => {
		const at = (row: object, madeAt: string): Change => ({
			action: 'remove',
			about: 'sipCredentials',
			name: 'a',
			present: { entry: { username: 'a' }, row: { ...row }, madeAt },
			before: { username: 'a' },
		});
		expect(of(at({ sid: 'CR1' }, '2026'))).toBe(of(at({ sid: 'CR2' }, '2027')));
		const loose = { entry: { username: 'a' }, row: {}, isLoose: true as const };
		expect(of({ ...add('a'), loose } as Change)).toBe(of(add('a')));
	});
});

it('is another one where an option is another that says what may happen', () => {
	const changed: Array<Partial<ApplyOptions>> = [
		{},
		{ removeUnnamed: ['sipCredentials'] },
		{ moveNumbers: true },
		{ setPasswordsAnew: true },
		{ ignoreNotSupported: true },
		{ addUnreadable: true },
	];
	const all = changed.map((more) => digestOf(proposal({ options: { ...options, ...more } })));
	expect(new Set(all).size).toBe(all.length);
	const order = (removeUnnamed: ApplyOptions['removeUnnamed']) =>
		digestOf(proposal({ options: { ...options, removeUnnamed } }));
	expect(order(['phoneNumbers', 'sipCredentials'])).toBe(order(['sipCredentials', 'phoneNumbers']));
});

it('is of the length that a person can hand on, and of letters, digits, dots and dashes', () => {
	expect(digestOf(proposal())).toMatch(/^[0-9a-f]{16}\.new\.[0-9a-f]{10}-[0-9a-f]{10}$/);
	expect(digestOf(proposal({ trunkId: 'T1', changes: [] }))).toMatch(
		/^[0-9a-f]{16}\.[0-9a-f]{10}$/,
	);
});
