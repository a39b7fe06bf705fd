import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../../../nodes/SipTrunk/validation/inputError';
import { RequestFailure } from '../../../../nodes/SipTrunk/http/errors';
import { FoundRow, recover } from '../../../../nodes/SipTrunk/http/recovery';
import type { Field, Values } from '../../../../nodes/SipTrunk/contract/provider';
import type { Recovery } from '../../../../nodes/SipTrunk/contract/request';
import { vobiz } from '../../../../nodes/SipTrunk/providers/vobiz';
import { accountList, nameToSend } from '../../../../nodes/SipTrunk/providers/vobiz/requests';
import { updateBody as updateBodyOf } from '../../../../nodes/SipTrunk/providers/vobiz/trunk';
import { fakeClient } from '../../../support/fakeClient';
import { entryOf, operationOf, run, simplifiedBy, valuesOf } from '../../../support/operations';

/** The provider's documented example, word for word. */
const TRUNK = {
	trunk_id: '11112222-3333-4444-5555-666677778888',
	account_id: 'MA_XXXXXXXX',
	name: 'Mumbai PBX',
	trunk_domain: '11112222-3333-4444-5555-666677778888.sip.vobiz.ai',
	trunk_status: 'active',
	secure: false,
	trunk_direction: 'both',
	concurrent_calls_limit: 10,
	cps_limit: 2,
	description: '',
	transport: 'udp',
	recording: false,
	enable_transcription: false,
	pii_redaction: false,
	webhook_method: 'POST',
	recording_webhook_enabled: false,
	created_at: '2026-05-12T05:11:52.054462Z',
	updated_at: '2026-05-12T05:11:52.054462Z',
};
const SIMPLIFIED = {
	provider: 'vobiz',
	id: '11112222-3333-4444-5555-666677778888',
	name: 'Mumbai PBX',
	status: 'active',
	direction: 'both',
	sipDomain: '11112222-3333-4444-5555-666677778888.sip.vobiz.ai',
	transport: 'udp',
	secure: false,
	maxConcurrentCalls: 10,
	callsPerSecond: 2,
	authentication: [],
	registration: null,
	createdAt: '2026-05-12T05:11:52.054Z',
	updatedAt: '2026-05-12T05:11:52.054Z',
};
const TRUNKS = '/Account/MA_XXXXXXXX/trunks';
const trunkId = TRUNK.trunk_id;
const required = { name: 'Mumbai PBX', direction: 'outbound', maxConcurrentCalls: 10 };
const requiredBody = {
	name: 'Mumbai PBX',
	trunk_type: 'OUTBOUND',
	trunk_direction: 'outbound',
	max_concurrent_calls: 10,
	concurrent_calls_limit: 10,
};
/** Every optional setting that create and update document, but for `trunk_status`. */
const SETTINGS: IDataObject = {
	callsPerSecond: 5,
	credentialId: { mode: 'list', value: 'aaaa1111' },
	description: 'Head office',
	domainName: 'mumbai.sip.vobiz.ai',
	enableTranscription: true,
	fallbackOriginationUriId: { mode: 'id', value: 'cccc4444' },
	inboundDestination: 'sip:office@pbx.example.com',
	ipAccessControlEntryId: 'bbbb2222',
	piiEntityTypes: ['name', ' address '],
	piiRedaction: true,
	primaryOriginationUriId: { mode: 'list', value: 'cccc3333' },
	recording: true,
	recordingWebhookEnabled: true,
	secure: true,
	transport: 'tls',
	webhookMethod: 'GET',
	webhookUrl: 'https://hooks.example.com/calls',
};
const SETTINGS_BODY = {
	cps_limit: 5,
	credential_uuid: 'aaaa1111',
	description: 'Head office',
	trunk_domain: 'mumbai.sip.vobiz.ai',
	enable_transcription: true,
	fallback_uri_uuid: 'cccc4444',
	inbound_destination: 'sip:office@pbx.example.com',
	ipacl_uuid: 'bbbb2222',
	pii_entity_types: 'name,address',
	pii_redaction: true,
	primary_uri_uuid: 'cccc3333',
	recording: true,
	recording_webhook_enabled: true,
	secure: true,
	transport: 'tls',
	webhook_method: 'GET',
	webhook_url: 'https://hooks.example.com/calls',
};

const account = { accountId: 'MA_XXXXXXXX' };
const create = operationOf(vobiz, 'trunk', 'create');
const update = operationOf(vobiz, 'trunk', 'update');
const updateBody = (current: IDataObject, values: Values) =>
	updateBodyOf(current, values as Parameters<typeof updateBodyOf>[1]);

describe('Vobiz trunk: create', () => {
	const bodies: Array<[string, IDataObject, IDataObject]> = [
		[
			'an enabled trunk, and fields that were added and left empty',
			{
				...required,
				additionalFields: {
					enabled: true,
					piiEntityTypes: '',
					webhookUrl: '',
				},
			},
			{ ...requiredBody, trunk_status: 'enabled' },
		],
	];

	it.each(bodies)('sends %s', async (_, parameters, body) => {
		const client = fakeClient([TRUNK], account);
		expect(await run(create, client, parameters)).toEqual([TRUNK]);
		expect(client.requests).toEqual([
			{ method: 'POST', path: TRUNKS, body, recovery: expect.anything() as unknown },
		]);
	});

	it.each([
		[{ ...required, name: ' ' }, "'Name' is required"],
		[{ ...required, name: 'x'.repeat(256) }, 'not be longer than 255'],
		[{ ...required, direction: 'both' }, "'Direction' must be one of inbound, outbound"],
		[{ ...required, maxConcurrentCalls: '' }, "'Max Concurrent Calls' is required"],
		[{ ...required, maxConcurrentCalls: 1001 }, 'must be from 0 to 1000'],
		[{ ...required, maxConcurrentCalls: -1 }, 'must be from 0 to 1000'],
		[{ ...required, additionalFields: { callsPerSecond: 101 } }, 'must be from 0 to 100'],
		[{ ...required, additionalFields: { description: 'x'.repeat(501) } }, 'longer than 500'],
		[{ ...required, additionalFields: { domainName: 'x'.repeat(256) } }, 'longer than 255'],
		[{ ...required, additionalFields: { inboundDestination: 'x'.repeat(256) } }, 'longer than 255'],
		...['sip:10.0.0.1', 'sip://pbx.example.com', 'hello, world', 'sip:pbx.example.com;'].map(
			(inboundDestination): [IDataObject, string] => [
				{ ...required, additionalFields: { inboundDestination } },
				"'Inbound Destination' ",
			],
		),
		[{ ...required, additionalFields: { transport: 'sctp' } }, 'must be one of tcp, tls, udp'],
		[{ ...required, additionalFields: { webhookUrl: 'ftp://example.com' } }, 'http:// or https://'],
		[
			{ ...required, additionalFields: { webhookUrl: `https://example.com/${'x'.repeat(500)}` } },
			'longer than 500',
		],
		[{ ...required, additionalFields: { credentialId: 'a/b' } }, "'SIP Credential' must be an ID"],
	])('refuses wrong values, case %#', (parameters, message) => {
		const attempt = () => valuesOf(create, parameters);
		expect(attempt).toThrow(InputError);
		expect(attempt).toThrow(message);
	});

	it.each([{ enableTranscription: true }, { enableTranscription: true, recording: false }])(
		'refuses transcription without recording before anything is sent: %j',
		async (additionalFields) => {
			const client = fakeClient([], account);
			await expect(run(create, client, { ...required, additionalFields })).rejects.toThrow(
				"'Enable Transcription' needs 'Recording'",
			);
			expect(client.requests).toEqual([]);
		},
	);

	it('leaves out what is deprecated, and says what replaces it', () => {
		const options = create.fields.flatMap((field) => (field.options ?? []) as Field[]);
		const sent = [...create.fields, ...options].map(({ sentAs }) => sentAs);
		expect(sent).not.toContain('username');
		expect(sent).not.toContain('password');
		expect(sent).not.toContain('ip_whitelist');
		const described = (name: string) => options.find((field) => field.name === name)?.description;
		expect(described('credentialId')).toContain('"username" and "password"');
		expect(described('ipAccessControlEntryId')).toContain('"ip_whitelist"');
	});

	it('runs items of the same name one after another, whatever they point at', () => {
		const values = valuesOf(create, { ...required, additionalFields: { credentialId: 'aaaa' } });
		expect(create.touches?.(values)).toEqual(['name Mumbai PBX']);
	});
});

describe('Vobiz trunk: create whose answer is lost', () => {
	const lost = new RequestFailure('The answer was lost.', { cause: 'refused', effect: 'open' });
	const settings = { maxRetries: 1, pause: async () => true };

	async function recovered(rows: IDataObject[], outcomes: unknown[] = [lost]) {
		const list = { meta: { limit: 100, offset: 0, total: rows.length }, objects: rows };
		const client = fakeClient([TRUNK, list, list], account);
		await run(create, client, required);
		const sent = client.requests[0].recovery as Recovery;
		return await recover(async () => outcomes.shift(), sent, settings);
	}

	const now = () => new Date().toISOString();

	it('is done if one of the name was made since', async () => {
		const made = { ...TRUNK, created_at: now() };
		const rows = [TRUNK, { ...made, name: 'another' }, made];
		expect(await recovered(rows)).toEqual(new FoundRow(made));
	});

	it('is asked again if there is none, or only an older one of the name', async () => {
		expect(await recovered([], [lost, TRUNK])).toEqual(TRUNK);
		expect(await recovered([TRUNK], [lost, TRUNK])).toEqual(TRUNK);
	});

	it('may exist if two were made since', async () => {
		const made = { ...TRUNK, created_at: now() };
		expect(await recovered([made, { ...made, trunk_id: 'other' }])).toMatchObject({
			effect: 'open',
		});
	});
});

describe('Vobiz trunk: update', () => {
	const kept = {
		name: 'Mumbai PBX',
		max_concurrent_calls: 10,
		concurrent_calls_limit: 10,
		enabled: true,
		trunk_status: 'enabled',
	};
	const disabled = { enabled: false, trunk_status: 'disabled' };
	const { trunk_status: ignored, ...withoutStatus } = TRUNK;
	void ignored;

	const bodies: Array<[string, IDataObject, IDataObject, IDataObject]> = [
		[
			'the name, with limit and status as they are',
			TRUNK,
			{ name: 'New' },
			{ ...kept, name: 'New' },
		],
		['an enabled trunk', { ...TRUNK, trunk_status: 'inactive' }, { enabled: true }, kept],
		['"enabled" as it is', { ...TRUNK, trunk_status: 'enabled' }, { name: 'Mumbai PBX' }, kept],
		[
			'"inactive" as it is',
			{ ...TRUNK, trunk_status: 'inactive' },
			{ name: 'Mumbai PBX' },
			{ ...kept, ...disabled },
		],
		[
			'the older "enabled" as it is',
			{ ...withoutStatus, enabled: false },
			{ name: 'Mumbai PBX' },
			{ ...kept, ...disabled },
		],
		[
			'no status where it is not known, so that nothing is switched on or off by chance',
			{ ...TRUNK, trunk_status: 'suspended' },
			{ name: 'New' },
			{ name: 'New', max_concurrent_calls: 10, concurrent_calls_limit: 10 },
		],
		[
			'no status that is known by chance only',
			{ ...TRUNK, trunk_status: 'constructor' },
			{ name: 'New' },
			{ name: 'New', max_concurrent_calls: 10, concurrent_calls_limit: 10 },
		],
		[
			'no limit where it is not known',
			{ trunk_id: trunkId, name: 'Mumbai PBX', trunk_status: 'active' },
			{ callsPerSecond: 3 },
			{ name: 'Mumbai PBX', cps_limit: 3, enabled: true, trunk_status: 'enabled' },
		],
		['every field', TRUNK, SETTINGS, { ...kept, ...SETTINGS_BODY }],
		[
			'transcription of a trunk that is recorded already',
			{ ...TRUNK, recording: true },
			{ enableTranscription: true },
			{ ...kept, enable_transcription: true },
		],
	];

	it.each(bodies)('sends %s', async (_, current, updateFields, body) => {
		const parameters = { trunkId, updateFields };
		expect(updateBody(current, valuesOf(update, parameters))).toEqual(body);
		const answer = { ...TRUNK, updated_at: '2026-05-13T00:00:00Z' };
		const client = fakeClient([current, answer], account);
		expect(await run(update, client, parameters)).toEqual([answer]);
		expect(client.requests).toEqual([
			{ method: 'GET', path: `${TRUNKS}/${trunkId}` },
			{ method: 'PUT', path: `${TRUNKS}/${trunkId}`, body },
		]);
	});

	it('never sends back the words that only answers have', () => {
		const body = JSON.stringify(
			updateBody(TRUNK, valuesOf(update, { trunkId, updateFields: { name: 'New' } })),
		);
		expect(body).not.toContain('active');
		expect(body).not.toContain('both');
	});

	it.each([{}, { status: 'ok' }])('reads the trunk again if the answer is %j', async (answer) => {
		const client = fakeClient([TRUNK, answer, { ...TRUNK, name: 'New' }], account);
		const rows = await run(update, client, { trunkId, updateFields: { name: 'New' } });
		expect(rows).toEqual([{ ...TRUNK, name: 'New' }]);
	});

	it.each([
		[{}, 'needs at least one field'],
		[{ name: '', webhookUrl: '' }, 'an empty one changes nothing'],
		[{ credentialId: { mode: 'list', value: '' } }, "'SIP Credential' was added, but nothing is"],
		[{ clearFields: ['webhookUrl'] }, 'must be one of description'],
		[
			{ description: 'x', clearFields: ['description'] },
			"names 'Description', which is set as well",
		],
	])('refuses %j', (updateFields, message) => {
		expect(() => valuesOf(update, { trunkId, updateFields })).toThrow(message);
	});

	it.each([
		[TRUNK, { enableTranscription: true }],
		[
			{ ...TRUNK, recording: true },
			{ enableTranscription: true, recording: false },
		],
	])('refuses transcription without recording, case %#', (current, updateFields) => {
		expect(() => updateBody(current, valuesOf(update, { trunkId, updateFields }))).toThrow(
			"'Enable Transcription' needs 'Recording'",
		);
	});
});

describe('Vobiz trunk: get and delete', () => {
	it.each([{}, { status: 'ok' }])('does not take %j for a trunk', async (answer) => {
		const client = fakeClient([answer], account);
		await expect(run(operationOf(vobiz, 'trunk', 'get'), client, { trunkId })).rejects.toThrow(
			'The answer has no ID in it',
		);
		const updated = fakeClient([answer], account);
		await expect(run(update, updated, { trunkId, updateFields: { name: 'New' } })).rejects.toThrow(
			'The answer has no ID in it',
		);
		expect(updated.requests.length).toBe(1);
	});

	const rows: Array<[string, IDataObject, IDataObject]> = [
		['the documented example', TRUNK, SIMPLIFIED],
		...['inactive', 'disabled'].map((word): [string, IDataObject, IDataObject] => [
			`"${word}"`,
			{ ...TRUNK, trunk_status: word },
			{ ...SIMPLIFIED, status: 'inactive' },
		]),
		['"enabled"', { ...TRUNK, trunk_status: 'enabled' }, SIMPLIFIED],
		['another status', { ...TRUNK, trunk_status: 'new' }, { ...SIMPLIFIED, status: 'unknown' }],
		[
			'a status that is not named after a status',
			{ ...TRUNK, trunk_status: 'constructor' },
			{ ...SIMPLIFIED, status: 'unknown' },
		],
		[
			'what is set',
			{ ...TRUNK, credential_uuid: 'aaaa1111', ipacl_uuid: 'bbbb2222', transport: 'TCP' },
			{ ...SIMPLIFIED, authentication: ['ip', 'credentials'], transport: 'tcp' },
		],
		[
			'the names of the older documentation',
			{ id: 'a', trunk_type: 'OUTBOUND', sip_domain: 'a.sip.vobiz.ai', enabled: false },
			{
				...SIMPLIFIED,
				id: 'a',
				name: null,
				direction: 'outbound',
				sipDomain: 'a.sip.vobiz.ai',
				status: 'inactive',
				transport: null,
				secure: null,
				maxConcurrentCalls: null,
				callsPerSecond: null,
				createdAt: null,
				updatedAt: null,
			},
		],
	];

	it.each(rows)('simplifies %s', (_, row, expected) => {
		expect(simplifiedBy(vobiz, 'trunk')(row)).toEqual(expected);
	});

	it.each([
		[TRUNK, { value: trunkId, name: 'Mumbai PBX', description: `both, ${TRUNK.trunk_domain}` }],
		[
			{ ...TRUNK, name: '', trunk_status: 'disabled' },
			{ value: trunkId, name: trunkId, description: `both, ${TRUNK.trunk_domain}, disabled` },
		],
		[
			{ id: 'a', name: 'Older', trunk_type: 'OUTBOUND' },
			{ value: 'a', name: 'Older', description: 'outbound' },
		],
	])('shows in a picker, case %#', (row, entry) => {
		expect(entryOf(vobiz, 'trunk', row)).toEqual(entry);
	});
});

describe('Vobiz lists', () => {
	const getAll = operationOf(vobiz, 'trunk', 'getAll');
	const page = (objects: unknown, meta: IDataObject = { limit: 100, offset: 0, total: 1 }) => ({
		meta,
		objects,
	});

	it.each([
		['one row', page([TRUNK]), [TRUNK]],
		['the older name of the total', page([TRUNK], { total_count: 1 }), [TRUNK]],
		['null for no rows', page(null, { total: 0 }), []],
		['no rows at all', { meta: { limit: 100, offset: 0, total: 0 } }, []],
	])('are read from %s', async (_, answer, rows) => {
		const client = fakeClient([answer], account);
		expect(await run(getAll, client, { returnAll: true })).toEqual(rows);
		expect(client.requests).toEqual([
			{ method: 'GET', path: TRUNKS, query: { limit: 100, offset: 0 } },
		]);
	});

	it.each(['total', 'total_count'])('are read ahead if %s says how long they are', async (key) => {
		const rows = Array.from({ length: 205 }, (_, index) => ({ trunk_id: `t${index}` }));
		const pages = [0, 100, 200].map((offset) =>
			page(rows.slice(offset, offset + 100), { limit: 100, offset, [key]: 205 }),
		);
		const client = fakeClient(pages, account);
		let read = 0;
		for await (const row of accountList({ ...client, parallel: 2 }, TRUNKS)) {
			expect(row).toEqual(rows[read]);
			read += 1;
			if (read > 100) break;
		}
		expect(client.requests.map(({ query }) => query?.offset)).toEqual([0, 100, 200]);
	});

	it.each([[{}], [{ objects: {} }], [{ message: 'ok' }]])('are not %j', async (answer) => {
		await expect(run(getAll, fakeClient([answer], account), {})).rejects.toThrow(
			'other than a list',
		);
	});

	it('name the row that a replacement needs', () => {
		expect(nameToSend({ name: 'New' }, { description: 'Old' })).toBe('New');
		expect(nameToSend({}, { description: 'Old' })).toBe('Old');
		expect(() => nameToSend({}, { description: '' })).toThrow("'Name' is needed");
	});
});

describe('Vobiz errors', () => {
	it.each<[number, unknown, IDataObject]>([
		[
			404,
			{
				status: 'error',
				error: {
					code: 'TRUNK_NOT_FOUND',
					message: 'SIP trunk not found',
					details: { trunkId: 'TRK_1' },
				},
				timestamp: '2025-10-12T10:30:00.000Z',
				requestId: 'req_1',
			},
			{ code: 'TRUNK_NOT_FOUND', said: 'SIP trunk not found', requestId: 'req_1' },
		],
		[
			404,
			{ error: 'Number not found', message: 'The number is not yours.' },
			{ code: null, said: 'The number is not yours.', requestId: null },
		],
		[
			404,
			{ error: 'IP ACL not found', code: 404 },
			{ code: '404', said: 'IP ACL not found', requestId: null },
		],
		[
			400,
			{ api_id: 'a1', error: 'invalid webhook_url', message: 'Must be public.' },
			{ code: null, said: 'Must be public.', requestId: 'a1' },
		],
		[404, { api_id: 'a1', error: 'not found' }, { code: null, said: 'not found', requestId: 'a1' }],
		[
			403,
			{ status: 'error', message: 'No permission' },
			{ code: null, said: 'No permission', requestId: null },
		],
		[
			422,
			{
				status: 'error',
				error: {
					code: 'VALIDATION_ERROR',
					message: 'Validation failed',
					details: {
						errors: [
							{ field: 'name', message: 'is required', code: 'REQUIRED', value: null },
							{ field: 'password', message: 'is too short', code: 'INVALID', value: 'hunter2' },
							{ message: 'something else' },
							{ value: 'only this' },
							null,
						],
					},
				},
				requestId: 'req_2',
			},
			{
				code: 'VALIDATION_ERROR',
				said: 'Validation failed; name is required; password is too short; something else',
				requestId: 'req_2',
			},
		],
		[
			422,
			{ error: { details: { errors: [{ field: 'name', message: 'is required' }] } } },
			{ code: null, said: 'name is required', requestId: null },
		],
		[
			429,
			{
				status: 'error',
				error: {
					code: 'RATE_LIMIT_EXCEEDED',
					message: 'Too many requests',
					details: { limitType: 'requests', limit: 100, current: 101, retryAfter: 7 },
				},
				requestId: 'req_3',
			},
			{
				code: 'RATE_LIMIT_EXCEEDED',
				said: 'Too many requests',
				requestId: 'req_3',
				retryAfterMs: 7000,
			},
		],
		[502, {}, { code: null, said: '', requestId: null }],
		[500, { error: null, message: null }, { code: null, said: '', requestId: null }],
	])('reads HTTP %d %j', (status, body, expected) => {
		expect(vobiz.api.providerError(status, body)).toEqual(expected);
	});

	it.each(['400', '401', '402', '404', '409', '422', 'DUPLICATE_USERNAME', 'ACCOUNT_INACTIVE'])(
		'says what to do about %s',
		(code) => expect(vobiz.api.advice[code]).toMatch(/\.$/),
	);
});

describe('Vobiz credential', () => {
	it('gives the address and the account', () => {
		expect(vobiz.api.addresses({})).toEqual({ default: 'https://api.vobiz.ai/api/v1' });
		expect(vobiz.api.addresses({ baseUrl: ' http://127.0.0.1:4104/api/v1/ ' })).toEqual({
			default: 'http://127.0.0.1:4104/api/v1',
		});
		expect(vobiz.api.accountId?.({ authId: ' SA_XXXXXXXX ' })).toBe('SA_XXXXXXXX');
	});

	it.each(['', '../MA_1', 'MA 1', undefined])('has no account %j', (authId) => {
		expect(() => vobiz.api.accountId?.({ authId })).toThrow("'Auth ID' in the credential");
	});
});
