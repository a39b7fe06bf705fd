import fc from 'fast-check';
import { InputError } from '../../../../nodes/SipTrunk/validation/inputError';
import { text } from '../../../../nodes/SipTrunk/validation/text';
import { readValues, secretValues } from '../../../../nodes/SipTrunk/fields/values';
import {
	DIGITS,
	generatePassword,
	LOWER_CASE,
	passwordFields,
	passwordFrom,
	UPPER_CASE,
} from '../../../../nodes/SipTrunk/fields/password';
import { fakeClient } from '../../../support/fakeClient';

const ALPHABETS = [DIGITS, UPPER_CASE, LOWER_CASE, '!#%+'];

describe('generatePassword', () => {
	it('has the length that the rule says, and of each alphabet one character at least', () => {
		fc.assert(
			fc.property(
				fc.subarray(ALPHABETS, { minLength: 1 }),
				fc.integer({ min: 4, max: 64 }),
				(alphabets, length) => {
					const password = generatePassword({ length, alphabets });
					expect(password).toHaveLength(length);
					const allowed = new Set(alphabets.join(''));
					expect([...password].every((character) => allowed.has(character))).toBe(true);
					for (const alphabet of alphabets) {
						expect([...password].some((character) => alphabet.includes(character))).toBe(true);
					}
				},
			),
		);
	});

	it('leaves out what is easily mistaken when it is typed into a telephone', () => {
		expect(DIGITS + UPPER_CASE + LOWER_CASE).not.toMatch(/[01OIl]/);
	});

	it('is another one each time, with every character at every place', () => {
		const rule = { length: 6, alphabets: ['ab', 'cd'] };
		const passwords = Array.from({ length: 2000 }, () => generatePassword(rule));
		for (let place = 0; place < 6; place++) {
			expect(new Set(passwords.map((password) => password[place])).size).toBe(4);
		}
		expect(new Set(passwords).size).toBeGreaterThan(1000);
	});
});

const fields = passwordFields({
	description: 'Any',
	check: text({ min: 8, max: 16, keepSpaces: true, secret: true }),
});
const read = (entered: Record<string, unknown>) => readValues(fields, (name) => entered[name]);

describe('the password fields', () => {
	it('ask for a password only if none is made', () => {
		expect(read({ generatePassword: true, password: 'x' })).toEqual({ generatePassword: true });
		expect(() => read({ generatePassword: false, password: '' })).toThrow(
			"'Password' is required and must not be empty.",
		);
	});

	it('take an own password as it is, spaces included, and know that it is a secret', () => {
		const values = read({ generatePassword: false, password: ' own word ' });
		expect(values).toEqual({ generatePassword: false, password: ' own word ' });
		expect(secretValues(fields, values)).toEqual([' own word ']);
		expect(fields[1].typeOptions?.password).toBe(true);
	});

	it.each(['short', 'much too long for it', 'line\nbreaks'])(
		'refuse %p without showing it',
		(own) => {
			const refused = () => read({ generatePassword: false, password: own });
			expect(refused).toThrow(InputError);
			expect(refused).not.toThrow(own);
		},
	);
});

describe('passwordFrom', () => {
	const rule = { length: 24, alphabets: [DIGITS, LOWER_CASE] };

	it('sends an own password and never shows it', () => {
		const client = fakeClient();
		const own = { generatePassword: false, password: 'own word' };
		expect(passwordFrom(client, own, rule)).toBe('own word');
		expect(client.added).toEqual({});
		expect(client.secrets).toEqual([]);
	});

	it.each([{ generatePassword: true }, {}])(
		'makes one for %p, keeps it secret, shows it once',
		(values) => {
			const client = fakeClient();
			const password = passwordFrom(client, values, rule);
			expect(password).toMatch(/^[2-9a-km-z]{24}$/);
			expect(client.added).toEqual({ password });
			expect(client.secrets).toEqual([password]);
		},
	);
});
