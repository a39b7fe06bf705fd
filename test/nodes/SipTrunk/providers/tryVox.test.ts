import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../../../nodes/SipTrunk/validation/inputError';
import { RequestFailure } from '../../../../nodes/SipTrunk/http/errors';
import { FoundRow, recover } from '../../../../nodes/SipTrunk/http/recovery';
import { tryVox } from '../../../../nodes/SipTrunk/providers/tryVox';
import { rowsIn } from '../../../../nodes/SipTrunk/providers/tryVox/api';
import { assignPath } from '../../../../nodes/SipTrunk/providers/tryVox/phoneNumber';
import { fakeClient } from '../../../support/fakeClient';
import {
	entryOf,
	operationOf,
	recoveryOf,
	resourceOf,
	run,
	simplifiedBy,
	valuesOf,
} from '../../../support/operations';

/** The provider's documented examples, word for word. */
const TRUNK = {
	id: 'trunk_4x5y6z',
	name: 'Production Trunk',
	auth_type: 'ip',
	sip_domain: 'trunk-4x5y6z.sip.tryvox.io',
	termination_uri: 'sip:pbx.example.com:5060',
	origination_uris: [],
	max_channels: 100,
	status: 'active',
	created_at: '2026-04-09T10:30:00Z',
};
const CREDENTIAL = {
	id: 'cred_7a8b9c',
	trunk_id: 'trunk_4x5y6z',
	username: 'pbx-prod-01',
	created_at: '2026-04-09T10:35:00Z',
};
const IP_ENTRY = {
	id: 'acl_3d4e5f',
	trunk_id: 'trunk_4x5y6z',
	ip: '203.0.113.45',
	mask: 32,
	cidr: '203.0.113.45/32',
	description: 'Production PBX - Primary',
	created_at: '2026-04-09T10:40:00Z',
};
const ASSIGNED = {
	e164: '+14155551234',
	trunk_id: 'trunk_abc123',
	application_id: null,
	status: 'active',
	updated_at: '2026-04-09T11:15:00Z',
};
const NUMBER = {
	e164: '+14155551234',
	country: 'US',
	type: 'local',
	region: 'CA',
	status: 'active',
	capabilities: ['voice', 'sms', 'mms'],
	monthly_fee: 1.25,
	setup_fee: 0.0,
	currency: 'USD',
	trunk_id: 'trunk_abc123',
	application_id: null,
	created_at: '2026-03-15T08:20:00Z',
	updated_at: '2026-04-01T14:30:00Z',
};
const pagination = { total: 47, count: 2, per_page: 20, current_page: 1, total_pages: 3 };

const ACCOUNT = { accountId: 'acc_1a2b3c', api: tryVox.api };
const TRUNKS = '/account/acc_1a2b3c/trunks';
const NUMBERS = '/account/acc_1a2b3c/numbers';
const clientWith = (...answers: unknown[]) => fakeClient(answers, ACCOUNT);
const trunkOperation = (name: string) => operationOf(tryVox, 'trunk', name);
const lost = new RequestFailure('The answer was lost.', { cause: 'refused', effect: 'open' });
const settings = { maxRetries: 3, pause: async () => true };
const recovered = async (recovery: Parameters<typeof recover>[1]) =>
	await recover(async () => lost, recovery, settings);
const now = () => new Date().toISOString();

describe('TryVox trunk', () => {
	it.each([
		[{}, "'Name' is required"],
		[{ name: 'a', authType: 'both' }, "'Authentication' must be one of credential, ip"],
		[
			{ name: 'a', additionalFields: { terminationUri: 'pbx.example.com' } },
			"'Termination URI' must start with sip: or sips:",
		],
		[
			{ name: 'a', additionalFields: { originationUris: 'sip:a.example.com,http://b' } },
			"'Origination URIs, entry 2' must start with sip: or sips:",
		],
		[
			{ name: 'a', additionalFields: { maxConcurrentCalls: -1 } },
			"'Max Concurrent Calls' must be 0 or more",
		],
	])('refuses %j', (parameters, message) => {
		expect(() => valuesOf(trunkOperation('create'), parameters)).toThrow(message);
	});

	it.each([
		[{ name: 'a', terminationUri: '' }, { name: 'a' }],
		[{ terminationUri: 'sip:pbx.example.com' }, { termination_uri: 'sip:pbx.example.com' }],
	])('update of %j sends only that', async (updateFields, body) => {
		const client = clientWith(TRUNK);
		await run(trunkOperation('update'), client, { trunkId: 'trunk_4x5y6z', updateFields });
		expect(client.requests).toEqual([{ method: 'PUT', path: `${TRUNKS}/trunk_4x5y6z`, body }]);
	});

	it.each([
		[{}, 'needs at least one field'],
		[{ name: '', originationUris: '' }, 'an empty one changes nothing'],
		[{ clearFields: ['terminationUri'] }, 'must be one of originationUris'],
	])('refuses an update of %j', (updateFields, message) => {
		const parameters = { trunkId: 'trunk_4x5y6z', updateFields };
		expect(() => valuesOf(trunkOperation('update'), parameters)).toThrow(message);
	});

	it('reads the trunk where an update answers without it', async () => {
		const client = clientWith({}, { data: TRUNK });
		const rows = await run(trunkOperation('update'), client, {
			trunkId: 'trunk_4x5y6z',
			updateFields: { name: 'a' },
		});
		expect(rows).toEqual([TRUNK]);
		expect(client.requests[1]).toEqual({ method: 'GET', path: `${TRUNKS}/trunk_4x5y6z` });
	});

	it('returns the diagnosis of a test unmodified', async () => {
		const diagnosis = { data: { sip_options: { status: 'ok' } }, routing: ['x'] };
		const client = clientWith(diagnosis);
		expect(await run(trunkOperation('test'), client, { trunkId: 'trunk_4x5y6z' })).toEqual([
			{ id: 'trunk_4x5y6z', diagnosis },
		]);
		expect(client.requests).toEqual([
			{
				method: 'POST',
				path: `${TRUNKS}/trunk_4x5y6z/test`,
				readsOnly: true,
				answersEmpty: true,
			},
		]);
	});

	it.each([
		[
			TRUNK,
			{
				provider: 'tryVox',
				id: 'trunk_4x5y6z',
				name: 'Production Trunk',
				status: 'active',
				direction: null,
				sipDomain: 'trunk-4x5y6z.sip.tryvox.io',
				transport: null,
				secure: null,
				maxConcurrentCalls: 100,
				callsPerSecond: null,
				authentication: ['ip'],
				registration: null,
				createdAt: '2026-04-09T10:30:00.000Z',
				updatedAt: null,
			},
		],
		[
			{ ...TRUNK, auth_type: 'credential' },
			expect.objectContaining({ authentication: ['credentials'] }) as IDataObject,
		],
		[
			{ id: 'trunk_1', status: 'provisioning', auth_type: 'new' },
			expect.objectContaining({ status: 'unknown', authentication: null }) as IDataObject,
		],
	])('simplifies %j', (row, expected) => {
		expect(simplifiedBy(tryVox, 'trunk')(row)).toEqual(expected);
	});
});

describe('TryVox envelopes', () => {
	it.each<[unknown, unknown]>([
		[[TRUNK], [TRUNK]],
		[{ data: [TRUNK] }, [TRUNK]],
		[{ trunks: [TRUNK] }, [TRUNK]],
		[{ data: [TRUNK], trunks: [] }, [TRUNK]],
	])('finds the rows in %j', (body, rows) => {
		expect(rowsIn(body)).toEqual(rows);
	});

	it.each([[{}], [{ items: [] }], [{ data: null }], [{ data: { a: 1 } }]])(
		'takes %j for an error, not for an empty list',
		async (answer) => {
			await expect(run(trunkOperation('getAll'), clientWith(answer), {})).rejects.toThrow(
				'other than a list',
			);
		},
	);

	it.each([
		[TRUNK, TRUNK],
		[{ data: TRUNK }, TRUNK],
		[{ success: true, message: 'ok', data: TRUNK }, TRUNK],
		[
			{ ...TRUNK, data: { a: 1 } },
			{ ...TRUNK, data: { a: 1 } },
		],
		[{ data: [TRUNK] }, { data: [TRUNK] }],
		[{}, {}],
	])('finds the object in %j', (answer, row) => {
		expect(tryVox.api.rowIn?.(answer as IDataObject)).toEqual(row);
	});

	it('follows pages of trunks if there are any', async () => {
		const page = (name: string, current: number) => ({
			data: [{ ...TRUNK, name }],
			pagination: { ...pagination, total: 2, current_page: current, total_pages: 2 },
		});
		const client = clientWith(page('a', 1), page('a', 1), page('b', 2));
		const rows = await run(trunkOperation('getAll'), client, {});
		expect(rows.map(({ name }) => name)).toEqual(['a', 'b']);
		expect(client.requests.map(({ query }) => query)).toEqual([
			{},
			{ page: 1, per_page: 100 },
			{ page: 2, per_page: 100 },
		]);
	});

	it('does not go round in circles', async () => {
		const same = { data: [TRUNK], pagination };
		await expect(run(trunkOperation('getAll'), clientWith(same, same, same), {})).rejects.toThrow(
			'repeats the same page',
		);
	});
});

describe('TryVox SIP credential', () => {
	const create = operationOf(tryVox, 'sipCredential', 'create');
	const own = { trunkId: 'trunk_4x5y6z', username: 'pbx-prod-01', generatePassword: false };

	it('is made with a generated password, which is kept secret and told once', async () => {
		const client = clientWith({ data: CREDENTIAL });
		const [row] = await run(create, client, { ...own, generatePassword: true });
		const sent = client.requests[0].body?.password;
		expect(sent).toMatch(/^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[A-Za-z0-9]{24}$/);
		expect(row).toEqual({ ...CREDENTIAL, password: sent });
		expect(client.secrets).toEqual([sent]);
	});

	it.each([
		[{ ...own, password: '' }, "'Password' is required"],
		[{ ...own, username: ' ', password: 'x' }, "'User Name' is required"],
		[{ ...own, trunkId: '', password: 'x' }, "'Trunk' is required"],
	])('refuses %j', (parameters, message) => {
		expect(() => valuesOf(create, parameters)).toThrow(message);
	});
});

describe('TryVox IP access control entry', () => {
	const create = operationOf(tryVox, 'ipAccessControlEntry', 'create');

	it.each([['2001:db8::/64', { ip: '2001:db8::', mask: 64 }]])(
		'%s always goes with its mask',
		async (ipAddress, body) => {
			const client = clientWith(IP_ENTRY);
			await run(create, client, { trunkId: 'trunk_4x5y6z', ipAddress });
			expect(client.requests[0].body).toEqual(body);
		},
	);

	it.each([['203.0.113.45/33'], ['203.0.113.256'], ['pbx.example.com'], ['2001:db8::/129']])(
		'refuses %s',
		(ipAddress) => {
			expect(() => valuesOf(create, { trunkId: 'trunk_4x5y6z', ipAddress })).toThrow(InputError);
		},
	);

	it.each([
		[{ ip: '192.0.2.1', mask: 32 }, '192.0.2.1/32'],
		[{ id: 'acl_1' }, null],
	])('reads the block of %j', (row, cidr) => {
		expect(simplifiedBy(tryVox, 'ipAccessControlEntry')(row)).toMatchObject({ cidr });
	});
});

describe('TryVox phone number', () => {
	const assign = operationOf(tryVox, 'phoneNumber', 'assign');
	const getAll = operationOf(tryVox, 'phoneNumber', 'getAll');
	const listOf = (...rows: IDataObject[]) => ({
		data: rows,
		pagination: { ...pagination, total: rows.length, total_pages: 1 },
	});
	const free = { ...NUMBER, trunk_id: null };
	const parameters = { trunkId: 'trunk_abc123', phoneNumber: '+1 415 555-1234' };

	it('is assigned when it is free', async () => {
		const client = clientWith(listOf({ ...free, e164: '+12025550110' }, free), ASSIGNED);
		expect(await run(assign, client, parameters)).toEqual([
			{ ...NUMBER, ...ASSIGNED, previousTrunkId: null, previousApplicationId: null },
		]);
		expect(client.requests).toEqual([
			{
				method: 'GET',
				path: NUMBERS,
				host: undefined,
				query: { page: 1, per_page: 100 },
			},
			{
				method: 'POST',
				path: `${NUMBERS}/+14155551234/assign`,
				body: { trunk_id: 'trunk_abc123' },
				repeatable: true,
			},
		]);
	});

	it.each([{}, { data: {} }])('tells the new route also where the answer is %j', async (answer) => {
		const client = clientWith(listOf({ ...free, application_id: 'app_9z8y7x' }), answer);
		expect(await run(assign, client, { ...parameters, moveIfAssigned: true })).toEqual([
			{ ...NUMBER, previousTrunkId: null, previousApplicationId: 'app_9z8y7x' },
		]);
	});

	it.each([
		['004930123456', 'write +4930123456 instead'],
		['4155551234', 'write +4155551234'],
		['+1415555/1234?', 'E.164'],
	])('refuses %s', (phoneNumber, message) => {
		expect(() => valuesOf(assign, { ...parameters, phoneNumber })).toThrow(message);
	});

	it('has one path, which ends in /assign, whatever is put into it', () => {
		expect(assignPath(fakeClient([], ACCOUNT), '+14155551234')).toBe(
			`${NUMBERS}/+14155551234/assign`,
		);
		for (const number of ['', '+', '+14155551234/..', '+14155551234?', '+14155551234#', '..']) {
			expect(() => assignPath(fakeClient([], ACCOUNT), number)).toThrow(InputError);
		}
	});

	it('is never released or bought: nothing but lists and assignments is sent', async () => {
		const sent = [];
		for (const operation of resourceOf(tryVox, 'phoneNumber').operations) {
			const client = clientWith(listOf(free), ASSIGNED);
			await run(operation, client, { ...parameters, moveIfAssigned: true });
			sent.push(...client.requests.map(({ method, path }) => `${method} ${path}`));
		}
		expect(new Set(sent)).toEqual(
			new Set([`GET ${NUMBERS}`, `POST ${NUMBERS}/+14155551234/assign`]),
		);
		const client = clientWith({});
		await trunkOperation('delete').run(client, { trunkId: '../numbers/+14155551234' });
		expect(client.requests.map(({ path }) => path)).toEqual([
			`${TRUNKS}/..%2Fnumbers%2F%2B14155551234`,
		]);
	});

	it.each([
		[{}, { page: 1, per_page: 100 }],
		[
			{ filters: { country: 'us', status: 'pending', pageSize: 20 } },
			{ country: 'US', status: 'pending', page: 1, per_page: 20 },
		],
	])('is listed with %j', async (entered, query) => {
		const client = clientWith(listOf(NUMBER));
		expect(await run(getAll, client, entered)).toEqual([NUMBER]);
		expect(client.requests).toMatchObject([{ method: 'GET', path: NUMBERS }]);
		expect(client.requests[0].query).toEqual(query);
	});

	it('is listed page by page, as many rows as are wanted', async () => {
		const page = (current: number) => ({
			data: [{ ...NUMBER, e164: `+1202555011${current}` }],
			pagination: { ...pagination, total: 3, current_page: current },
		});
		const client = fakeClient([page(1), page(2), page(3)], { ...ACCOUNT, rowsWanted: 50 });
		expect(await run(getAll, client, {})).toHaveLength(3);
		expect(client.requests.map(({ query }) => query)).toEqual([
			{ page: 1, per_page: 50 },
			{ page: 2, per_page: 50 },
			{ page: 3, per_page: 50 },
		]);
	});

	it('is listed for one trunk, in large pages also for a small limit', async () => {
		const client = fakeClient([listOf(NUMBER, free)], { ...ACCOUNT, rowsWanted: 1 });
		expect(await run(getAll, client, { trunkId: 'trunk_abc123' })).toEqual([NUMBER]);
		expect(client.requests[0].query).toEqual({ page: 1, per_page: 100 });
	});

	it.each([
		[{ country: 'USA' }, 'two letters'],
		[{ pageSize: 101 }, 'from 1 to 100'],
		[{ status: 'released' }, 'must be one of active, pending, suspended'],
	])('refuses the filters %j', (filters, message) => {
		expect(() => valuesOf(getAll, { filters })).toThrow(message);
	});

	it('is simplified, and its route is shown in the picker', () => {
		expect(simplifiedBy(tryVox, 'phoneNumber')(NUMBER)).toEqual({
			provider: 'tryVox',
			id: '+14155551234',
			phoneNumber: '+14155551234',
			name: null,
			country: 'US',
			status: 'active',
			trunkId: 'trunk_abc123',
			applicationId: null,
			createdAt: '2026-03-15T08:20:00.000Z',
			updatedAt: '2026-04-01T14:30:00.000Z',
		});
		expect(entryOf(tryVox, 'phoneNumber', NUMBER)).toEqual({
			value: '+14155551234',
			name: '+14155551234',
			description: 'on trunk trunk_abc123',
		});
		expect(entryOf(tryVox, 'phoneNumber', free)).toMatchObject({ description: 'free' });
	});
});

describe('TryVox create whose answer is lost', () => {
	const trunkValues = { name: 'Production Trunk', authType: 'ip' };
	const credentialValues = { trunkId: 'trunk_4x5y6z', username: 'pbx-prod-01' };
	const createTrunk = trunkOperation('create');

	it('is done if one of the same identity was made since', async () => {
		const made = { ...TRUNK, created_at: now() };
		const others = [
			{ ...made, name: 'Other' },
			{ ...made, auth_type: 'credential' },
		];
		const trunks = await recoveryOf(
			createTrunk,
			clientWith(TRUNK, [TRUNK, ...others, made]),
			trunkValues,
		);
		expect(await recovered(trunks)).toEqual(new FoundRow(made));
		const credential = { ...CREDENTIAL, created_at: now() };
		const ofOther = { ...credential, username: 'pbx-other' };
		const credentials = await recoveryOf(
			operationOf(tryVox, 'sipCredential', 'create'),
			clientWith(CREDENTIAL, [CREDENTIAL, ofOther, credential]),
			credentialValues,
		);
		expect(await recovered(credentials)).toEqual(new FoundRow(credential));
	});

	it('is sent again if there is none', async () => {
		const recovery = await recoveryOf(
			createTrunk,
			clientWith(TRUNK, [TRUNK], [TRUNK]),
			trunkValues,
		);
		const outcomes = [lost, { id: 'trunk_new' }];
		expect(await recover(async () => outcomes.shift(), recovery, settings)).toEqual({
			id: 'trunk_new',
		});
	});

	it('may exist where there is no list to look in, and is never sent again', async () => {
		const recovery = await recoveryOf(
			operationOf(tryVox, 'ipAccessControlEntry', 'create'),
			clientWith(IP_ENTRY),
			{ trunkId: 'trunk_4x5y6z', ipAddress: '203.0.113.45' },
		);
		const ask = jest.fn(async () => await Promise.resolve(lost));
		expect(await recover(ask, recovery, settings)).toMatchObject({
			effect: 'open',
			advice:
				'Look in the TryVox dashboard whether the trunk accepts calls from 203.0.113.45/32 before you try again.',
		});
		expect(ask).toHaveBeenCalledTimes(1);
	});
});

describe('TryVox errors', () => {
	it.each([
		[
			400,
			{
				error: {
					code: 'VALIDATION_FAILED',
					message: 'Request validation failed',
					details: [{ field: 'auth_type', reason: 'must be ip or credential' }],
				},
			},
			{
				code: 'VALIDATION_FAILED',
				said: 'Request validation failed; auth_type must be ip or credential',
				gone: false,
			},
		],
		[
			404,
			{ error: { code: 'NOT_FOUND', message: 'Resource not found' } },
			{ code: 'NOT_FOUND', said: 'Resource not found', gone: true },
		],
		[
			429,
			{ error: { code: 'RATE_LIMITED', message: 'Too many requests', details: [] } },
			{ code: 'RATE_LIMITED', said: 'Too many requests', gone: false },
		],
		[
			400,
			{ error: { code: 'VALIDATION_FAILED', details: [{ reason: 'is odd' }, null, 'x'] } },
			{ code: 'VALIDATION_FAILED', said: 'is odd', gone: false },
		],
		[404, {}, { code: null, said: '', gone: false }],
		[502, { error: 'bad gateway' }, { code: null, said: '', gone: false }],
	])('reads HTTP %d %j', (status, body, expected) => {
		expect(tryVox.api.providerError(status, body)).toEqual(expected);
	});

	it('needs the account ID of the credential', () => {
		expect(tryVox.api.accountId?.({ accountId: ' AC123456 ' })).toBe('AC123456');
		expect(() => tryVox.api.accountId?.({ accountId: ' ' })).toThrow(InputError);
	});
});
