import { collection } from '../../../../nodes/SipTrunk/fields/common';
import { lostPasswords } from '../../../../nodes/SipTrunk/run/lostPasswords';
import type { Operation, Resource, Values } from '../../../../nodes/SipTrunk/contract/provider';
import { field, operation } from '../form/support';

const generate = field('generatePassword', { type: 'boolean' });
const create = operation('create', [generate]);
const update = operation('update', [collection('updateFields', [generate])]);

const resourceWith = (...operations: Operation[]): Resource => ({
	value: 'sipCredential',
	operations,
	simplify: (row) => row,
});
const items = (...values: Values[]) => values.map((one, index) => ({ index, values: one }));
const made = { generatePassword: true };
const keep =
	"To keep them another time, set 'On Error' to 'Continue (using error output)' in the node's settings.";

it.each<[what: string, resource: Resource, remedy: string]>([
	['can be changed', resourceWith(create, update), 'Set a new one with "Update trunk".'],
	[
		'can be deleted',
		resourceWith(create, operation('delete', []), operation('update', [field('name')])),
		'Delete what was made, and create it again.',
	],
	[
		'can be neither',
		resourceWith(create),
		"Set a new one in the provider's console, or create another.",
	],
])('says what to do where it %s', (_, resource, remedy) => {
	expect(lostPasswords(resource, create, items(made))).toBe(
		`The password made for item 0 is lost, because the run stopped. ${remedy} ${keep}`,
	);
});

it('names the items whose passwords are lost, and no others', () => {
	const done = items(made, { generatePassword: false }, made, {});
	expect(lostPasswords(resourceWith(create), create, done)).toContain(
		'The passwords made for items 0 and 2 are lost',
	);
});

it('knows the passwords that an update makes', () => {
	expect(lostPasswords(resourceWith(update), update, items({ updateFields: made }))).toContain(
		'The password made for item 0 is lost',
	);
});

it.each([[[]], [[{}]], [[{ generatePassword: false }]]])('says nothing of %j', (values) => {
	expect(lostPasswords(resourceWith(create), create, items(...(values as Values[])))).toBe('');
});
