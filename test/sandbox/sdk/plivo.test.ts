import { Client } from 'plivo';
import { plivo } from '../../../sandbox/providers/plivo';
import { plivoAccount } from '../../../sandbox/providers/plivo/account';
import { trunkPath } from '../../../sandbox/providers/plivo/state';
import { useProvider } from '../provider';

/** Plivo's own client, against the sandbox. It knows the account and its numbers, and no trunks. */

const context = useProvider(plivo);
const { authId, authToken } = plivoAccount;
const client = (token = authToken) =>
	new Client(authId, token, { url: `${context.address}/v1/Account/${authId}` });

/** The client can read one number; its types do not say so. */
async function read(number: string): Promise<unknown> {
	const { numbers } = client();
	return await (numbers as unknown as { get(number: string): Promise<unknown> }).get(number);
}

test('the account', async () => {
	expect(await client().accounts.get()).toMatchObject({
		accountType: 'standard',
		name: 'Sandbox account',
		resourceUri: `/v1/Account/${authId}/`,
	});
});

describe('numbers', () => {
	test('list them, all and some, in pages', async () => {
		const { numbers } = client();
		const all = await numbers.list({});
		expect(all).toHaveLength(5);
		expect(all[0]).toMatchObject({ number: '12025550151', application: null });

		const indian = await numbers.list({ numberStartswith: '91', limit: 1, offset: 1 });
		expect([...indian]).toMatchObject([{ number: '910055500155' }]);
		expect((indian as unknown as { meta: object }).meta).toMatchObject({
			limit: 1,
			offset: 1,
			totalCount: 2,
			next: null,
			previous: `v1/Account/${authId}/Number/?limit=1&offset=0`,
		});
	});

	test('read one and assign it to a trunk', async () => {
		context.seed(['PBX']);
		const [trunk] = context.state.trunks.all();
		trunk.trunk_direction = 'inbound';
		const { numbers } = client();
		const answer = await numbers.update('12025550151', { appId: trunk.trunk_id, alias: 'Sales' });

		expect(answer).toMatchObject({ message: 'changed' });
		expect(await read('12025550151')).toMatchObject({
			number: '12025550151',
			alias: 'Sales',
			application: trunkPath(trunk.trunk_id),
		});
		const [update] = context.requests;
		expect([update.method, update.path]).toEqual([
			'POST',
			`/v1/Account/${authId}/Number/12025550151/`,
		]);
		expect(JSON.parse(update.body)).toEqual({ app_id: trunk.trunk_id, alias: 'Sales' });
	});

	test('releasing one is a danger and does nothing', async () => {
		await expect(client().numbers.unrent('12025550151')).rejects.toMatchObject({
			status: 500,
		});
		expect(context.requests[0].danger).toBe('number released');
		expect(context.state.numbers.get('12025550151')).toBeDefined();
	});
});

test.each([
	[
		'another token',
		async () => await client('another-token').numbers.list({}),
		[401, 'authentication failed'],
	],
	['an unknown number', async () => await read('12025550199'), [404, 'not found']],
	[
		'an unknown trunk',
		async () => await client().numbers.update('12025550151', { appId: '1' }),
		[400, 'invalid parameter: app_id'],
	],
])('%s is refused', async (_what, request, [status, message]) => {
	await expect(request()).rejects.toMatchObject({ status, message });
});
