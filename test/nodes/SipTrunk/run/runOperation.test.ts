import type { IDataObject } from 'n8n-workflow';
import { parsed } from '../../../../nodes/SipTrunk/http/json';
import { singlePage } from '../../../../nodes/SipTrunk/http/paging';
import { Redactor } from '../../../../nodes/SipTrunk/http/redaction';
import type {
	Field,
	Operation,
	Resource,
	Values,
} from '../../../../nodes/SipTrunk/contract/provider';
import { providers } from '../../../../nodes/SipTrunk/providers';
import { twilio } from '../../../../nodes/SipTrunk/providers/twilio';
import { idUnder } from '../../../../nodes/SipTrunk/rows/identity';
import { addressBlock, isAddressBlock } from '../../../../nodes/SipTrunk/validation/network';
import { perform, rowsWanted } from '../../../../nodes/SipTrunk/run/runOperation';
import { fakeClient } from '../../../support/fakeClient';

const resource: Resource = {
	value: 'trunk',
	operations: [],
	simplify: ({ friendly_name: name, state }) => ({ name, status: state ?? 'unknown' }),
};
const provider = { value: 'invented', api: { ...twilio.api, idOf: idUnder('sid') } };
const identity = { provider: 'invented', id: 'TK1' };

const operation = (returns: Operation['returns'], run: Operation['run']): Operation => ({
	value: 'any',
	name: 'Any',
	action: 'Any',
	subtitle: 'any',
	description: 'Any',
	fields: [],
	returns,
	run,
});

const one = (row: IDataObject, returns: Operation['returns'] = 'row') =>
	operation(returns, async () => await Promise.resolve(row));

/** A list that tells how many of its rows were asked for. */
function listOf(rows: IDataObject[]) {
	const taken = { rows: 0, ended: false };
	const list = operation('rows', async function* () {
		try {
			for (const row of rows) {
				taken.rows += 1;
				yield await Promise.resolve(row);
			}
		} finally {
			taken.ended = true;
		}
	});
	return { list, taken };
}

const performed = async (
	what: Operation,
	values: Values = {},
	redactor = new Redactor(['hidden word']),
	forModel = false,
) => {
	const task = { provider, resource, operation: what, forModel };
	return (await perform(fakeClient(), redactor, task, values)).rows;
};

const row = { sid: 'TK1', friendly_name: 'Berlin', state: 'active', auth_token: 'x' };

describe('perform: a row', () => {
	it('is simplified unless the user wants it raw', async () => {
		const simplified = [{ ...identity, name: 'Berlin', status: 'active' }];
		expect(await performed(one(row), { simplify: true })).toEqual(simplified);
		expect(await performed(one(row))).toEqual(simplified);
	});

	it('is as the provider sent it without Simplify, but for secrets', async () => {
		const raw = { ...row, note: 'the hidden word is here' };
		expect(await performed(one(raw), { simplify: false })).toEqual([
			{ sid: 'TK1', friendly_name: 'Berlin', state: 'active', note: 'the [redacted] is here' },
		]);
	});

	it('has no secret in it when it is simplified', async () => {
		expect(await performed(one({ ...row, friendly_name: 'hidden word' }))).toEqual([
			{ ...identity, name: '[redacted]', status: 'active' },
		]);
	});

	it.each([true, false])('has what the node adds behind it, with Simplify %p', async (simplify) => {
		const adding = operation('row', async (client) => {
			client.addToRow({ previousTrunkId: 'TK0', previousApplicationId: null, recovered: true });
			client.addToRow({ alreadyAssigned: true });
			return await Promise.resolve(row);
		});
		const [result] = await performed(adding, { simplify });
		expect(Object.entries(result).slice(-4)).toEqual([
			['recovered', true],
			['alreadyAssigned', true],
			['previousTrunkId', 'TK0'],
			['previousApplicationId', null],
		]);
	});

	it.each([true, false])('tells a generated password once, with Simplify %p', async (simplify) => {
		const redactor = new Redactor(['made for this']);
		const making = operation('row', async (client) => {
			client.addToRow({ password: 'made for this' });
			return await Promise.resolve({ ...row, friendly_name: 'made for this' });
		});
		const [result] = await performed(making, { simplify }, redactor);
		expect(result.password).toBe('made for this');
		expect(JSON.stringify(result).split('made for this')).toHaveLength(2);
	});

	const OWN_NAMES = {
		recovered: 'the hidden word',
		alreadyAssigned: 'the hidden word',
		previousTrunkId: 'the hidden word',
		previousApplicationId: 'the hidden word',
		previousVoiceUrlHost: 'the hidden word',
		generatedPassword: 'the hidden word',
		password: 'the hidden word',
	};

	it("never takes a provider's key for what the node adds", async () => {
		expect(await performed(one({ ...row, ...OWN_NAMES }))).toEqual([
			{ ...identity, name: 'Berlin', status: 'active' },
		]);
		const [raw] = await performed(one({ ...row, ...OWN_NAMES }), { simplify: false });
		expect(raw).toMatchObject({ recovered: 'the [redacted]', previousTrunkId: 'the [redacted]' });
		expect(JSON.stringify(raw)).not.toContain('hidden word');
		expect(raw).not.toHaveProperty('password');
	});

	it('has a name in a list of what was done', async () => {
		const task = { provider, resource, operation: one(row) };
		const { ids } = await perform(fakeClient(), new Redactor(), task, { simplify: false });
		expect(ids).toEqual(['TK1']);
	});
});

describe('perform: a row for a model', () => {
	const forModel = async (given: IDataObject, values: Values = {}) =>
		await performed(one(given), values, new Redactor(['hidden word']), true);

	it('is short, unless the user wants it raw', async () => {
		expect(await forModel(row)).toEqual([{ ...identity, name: 'Berlin' }]);
		expect(await forModel(row, { simplify: false })).toEqual([
			{ sid: 'TK1', friendly_name: 'Berlin', state: 'active' },
		]);
	});

	it('has no secret in it', async () => {
		expect(await forModel({ ...row, friendly_name: 'a hidden word' })).toEqual([
			{ ...identity, name: 'a [redacted]' },
		]);
	});

	it('keeps what the node adds', async () => {
		const added = { alreadyAssigned: true, previousTrunkId: 'TK0', previousApplicationId: null };
		const adding = operation('row', async (client) => {
			client.addToRow({ ...added, alreadyAssigned: true, password: 'made for this' });
			return await Promise.resolve(row);
		});
		expect(await performed(adding, {}, new Redactor(), true)).toEqual([
			{ ...identity, name: 'Berlin', ...added, password: 'made for this' },
		]);
	});

	it('says that a list is empty', async () => {
		const nothing = listOf([]).list;
		expect(await performed(nothing, {}, new Redactor(), true)).toEqual([{ found: 0 }]);
		expect(await performed(nothing)).toEqual([]);
	});

	it('keeps an answer as it is', async () => {
		const answer = one({ id: 'T1', previousTrunkId: null }, 'answer');
		expect(await performed(answer, {}, new Redactor(), true)).toEqual([
			{ provider: 'invented', id: 'T1', previousTrunkId: null },
		]);
	});
});

describe('perform: an answer', () => {
	it('says whose it is, and is passed on as it is, but for secrets', async () => {
		const answer = { id: 'T1', diagnosis: { ok: false, steps: [1], said: 'hidden word' } };
		expect(await performed(one(answer, 'answer'), { simplify: true })).toEqual([
			{
				provider: 'invented',
				id: 'T1',
				diagnosis: { ok: false, steps: [1], said: '[redacted]' },
			},
		]);
	});
});

describe('perform: rows', () => {
	const rows = Array.from({ length: 10 }, (_, index) => ({
		sid: `TK${index}`,
		friendly_name: index % 2 === 0 ? `Berlin ${index}` : `Mumbai ${index}`,
		state: index < 5 ? 'active' : 'inactive',
	}));
	const ids = async (values: Values) =>
		(await performed(listOf(rows).list, values)).map(({ id }) => id);
	const numbered = (...indices: number[]) => indices.map((index) => `TK${index}`);

	it.each<[what: string, values: Values, indices: number[]]>([
		['all', { returnAll: true, limit: 2 }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
		['up to a limit', { returnAll: false, limit: 3 }, [0, 1, 2]],
		['up to a limit beyond the end', { limit: 50 }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
		['by a part of the name', { limit: 50, filters: { nameContains: 'mUM' } }, [1, 3, 5, 7, 9]],
		['by status', { limit: 50, filters: { status: 'inactive' } }, [5, 6, 7, 8, 9]],
		['by both', { limit: 50, filters: { nameContains: 'berlin', status: 'active' } }, [0, 2, 4]],
		['filtered before the limit', { limit: 2, filters: { status: 'inactive' } }, [5, 6]],
		['without filters', { limit: 2, filters: {} }, [0, 1]],
		['by what nobody is called', { limit: 2, filters: { nameContains: 'Oslo' } }, []],
	])('%s', async (_, values, indices) => {
		expect(await ids(values)).toEqual(numbered(...indices));
	});

	it('asks for no row more than the limit, and ends the list', async () => {
		const { list, taken } = listOf(rows);
		await performed(list, { limit: 3 });
		expect(taken).toEqual({ rows: 3, ended: true });
	});

	it('filters raw rows by what they would be simplified', async () => {
		const raw = await performed(listOf(rows).list, {
			simplify: false,
			returnAll: true,
			filters: { status: 'inactive', nameContains: 'berlin' },
		});
		expect(raw).toEqual([rows[6], rows[8]]);
	});

	it('takes a missing name for one that contains nothing', async () => {
		const { list } = listOf([{ sid: 'TK0' }, { sid: 'TK1', friendly_name: null }]);
		expect(await performed(list, { filters: { nameContains: 'x' } })).toEqual([]);
	});

	it('fails with what the list fails with', async () => {
		const failing = operation('rows', async function* () {
			yield await Promise.resolve(rows[0]);
			await Promise.reject(new Error('page 2'));
		});
		await expect(performed(failing, { returnAll: true })).rejects.toThrow('page 2');
	});

	it('fails with what the operation throws at once', async () => {
		const failing = operation('rows', () => {
			throw new Error('at once');
		});
		await expect(performed(failing)).rejects.toThrow('at once');
	});
});

describe('rowsWanted', () => {
	const { list } = listOf([]);

	it.each<[what: string, operation: Operation, values: Values, wanted: number | undefined]>([
		['the limit', list, { returnAll: false, limit: 7 }, 7],
		['all', list, { returnAll: true, limit: 7 }, undefined],
		[
			'all, because filters apply afterwards',
			list,
			{ limit: 7, filters: { status: 'x' } },
			undefined,
		],
		[
			'all, because the name is looked at',
			list,
			{ limit: 7, filters: { nameContains: 'x' } },
			undefined,
		],
		[
			'the limit, next to filters of the provider',
			list,
			{ limit: 7, filters: { country: 'DE' } },
			7,
		],
		['no rows at all', one({}), { limit: 7 }, undefined],
	])('%s', (_, what, values, wanted) => {
		expect(rowsWanted(what, values)).toBe(wanted);
	});
});

describe('perform: a block of addresses that is stored as another', () => {
	const asked = addressBlock()('8.8.4.0/28', 'IP Address');
	const places = providers.flatMap((one) =>
		one.resources.flatMap((kind) =>
			kind.operations
				.filter(({ readsOnly, fields }) => !readsOnly && blockFields(fields).length > 0)
				.map((what) => ({ title: `${one.value} ${kind.value} ${what.value}`, one, kind, what })),
		),
	);

	function blockFields(fields: readonly Field[]): Field[] {
		return fields.flatMap((field) => {
			if (field.type === 'collection') return blockFields(field.options as Field[]);
			const { check } = field;
			try {
				return isAddressBlock(check?.('8.8.4.0/28', field.displayName)) ? [field] : [];
			} catch {
				return [];
			}
		});
	}

	const stored = async ({ one, kind, what }: (typeof places)[number], cidr: string) => {
		const inGroup = what.fields.find(({ name }) => name === 'updateFields');
		const values = inGroup ? { updateFields: { ipAddress: asked } } : { ipAddress: asked };
		const answer = { id: 'IP1', sid: 'IP1', cidr };
		const task = {
			provider: one,
			resource: { ...kind, simplify: (shown: IDataObject) => ({ cidr: shown.cidr }) },
			operation: { ...what, run: async () => await Promise.resolve(answer) },
		};
		return (await perform(fakeClient(), new Redactor([]), task, values)).rows;
	};

	it('can occur', () => {
		expect(places.length).toBeGreaterThan(0);
	});

	it.each(places)('is an error: $title', async (place) => {
		await expect(stored(place, '8.8.4.0/32')).rejects.toThrow(
			'The provider has stored 8.8.4.0/32 in place of 8.8.4.0/28',
		);
		expect(await stored(place, '8.8.4.0/28')).toHaveLength(1);
	});
});

describe('perform: many rows in one answer', () => {
	const texts = new Map<number, string>();
	const textOf = (rows: number) => {
		const known = texts.get(rows);
		if (known !== undefined) return known;
		const made = Array.from({ length: rows }, (_, nth) => ({ sid: `TK${nth}`, state: 'active' }));
		texts.set(rows, JSON.stringify(made));
		return textOf(rows);
	};

	/** How long they take from their text to what leaves the node, in milliseconds. */
	async function msFor(rows: number): Promise<number> {
		const client = fakeClient([parsed(textOf(rows)).value]);
		const list = operation('rows', () => singlePage(client, { path: '/x', rows: (body) => body }));
		const task = { provider, resource, operation: list };
		const begin = performance.now();
		const shown = await perform(client, new Redactor(['hidden word']), task, { returnAll: true });
		const ms = performance.now() - begin;
		expect(shown.rows).toHaveLength(rows);
		return ms;
	}

	it('take as much longer as there are more of them', async () => {
		const few: number[] = [];
		for (let run = 0; run < 2; run++) few.push(await msFor(10_000));
		// Fifteen times as many: where each looked at all the others, it would be 225 times. So many in one call are too
		// many for a stack as well.
		expect(await msFor(150_000)).toBeLessThan(60 * Math.min(...few) + 100);
	});
});
