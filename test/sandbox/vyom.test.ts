import { clientFor, useSandbox } from './support';

const context = useSandbox();
const client = (headers?: Record<string, string>) => clientFor(context.sandbox, 'vyom', headers);

const twilioConfig = {
	address: 'example.pstn.twilio.com',
	numbers: ['+12025550130'],
	username: 'invented-user',
	password: 'invented-words',
};
const twilioTrunk = {
	trunk_name: 'Twilio Production',
	trunk_type: 'twilio',
	trunk_config: twilioConfig,
};
const exotelTrunk = {
	trunk_name: 'Exotel India',
	trunk_type: 'exotel',
	trunk_config: { exotel_number: '+910055500131' },
};
const create = async (body: unknown) => await client().post('/sip/create-outbound-trunk', body);

describe('Vyom trunks', () => {
	test('the documented example of creating one', async () => {
		const { status, data } = await create(twilioTrunk);

		expect(status).toBe(200);
		expect(data).toEqual({
			success: true,
			message: 'Outbound trunk created successfully, Store the trunk id securely.',
			data: { trunk_id: expect.stringMatching(/^ST_[0-9a-f]{12}$/) },
		});
	});

	test('an Exotel trunk has an id of its own kind', async () => {
		const { data } = await create(exotelTrunk);

		expect(data.data.trunk_id).toMatch(/^exotel_[0-9a-f]{8}$/);
	});

	test('the list has the rows that the server really sends: no type, no time', async () => {
		const { data } = await create(exotelTrunk);

		const list = await client().get('/sip/list');

		expect(list.data).toEqual({
			success: true,
			message: 'SIP trunks retrieved successfully',
			data: [
				{
					trunk_id: data.data.trunk_id,
					trunk_name: 'Exotel India',
					trunk_created_by_email: 'user@example.com',
				},
			],
		});
	});

	test('names are not unique, and are stripped', async () => {
		await create(twilioTrunk);
		await create({ ...twilioTrunk, trunk_name: '  Twilio Production ' });

		const { data } = await client().get('/sip/list');

		expect(data.data.map(({ trunk_name }: { trunk_name: string }) => trunk_name)).toEqual([
			'Twilio Production',
			'Twilio Production',
		]);
	});

	test('passthrough settings are kept', async () => {
		await create({
			...exotelTrunk,
			passthrough_mode: true,
			passthrough_webhook_url: 'https://hooks.example.com/x',
		});

		expect(context.sandbox.state('vyom').trunks.all()[0]).toMatchObject({
			passthrough_mode: true,
			passthrough_webhook_url: 'https://hooks.example.com/x',
		});
	});

	test('a deactivated trunk leaves the list; a second time is refused; an unknown one is not found', async () => {
		const { data } = await create(twilioTrunk);
		const path = `/sip/deactivate/${data.data.trunk_id}`;

		const first = await client().delete(path);
		const second = await client().delete(path);
		const unknown = await client().delete('/sip/deactivate/ST_none');
		const list = await client().get('/sip/list');

		expect([first.status, first.data]).toEqual([
			200,
			{
				success: true,
				message: 'Trunk deactivated successfully',
				data: { trunk_id: data.data.trunk_id },
			},
		]);
		expect([second.status, second.data]).toEqual([
			400,
			{ success: false, message: 'Trunk is already deactivated', data: {} },
		]);
		expect([unknown.status, unknown.data]).toEqual([
			404,
			{ success: false, message: 'Trunk not found', data: {} },
		]);
		expect(list.data.data).toEqual([]);
	});
});

describe('Vyom validation', () => {
	test('the documented example of a config that does not match the type', async () => {
		const body = { trunk_name: 'x', trunk_type: 'twilio', trunk_config: { exotel_number: '1' } };

		const { status, data } = await create(body);

		expect(status).toBe(422);
		expect(data).toEqual({
			success: false,
			message: "Validation Error: body: Value error, trunk_config must match trunk_type 'twilio'",
			data: {
				errors: [
					{
						type: 'value_error',
						loc: ['body'],
						msg: "Value error, trunk_config must match trunk_type 'twilio'",
						input: body,
						ctx: { error: {} },
					},
				],
			},
		});
	});

	test('a problem within the config is told for both shapes, and echoes the password', async () => {
		const trunk_config = { ...twilioConfig, address: undefined };

		const { data } = await create({ ...twilioTrunk, trunk_config });

		expect(data.message).toBe(
			'Validation Error: body.trunk_config.TwilioTrunkConfig.address: Field required; ' +
				'body.trunk_config.ExotelTrunkConfig.exotel_number: Field required',
		);
		expect(data.data.errors[0].input.password).toBe('invented-words');
	});

	test('complete Twilio keys on an Exotel request are refused', async () => {
		const { status, data } = await create({
			...exotelTrunk,
			trunk_config: { ...twilioConfig, exotel_number: '1' },
		});

		expect(status).toBe(422);
		expect(data.message).toContain("trunk_config must match trunk_type 'exotel'");
	});

	test('a missing field echoes the whole body', async () => {
		const { trunk_type, trunk_config } = twilioTrunk;
		const body = { trunk_type, trunk_config };

		const { data } = await create(body);

		expect(data.data.errors).toEqual([
			{ type: 'missing', loc: ['body', 'trunk_name'], msg: 'Field required', input: body },
		]);
	});

	test.each([
		[{ trunk_name: '   ' }, 'body.trunk_name: String should have at least 1 character'],
		[{ trunk_name: 'x'.repeat(101) }, 'body.trunk_name: String should have at most 100 characters'],
		[{ trunk_name: 7 }, 'body.trunk_name: Input should be a valid string'],
		[{ trunk_type: 'Twilio' }, "body.trunk_type: Input should be 'twilio' or 'exotel'"],
		[{ trunk_config: 'x' }, 'body.trunk_config: Input should be a valid dictionary'],
		[{ passthrough_mode: 'x' }, 'body.passthrough_mode: Input should be a valid boolean'],
	])('%j is refused', async (change, message) => {
		const { status, data } = await create({ ...twilioTrunk, ...change });

		expect([status, data.message]).toEqual([422, `Validation Error: ${message}`]);
	});

	test.each([
		[{ sip_port: 5070.5 }, 'int_from_float'],
		[{ sip_port: 'x' }, 'int_type'],
		[{ exotel_number: '1'.repeat(21) }, 'string_too_long'],
	])('the Exotel config %j is refused', async (change, type) => {
		const { status, data } = await create({
			...exotelTrunk,
			trunk_config: { ...exotelTrunk.trunk_config, ...change },
		});

		expect(status).toBe(422);
		expect(data.data.errors.map((error: { type: string }) => error.type)).toContain(type);
	});

	test('a body that is no JSON is a 422 as well', async () => {
		const { status, data } = await client().post('/sip/create-outbound-trunk', '{', {
			headers: { 'content-type': 'application/json' },
			transformRequest: [],
		});

		expect([status, data.data.errors[0].type]).toEqual([422, 'json_invalid']);
	});
});

describe('Vyom keys and paths', () => {
	test('the documented shape of the key check', async () => {
		const { status, data } = await client().get('/auth/check-key');

		expect(status).toBe(200);
		expect(data).toEqual({
			success: true,
			message: 'API key is valid',
			data: {
				user_name: expect.any(String),
				org_name: expect.any(String),
				user_email: 'user@example.com',
				created_at: '2024-01-15T10:00:00.000000',
			},
		});
	});

	test.each([
		['no key', {}, 'Not authenticated'],
		['another scheme', { authorization: 'Basic abc' }, 'Not authenticated'],
		['a wrong key', { authorization: 'Bearer wrong' }, 'Invalid or inactive API key'],
	])('%s is refused', async (_what, headers, message) => {
		const { status, data } = await client(headers).get('/sip/list');

		expect([status, data]).toEqual([401, { success: false, message, data: {} }]);
	});

	test('unknown paths and wrong methods answer in the words of the framework', async () => {
		const unknown = await client({}).get('/sip/details/ST_none');
		const wrongMethod = await client().get('/sip/create-outbound-trunk');

		expect([unknown.status, unknown.data]).toEqual([404, { detail: 'Not Found' }]);
		expect([wrongMethod.status, wrongMethod.data]).toEqual([405, { detail: 'Method Not Allowed' }]);
	});
});
