import { differencesOf } from '../../../../nodes/SipTrunk/configuration/differences';
import type { Situation } from '../../../../nodes/SipTrunk/configuration/item';
import { Acme, numberOn, options, situationWith } from './acme';

/** The differences of a trunk's numbers, which belong to the account. */

const ONE = '+15555550101';
const TWO = '+15555550102';

const found = (
	wanted: string[],
	numbers: Situation['numbers'],
	more: Partial<Situation> = {},
	acme = new Acme(),
) =>
	differencesOf(
		situationWith(acme, {
			entries: {},
			sections: { phoneNumbers: wanted.map((phoneNumber) => ({ phoneNumber })) },
			numbers,
			...more,
		}),
	);

it('assigns a free one, and leaves one alone that is here', () => {
	const { changes } = found([ONE, TWO], [numberOn(ONE), numberOn(TWO, { trunkId: 'T1' })]);
	expect(changes).toMatchObject([{ action: 'assign', name: ONE }]);
});

it.each([
	['another trunk', { trunkId: 'T2' }, 'on trunk T2'],
	['an application', { applicationId: 'A1' }, 'on application A1'],
	['a web address', { webhookHost: 'a.example' }, 'the web address of host a.example'],
	['nobody knows where', { isUnclear: true as const }, 'routed in an unknown way'],
])('does not take one that is on %s, unless that is told', (_, route, words) => {
	const numbers = [numberOn(ONE, route)];
	const { changes, notSupported } = found([ONE], numbers);
	expect(changes).toEqual([]);
	expect(notSupported[0].reason).toContain(words);
	expect(notSupported[0].reason).toContain("turn on 'Move Numbers That Are Routed Elsewhere'");
	const moving = { options: { ...options, moveNumbers: true } };
	expect(found([ONE], numbers, moving).changes).toMatchObject([{ action: 'assign', name: ONE }]);
});

it('refuses one that the account has not got, and one that stays where it is', () => {
	expect(found([ONE], []).notSupported).toMatchObject([
		{ name: ONE, present: null, reason: `The Acme account has no number ${ONE}.` },
	]);
	const acme = new Acme();
	if (acme.port.numbers) acme.port.numbers.stays = () => 'It stays.';
	const moving = { options: { ...options, moveNumbers: true } };
	const { changes, notSupported } = found([ONE], [numberOn(ONE, { trunkId: 'T2' })], moving, acme);
	expect(changes).toEqual([]);
	expect(notSupported).toMatchObject([{ reason: 'It stays.' }]);
});

it('takes off what is not named only where that is wanted, and never what is on another trunk', () => {
	const numbers = [numberOn(ONE, { trunkId: 'T1' }), numberOn(TWO, { trunkId: 'T2' })];
	expect(found([], numbers)).toMatchObject({
		changes: [],
		unnamed: [{ section: 'phoneNumbers', name: ONE }],
	});
	const removing = { options: { ...options, removeUnnamed: ['phoneNumbers' as const] } };
	expect(found([], numbers, removing).changes).toMatchObject([{ action: 'unassign', name: ONE }]);
});

it('refuses to take one off where the provider cannot', () => {
	const acme = new Acme();
	if (acme.port.numbers) acme.port.numbers.rules.remove = false;
	const removing = { options: { ...options, removeUnnamed: ['phoneNumbers' as const] } };
	const { changes, notSupported } = found([], [numberOn(ONE, { trunkId: 'T1' })], removing, acme);
	expect(changes).toEqual([]);
	expect(notSupported[0].reason).toBe('Acme cannot take a number off a trunk.');
});

it('takes no number for its own on a trunk that is still to be made', () => {
	const numbers = [numberOn(ONE, { trunkId: 'T1' })];
	expect(found([ONE], numbers, { live: undefined }).notSupported).toHaveLength(1);
});
