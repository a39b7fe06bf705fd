import fc from 'fast-check';
import { InputError } from '../../../../nodes/SipTrunk/validation/inputError';
import { text } from '../../../../nodes/SipTrunk/validation/text';
import { listOf } from '../../../../nodes/SipTrunk/validation/choices';
import {
	collection,
	forUpdate,
	limit,
	requestOptions,
	returnAll,
	simplify,
} from '../../../../nodes/SipTrunk/fields/common';
import { pickerField } from '../../../../nodes/SipTrunk/fields/picker';
import type { Field, Values } from '../../../../nodes/SipTrunk/contract/provider';
import {
	isShown,
	readValues,
	requestBody,
	secretValues,
} from '../../../../nodes/SipTrunk/fields/values';
import { mixedPickers, pickerValues } from '../../../../nodes/SipTrunk/fields/pickerValues';
import { passwordFields } from '../../../../nodes/SipTrunk/fields/password';
import { formFields } from '../../../../nodes/SipTrunk/form/order';

const field = (name: string, more: Partial<Field> = {}): Field => ({
	displayName: name.charAt(0).toUpperCase() + name.slice(1),
	name,
	type: 'string',
	default: '',
	...more,
});

const read = (fields: Field[], entered: Values) => readValues(fields, (name) => entered[name]);

const messageOf = (fields: Field[], entered: Values) => {
	let problem: unknown;
	try {
		read(fields, entered);
	} catch (error) {
		problem = error;
	}
	expect(problem).toBeInstanceOf(InputError);
	return (problem as InputError).message;
};

const NOTHING = 'has nothing in it: usually an expression finds nothing.';

describe('readValues', () => {
	it.each<[what: string, field: Field, entered: unknown, result: unknown]>([
		['trims a text', field('a'), ' x ', 'x'],
		['checks by the type', field('a', { type: 'number' }), '5', 5],
		['checks a boolean', field('a', { type: 'boolean' }), 'TRUE', true],
		['keeps spaces of secrets', field('a', { typeOptions: { password: true } }), ' x ', ' x '],
		[
			'knows the options',
			field('a', { type: 'options', options: [{ name: 'Five', value: 5 }] }),
			'5',
			5,
		],
		['prefers the own check', field('a', { type: 'number', check: text() }), 5, '5'],
		['leaves out what is empty', field('a'), '', undefined],
		['leaves out an empty list', field('a', { check: listOf(text()) }), [], undefined],
		['leaves out an empty number', field('a', { type: 'number', default: '' }), '', undefined],
	])('%s', (_, only, entered, result) => {
		expect(read([only], { a: entered })).toEqual(result === undefined ? {} : { a: result });
	});

	it.each<[what: string, field: Field, entered: unknown, message: string]>([
		['a text that is missing', field('a', { required: true }), '', "'A' is required"],
		['only spaces', field('a', { required: true }), '  ', "'A' is required"],
		['an empty list', field('a', { required: true, check: listOf(text()) }), [], "'A' is required"],
		[
			'a number out of the range that the form shows',
			field('a', { type: 'number', typeOptions: { minValue: 1, maxValue: 9 } }),
			10,
			"'A' must be from 1 to 9",
		],
		[
			'an unknown option',
			field('a', { type: 'options', options: [{ name: 'UDP', value: 'udp' }] }),
			'tls',
			"'A' must be one of udp",
		],
		['a list for a text', field('a'), ['x'], "'A' must be a text, but it is a list"],
		['what is missing', field('a'), undefined, `'A' ${NOTHING}`],
		['null', field('a'), null, `'A' ${NOTHING}`],
		['only spaces where none are needed', field('a'), '  ', `'A' ${NOTHING}`],
		['a number that is missing', field('a', { type: 'number', default: '' }), null, NOTHING],
		['a list of nothing', field('a', { check: listOf(text()) }), ' , ', `'A' ${NOTHING}`],
	])('refuses %s', (_, only, entered, message) => {
		expect(messageOf([only], { a: entered })).toContain(message);
	});

	it('gives the placeholder as the example', () => {
		const name = field('name', { required: true, placeholder: 'e.g. Berlin office' });
		expect(() => read([name], {})).toThrow(
			expect.objectContaining({ field: 'Name', example: 'Berlin office' }),
		);
	});

	it('tells the first problem only, in the order of the form', () => {
		const fields = ['a', 'b'].map((name) => field(name, { required: true }));
		expect(messageOf(fields, {})).toContain("'A'");
	});

	it('reads neither notices nor fields that are not shown', () => {
		const asked: string[] = [];
		readValues(
			[
				field('kind', { type: 'options', options: [{ name: 'One', value: 'one' }] }),
				field('notice', { type: 'notice' }),
				field('shown', { showWhen: { kind: ['one', 'two'] } }),
				field('hidden', { required: true, showWhen: { kind: ['three'] } }),
			],
			(name) => {
				asked.push(name);
				return name === 'kind' ? 'one' : 'x';
			},
		);
		expect(asked).toEqual(['kind', 'shown']);
	});

	it('reads what decides about another field before it, wherever it stands', () => {
		const fields = [
			field('c', { showWhen: { b: ['yes'] } }),
			field('b', { showWhen: { a: ['yes'] } }),
			field('a'),
		];
		expect(read(fields, { a: 'yes', b: 'yes', c: 'x' })).toEqual({ a: 'yes', b: 'yes', c: 'x' });
		expect(read(fields, { a: 'no', b: 'yes', c: 'x' })).toEqual({ a: 'no' });
	});

	it('ends where two fields decide about each other', () => {
		const fields = [field('a', { showWhen: { b: ['x'] } }), field('b', { showWhen: { a: ['x'] } })];
		expect(read(fields, { a: 'x', b: 'x' })).toEqual({});
	});

	it('reads an own password, which the form shows before the switch that decides about it', () => {
		const fields = formFields({
			value: 'create',
			name: 'Create',
			action: 'Create SIP credential',
			subtitle: 'create SIP credential',
			description: 'Create one',
			fields: [...passwordFields({ description: 'Any', check: text({ min: 3 }) })],
			returns: 'row',
			run: async () => await Promise.resolve({}),
		});
		const entered = { generatePassword: false, password: 'own', simplify: true, options: {} };
		expect(read(fields, entered)).toMatchObject({ generatePassword: false, password: 'own' });
		expect(messageOf(fields, { ...entered, password: '' })).toContain("'Password' is required");
	});
});

describe('isShown', () => {
	it.each<[Values, boolean]>([
		[{ kind: 'one', on: true }, true],
		[{ kind: 'two', on: true }, true],
		[{ kind: 'three', on: true }, false],
		[{ kind: 'one', on: false }, false],
		[{ kind: 'one' }, false],
		[{}, false],
	])('next to %p it is %p', (values, result) => {
		const shown = field('a', { showWhen: { kind: ['one', 'two'], on: [true] } });
		expect(isShown(shown, values)).toBe(result);
	});
});

describe('a picker', () => {
	const trunkId = pickerField('trunk');

	it.each<[what: string, entered: unknown]>([
		['chosen from the list', { __rl: true, mode: 'list', value: 'TK1', cachedResultName: 'x' }],
		['by ID', { __rl: true, mode: 'id', value: ' TK1 ' }],
		['an expression for the whole', 'TK1'],
	])('%s', (_, entered) => {
		expect(read([trunkId], { trunkId: entered })).toEqual({ trunkId: 'TK1' });
	});

	it('takes a number for the ID that it is', () => {
		expect(read([trunkId], { trunkId: { mode: 'id', value: 4711 } })).toEqual({ trunkId: '4711' });
	});

	it.each<[what: string, entered: unknown, message: string]>([
		['nothing', undefined, 'is required'],
		['nothing chosen', { mode: 'list', value: '' }, 'is required'],
		['an object of another kind', { id: 'TK1' }, 'is required'],
		['an inherited value', Object.create({ value: 'TK1' }), 'is required'],
		['a list', ['TK1'], 'must be a text, but it is a list'],
		['a list inside', { value: ['TK1'] }, 'must be a text, but it is a list'],
		['an object inside', { value: { value: 'TK1' } }, 'must be a text'],
		['a way out of the path', { value: '../Accounts' }, 'must be an ID without'],
	])('refuses %s', (_, entered, message) => {
		expect(messageOf([trunkId], { trunkId: entered })).toContain(message);
	});

	it('may be left out where it is not required', () => {
		const optional = pickerField('trunk', { required: false });
		expect(read([optional], { trunkId: { mode: 'list', value: '' } })).toEqual({});
		expect(read([optional], { trunkId: '' })).toEqual({});
		const filters = collection('filters', [optional]);
		expect(read([filters], { filters: { trunkId: { mode: 'list', value: '' } } })).toEqual({
			filters: {},
		});
	});

	it('that was added may be left out for an item by an expression', () => {
		const group = collection('additionalFields', [pickerField('trunk', { required: false })]);
		const entered = { additionalFields: { trunkId: { mode: 'id', value: '' } } };
		expect(read([group], entered)).toEqual({ additionalFields: {} });
	});

	it('that was added must be used: a trunk without its target would carry no calls', () => {
		const group = collection('additionalFields', [pickerField('trunk', { required: false })]);
		const entered = { additionalFields: { trunkId: { mode: 'list', value: '' } } };
		expect(messageOf([group], entered)).toBe(
			"'Trunk' was added, but nothing is chosen. Choose one, or remove the field.",
		);
	});

	it.each<[what: string, entered: unknown]>([
		['nothing inside', { mode: 'id', value: undefined }],
		['null inside', { mode: 'id', value: null }],
		['spaces inside', { mode: 'id', value: '  ' }],
		['no value at all', { mode: 'id' }],
		['nothing for the whole', undefined],
		['null for the whole', null],
	])('where an expression finds %s, is not taken for left out', (_, entered) => {
		const optional = pickerField('trunk', { required: false });
		expect(messageOf([optional], { trunkId: entered })).toContain(NOTHING);
		const group = collection('additionalFields', [optional]);
		expect(messageOf([group], { additionalFields: { trunkId: entered } })).toContain(NOTHING);
		expect(read([group], { additionalFields: {} })).toEqual({ additionalFields: {} });
	});
});

describe('a filter', () => {
	const filters = collection('filters', [
		field('nameContains'),
		field('status', { type: 'options', options: [{ name: 'Active', value: 'active' }] }),
		field('pageSize', { type: 'number' }),
	]);

	it.each<[what: string, entered: unknown, result: Values]>([
		['that is set', { nameContains: ' x ' }, { nameContains: 'x' }],
		['that was left empty', { nameContains: '', status: '', pageSize: '' }, {}],
		['that was not added', {}, {}],
		['of none', undefined, {}],
	])('%s', (_, entered, result) => {
		expect(read([filters], { filters: entered })).toEqual({ filters: result });
	});

	it.each(['nameContains', 'status', 'pageSize'])(
		'that an expression does not find is not taken for left empty: %s',
		(name) => {
			for (const found of [undefined, null, '  ']) {
				expect(messageOf([filters], { filters: { [name]: found } })).toContain(NOTHING);
			}
		},
	);
});

const additional = collection('additionalFields', [
	field('direction'),
	field('uris', { check: listOf(text()) }),
	field('limit', { type: 'number' }),
	field('constructor'),
]);

describe('a collection', () => {
	it.each<[what: string, entered: unknown, result: Values]>([
		['nothing', undefined, {}],
		['null', null, {}],
		['an empty text', '', {}],
		['no fields', {}, {}],
		['fields', { direction: ' in ', limit: '5' }, { direction: 'in', limit: 5 }],
		['empty fields', { direction: '', uris: [], limit: '' }, {}],
		['unknown fields', { direction: 'in', other: 1 }, { direction: 'in' }],
		['inherited fields', Object.create({ direction: 'in' }), {}],
		['what every object has', Object.create({}), {}],
		['prototype keys', JSON.parse('{"__proto__": {"direction": "in"}}'), {}],
	])('%s', (_, entered, result) => {
		expect(read([additional], { additionalFields: entered })).toEqual({ additionalFields: result });
	});

	it.each<[what: string, entered: unknown, message: string]>([
		['a list', [{ direction: 'in' }], 'must be a group of fields, but it is a list'],
		['an empty list', [], 'must be a group of fields, but it is a list'],
		[
			'a text',
			'{"direction": "in"}',
			'must be a group of fields, but it is a value of type string',
		],
		['a number', 5, 'must be a group of fields, but it is a value of type number'],
		['true', true, 'must be a group of fields'],
		['a function', () => ({}), 'must be a group of fields'],
		['a field of another type', { limit: 'many' }, "'Limit' must be a whole number"],
		[
			'a field that an expression does not find',
			{ direction: undefined },
			`'Direction' ${NOTHING}`,
		],
		['a number that is null', { limit: null }, `'Limit' ${NOTHING}`],
		['a list of nothing', { uris: [null] }, `'Uris' ${NOTHING}`],
		['a list for a text', { direction: ['in'] }, "'Direction' must be a text, but it is a list"],
	])('refuses %s', (_, entered, message) => {
		const told = messageOf([additional], { additionalFields: entered });
		expect(told).toContain(message);
		expect(told).not.toContain('{"direction"');
	});

	it('answers anything with values or an InputError', () => {
		const anything = fc.anything({ withNullPrototype: true, withObjectString: true });
		fc.assert(
			fc.property(
				fc.oneof(anything, fc.dictionary(fc.constantFrom('direction', 'uris', 'limit'), anything)),
				(entered) => {
					try {
						const values = read([additional], { additionalFields: entered });
						expect(Object.keys(values)).toEqual(['additionalFields']);
					} catch (error) {
						expect(error).toBeInstanceOf(InputError);
					}
				},
			),
		);
	});
});

describe('what stands in the form with a value', () => {
	it.each([
		[returnAll, undefined],
		[returnAll, null],
		[limit, undefined],
		[limit, ''],
		[simplify, undefined],
	])('%j: an expression that finds nothing (%p) is refused', (field, entered) => {
		const values = { returnAll: false, limit: 5, [field.name]: entered };
		expect(messageOf([returnAll, limit, simplify], values)).toBe(
			`'${field.displayName}' is required and must not be empty.`,
		);
	});
});

describe('the fields of an update', () => {
	const update = collection(
		'updateFields',
		forUpdate(
			[
				field('name', { required: true }),
				field('note'),
				field('uris', { check: (value, label) => listOf(text())(value, label) ?? [] }),
				field('method', { type: 'options', options: [{ name: 'Get', value: 'GET' }] }),
			],
			['note', 'uris', 'method'],
		),
	);
	const changes = (entered: Values) => read([update], { updateFields: entered }).updateFields;

	it.each<[what: string, entered: Values, result: Values]>([
		['a value', { name: 'x' }, { name: 'x' }],
		['an empty text beside it, which changes nothing', { name: 'x', note: '' }, { name: 'x' }],
		['an empty list beside it', { name: 'x', uris: [] }, { name: 'x' }],
		['an empty choice beside it', { name: 'x', method: '' }, { name: 'x' }],
		['nothing to clear', { name: 'x', clearFields: [] }, { name: 'x' }],
		['a text to clear', { clearFields: ['note'] }, { note: '' }],
		['a choice to clear', { clearFields: ['method'] }, { method: '' }],
		['a list to clear', { clearFields: ['uris'] }, { uris: [] }],
		['several to clear', { clearFields: ['note', 'uris'] }, { note: '', uris: [] }],
		['several as text', { clearFields: 'note, uris' }, { note: '', uris: [] }],
		['several as JSON', { clearFields: '["note","uris"]' }, { note: '', uris: [] }],
		['one that is empty and to be cleared', { note: '', clearFields: ['note'] }, { note: '' }],
		['one to set and one to clear', { name: 'x', clearFields: 'note' }, { name: 'x', note: '' }],
	])('%s', (_, entered, result) => {
		expect(changes(entered)).toEqual(result);
	});

	it.each<[what: string, entered: unknown, message: string]>([
		['no field', {}, "'Update Fields' needs at least one field"],
		['nothing', undefined, "'Update Fields' needs at least one field"],
		['null', null, "'Update Fields' needs at least one field"],
		['only unknown fields', { nmae: 'x' }, "'Update Fields' needs at least one field"],
		[
			'only empty fields',
			{ name: '', note: '', uris: [] },
			"To remove a value, use 'Clear Fields'.",
		],
		[
			'nothing to clear and nothing else',
			{ clearFields: [] },
			"'Update Fields' needs at least one",
		],
		[
			'what is set and cleared',
			{ note: 'x', clearFields: ['note'] },
			"'Clear Fields' names 'Note'",
		],
		['what cannot be cleared', { clearFields: ['name'] }, 'must be one of method, note, uris'],
		['a display name', { clearFields: ['Note'] }, 'must be one of method, note, uris'],
		['nothing found to clear', { name: 'x', clearFields: undefined }, `'Clear Fields' ${NOTHING}`],
		['spaces', { name: '  ' }, `'Name' ${NOTHING}`],
		['nothing found', { name: undefined }, `'Name' ${NOTHING}`],
		['null', { note: null }, `'Note' ${NOTHING}`],
		['no list found', { uris: undefined }, NOTHING],
		['a list of nothing', { uris: [undefined] }, NOTHING],
		['a list of null and empty texts', { uris: [null, ''] }, NOTHING],
		['commas only', { uris: ' , ' }, NOTHING],
		['nothing, beside what is set', { name: 'x', uris: undefined }, NOTHING],
	])('refuses %s', (_, entered, message) => {
		expect(messageOf([update], { updateFields: entered })).toContain(message);
	});

	it('have no field to clear where the provider can clear nothing', () => {
		const names = forUpdate([field('name', { required: true })]).map(({ name }) => name);
		expect(names).toEqual(['name']);
		const plain = collection('updateFields', forUpdate([field('name')]));
		expect(messageOf([plain], { updateFields: { name: '' } })).toBe(
			"'Update Fields' needs at least one field with a value: an empty one changes nothing.",
		);
	});
});

describe('the request options', () => {
	it.each<[entered: Values, message: string]>([
		[{ requestsInParallel: 0 }, "'Requests in Parallel' must be from 1 to 50"],
		[{ requestsInParallel: 51 }, "'Requests in Parallel' must be from 1 to 50"],
		[{ timeout: 0 }, "'Timeout (Seconds)' must be from 1 to 300"],
		[{ maxRetries: -1 }, "'Max Retries' must be from 0 to 20"],
		[{ maxWait: Infinity }, "'Max Wait (Seconds)' must be a whole number"],
	])('refuse %p', (entered, message) => {
		expect(messageOf([requestOptions], { options: entered })).toContain(message);
	});
});

const fields: Field[] = [
	pickerField('trunk', { sentAs: 'trunk_id' }),
	field('name', { sentAs: 'FriendlyName' }),
	field('internal'),
	field('password', { typeOptions: { password: true }, sentAs: 'secret' }),
	collection('additionalFields', [
		field('token', { typeOptions: { password: true } }),
		field('limit', { type: 'number', sentAs: 'max_channels' }),
		pickerField('originationUri', { sentAs: 'uri_id', required: false }),
	]),
];

describe('what follows from checked values', () => {
	const values: Values = {
		trunkId: 'TK1',
		name: 'Berlin',
		internal: 'x',
		password: 'own word',
		additionalFields: { token: 'tok', limit: 0, originationUriId: 'OU1' },
	};

	it('is a body with the names of the provider', () => {
		expect(requestBody(fields, values)).toEqual({
			trunk_id: 'TK1',
			FriendlyName: 'Berlin',
			secret: 'own word',
			max_channels: 0,
			uri_id: 'OU1',
		});
	});

	it('is a body without what is not set, but with false, 0, empty texts and lists', () => {
		const sent = ['a', 'b', 'c', 'd', 'e'].map((name) => field(name, { sentAs: name }));
		expect(requestBody(sent, { a: false, b: 0, c: '', d: [] })).toEqual({
			a: false,
			b: 0,
			c: '',
			d: [],
		});
	});

	it('is a body with objects in it where a name of the provider has dots', () => {
		const sent = ['name', 'outbound.limit', 'outbound.codecs.first', 'inbound.limit'].map(
			(sentAs, index) => field(`field${index}`, { sentAs }),
		);
		expect(requestBody(sent, { field0: 'x', field1: 5, field2: 'g722', field3: 0 })).toEqual({
			name: 'x',
			outbound: { limit: 5, codecs: { first: 'g722' } },
			inbound: { limit: 0 },
		});
		expect(requestBody(sent, { field0: 'x' })).toEqual({ name: 'x' });
	});

	it('are the secrets', () => {
		expect(secretValues(fields, values)).toEqual(['own word', 'tok']);
		expect(secretValues(fields, {})).toEqual([]);
	});

	it('are the things that a call touches', () => {
		expect(pickerValues(fields, values)).toEqual(['trunkId TK1', 'originationUriId OU1']);
		expect(pickerValues(fields, { additionalFields: {} })).toEqual([]);
	});

	it('are one thing where nobody can tell apart what is named', () => {
		const number: Field = {
			...pickerField('phoneNumber'),
			namedBy: (value) => (value.startsWith('+') ? 'number' : 'ID'),
		};
		const pickers = [pickerField('trunk'), number];
		const items = (...numbers: unknown[]) =>
			numbers.map((phoneNumber) => ({ trunkId: 'TK1', phoneNumber }));
		const mixed = mixedPickers(pickers, items('+1', 'PN1', '+2'));
		expect([...mixed]).toEqual([number]);
		expect(pickerValues(pickers, { trunkId: 'TK1', phoneNumber: '+1' }, mixed)).toEqual([
			'trunkId TK1',
			'phoneNumber',
		]);
		for (const alike of [items('+1', '+2'), items('PN1', 'PN2'), items('+1', undefined), []]) {
			expect([...mixedPickers(pickers, alike)]).toEqual([]);
		}
	});
});
