import type { IDataObject } from 'n8n-workflow';
import { RequestFailure } from '../../../../nodes/SipTrunk/http/errors';
import {
	filtered,
	firstOf,
	ifThere,
	notFound,
	readBack,
} from '../../../../nodes/SipTrunk/http/lookup';
import { collected } from '../../../support/fakeClient';

const taken: IDataObject[] = [];

async function* rows() {
	for (const id of [1, 2, 3, 4]) {
		taken.push({ id });
		yield await Promise.resolve({ id });
	}
}

beforeEach(() => {
	taken.length = 0;
});

describe('filtered', () => {
	it('keeps what is wanted, in order', async () => {
		expect(await collected(filtered(rows(), ({ id }) => Number(id) % 2 === 0))).toEqual([
			{ id: 2 },
			{ id: 4 },
		]);
	});
});

describe('firstOf', () => {
	it('is the first that matches, and reads no further', async () => {
		expect(await firstOf(rows(), ({ id }) => Number(id) > 1, 'none')).toEqual({ id: 2 });
		expect(taken).toHaveLength(2);
	});

	it("is the provider's own 'not found' if there is none", async () => {
		await expect(firstOf(rows(), () => false, 'There is no "x".')).rejects.toEqual(
			notFound('There is no "x".'),
		);
	});
});

describe('notFound', () => {
	it('is what a provider with a route for it would say', () => {
		expect(notFound('There is no "x".')).toMatchObject({
			message: 'There is no "x".',
			cause: 'refused',
			status: 404,
			gone: true,
			advice: expect.stringContaining('Check the ID'),
		});
	});
});

describe('ifThere', () => {
	const failing = (error: Error) => async () => await Promise.reject(error);

	it('is a list of one, or of none if it is gone', async () => {
		const row = { id: 1 };
		expect(await collected(ifThere(async () => await Promise.resolve(row)))).toEqual([row]);
		expect(await collected(ifThere(failing(notFound('gone'))))).toEqual([]);
	});

	it.each([new RequestFailure('no', { cause: 'refused', status: 403 }), new TypeError('odd')])(
		'fails with anything else: %p',
		async (error) => {
			await expect(collected(ifThere(failing(error)))).rejects.toBe(error);
		},
	);
});

describe('readBack', () => {
	const client = { added: {} };
	const failing = (error: Error) =>
		readBack(client, async () => await Promise.reject(error), { id: 1 });

	it('is what is there now', async () => {
		expect(await readBack(client, async () => await Promise.resolve({ id: 2 }), { id: 1 })).toEqual(
			{
				id: 2,
			},
		);
	});

	it.each<[what: string, failure: RequestFailure]>([
		['may not be read', new RequestFailure('x', { cause: 'refused', status: 403 })],
		['is not answered', new RequestFailure('x', { cause: 'lost', effect: 'open' })],
		['is not read any more', new RequestFailure('x', { cause: 'cancelled' })],
	])('is what is known where it %s', async (_, failure) => {
		expect(await failing(failure)).toEqual({ id: 1 });
	});

	it('is what is known where nothing is there yet, if that has a password which must be told', async () => {
		const withPassword = { added: { password: 'invented' } };
		const missing = async () => await Promise.reject(notFound('There is no "x".'));
		expect(await readBack(withPassword, missing, { id: 1 })).toEqual({ id: 1 });
	});

	it.each<[what: string, failure: Error]>([
		['there is nothing', notFound('There is no "x".')],
		[
			'there is nothing, as it is told after a change',
			new RequestFailure('x', { cause: 'lost', effect: 'open', status: 404 }),
		],
		['the node itself fails', new TypeError('x')],
	])('fails where %s', async (_, failure) => {
		await expect(failing(failure)).rejects.toBe(failure);
	});
});
