import { gatewayTimeout, serviceUnavailable, type Fault } from '../../sandbox/index';
import { creates, manyNames, useTransport, wordsOf } from './transport';

/** Many items in one run, of which one fails or shares something with another. */

const { held, carryOut, oldTrunk, trunks, names, posts } = useTransport();

describe('an item that fails', () => {
	const refuseThird: Fault = { kind: 'status', status: 403, method: 'POST', after: 2 };

	it('starts no further item, and the error tells what was done', async () => {
		held.sandbox.setFaults([refuseThird]);
		const run = await carryOut(creates(manyNames(6), { requestsInParallel: 1 }));
		const [first, second] = trunks();
		expect(posts()).toHaveLength(3);
		expect(run.error).toMatchObject({ context: { itemIndex: 2 }, httpCode: '403' });
		expect(wordsOf(run)).toContain(
			`2 of 6: item 0: ${first.sid}; item 1: ${second.sid}. Not started: 3.`,
		);
	});

	it('lets those end that are under way, and tells of them too', async () => {
		held.sandbox.setFaults([
			{ kind: 'latency', ms: 300, method: 'POST', after: 1, times: null },
			{ kind: 'status', status: 403, method: 'POST' },
		]);
		const run = await carryOut(creates(manyNames(8), { requestsInParallel: 4 }));
		expect(posts()).toHaveLength(4);
		expect(trunks()).toHaveLength(3);
		for (const { sid } of trunks()) expect(wordsOf(run)).toContain(sid);
		expect(wordsOf(run)).toContain('3 of 8');
		expect(wordsOf(run)).toContain('Not started: 4.');
	});

	it('tells of a second one that may exist', async () => {
		held.sandbox.setFaults([
			{ kind: 'status', status: 403, method: 'POST' },
			gatewayTimeout({ method: 'POST', when: 'after' }),
			{ kind: 'status', status: 403, method: 'GET', after: 1, times: null },
			{ kind: 'latency', ms: 60, method: 'POST', times: null },
		]);
		const run = await carryOut(creates(manyNames(2), { requestsInParallel: 2 }));
		expect(run.error).toMatchObject({ context: { itemIndex: 0 } });
		expect(names()).toEqual(['item 1']);
		expect(wordsOf(run)).toContain('Failed at the same time: item 1: It may exist');
	});

	it('leaves the others alone when the workflow goes on', async () => {
		held.sandbox.setFaults([refuseThird]);
		const run = await carryOut(creates(manyNames(6), { requestsInParallel: 1 }), {
			onError: 'continueRegularOutput',
		});
		expect(run.items.map(({ json }) => 'error' in json)).toEqual([
			false,
			false,
			true,
			false,
			false,
			false,
		]);
		expect(names()).toEqual(['item 0', 'item 1', 'item 3', 'item 4', 'item 5']);
	});
});

/**
 * n8n's "Retry On Fail" knows nothing of items: it carries out the whole node again. The node asks again by itself,
 * for the item that needs it, so that nobody has to switch it on.
 */
describe("n8n's Retry On Fail", () => {
	const retryOnFail = { maxTries: 2, waitBetweenTries: 1 };

	it('makes everything a second time that was done before the failure', async () => {
		held.sandbox.setFaults([{ kind: 'status', status: 403, method: 'POST', after: 2 }]);
		const run = await carryOut(creates(manyNames(3), { requestsInParallel: 1 }), { retryOnFail });
		expect(run.status).toBe('success');
		expect(names()).toEqual(['item 0', 'item 1', 'item 0', 'item 1', 'item 2']);
	});

	it('is not needed for what passes', async () => {
		held.sandbox.setFaults([
			serviceUnavailable({ method: 'POST', after: 2 }),
			{ kind: 'resetAfter', method: 'POST', after: 2 },
		]);
		const run = await carryOut(creates(manyNames(3), { requestsInParallel: 1 }));
		expect(run.status).toBe('success');
		expect(names()).toEqual(['item 0', 'item 1', 'item 2']);
		expect(run.items.map(({ json }) => json.recovered ?? false)).toEqual([false, false, true]);
	});
});

describe('items that share a name or a trunk', () => {
	it.each<[when: string, fault: Fault]>([
		['before', serviceUnavailable({ when: 'before' })],
		['after', { kind: 'resetAfter' }],
	])('are never taken for each other when an answer is lost %s the effect', async (_, fault) => {
		held.sandbox.setFaults([{ ...fault, method: 'POST', after: 1 }]);
		const run = await carryOut(creates([{ name: 'same' }, { name: 'same' }]));
		expect(names()).toEqual(['same', 'same']);
		expect(run.items.map(({ json }) => json.id)).toEqual(trunks().map(({ sid }) => sid));
	});

	it('change it in their order, also where an earlier one has to be asked again', async () => {
		const trunkId = oldTrunk();
		held.sandbox.setFaults([serviceUnavailable({ method: 'POST', times: 2 })]);
		const run = await carryOut({
			provider: 'twilio',
			resource: 'trunk',
			operation: 'update',
			items: manyNames(4).map((item) => ({ trunkId, newName: item.name })),
			parameters: { updateFields: { name: '={{ $json.newName }}' } },
			options: { requestsInParallel: 4 },
		});
		expect(wordsOf(run)).toBe(' ');
		const sent = posts().map(({ body }) => new URLSearchParams(body).get('FriendlyName'));
		expect(sent).toEqual(['item 0', 'item 0', 'item 0', 'item 1', 'item 2', 'item 3']);
		expect(names()).toEqual(['item 3']);
	});
});
