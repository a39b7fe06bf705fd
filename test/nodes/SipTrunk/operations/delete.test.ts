import { RequestFailure } from '../../../../nodes/SipTrunk/http/errors';
import {
	ignoreIfMissing,
	remove,
	type Removal,
} from '../../../../nodes/SipTrunk/operations/delete';
import { fakeClient } from '../../../support/fakeClient';

const gone = new RequestFailure('It is not there.', { cause: 'refused', status: 404, gone: true });
const refused = new RequestFailure('It is in use.', { cause: 'refused', status: 409 });
const request = { path: '/v1/Trunks/TK1', host: 'account' };

const removed = async (answer: unknown, values: object = {}) => {
	const client = fakeClient([answer]);
	const result = await remove(client, { ...values }, { id: 'TK1', listId: 'CL1' }, request);
	expect(client.requests).toEqual([{ ...request, method: 'DELETE' }]);
	return result;
};

describe('remove', () => {
	it.each([{}, { id: 'TK1', name: 'of another row' }])(
		'says what is removed, not %p',
		async (answer) => {
			expect(await removed(answer)).toEqual({
				id: 'TK1',
				listId: 'CL1',
				deleted: true,
			});
		},
	);

	it('says that there was nothing to remove, if the user is fine with that', async () => {
		expect(await removed(gone, { ignoreIfMissing: true })).toEqual({
			id: 'TK1',
			listId: 'CL1',
			deleted: true,
			alreadyGone: true,
		});
	});

	it.each<[what: string, answer: Error, values: object]>([
		['nothing to remove', gone, {}],
		['nothing to remove, where the user is not fine with that', gone, { ignoreIfMissing: false }],
		['another refusal', refused, { ignoreIfMissing: true }],
		['any other error', new TypeError('unexpected'), { ignoreIfMissing: true }],
	])('fails with %s', async (_, answer, values) => {
		await expect(removed(answer, values)).rejects.toBe(answer);
	});

	describe('of something that has to be looked for', () => {
		const told = { id: 'TK1' };
		const found = { ...request, told: { id: 'TK1', name: 'Berlin' } };
		const sought = async (find: () => Promise<Removal>, answer: unknown, mayBeGone = true) => {
			const client = fakeClient([answer]);
			const result = await remove(client, { ignoreIfMissing: mayBeGone }, told, find);
			return { result, requests: client.requests };
		};

		it('tells what was found', async () => {
			const { result, requests } = await sought(async () => await Promise.resolve(found), {});
			expect(result).toEqual({ id: 'TK1', name: 'Berlin', deleted: true });
			expect(requests).toEqual([{ ...request, method: 'DELETE' }]);
		});

		it('tells what was found, also if it is gone a moment later', async () => {
			const { result } = await sought(async () => await Promise.resolve(found), gone);
			expect(result).toEqual({ id: 'TK1', name: 'Berlin', deleted: true, alreadyGone: true });
		});

		it('sends nothing for what is not found, and says so if the user is fine with that', async () => {
			const find = async () => await Promise.reject(gone);
			const { result, requests } = await sought(find, {});
			expect(result).toEqual({ id: 'TK1', deleted: true, alreadyGone: true });
			expect(requests).toEqual([]);
			await expect(sought(find, {}, false)).rejects.toBe(gone);
		});

		it('fails with whatever else becomes of looking', async () => {
			const find = async () => await Promise.reject(refused);
			await expect(sought(find, {})).rejects.toBe(refused);
		});
	});

	it('stops the workflow at something missing as long as nobody changes the switch', () => {
		expect(ignoreIfMissing.default).toBe(false);
	});
});
