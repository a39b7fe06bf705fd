import {
	confirmed,
	ConfirmedCredential,
} from '../../../../nodes/SipTrunk/run/confirmedCredentials';

const data = { accountSid: 'AC1', authToken: 'a-secret-of-the-test' };

beforeEach(() => confirmed.clear());

describe('ConfirmedCredential', () => {
	it('is known once it is confirmed, and only with the same type and the same fields', () => {
		expect(new ConfirmedCredential('one', data).isConfirmed).toBe(false);
		new ConfirmedCredential('one', data).confirm();
		expect(new ConfirmedCredential('one', { ...data }).isConfirmed).toBe(true);
		expect(new ConfirmedCredential('two', data).isConfirmed).toBe(false);
		expect(new ConfirmedCredential('one', { ...data, authToken: 'b' }).isConfirmed).toBe(false);
	});

	it('keeps nothing of the credential, nor what one could look up', () => {
		new ConfirmedCredential('one', data).confirm();
		const [digest] = confirmed;
		expect(digest).toMatch(/^[\w+/]{43}=$/);
		expect(JSON.stringify([...confirmed])).not.toContain(data.authToken);
	});

	it('keeps the latest thousand', () => {
		const nth = (number: number) => new ConfirmedCredential('one', { ...data, number });
		for (let number = 0; number <= 1000; number++) nth(number).confirm();
		expect(confirmed.size).toBe(1000);
		expect(nth(0).isConfirmed).toBe(false);
		expect(nth(1000).isConfirmed).toBe(true);
	});
});
