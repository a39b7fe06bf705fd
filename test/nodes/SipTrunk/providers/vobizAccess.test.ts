import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../../../nodes/SipTrunk/validation/inputError';
import { type AddressBlock } from '../../../../nodes/SipTrunk/validation/network';
import { RequestFailure } from '../../../../nodes/SipTrunk/http/errors';
import { FoundRow, recover } from '../../../../nodes/SipTrunk/http/recovery';
import type { Recovery } from '../../../../nodes/SipTrunk/contract/request';
import { secretValues } from '../../../../nodes/SipTrunk/fields/values';
import { vobiz } from '../../../../nodes/SipTrunk/providers/vobiz';
import * as ipAccess from '../../../../nodes/SipTrunk/providers/vobiz/ipAccessControlEntry';
import * as origination from '../../../../nodes/SipTrunk/providers/vobiz/originationUri';
import { fakeClient } from '../../../support/fakeClient';
import { entryOf, operationOf, run, simplifiedBy, valuesOf } from '../../../support/operations';

/** The provider's documented examples, word for word but for the ends of the IDs. */
const CREDENTIAL = {
	id: 'aaaa1111-2222-3333-4444-555566667777',
	account_id: 'MA_XXXXXXXX',
	username: 'pbx_01',
	password: '<redacted>',
	realm: 'MA_XXXXXXXX.sip.vobiz.ai',
	enabled: true,
	created_at: '2026-05-12T05:11:51.635106Z',
	updated_at: '2026-05-12T05:11:51.635106Z',
};
const ENTRY = {
	id: 'bbbb2222-3333-4444-5555-666677778888',
	account_id: 'MA_XXXXXXXX',
	ip_address: '10.20.30.0/24',
	description: 'Office PBX',
	enabled: true,
	created_at: '2026-05-12T05:11:51Z',
	updated_at: '2026-05-12T05:11:51Z',
};
const ORIGINATION_URI = {
	id: 'cccc3333-4444-5555-6666-777788889999',
	account_id: 'MA_XXXXXXXX',
	uri: 'sip:sbc1.example.com:5060',
	priority: 1,
	weight: 10,
	enabled: true,
	transport: 'TCP',
	description: 'Primary SBC',
	created_at: '2026-05-12T05:11:51.914686Z',
	updated_at: '2026-05-12T05:11:51.914686Z',
};

const ACCOUNT = '/Account/MA_XXXXXXXX';
const account = { accountId: 'MA_XXXXXXXX' };
const listOfRows = (...objects: IDataObject[]) => ({
	meta: { limit: 100, offset: 0, total: objects.length },
	objects,
});

const operation = (resource: string, name: string) => operationOf(vobiz, resource, name);

describe('Vobiz resources of the account', () => {
	const kinds = [
		{
			resource: 'sipCredential',
			row: CREDENTIAL,
			parameter: 'credentialId',
			list: `${ACCOUNT}/trunks/credentials`,
			missing: 'no SIP credential with the ID other',
		},
		{
			resource: 'ipAccessControlEntry',
			row: ENTRY,
			parameter: 'ipAccessControlEntryId',
			list: `${ACCOUNT}/trunks/ip-acl`,
			missing: 'no IP access control entry with the ID other',
		},
		{
			resource: 'originationUri',
			row: ORIGINATION_URI,
			parameter: 'originationUriId',
			list: `${ACCOUNT}/trunks/origination-uris`,
			missing: 'no origination URI with the ID other',
		},
	];
	const listRequest = (path: string) => ({
		method: 'GET',
		path,
		query: { limit: 100, offset: 0 },
	});

	describe.each(kinds)('$resource', ({ resource, row, parameter, list, missing }) => {
		it('is found in the list', async () => {
			const get = operation(resource, 'get');
			const client = fakeClient([listOfRows({ ...row, id: 'another' }, row)], account);
			expect(await run(get, client, { [parameter]: row.id })).toEqual([row]);
			expect(client.requests).toEqual([listRequest(list)]);
			await expect(
				run(get, fakeClient([listOfRows(row)], account), { [parameter]: 'other' }),
			).rejects.toMatchObject({
				status: 404,
				gone: true,
				message: expect.stringContaining(missing) as unknown,
			});
		});

		it('is listed, also if there is none', async () => {
			const getAll = operation(resource, 'getAll');
			const client = fakeClient([listOfRows(row)], account);
			expect(await run(getAll, client, {})).toEqual([row]);
			expect(client.requests).toEqual([listRequest(list)]);
			const none = fakeClient([{ meta: { total: 0 }, objects: null }], account);
			expect(await run(getAll, none, {})).toEqual([]);
		});

		it('is changed also where the change is not shown', async () => {
			const update = operation(resource, 'update');
			const parameters = {
				[parameter]: row.id,
				updateFields: resource === 'sipCredential' ? { enabled: true } : { name: 'New' },
			};
			const before = resource === 'sipCredential' ? [] : [listOfRows(row)];
			const answers = (last: unknown) => fakeClient([...before, {}, last], account);
			const refused = new RequestFailure('No permission.', { cause: 'refused', status: 403 });
			expect(await run(update, answers(refused), parameters)).toEqual([{ id: row.id }]);
			await expect(run(update, answers(listOfRows()), parameters)).rejects.toMatchObject({
				gone: true,
			});
			await expect(run(update, answers(new TypeError('x')), parameters)).rejects.toThrow(TypeError);
		});

		it('cannot lead to another place', () => {
			const get = operation(resource, 'get');
			expect(() => valuesOf(get, { [parameter]: '../numbers/1' })).toThrow(InputError);
			expect(() => valuesOf(get, { [parameter]: '..' })).toThrow(InputError);
		});
	});
});

describe('Vobiz SIP credential', () => {
	const create = operation('sipCredential', 'create');
	const update = operation('sipCredential', 'update');
	const path = `${ACCOUNT}/credentials`;
	const itemPath = `${path}/${CREDENTIAL.id}`;
	const own = 'own!Words';

	it('is created with a generated password that API and Console accept', async () => {
		const client = fakeClient([CREDENTIAL], account);
		const [row] = await run(create, client, { username: 'pbx_01' });
		const made = String(row.password);
		expect(made).toMatch(
			/^(?=.*\d)(?=.*[A-Z])(?=.*[a-z])(?=.*[~!@#$%^&*()_+])[\w~!@#$%^&*()+]{20}$/,
		);
		expect(client.requests[0].body).toEqual({ username: 'pbx_01', password: made });
		expect(client.secrets).toEqual([made]);
	});

	it.each([
		[{ username: '' }, "'User Name' is required"],
		[{ username: 'pbx 01' }, 'letters, digits, underscores and hyphens'],
		[{ username: 'pbx@01' }, 'letters, digits, underscores and hyphens'],
		[{ username: 'pbx', generatePassword: false }, "'Password' is required"],
		[
			{ username: 'pbx', generatePassword: false, password: 'a!b2c3d' },
			"'Password' must have at least 8 characters; it has 7.",
		],
	])('refuses %j', (parameters, message) => {
		expect(() => valuesOf(create, parameters)).toThrow(message);
	});

	it('runs items of the same user name one after another', () => {
		expect(create.touches?.({ username: 'pbx_01' })).toEqual(['username pbx_01']);
	});

	it.each([
		['settings alone', { enabled: false }, { enabled: false }],
		['both settings', { enabled: true, description: 'x' }, { enabled: true, description: 'x' }],
		['an own password', { password: own }, { password: own }],
		['an own password, said twice', { password: own, generatePassword: false }, { password: own }],
		[
			'a password and a setting',
			{ password: own, enabled: true },
			{ password: own, enabled: true },
		],
	])('update sends %s', async (_, updateFields, body) => {
		const client = fakeClient([CREDENTIAL], account);
		const parameters = { credentialId: CREDENTIAL.id, updateFields };
		expect(await run(update, client, parameters)).toEqual([CREDENTIAL]);
		expect(client.requests).toEqual([{ method: 'PUT', path: itemPath, body }]);
	});

	it('update makes a password only if it is asked to', async () => {
		const client = fakeClient([CREDENTIAL], account);
		const [row] = await run(update, client, {
			credentialId: CREDENTIAL.id,
			updateFields: { generatePassword: true, enabled: true },
		});
		expect(row).toEqual({ ...CREDENTIAL, password: expect.any(String) as unknown });
		expect(client.requests[0].body).toEqual({ password: row.password, enabled: true });
		expect(client.secrets).toEqual([row.password]);
	});

	it.each([
		[{}, 'needs at least one field'],
		[{ generatePassword: false }, 'needs at least one field'],
		[{ generatePassword: true, password: own }, "together with 'Generate Password'"],
		[{ password: 'short' }, 'at least 8 characters'],
		[{ password: '' }, 'needs at least one field'],
	])('update refuses %j before anything is sent', async (updateFields, message) => {
		const client = fakeClient([], account);
		const attempt = async () =>
			await run(update, client, { credentialId: CREDENTIAL.id, updateFields });
		await expect(attempt()).rejects.toThrow(message);
		expect(client.requests).toEqual([]);
	});

	it('knows that its passwords are secrets', () => {
		const values = valuesOf(update, {
			credentialId: CREDENTIAL.id,
			updateFields: { password: own },
		});
		expect(secretValues(update.fields, values)).toEqual([own]);
	});

	it('is read again if the answer is empty', async () => {
		const client = fakeClient([{}, listOfRows(CREDENTIAL)], account);
		const parameters = { credentialId: CREDENTIAL.id, updateFields: { enabled: true } };
		expect(await run(update, client, parameters)).toEqual([CREDENTIAL]);
	});

	it('tells the password that an update has made, whatever becomes of the rest', async () => {
		const refused = new RequestFailure('No permission.', { cause: 'refused', status: 403 });
		const client = fakeClient([{}, refused], account);
		const parameters = { credentialId: CREDENTIAL.id, updateFields: { generatePassword: true } };
		expect(await run(update, client, parameters)).toEqual([
			{ id: CREDENTIAL.id, password: client.secrets[0] },
		]);
		expect(client.requests[0].body).toEqual({ password: client.secrets[0] });
	});

	it.each([
		[CREDENTIAL, 'MA_XXXXXXXX.sip.vobiz.ai'],
		[{ ...CREDENTIAL, enabled: false }, 'MA_XXXXXXXX.sip.vobiz.ai, disabled'],
		[{ id: CREDENTIAL.id, username: 'pbx_01' }, ''],
	])('shows in a picker, case %#', (row, description) => {
		expect(entryOf(vobiz, 'sipCredential', row)).toEqual({
			value: CREDENTIAL.id,
			name: 'pbx_01',
			description,
		});
	});
});

describe('Vobiz IP access control entry', () => {
	const create = operation('ipAccessControlEntry', 'create');
	const update = operation('ipAccessControlEntry', 'update');
	const simplify = simplifiedBy(vobiz, 'ipAccessControlEntry');

	it.each([
		['10.20.30.0/24', '10.20.30.0/24'],
		['10.20.30.4', '10.20.30.4'],
		['10.20.30.4/32', '10.20.30.4'],
	])('is created for %s', async (ipAddress, sent) => {
		const client = fakeClient([ENTRY], account);
		const parameters = { name: 'Office PBX', ipAddress };
		const body = { name: 'Office PBX', ip_address: sent };
		await run(create, client, parameters);
		expect(client.requests).toEqual([
			{
				method: 'POST',
				path: `${ACCOUNT}/ip-acl`,
				body,
				recovery: expect.anything() as unknown,
			},
		]);
	});

	it.each([
		[{ name: '', ipAddress: '10.0.0.1' }, "'Name' is required"],
		[{ name: 'a', ipAddress: '' }, "'IP Address' is required"],
		[{ name: 'a', ipAddress: '2001:db8::7' }, 'must be an IPv4 address'],
		[{ name: 'a', ipAddress: '10.0.0.1/33' }, 'from 1 to 32'],
		[{ name: 'a', ipAddress: 'pbx.example.com' }, 'must be an IP address'],
	])('refuses %j', (parameters, message) => {
		expect(() => valuesOf(create, parameters)).toThrow(message);
	});

	it.each([
		[{ name: 'New' }, { name: 'New', ip_address: '10.20.30.0/24' }],
		[{ ipAddress: '10.9.8.7' }, { name: 'Office PBX', ip_address: '10.9.8.7' }],
		[
			{ name: 'New', ipAddress: '10.9.0.0/16' },
			{ name: 'New', ip_address: '10.9.0.0/16' },
		],
	])('update always sends both fields: %j', async (updateFields, body) => {
		const parameters = { ipAccessControlEntryId: ENTRY.id, updateFields };
		const changes = valuesOf(update, parameters).updateFields as IDataObject;
		expect(ipAccess.updateBody(ENTRY, changes)).toEqual(body);
		const client = fakeClient([listOfRows(ENTRY), ENTRY], account);
		expect(await run(update, client, parameters)).toEqual([ENTRY]);
		expect(client.requests[1]).toEqual({
			method: 'PUT',
			path: `${ACCOUNT}/ip-acl/${ENTRY.id}`,
			body,
		});
	});

	it('update wants a name where there is none', () => {
		const ipAddress = { address: '10.9.8.7', prefixLength: 32, version: 4, cidr: '10.9.8.7/32' };
		expect(() =>
			ipAccess.updateBody({ ...ENTRY, description: '' }, { ipAddress: ipAddress as AddressBlock }),
		).toThrow("'Name' is needed");
	});

	it.each([
		[ENTRY, '10.20.30.0/24'],
		[{ ...ENTRY, ip_address: '10.20.30.4' }, '10.20.30.4/32'],
		[{ ...ENTRY, ip_address: undefined }, null],
	])('simplifies the documented example, case %#', (row, cidr) => {
		expect(simplify(row as IDataObject)).toEqual({
			provider: 'vobiz',
			id: ENTRY.id,
			name: 'Office PBX',
			cidr,
			trunkId: null,
			ipAccessControlListId: null,
			enabled: true,
			createdAt: '2026-05-12T05:11:51.000Z',
			updatedAt: '2026-05-12T05:11:51.000Z',
		});
	});

	it.each([
		[ENTRY, 'Office PBX', '10.20.30.0/24'],
		[{ ...ENTRY, description: '', enabled: false }, '10.20.30.0/24', '10.20.30.0/24, disabled'],
	])('shows in a picker, case %#', (row, name, description) => {
		expect(entryOf(vobiz, 'ipAccessControlEntry', row)).toEqual({
			value: ENTRY.id,
			name,
			description,
		});
	});
});

describe('Vobiz origination URI', () => {
	const create = operation('originationUri', 'create');
	const update = operation('originationUri', 'update');

	it.each([
		['sip:sbc1.example.com:5060', 1],
		['sip:office@pbx.example.com', '2'],
		['sip:8.8.4.4', 1],
	])('is created for %s', async (sipUri, priority) => {
		const client = fakeClient([ORIGINATION_URI], account);
		const parameters = { name: 'Primary SBC', sipUri, priority };
		const body = { name: 'Primary SBC', sip_uri: sipUri, priority: Number(priority) };
		await run(create, client, parameters);
		expect(client.requests).toEqual([
			{
				method: 'POST',
				path: `${ACCOUNT}/origination-uris`,
				body,
				recovery: expect.anything() as unknown,
			},
		]);
	});

	it.each([
		[{ sipUri: 'sip:a.example.com' }, "'Name' is required"],
		[{ name: 'a' }, "'SIP URI' is required"],
		[{ name: 'a', sipUri: 'sips:a.example.com' }, 'sips: is not supported here'],
		[{ name: 'a', sipUri: 'a.example.com' }, 'must start with sip:'],
		[{ name: 'a', sipUri: 'sip:a.example.com', priority: '' }, "'Priority' is required"],
		[{ name: 'a', sipUri: 'sip:a.example.com', priority: 1.5 }, 'must be a whole number'],
	])('refuses %j', (parameters, message) => {
		expect(() => valuesOf(create, parameters)).toThrow(message);
	});

	it.each([
		[{ name: 'New' }, { name: 'New', priority: 1 }],
		[{ priority: 2 }, { name: 'Primary SBC', priority: 2 }],
		[{ priority: 2 }, { name: 'Primary SBC', priority: 2 }],
		[
			{ name: 'New', priority: 3 },
			{ name: 'New', priority: 3 },
		],
	])('update always sends both fields: %j', async (updateFields, body) => {
		const parameters = { originationUriId: ORIGINATION_URI.id, updateFields };
		const changes = valuesOf(update, parameters).updateFields as IDataObject;
		expect(origination.updateBody(ORIGINATION_URI, changes)).toEqual(body);
		const client = fakeClient([listOfRows(ORIGINATION_URI), ORIGINATION_URI], account);
		expect(await run(update, client, parameters)).toEqual([ORIGINATION_URI]);
		expect(client.requests[1]).toEqual({
			method: 'PUT',
			path: `${ACCOUNT}/origination-uris/${ORIGINATION_URI.id}`,
			body,
		});
	});

	it('simplifies the documented example', () => {
		expect(simplifiedBy(vobiz, 'originationUri')(ORIGINATION_URI)).toEqual({
			provider: 'vobiz',
			id: ORIGINATION_URI.id,
			name: 'Primary SBC',
			sipUri: 'sip:sbc1.example.com:5060',
			priority: 1,
			weight: 10,
			enabled: true,
			trunkId: null,
			createdAt: '2026-05-12T05:11:51.914Z',
			updatedAt: '2026-05-12T05:11:51.914Z',
		});
	});

	it.each([
		[ORIGINATION_URI, 'Primary SBC', 'sip:sbc1.example.com:5060, priority 1'],
		[
			{ ...ORIGINATION_URI, description: '', enabled: false },
			'sip:sbc1.example.com:5060',
			'sip:sbc1.example.com:5060, priority 1, disabled',
		],
	])('shows in a picker, case %#', (row, name, description) => {
		expect(entryOf(vobiz, 'originationUri', row)).toEqual({
			value: ORIGINATION_URI.id,
			name,
			description,
		});
	});
});

describe('Vobiz create whose answer is lost', () => {
	const lost = new RequestFailure('The answer was lost.', { cause: 'refused', effect: 'open' });
	const settings = { maxRetries: 1, pause: async () => true };
	const now = () => new Date().toISOString();

	const kinds: Array<[string, IDataObject, IDataObject, IDataObject, string]> = [
		[
			'sipCredential',
			{ username: 'pbx_01' },
			CREDENTIAL,
			{ username: 'pbx_02' },
			'Look in the list of SIP credentials for the user name "pbx_01"',
		],
		[
			'ipAccessControlEntry',
			{ name: 'Office PBX', ipAddress: '10.20.30.0/24' },
			ENTRY,
			{ ip_address: '10.20.31.0/24' },
			'Look in the list of IP access control entries for 10.20.30.0/24',
		],
		[
			'originationUri',
			{ name: 'Primary SBC', sipUri: 'sip:sbc1.example.com:5060', priority: 1 },
			ORIGINATION_URI,
			{ priority: 2 },
			'Look in the list of origination URIs for "sip:sbc1.example.com:5060"',
		],
	];

	describe.each(kinds)('%s', (resource, parameters, row, difference, howToLook) => {
		async function outcomeOf(rows: IDataObject[], outcomes: unknown[]) {
			const list = listOfRows(...rows);
			const client = fakeClient([row, list, list], account);
			await run(operation(resource, 'create'), client, parameters);
			const recovery = client.requests[0].recovery as Recovery;
			expect(recovery.howToLook).toBe(howToLook);
			return await recover(async () => outcomes.shift(), recovery, settings);
		}

		it('is done if it was made since', async () => {
			const made = { ...row, created_at: now() };
			expect(await outcomeOf([made], [lost])).toEqual(new FoundRow(made));
		});

		it('is asked again if there is only another', async () => {
			const other = { ...row, ...difference, created_at: now() };
			expect(await outcomeOf([other], [lost, row])).toEqual(row);
		});
	});

	it.each(['DUPLICATE_USERNAME', null])(
		'finds a credential of which a second one was refused (code %s)',
		async (code) => {
			const made = { ...CREDENTIAL, created_at: now() };
			const client = fakeClient([CREDENTIAL, listOfRows(), listOfRows(made)], account);
			await run(operation('sipCredential', 'create'), client, { username: 'pbx_01' });
			const refused = new RequestFailure('exists', { cause: 'refused', status: 409, code });
			const outcomes = [lost, refused];
			const recovery = client.requests[0].recovery as Recovery;
			expect(await recover(async () => outcomes.shift(), recovery, settings)).toEqual(
				new FoundRow(made),
			);
		},
	);
});
