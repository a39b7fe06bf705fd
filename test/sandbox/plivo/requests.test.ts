import { bearer } from '../../../sandbox/account';
import { plivoAccount } from '../../../sandbox/providers/plivo/account';
import { trunkPath } from '../../../sandbox/providers/plivo/state';
import { usePlivo, uuid } from './support';

const { context, client, createTrunk, createUri, createCredential } = usePlivo();

describe('routes', () => {
	test.each([
		['/Zentrunk/Trunk', 404],
		['/Trunk/', 404],
		['/Zentrunk/Trunks/', 503],
		['/Zentrunk/IpAccessControlList/', 503],
		['/Zentrunk/Credentials/', 503],
		['/Zentrunk/Trunk/1/', 404],
		['/', 200],
	])('%s answers %i', async (path, status) => {
		expect((await client().get(path)).status).toBe(status);
	});

	test('a misspelt collection has no body', async () => {
		expect((await client().get('/Zentrunk/Trunks/')).data).toBe('');
	});
});

describe('who may call', () => {
	test('a token of limited scope goes by itself', async () => {
		const answer = await client(bearer(plivoAccount.scopedToken)).get('/Zentrunk/Trunk/');
		expect(answer.status).toBe(200);
	});

	test('nobody else', async () => {
		const { status, data } = await client(bearer(plivoAccount.authToken)).get('/');
		expect([status, data]).toEqual([
			401,
			{ api_id: expect.stringMatching(uuid), error: 'authentication failed' },
		]);
	});
});

describe('phone numbers', () => {
	const number = '12025550151';
	const application = async () => (await client().get(`/Number/${number}/`)).data.application;

	test('one is answered flat, digits without a plus sign', async () => {
		expect((await client().get(`/Number/${number}/`)).data).toMatchObject({
			api_id: expect.stringMatching(uuid),
			number,
			application: null,
		});
		expect((await client().get(`/Number/+${number}/`)).status).toBe(404);
	});

	test('an outbound trunk is taken silently, and the number does not ring any more', async () => {
		const credential_uuid = await createCredential();
		const app_id = await createTrunk({ trunk_direction: 'outbound', credential_uuid });
		const { status, data } = await client().post(`/Number/${number}/`, { app_id });

		expect([status, data.message]).toEqual([202, 'changed']);
		expect(await application()).toBe(trunkPath(app_id));
		expect(context.requests.find(({ body }) => body.includes('app_id'))?.effects).toEqual([
			{ what: 'number assigned, and it does not ring any more', id: number },
		]);
	});

	test.each([[''], [null]])('app_id %j takes nothing off', async (app_id) => {
		const trunk = { trunk_direction: 'inbound', primary_uri_uuid: await createUri() };
		const id = await createTrunk(trunk);
		await client().post(`/Number/${number}/`, { app_id: id });
		expect((await client().post(`/Number/${number}/`, { app_id })).status).toBe(202);
		expect(await application()).toBe(trunkPath(id));
	});

	test('a voice application takes numbers too', async () => {
		const [app_id] = context.state.applications;
		await client().post(`/Number/${number}/`, { app_id });
		expect(await application()).toContain(`/Application/${app_id}/`);
	});

	test.each([
		['number_startswith=91', 2],
		['alias=Sales', 1],
		['type=tollfree', 0],
		['services=voice', 5],
		['services=sms', 0],
		['subaccount=SA1', 1],
	])('%s finds %i', async (query, count) => {
		await client().post(`/Number/${number}/`, { alias: 'Sales', subaccount: 'SA1' });
		expect((await client().get(`/Number/?${query}`)).data.objects).toHaveLength(count);
	});

	test('buying one is a danger', async () => {
		expect((await client().post(`/PhoneNumber/${number}/`, {})).status).toBe(500);
		expect(context.requests.at(-1)?.danger).toBe('number bought');
	});
});

test('its own body for refusals from outside', async () => {
	context.setFaults([{ kind: 'tooManyRequests' }]);
	expect((await client().get('/')).data).toEqual({
		api_id: 'refused',
		error: 'request limit exceeded',
	});
});
