import type { IDataObject } from 'n8n-workflow';
import type { Operation } from '../../../../nodes/SipTrunk/contract/provider';
import { operation } from '../../../../nodes/SipTrunk/contract/verbs';
import { collection, forUpdate, nameContains } from '../../../../nodes/SipTrunk/fields/common';
import { fieldsSentAs, snakeCase } from '../../../../nodes/SipTrunk/fields/factories';
import { pickerField } from '../../../../nodes/SipTrunk/fields/picker';
import { path } from '../../../../nodes/SipTrunk/http/address';
import { RequestFailure } from '../../../../nodes/SipTrunk/http/errors';
import { singlePage } from '../../../../nodes/SipTrunk/http/paging';
import {
	crudFor,
	type PlainResource,
	type Style,
} from '../../../../nodes/SipTrunk/operations/crud';
import { idUnder } from '../../../../nodes/SipTrunk/rows/identity';
import { collected, fakeClient } from '../../../support/fakeClient';
import { run } from '../../../support/operations';

const { textField, numberField } = fieldsSentAs(snakeCase);
const name = textField('Name', { required: true, description: 'Any' });
const weight = numberField('Weight', { default: 1, description: 'Any' });
const trunkId = pickerField('trunk');
const create = operation('originationUri', 'create', {
	description: 'Create one',
	fields: [trunkId, name],
	run: async () => await Promise.resolve({}),
});

const one = pickerField('originationUri');
const group = collection('updateFields', forUpdate([name, weight]));

type Plain = PlainResource<readonly [typeof trunkId], typeof one, readonly [typeof group]>;

/** Origination URIs of an invented provider. */
const madeWith = (own: Partial<Plain> = {}, style: Partial<Style> = {}) => {
	const plain: Plain = {
		value: 'originationUri',
		above: [trunkId],
		one,
		list: (client, { trunkId: trunk }) =>
			singlePage(client, {
				path: path`/trunks/${trunk}/uris`,
				rows: (body) => (body as IDataObject).uris,
			}),
		at: (_, { trunkId: trunk, originationUriId }) => ({
			host: 'other',
			path: path`/trunks/${trunk}/uris/${originationUriId}`,
		}),
		simplify: ({ label }) => ({ name: label ?? null }),
		entry: ({ label }) => ({ name: String(label) }),
		get: { description: 'Get one' },
		getAll: { description: 'Get all' },
		update: { description: 'Update one', fields: [group] },
		delete: { description: 'Delete one' },
		operations: [create],
		...own,
	};
	const crud = crudFor({ idOf: idUnder('uri_id'), idKey: 'uri_id', method: 'PATCH', ...style });
	return crud(plain);
};

const verb = ({ resource }: ReturnType<typeof madeWith>, value: string): Operation =>
	resource.operations.find((one) => one.value === value) as Operation;

const place = { path: '/trunks/T1/uris/U1', host: 'other' };
const named = { trunkId: 'T1', originationUriId: 'U1' };
const row = { uri_id: 'U1', label: 'PBX' };
const changes = { ...named, updateFields: { name: 'New' } };
const refused = new RequestFailure('No permission.', { cause: 'refused', status: 403 });
const gone = new RequestFailure('Not found.', { cause: 'refused', status: 404, gone: true });

describe('a plain resource', () => {
	it('has its own operations and the plain ones, by the alphabet', () => {
		const { resource } = madeWith();
		expect(resource.operations.map(({ value }) => value)).toEqual([
			'create',
			'delete',
			'get',
			'getAll',
			'update',
		]);
		expect(resource.operations[0]).toBe(create);
	});

	it('has an operation of its own in place of a plain one', () => {
		const getAll = operation('originationUri', 'getAll', {
			description: 'Otherwise',
			fields: [],
			run: async () => await Promise.resolve({}),
		});
		const { resource } = madeWith({ operations: [getAll] });
		expect(resource.operations.filter(({ value }) => value === 'getAll')).toEqual([getAll]);
		expect(resource.operations).toHaveLength(4);
	});

	it('asks for what is above it and for the one, and says there what is to be said', () => {
		const made = madeWith({
			delete: { description: 'Delete one', one: { description: 'For good', hint: 'Mind it' } },
		});
		const namesOf = (value: string) => verb(made, value).fields.map((field) => field.name);
		expect(namesOf('get')).toEqual(['trunkId', 'originationUriId']);
		expect(namesOf('getAll')).toEqual(['trunkId', 'filters']);
		expect(namesOf('update')).toEqual(['trunkId', 'originationUriId', 'updateFields']);
		expect(namesOf('delete')).toEqual(['trunkId', 'originationUriId', 'ignoreIfMissing']);
		expect(verb(made, 'delete').fields[1]).toMatchObject({
			description: 'For good',
			hint: 'Mind it',
		});
		expect(verb(made, 'get').fields[1].description).not.toBe('For good');
	});

	it('is filtered by name, by what is said, or by nothing', () => {
		const filtersOf = (filters?: readonly []) =>
			verb(madeWith({ getAll: { description: 'Get all', filters } }), 'getAll').fields.slice(1);
		expect(filtersOf()[0].options).toEqual([nameContains]);
		expect(filtersOf([])).toEqual([]);
	});

	it('has a picker with its rows, below what it belongs to', async () => {
		const { picker } = madeWith().resource;
		expect(picker?.below).toBe(trunkId);
		const client = fakeClient([{ uris: [row] }]);
		expect(picker && (await collected(picker.rows(client, { trunkId: 'T1' })))).toEqual([row]);
		expect(picker?.entry(row)).toEqual({ name: 'PBX' });
		expect(madeWith({ above: undefined }).resource.picker?.below).toBeUndefined();
	});
});

describe('a plain resource: get', () => {
	it('reads the place of the one', async () => {
		const client = fakeClient([row]);
		expect(await run(verb(madeWith(), 'get'), client, named)).toEqual([row]);
		expect(client.requests).toEqual([{ method: 'GET', ...place }]);
	});

	it('finds it where no route reads it', async () => {
		const find = async () => await Promise.resolve(row);
		const client = fakeClient();
		expect(await run(verb(madeWith({ find }), 'get'), client, named)).toEqual([row]);
	});

	it.each([{}, { status: 'ok' }])('takes nothing else for it: %j', async (answer) => {
		await expect(run(verb(madeWith(), 'get'), fakeClient([answer]), named)).rejects.toMatchObject({
			message: 'The answer has no ID in it, so it is not what was asked for.',
			effect: 'none',
		});
	});

	it('is sent as the provider wants it', async () => {
		const send = async () => await Promise.resolve({ uri_id: 'U7' });
		const client = fakeClient();
		expect(await run(verb(madeWith({}, { send }), 'get'), client, named)).toEqual([
			{ uri_id: 'U7' },
		]);
		expect(client.requests).toEqual([]);
	});
});

describe('a plain resource: update', () => {
	it('sends what the fields say, and returns the row of the answer', async () => {
		const client = fakeClient([row]);
		expect(await run(verb(madeWith(), 'update'), client, changes)).toEqual([row]);
		expect(client.requests).toEqual([
			{ method: 'PATCH', ...place, body: { name: 'New' }, repeatable: true },
		]);
	});

	it('may be sent again, which goes without saying for a PUT', async () => {
		const client = fakeClient([row]);
		await run(verb(madeWith({}, { method: 'PUT' }), 'update'), client, changes);
		expect(client.requests).toEqual([{ method: 'PUT', ...place, body: { name: 'New' } }]);
	});

	it.each([{}, { status: 'ok' }])('reads the row where the answer is %j', async (answer) => {
		const client = fakeClient([answer, row]);
		expect(await run(verb(madeWith(), 'update'), client, changes)).toEqual([row]);
		expect(client.requests[1]).toEqual({ method: 'GET', ...place });
	});

	it('is done all the same if the row cannot be read, and not if there is none', async () => {
		const update = verb(madeWith(), 'update');
		expect(await run(update, fakeClient([{}, refused]), changes)).toEqual([{ uri_id: 'U1' }]);
		await expect(run(update, fakeClient([{}, gone]), changes)).rejects.toBe(gone);
	});

	describe('that replaces everything', () => {
		const replacing = madeWith({
			update: {
				description: 'Update one',
				fields: [group],
				replaces: true,
				body: (values, { current }) => ({ was: current.label, ...values }),
			},
		});

		it('is made out of the row as it is', async () => {
			const client = fakeClient([row, row]);
			await run(verb(replacing, 'update'), client, changes);
			expect(client.requests.map(({ method }) => method)).toEqual(['GET', 'PATCH']);
			expect(client.requests[1].body).toMatchObject({ was: 'PBX', trunkId: 'T1' });
		});

		it('is not made out of something else', async () => {
			const client = fakeClient([{ status: 'ok' }]);
			await expect(run(verb(replacing, 'update'), client, changes)).rejects.toThrow('has no ID');
			expect(client.requests).toHaveLength(1);
		});
	});
});

describe('a plain resource: delete', () => {
	const remove = verb(madeWith(), 'delete');

	it('says what is gone, and where it was', async () => {
		const client = fakeClient([{}]);
		expect(await run(remove, client, named)).toEqual([{ id: 'U1', trunkId: 'T1', deleted: true }]);
		expect(client.requests).toEqual([{ method: 'DELETE', ...place }]);
	});

	it('counts what is gone already as success, if the user says so', async () => {
		await expect(run(remove, fakeClient([gone]), named)).rejects.toBe(gone);
		expect(await run(remove, fakeClient([gone]), { ...named, ignoreIfMissing: true })).toEqual([
			{ id: 'U1', trunkId: 'T1', deleted: true, alreadyGone: true },
		]);
	});
});
