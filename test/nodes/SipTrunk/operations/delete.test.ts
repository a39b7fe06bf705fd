import { RequestFailure } from '../../../../nodes/SipTrunk/http/errors';
import { ignoreIfMissing, remove } from '../../../../nodes/SipTrunk/operations/delete';
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

	it('stops the workflow at something missing as long as nobody changes the switch', () => {
		expect(ignoreIfMissing.default).toBe(false);
	});
});
