import type { Change } from '../../../../nodes/SipTrunk/configuration/changes';
import { summaryOf } from '../../../../nodes/SipTrunk/configuration/summary';
import { numberOn, present } from './acme';

/** What a person reads who is to approve a plan. */

const add = (
	about: 'originationUris' | 'sipCredentials' | 'allowedAddresses',
	name: string,
): Change => ({
	action: 'add',
	about,
	name,
	entry: {},
});
const assign = (name: string, trunkId?: string): Change => ({
	action: 'assign',
	about: 'phoneNumbers',
	name,
	number: numberOn(name, trunkId === undefined ? {} : { trunkId }),
});
const removed = (name: string): Change => ({
	action: 'remove',
	about: 'sipCredentials',
	name,
	present: present({ username: name }),
	before: {},
});

it('is one sentence for a new trunk', () => {
	const changes: Change[] = [
		{ action: 'create', about: 'trunk', name: 'One', settings: {} },
		add('originationUris', 'sip:a'),
		add('sipCredentials', 'pbx'),
		add('allowedAddresses', '203.0.113.7/32'),
		assign('+1'),
	];
	expect(summaryOf('One', changes, [])).toBe(
		'Creates trunk "One", sends its calls to sip:a, lets pbx sign in, accepts calls from 203.0.113.7/32, assigns +1.',
	);
});

it('names the trunk that is there, and every value that changes', () => {
	const changes: Change[] = [
		{ action: 'change', about: 'setting', name: 'secure', before: false, after: true },
		{ action: 'change', about: 'setting', name: 'region', before: undefined, after: 'eu' },
		{
			action: 'change',
			about: 'originationUris',
			name: 'sip:a',
			present: present({ uri: 'sip:a' }),
			before: {},
			changes: { priority: 1, weight: 2 },
		},
	];
	expect(summaryOf('One', changes, [])).toBe(
		'Trunk "One": changes secure from false to true and region from nothing to "eu", changes priority and weight of origination URI sip:a.',
	);
});

it('says from where a number is taken, and what goes', () => {
	const unassign: Change = {
		action: 'unassign',
		about: 'phoneNumbers',
		name: '+3',
		number: numberOn('+3'),
	};
	const password: Change = {
		action: 'setPassword',
		about: 'sipCredentials',
		name: 'c',
		present: present({ username: 'c' }),
	};
	const changes = [
		assign('+1', 'T9'),
		assign('+2'),
		unassign,
		removed('a'),
		removed('b'),
		password,
	];
	expect(summaryOf('One', changes, [])).toBe(
		'Trunk "One": assigns +1 (now on trunk T9) and +2, takes +3 off the trunk, removes SIP credentials a and b, sets a new password for c.',
	);
	const trunk: Change = { action: 'remove', about: 'trunk', name: 'One', settings: {} };
	expect(summaryOf('One', [removed('a'), trunk], [])).toBe(
		'Trunk "One": removes SIP credential a, removes the trunk.',
	);
});

it('names the first of many', () => {
	const many = [1, 2, 3, 4, 5, 6, 7].map((nth) => add('sipCredentials', `u${nth}`));
	expect(summaryOf('One', many, [])).toBe(
		'Trunk "One": lets u1, u2, u3, u4, u5 and 2 more sign in.',
	);
});

it('says what nobody knows, and only then that it is not certain', () => {
	expect(summaryOf('One', [], [])).toBe('Nothing to do: trunk "One" is as described.');
	expect(summaryOf('One', [], ['Acme tells nothing.'])).toBe(
		'Nothing to do: trunk "One" is as described, as far as anybody can tell. Acme tells nothing.',
	);
	expect(summaryOf('One', [removed('a')], ['More may get in.'])).toBe(
		'Trunk "One": removes SIP credential a. More may get in.',
	);
});
