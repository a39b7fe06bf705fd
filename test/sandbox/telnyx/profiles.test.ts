import { placesOf, useTelnyx } from './support';

const { client, create } = useTelnyx();
const path = '/outbound_voice_profiles';

test('creating one answers 200, with the two countries that may be called', async () => {
	const { status, data } = await client().post(path, { name: 'Office' });
	expect(status).toBe(200);
	expect(data.data).toMatchObject({ enabled: true, whitelisted_destinations: ['US', 'CA'] });
});

test.each([
	[{ name: 'ab' }, ['10015', '/name']],
	[{ name: 'Office', daily_spend_limit: 100 }, ['10015', '/daily_spend_limit']],
	[
		{ name: 'Office', whitelisted_destinations: ['Germany'] },
		['10015', '/whitelisted_destinations/0'],
	],
	[{ name: 'Office', service_plan: 'us' }, ['10015', '/service_plan']],
	[
		{ name: 'Office', calling_window: { calls_per_cld: -1 } },
		['10015', '/calling_window/calls_per_cld'],
	],
	[{ enabled: false }, ['10004', '/name']],
])('%j is refused', async (body, place) => {
	const answer = await client().post(path, body);
	expect([answer.status, placesOf(answer)]).toEqual([422, [place]]);
});

test('the name is required for every change', async () => {
	const id = await create(path, { name: 'Office' });
	const answer = await client().patch(`${path}/${id}`, { enabled: false });
	expect(placesOf(answer)).toEqual([['10004', '/name']]);
});

test('one in use counts its connections and is not deleted', async () => {
	const id = await create(path, { name: 'Office' });
	const outbound = { outbound_voice_profile_id: id };
	const connection = await create('/ip_connections', { outbound });

	expect((await client().get(`${path}/${id}`)).data.data.connections_count).toBe(1);
	expect((await client().delete(`${path}/${id}`)).status).toBe(422);
	await client().delete(`/ip_connections/${connection}`);
	expect((await client().delete(`${path}/${id}`)).status).toBe(200);
});
