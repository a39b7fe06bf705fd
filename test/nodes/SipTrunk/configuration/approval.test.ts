import type { Change } from '../../../../nodes/SipTrunk/configuration/changes';
import {
	refuseBeyond,
	refuseNotSupported,
} from '../../../../nodes/SipTrunk/configuration/approval';
import { digestOf, type Proposal } from '../../../../nodes/SipTrunk/configuration/digest';
import type { Differences } from '../../../../nodes/SipTrunk/configuration/item';
import { Acme, numberOn, options } from './acme';

/** What keeps a plan from being carried out. */

const assign = (name: string, trunkId: string | null = null): Change => ({
	action: 'assign',
	about: 'phoneNumbers',
	name,
	number: numberOn(name, { trunkId }),
});
const proposal = (...changes: Change[]): Proposal => ({
	wanted: { settings: { name: 'One' }, sections: {}, foreign: {} },
	options,
	trunkId: 'T1',
	changes,
});
const approved = digestOf(proposal(assign('+1'), assign('+2')));

it('goes on without an approval, within one, and with less than was approved', () => {
	expect(() => refuseBeyond(undefined, proposal(assign('+3')))).not.toThrow();
	expect(() => refuseBeyond(` ${approved} `, proposal(assign('+1')))).not.toThrow();
	expect(() => refuseBeyond(approved, proposal())).not.toThrow();
});

it('names what goes beyond it', () => {
	expect(() => refuseBeyond(approved, proposal(assign('+1'), assign('+3')))).toThrow(
		/^More would change than was approved: .*"name":"\+3".*, so nothing was changed now\.$/,
	);
});

it('does not approve that a number comes from elsewhere than was shown', () => {
	expect(() => refuseBeyond(approved, proposal(assign('+1', 'T9')))).toThrow('T9');
});

it('is about one trunk, and about the values and options that were shown', () => {
	const moved = { ...proposal(assign('+1')), trunkId: 'T2' };
	expect(() => refuseBeyond(approved, moved)).toThrow('about another trunk');
	const moving = { ...proposal(assign('+1')), options: { ...options, moveNumbers: true } };
	expect(() => refuseBeyond(approved, moving)).toThrow('not those that were approved');
});

it.each(['x', 'yes', '', 'undefined', `${approved}!`])('is no digest: %j', (text) => {
	expect(() => refuseBeyond(text, proposal())).toThrow("'Expected Digest' is not a digest");
});

describe('what cannot be had', () => {
	const { port } = new Acme();
	const one = (nth: number) => ({
		what: 'trunk',
		name: `s${nth}`,
		wanted: 1,
		present: 2,
		reason: 'No.',
	});
	const differences = (...notSupported: Differences['notSupported']): Differences => ({
		changes: [],
		notSupported,
		notReadable: [],
		shared: [],
		unnamed: [],
		notes: [],
	});

	it('stops everything, is named, and can be left out', () => {
		const some = differences(...[1, 2, 3, 4, 5, 6, 7].map(one));
		expect(() => refuseNotSupported(port, some, false)).toThrow(
			/Not everything can be had at Acme, so nothing was changed now\. trunk s1: No\..*trunk s5: No\. And 2 more\.$/,
		);
		expect(() => refuseNotSupported(port, some, true)).not.toThrow();
		expect(() => refuseNotSupported(port, differences(), false)).not.toThrow();
	});
});
