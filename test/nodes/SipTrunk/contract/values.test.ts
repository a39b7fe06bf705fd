import type { Field } from '../../../../nodes/SipTrunk/contract/provider';
import type { ValuesOf } from '../../../../nodes/SipTrunk/contract/values';
import { operation } from '../../../../nodes/SipTrunk/contract/verbs';
import { collection, forUpdate } from '../../../../nodes/SipTrunk/fields/common';
import { fieldsSentAs, snakeCase } from '../../../../nodes/SipTrunk/fields/factories';
import { passwordFields } from '../../../../nodes/SipTrunk/fields/password';
import { pickerField } from '../../../../nodes/SipTrunk/fields/picker';
import { addressBlock, type AddressBlock } from '../../../../nodes/SipTrunk/validation/network';
import { listOf } from '../../../../nodes/SipTrunk/validation/choices';
import { text } from '../../../../nodes/SipTrunk/validation/text';

/** What the compiler knows of values. The type check of the tests fails where it knows something else. */

type Same<One, Other> = [One, Other] extends [Other, One] ? true : false;
type Keys<Fields extends readonly Field[]> = keyof ValuesOf<Fields>;

const { textField, numberField, switchField, choiceField } = fieldsSentAs(snakeCase);
const description = 'Any';

const settings = [
	switchField('Enabled', { default: true, description }),
	numberField('Weight', { default: 10, description }),
	textField('Name', { required: true, description }),
];

const fields = [
	pickerField('trunk'),
	pickerField('originationUri', { required: false }),
	pickerField('trunk', { name: 'otherTrunkId' }),
	textField('IP Address', { required: true, description, check: addressBlock() }),
	textField('Phone Numbers', { description, check: listOf(text()) }),
	textField('User Name', { name: 'username', required: true, description }),
	choiceField('Trunk Type', { choices: { a: 'A', b: ['B', 'Bee'] }, default: 'a', description }),
	choiceField('Transport', {
		choices: { udp: 'UDP' },
		default: 'udp',
		required: true,
		description,
	}),
	numberField('Limit', { default: 5, description }),
	...passwordFields({ description, check: text() }),
	collection('additionalFields', settings),
	collection('updateFields', forUpdate(settings, ['name'])),
] as const;

interface Expected {
	trunkId: string;
	originationUriId?: string;
	otherTrunkId: string;
	ipAddress: AddressBlock;
	phoneNumbers?: string[];
	username: string;
	trunkType?: 'a' | 'b';
	transport: 'udp';
	limit: number;
	generatePassword: boolean;
	password?: string;
	additionalFields: { enabled?: boolean; weight?: number; name?: string };
	updateFields: { enabled?: boolean; weight?: number; name?: string };
}

it('follow from the fields', () => {
	const values: Same<ValuesOf<typeof fields>, Expected> = true;
	const keys: Same<Keys<typeof fields>, keyof Expected> = true;
	expect([values, keys]).toEqual([true, true]);
});

it('have no key that no field has, and none of a field that has no name of its own', () => {
	const misspelt: 'ipAdress' extends Keys<typeof fields> ? true : false = false;
	const unnamed: Same<Keys<readonly Field[]>, never> = true;
	expect([misspelt, unnamed]).toEqual([false, true]);
});

it('are those that an operation works with', () => {
	const made = operation('trunk', 'create', {
		description,
		fields,
		touches: ({ ipAddress }) => [ipAddress.cidr],
		run: async (_, values) => {
			const given: Same<typeof values, ValuesOf<typeof fields>> = true;
			return await Promise.resolve({ given, keys: Object.keys(values) });
		},
	});
	expect(made.fields).toEqual([...fields]);
	expect(made.touches?.({ ipAddress: { cidr: '203.0.113.4/32' } })).toEqual(['203.0.113.4/32']);
});
