import {
	confirmCredential,
	confirmedCredentials,
} from '../../../../nodes/SipTrunk/run/confirmedCredentials';
import { credentialDigest } from '../../../../nodes/SipTrunk/run/credentialDigest';

const data = { accountSid: 'AC1', authToken: 'a-secret-of-the-test' };

describe('what a credential is known by', () => {
	const known = credentialDigest('one', data);

	it('is the same as long as its type and all of its fields are', () => {
		expect(credentialDigest('one', { ...data })).toBe(known);
		expect(credentialDigest('two', data)).not.toBe(known);
		expect(credentialDigest('one', { ...data, authToken: 'another' })).not.toBe(known);
	});

	it('holds nothing of it', () => {
		expect(known).toMatch(/^[\w+/]{43}=$/);
	});
});

describe('confirmed credentials', () => {
	it('are the latest thousand', () => {
		confirmedCredentials.clear();
		for (let nth = 0; nth <= 1000; nth++) confirmCredential(`digest ${nth}`);
		expect(confirmedCredentials.size).toBe(1000);
		expect(confirmedCredentials.has('digest 0')).toBe(false);
		expect(confirmedCredentials.has('digest 1000')).toBe(true);
	});
});
