import type { IDataObject } from 'n8n-workflow';
import { RequestFailure } from '../../../../nodes/SipTrunk/http/errors';
import { FoundRow, recover } from '../../../../nodes/SipTrunk/http/recovery';
import type { Values } from '../../../../nodes/SipTrunk/contract/provider';
import { vyom } from '../../../../nodes/SipTrunk/providers/vyom';
import {
	createBody as bodyOf,
	recovery as recoveryOf,
} from '../../../../nodes/SipTrunk/providers/vyom/trunk';
import { fakeClient, type FakeClient } from '../../../support/fakeClient';
import { entryOf, operationOf, run, simplifiedBy, valuesOf } from '../../../support/operations';

/** The provider's documented examples, word for word. */
const CREATED = {
	success: true,
	message: 'Outbound trunk created successfully, Store the trunk id securely.',
	data: { trunk_id: 'ST_a1b2c3d4e5f6' },
};
const LIST = {
	success: true,
	message: 'SIP trunks retrieved successfully',
	data: [
		{
			trunk_id: 'ST_a1b2c3d4e5f6',
			trunk_name: 'Twilio Production',
			trunk_type: 'twilio',
			trunk_created_at: '2024-01-15T10:00:00.000000',
		},
	],
};
/** What the server really sends. */
const BARE_ROW = {
	trunk_id: 'exotel_1a2b3c4d',
	trunk_name: 'Exotel India',
	trunk_created_by_email: 'user@example.com',
};
const create = operationOf(vyom, 'trunk', 'create');
const deactivate = operationOf(vyom, 'trunk', 'deactivate');
const get = operationOf(vyom, 'trunk', 'get');
const getAll = operationOf(vyom, 'trunk', 'getAll');

const createBody = (values: Values) => bodyOf(values as Parameters<typeof bodyOf>[0]);
const recovery = (client: FakeClient, values: Values) =>
	recoveryOf(client, values as Parameters<typeof recoveryOf>[1]);

const twilio = {
	name: 'Twilio Production',
	trunkType: 'twilio',
	address: 'example.pstn.twilio.com',
	phoneNumbers: '+14155550100, +1 (415) 555-0101',
	username: 'vyom',
	password: ' kept as is ',
};
const exotel = { name: 'Exotel India', trunkType: 'exotel', phoneNumber: '+910055500121' };

describe('Vyom create', () => {
	const bodies: Array<[string, IDataObject, IDataObject]> = [
		[
			'an Exotel configuration',
			exotel,
			{
				trunk_name: 'Exotel India',
				trunk_type: 'exotel',
				trunk_config: { exotel_number: '+910055500121' },
			},
		],
		[
			'nothing of Exotel for Twilio, and a list of numbers',
			{ ...exotel, sipHost: 'a.example.com', ...twilio, phoneNumbers: ['+14155550100'] },
			{
				trunk_name: 'Twilio Production',
				trunk_type: 'twilio',
				trunk_config: {
					address: 'example.pstn.twilio.com',
					numbers: ['+14155550100'],
					username: 'vyom',
					password: ' kept as is ',
				},
			},
		],
	];

	it.each(bodies)('sends %s', async (_, parameters, body) => {
		const client = fakeClient([CREATED]);
		await run(create, client, parameters);
		expect(client.requests).toEqual([
			{
				method: 'POST',
				path: '/sip/create-outbound-trunk',
				body,
				recovery: expect.anything() as unknown,
			},
		]);
		expect(createBody(valuesOf(create, parameters))).toEqual(body);
	});

	it.each([
		['+91 00 (5550)-0121', '+910055500121'],
		['+91.00.5550.0121', '+910055500121'],
		['080 5550-0121', '08055500121'],
		[' (080) 5550 0121 ', '08055500121'],
	])('sends the number of Exotel without spaces and brackets: %s', (phoneNumber, sent) => {
		expect(createBody(valuesOf(create, { ...exotel, phoneNumber }))).toMatchObject({
			trunk_config: { exotel_number: sent },
		});
	});

	it.each([
		[{ ...twilio, name: ' ' }, "'Name' is required"],
		[{ ...twilio, name: 'x'.repeat(101) }, "'Name' must not be longer than 100 characters"],
		[{ ...twilio, trunkType: 'Twilio' }, "'Trunk Type' must be one of exotel, twilio"],
		[{ ...twilio, address: '' }, "'Address' is required"],
		[{ ...twilio, address: 'sip:example.pstn.twilio.com' }, "'Address'"],
		[{ ...twilio, phoneNumbers: '' }, "'Phone Numbers' is required"],
		[{ ...twilio, phoneNumbers: '+14155550100,0049301234' }, "'Phone Numbers, entry 2'"],
		[{ ...twilio, username: '' }, "'SIP Username' is required"],
		[{ ...twilio, password: '' }, "'SIP Password' is required"],
		[{ ...twilio, password: 'x'.repeat(101) }, 'not be longer than 100 characters; it has 101.'],
		[{ ...exotel, phoneNumber: '' }, "'Phone Number' is required"],
		[{ ...exotel, phoneNumber: '910055500121' }, 'starts with a plus sign'],
		[{ ...exotel, phoneNumber: '+91005550012112345678' }, 'must be a phone number in E.164 form'],
		[{ ...exotel, phoneNumber: '+91 (0)00 5550 0121' }, 'leave out the (0)'],
		...['080555001', '0805550012100000', '080555001210000000'].map(
			(phoneNumber): [IDataObject, string] => [
				{ ...exotel, phoneNumber },
				'must have ten digits after',
			],
		),
		[{ ...exotel, sipPort: '70000' }, "'SIP Port' must be from 1 to 65535"],
		[{ ...exotel, sipPort: 5070.5 }, "'SIP Port' must be a whole number"],
		[
			{ ...exotel, additionalFields: { passthroughWebhookUrl: 'example.com' } },
			"'Passthrough Webhook URL' must be a web address",
		],
	])('refuses %j', (parameters, message) => {
		expect(() => valuesOf(create, parameters)).toThrow(message);
	});

	it.each([
		['twilio', ['address', 'numbers', 'username', 'password']],
		['exotel', ['exotel_number', 'sip_port']],
	])('for %s has no key of the other type, whatever the values hold', (trunkType, keys) => {
		const both = {
			...valuesOf(create, twilio),
			...valuesOf(create, { ...exotel, sipPort: 5070 }),
			trunkType,
		};
		expect(Object.keys(createBody(both).trunk_config as IDataObject)).toEqual(keys);
	});

	it('adds to the ID what was sent and is no secret', async () => {
		const [row] = await run(create, fakeClient([CREATED], { api: vyom.api }), twilio);
		expect(row).toEqual({
			trunk_id: 'ST_a1b2c3d4e5f6',
			trunk_name: 'Twilio Production',
			trunk_type: 'twilio',
		});
		expect(simplifiedBy(vyom, 'trunk')(row)).toMatchObject({
			provider: 'vyom',
			id: 'ST_a1b2c3d4e5f6',
			name: 'Twilio Production',
			status: 'active',
		});
	});

	it('adds it to a row that was found, too', async () => {
		expect(await run(create, fakeClient([BARE_ROW]), exotel)).toEqual([
			{ ...BARE_ROW, trunk_type: 'exotel' },
		]);
	});
});

describe('Vyom create whose answer is lost', () => {
	const lost = new RequestFailure('Vyom answered HTTP 500.', {
		cause: 'refused',
		status: 500,
		effect: 'open',
	});
	const settings = { maxRetries: 3, pause: async () => true };
	const values = valuesOf(create, twilio);

	it.each([
		['nothing is found', []],
		['one of the same name has no time', [{ ...BARE_ROW, trunk_name: 'Twilio Production' }]],
		[
			'one of the same name is older',
			[{ ...BARE_ROW, trunk_name: 'Twilio Production', trunk_created_at: '2024-01-15T10:00:00' }],
		],
	])('is never sent again when %s', async (_, data) => {
		const ask = jest.fn(async () => await Promise.resolve(lost));
		const client = fakeClient([{ success: true, data }]);
		expect(await recover(ask, recovery(client, values), settings)).toMatchObject({
			effect: 'open',
			advice: expect.stringContaining('"Twilio Production"') as unknown,
		});
		expect(ask).toHaveBeenCalledTimes(1);
	});

	it('is done if one of the same name was made since', async () => {
		const made = {
			...LIST.data[0],
			trunk_created_at: new Date().toISOString().replace('Z', '000'),
		};
		const client = fakeClient([{ success: true, data: [BARE_ROW, ...LIST.data, made] }]);
		expect(await recover(async () => lost, recovery(client, values), settings)).toEqual(
			new FoundRow(made),
		);
	});
});

describe('Vyom list of trunks', () => {
	it.each([
		[
			LIST.data[0],
			{
				provider: 'vyom',
				id: 'ST_a1b2c3d4e5f6',
				name: 'Twilio Production',
				status: 'active',
				direction: 'outbound',
				sipDomain: null,
				transport: null,
				secure: null,
				maxConcurrentCalls: null,
				callsPerSecond: null,
				authentication: null,
				registration: null,
				createdAt: '2024-01-15T10:00:00.000Z',
				updatedAt: null,
			},
		],
		[
			BARE_ROW,
			expect.objectContaining({
				id: 'exotel_1a2b3c4d',
				name: 'Exotel India',
				status: 'active',
				createdAt: null,
			}) as IDataObject,
		],
	])('simplifies %j', (row, expected) => {
		expect(simplifiedBy(vyom, 'trunk')(row)).toEqual(expected);
	});

	it('comes in one request and is what a trunk is found in', async () => {
		const list = { ...LIST, data: [...LIST.data, BARE_ROW] };
		const client = fakeClient([list, list, list]);
		expect(await run(getAll, client, {})).toEqual(list.data);
		expect(await run(get, client, { trunkId: 'exotel_1a2b3c4d' })).toEqual([BARE_ROW]);
		await expect(run(get, client, { trunkId: 'ST_0' })).rejects.toMatchObject({
			status: 404,
			message: 'Vyom has no active trunk with the ID "ST_0".',
		});
		expect(client.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
			Array(3).fill('GET /sip/list'),
		);
	});

	it('must be a list', async () => {
		const odd = { success: true, data: {} };
		await expect(run(getAll, fakeClient([odd]), {})).rejects.toThrow('other than a list');
	});

	it('tells what is known in the picker', () => {
		expect(entryOf(vyom, 'trunk', LIST.data[0])).toEqual({
			value: 'ST_a1b2c3d4e5f6',
			name: 'Twilio Production',
			description: 'twilio, ST_a1b2c3d4e5f6',
		});
		expect(entryOf(vyom, 'trunk', BARE_ROW)).toMatchObject({ description: 'exotel_1a2b3c4d' });
	});
});

describe('Vyom deactivate', () => {
	const gone = new RequestFailure('Vyom answered HTTP 400: Trunk is already deactivated.', {
		cause: 'refused',
		status: 400,
		gone: true,
	});

	it('fails for a trunk that is gone, or counts it as success', async () => {
		const parameters = { trunkId: 'ST_a1b2c3d4e5f6' };
		await expect(run(deactivate, fakeClient([gone]), parameters)).rejects.toBe(gone);
		expect(
			await run(deactivate, fakeClient([gone]), { ...parameters, ignoreIfMissing: true }),
		).toEqual([{ id: 'ST_a1b2c3d4e5f6', deactivated: true, alreadyGone: true }]);
	});
});

describe('Vyom errors', () => {
	const fieldError = (loc: unknown[], msg: string, type = 'value_error') => ({
		type,
		loc,
		msg,
		input: { password: 'echoed' },
		ctx: { error: {} },
	});
	const invalid = (...errors: IDataObject[]) => ({
		success: false,
		message: `Validation Error: ${errors.map(({ msg }) => String(msg)).join('; ')}`,
		data: { errors },
	});
	const inTwilio = (field: string) => ['body', 'trunk_config', 'TwilioTrunkConfig', field];
	const inExotel = (field: string) => ['body', 'trunk_config', 'ExotelTrunkConfig', field];

	it.each<[number, unknown, string, boolean]>([
		[404, { success: false, message: 'Trunk not found', data: {} }, 'Trunk not found', true],
		[404, { detail: 'Trunk not found' }, 'Trunk not found', true],
		[404, { detail: 'Not Found' }, 'Not Found', false],
		[404, {}, '', false],
		[405, { detail: 'Method Not Allowed' }, 'Method Not Allowed', false],
		[
			400,
			{ success: false, message: 'Trunk is already deactivated', data: {} },
			'Trunk is already deactivated',
			true,
		],
		[400, { detail: 'Trunk is already deactivated' }, 'Trunk is already deactivated', true],
		[400, { success: false, message: 'Unsupported' }, 'Unsupported', false],
		[
			401,
			{ success: false, message: 'Invalid or inactive API key', data: {} },
			'Invalid or inactive API key',
			false,
		],
		[200, { success: false, message: 'No', data: null }, 'No', false],
		[500, { error: 'boom' }, 'boom', false],
		[500, { message: 7 }, '', false],
		[
			422,
			invalid(fieldError(['body'], "Value error, trunk_config must match trunk_type 'twilio'")),
			"trunk_config must match trunk_type 'twilio'",
			false,
		],
		[
			422,
			{ detail: [fieldError(['body', 'trunk_name'], 'Field required', 'missing')] },
			'trunk_name: Field required',
			false,
		],
	])('reads HTTP %d %j', (status, body, said, gone) => {
		expect(vyom.api.providerError(status, body)).toEqual({ code: null, said, gone });
	});

	it('survives entries that are no errors', () => {
		const body = { success: false, message: 'Validation Error', data: { errors: [null, 'x'] } };
		expect(vyom.api.providerError(422, body)).toEqual({
			code: null,
			said: 'Validation Error',
			gone: false,
		});
	});

	it('tells the problems of the chosen configuration only', () => {
		const tooLong = 'String should have at most 100 characters';
		expect(
			vyom.api.providerError(
				422,
				invalid(
					fieldError(inTwilio('address'), tooLong, 'string_too_long'),
					fieldError(inExotel('exotel_number'), 'Field required', 'missing'),
				),
			).said,
		).toBe(`trunk_config.address: ${tooLong}`);
		expect(
			vyom.api.providerError(
				422,
				invalid(
					fieldError(['body', 'trunk_name'], tooLong, 'string_too_long'),
					fieldError(inTwilio('address'), 'Field required', 'missing'),
					fieldError(inTwilio('password'), 'Field required', 'missing'),
					fieldError(inExotel('sip_port'), 'Input should be a valid integer', 'int_type'),
				),
			).said,
		).toBe(`trunk_name: ${tooLong}; trunk_config.sip_port: Input should be a valid integer`);
	});

	it('tells the problems of both where it cannot be known which was chosen', () => {
		expect(
			vyom.api.providerError(
				422,
				invalid(
					fieldError(inTwilio('password'), 'Field required', 'missing'),
					fieldError(inExotel('exotel_number'), 'Field required', 'missing'),
				),
			).said,
		).toBe('trunk_config.password: Field required; trunk_config.exotel_number: Field required');
	});

	it('never tells what was sent', () => {
		const body = invalid(fieldError(inTwilio('password'), 'String too long', 'string_too_long'));
		expect(JSON.stringify(vyom.api.providerError(422, body))).not.toContain('echoed');
	});
});
