import axios, { type AxiosRequestConfig, type AxiosResponse } from 'axios';

import { twilioAccount } from '../../sandbox/providers/twilio/account';
import type { Sandbox } from '../../sandbox/index';
import { type Operation, operations } from '../../sandbox/providers/twilio/specification';
import { subAccountSid, takenDomainName } from '../../sandbox/providers/twilio/index';
import { useSandbox } from './support';

type Form = Record<string, string | number | boolean>;

const { accountSid, apiKeySid, apiKeySecret, authToken } = twilioAccount;
const apiKey = { username: apiKeySid, password: apiKeySecret };
const mainAccount = { username: accountSid, password: authToken };

const sidPattern = (prefix: string) => new RegExp(`^${prefix}[0-9a-f]{32}$`);
const isoPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const rfcPattern = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0000$/;
const strongPhrase = 'Correct7Horse';
const unknownSid = (prefix: string) => `${prefix}${'f'.repeat(32)}`;

let sandbox: Sandbox;
let time: Date;

const started = useSandbox({ now: () => time });

beforeEach(() => {
	({ sandbox } = started);
	time = new Date('2026-03-04T05:06:07.890Z');
});

afterEach(() => {
	// A mistake of the simulator must never pass for an answer of the provider.
	expect(sandbox.requests.filter(({ problem }) => problem !== undefined)).toEqual([]);
});

async function send(
	method: string,
	path: string,
	config: AxiosRequestConfig = {},
): Promise<AxiosResponse> {
	return await axios.request({
		method,
		url: path.startsWith('http') ? path : sandbox.addresses.twilio + path,
		auth: apiKey,
		validateStatus: () => true,
		...config,
	});
}

const get = async (path: string, params?: Form) => await send('GET', path, { params });
const remove = async (path: string) => await send('DELETE', path);

async function post(path: string, form: Form = {}): Promise<AxiosResponse> {
	const data = new URLSearchParams();
	for (const [name, value] of Object.entries(form)) data.append(name, String(value));
	return await send('POST', path, { data });
}

async function created(path: string, form: Form = {}): Promise<Record<string, never>> {
	const response = await post(path, form);
	expect([response.status, response.data]).toEqual([201, expect.anything()]);
	return response.data;
}

const accountPath = (sid: string = accountSid) => `/2010-04-01/Accounts/${sid}`;
const credentialLists = `${accountPath()}/SIP/CredentialLists`;
const accessLists = `${accountPath()}/SIP/IpAccessControlLists`;
const incomingNumbers = `${accountPath()}/IncomingPhoneNumbers`;

const createTrunk = async (form: Form = {}) => await created('/v1/Trunks', form);
const createCredentialList = async (name = 'Desk phones') =>
	await created(`${credentialLists}.json`, { FriendlyName: name });
const createAccessList = async (name = 'Head office') =>
	await created(`${accessLists}.json`, { FriendlyName: name });
const listNumbers = async (params: Form = {}) =>
	(await get(`${incomingNumbers}.json`, params)).data.incoming_phone_numbers;

/** The whole body of every refusal, so that no test needs to spell it out. */
function refusal(status: number, code: number): unknown {
	return {
		status,
		data: {
			code,
			message: expect.stringMatching(/\S/),
			more_info: `https://www.twilio.com/docs/errors/${code}`,
			status,
		},
	};
}

const outcome = ({ status, data }: AxiosResponse): unknown => ({ status, data });

function expectRefusal(response: AxiosResponse, status: number, code: number): void {
	expect(outcome(response)).toEqual(refusal(status, code));
}

const effects = () => sandbox.requests.flatMap(({ effects: done }) => done.map(({ what }) => what));

function operationOf(id: string): Operation {
	const operation = operations.find((candidate) => candidate.id === id);
	if (operation === undefined) throw new RangeError(`no operation ${id}`);
	return operation;
}

describe('the OpenAPI documents', () => {
	it('has all 24 operations of the trunking API and those around it', () => {
		const count = (api: string) => operations.filter((operation) => operation.api === api).length;
		expect([count('trunking'), count('2010-04-01')]).toEqual([24, 26]);
		expect(new Set(operations.map(({ id }) => id)).size).toBe(operations.length);
	});

	it.each(operations.map((operation) => [operation.id, operation] as const))(
		'%s: the examples fit the schemas that answers and requests are checked against',
		(_id, operation) => {
			for (const example of Object.values(operation.answerExamples)) {
				expect(operation.findMistake(example)).toBeUndefined();
			}
			for (const example of Object.values(operation.requestExamples)) {
				expect(operation.readForm(example)).toBeDefined();
			}
		},
	);

	it('finds answers that do not fit', () => {
		const { findMistake, answerExamples } = operationOf('FetchTrunk');
		const trunk = answerExamples.fetch as Record<string, unknown>;
		expect(findMistake({ ...trunk, sid: 'TK1' })).toContain('/sid');
		expect(findMistake({ ...trunk, secure: 'false' })).toContain('/secure');
		expect(findMistake({ ...trunk, url: '/v1/Trunks' })).toContain('/url');
		expect(findMistake({ ...trunk, date_created: 'Wed, 11 Sep 2013' })).toContain('/date_created');
		expect(findMistake({ ...trunk, friendlyName: 'x' })).toContain('additional properties');
		expect(findMistake({ sid: trunk.sid })).toContain('required');
		expect(operationOf('DeleteTrunk').findMistake({})).toContain('no body');
	});
});

/**
 * The documents' own request examples, sent as they are, against the keys of their answer examples.
 * The values of the answers are not compared: several of them do not match their requests, such as
 * the disaster recovery method (asked for GET, answered with POST).
 */
describe('the documented examples', () => {
	const exampleOf = (id: string) => Object.values(operationOf(id).requestExamples)[0] as Form;
	const answerKeys = (id: string) =>
		Object.keys(Object.values(operationOf(id).answerExamples)[0] as object).sort();

	async function check(
		id: string,
		path: string,
		form: Form = exampleOf(id),
	): Promise<Record<string, never>> {
		const { method, status } = operationOf(id);
		const response = method === 'POST' ? await post(path, form) : await get(path);
		expect([id, response.status]).toEqual([id, status]);
		expect(Object.keys(response.data).sort()).toEqual(answerKeys(id));
		return response.data;
	}

	it('trunk, origination URL and recording', async () => {
		const trunk = await check('CreateTrunk', '/v1/Trunks');
		expect(trunk).toMatchObject({
			sid: expect.stringMatching(sidPattern('TK')),
			account_sid: accountSid,
			domain_name: 'test.pstn.twilio.com',
			friendly_name: 'friendly_name',
			disaster_recovery_url: 'http://disaster-recovery.com',
			disaster_recovery_method: 'GET',
			secure: false,
			cnam_lookup_enabled: false,
			symmetric_rtp_enabled: false,
			recording: { mode: 'do-not-record', trim: 'do-not-trim' },
			transfer_mode: 'disable-all',
			transfer_caller_id: 'from-transferee',
			auth_type: '',
			auth_type_set: [],
			date_created: '2026-03-04T05:06:07Z',
			url: `${sandbox.addresses.twilio}/v1/Trunks/${trunk.sid}`,
		});
		expect(Object.keys(trunk.links)).toEqual([
			'origination_urls',
			'credential_lists',
			'ip_access_control_lists',
			'phone_numbers',
		]);
		const path = `/v1/Trunks/${trunk.sid}`;
		await check('FetchTrunk', path);
		expect(await check('UpdateTrunk', path)).toMatchObject({
			friendly_name: 'updated_name',
			secure: true,
			cnam_lookup_enabled: true,
			transfer_caller_id: 'from-transferor',
			domain_name: 'test.pstn.twilio.com',
		});
		await check('ListTrunk', '/v1/Trunks');

		const url = await check('CreateOriginationUrl', `${path}/OriginationUrls`);
		expect(url).toMatchObject({
			sid: expect.stringMatching(sidPattern('OU')),
			trunk_sid: trunk.sid,
			sip_url: 'sip://sip-box.com:1234',
			priority: 1,
			weight: 1,
			enabled: true,
			date_updated: expect.stringMatching(isoPattern),
		});
		const urlPath = `${path}/OriginationUrls/${url.sid}`;
		await check('FetchOriginationUrl', urlPath);
		expect(await check('UpdateOriginationUrl', urlPath)).toMatchObject({
			sip_url: 'sip://sip-updated.com:4321',
			priority: 2,
			enabled: false,
		});
		await check('ListOriginationUrl', `${path}/OriginationUrls`);

		await check('UpdateRecording', `${path}/Recording`);
		await check('FetchRecording', `${path}/Recording`);
		expect((await remove(urlPath)).status).toBe(204);
		expect((await remove(path)).status).toBe(204);
	});

	it('credential list, credential and association', async () => {
		const list = await check('CreateSipCredentialList', `${credentialLists}.json`);
		expect(list).toMatchObject({
			sid: expect.stringMatching(sidPattern('CL')),
			date_created: 'Wed, 04 Mar 2026 05:06:07 +0000',
			subresource_uris: { credentials: `${credentialLists}/${list.sid}/Credentials.json` },
			uri: `${credentialLists}/${list.sid}.json`,
		});
		const listPath = `${credentialLists}/${list.sid}`;
		await check('FetchSipCredentialList', `${listPath}.json`);
		await check('UpdateSipCredentialList', `${listPath}.json`);
		await check('ListSipCredentialList', `${credentialLists}.json`);

		// The example's password breaks the documented rule for passwords.
		const credential = await check('CreateSipCredential', `${listPath}/Credentials.json`, {
			...exampleOf('CreateSipCredential'),
			Password: strongPhrase,
		});
		expect(credential).toMatchObject({
			sid: expect.stringMatching(sidPattern('CR')),
			credential_list_sid: list.sid,
			username: 'username',
		});
		const credentialPath = `${listPath}/Credentials/${credential.sid}.json`;
		await check('FetchSipCredential', credentialPath);
		await check('UpdateSipCredential', credentialPath, { Password: `${strongPhrase}2` });
		await check('ListSipCredential', `${listPath}/Credentials.json`);

		const trunk = await createTrunk();
		const path = `/v1/Trunks/${trunk.sid}/CredentialLists`;
		const association = await check('CreateCredentialList', path, { CredentialListSid: list.sid });
		expect(association).toMatchObject({
			sid: list.sid,
			trunk_sid: trunk.sid,
			friendly_name: 'friendly_name',
			date_created: '2026-03-04T05:06:07Z',
			url: `${sandbox.addresses.twilio}${path}/${list.sid}`,
		});
		await check('FetchCredentialList', `${path}/${list.sid}`);
		await check('ListCredentialList', path);
		for (const target of [`${path}/${list.sid}`, credentialPath, `${listPath}.json`]) {
			expect(outcome(await remove(target))).toEqual({ status: 204, data: '' });
		}
	});

	it('IP access control list, address and association', async () => {
		const list = await check('CreateSipIpAccessControlList', `${accessLists}.json`);
		expect(list).toMatchObject({
			sid: expect.stringMatching(sidPattern('AL')),
			date_updated: expect.stringMatching(rfcPattern),
			subresource_uris: { ip_addresses: `${accessLists}/${list.sid}/IpAddresses.json` },
		});
		const listPath = `${accessLists}/${list.sid}`;
		await check('FetchSipIpAccessControlList', `${listPath}.json`);
		await check('UpdateSipIpAccessControlList', `${listPath}.json`);
		await check('ListSipIpAccessControlList', `${accessLists}.json`);

		const address = await check('CreateSipIpAddress', `${listPath}/IpAddresses.json`);
		expect(address).toMatchObject({
			sid: expect.stringMatching(sidPattern('IP')),
			ip_access_control_list_sid: list.sid,
			friendly_name: 'friendly_name',
			ip_address: '192.168.1.1',
			cidr_prefix_length: 32,
		});
		const addressPath = `${listPath}/IpAddresses/${address.sid}.json`;
		await check('FetchSipIpAddress', addressPath);
		await check('UpdateSipIpAddress', addressPath);
		await check('ListSipIpAddress', `${listPath}/IpAddresses.json`);

		const trunk = await createTrunk();
		const path = `/v1/Trunks/${trunk.sid}/IpAccessControlLists`;
		expect(
			await check('CreateIpAccessControlList', path, { IpAccessControlListSid: list.sid }),
		).toMatchObject({ sid: list.sid, trunk_sid: trunk.sid });
		await check('FetchIpAccessControlList', `${path}/${list.sid}`);
		await check('ListIpAccessControlList', path);
		for (const target of [`${path}/${list.sid}`, addressPath, `${listPath}.json`]) {
			expect(outcome(await remove(target))).toEqual({ status: 204, data: '' });
		}
	});

	it('phone numbers', async () => {
		const [number] = (await check('ListIncomingPhoneNumber', `${incomingNumbers}.json`))
			.incoming_phone_numbers as Array<Record<string, string>>;
		const numberPath = `${incomingNumbers}/${number.sid}.json`;
		await check('FetchIncomingPhoneNumber', numberPath);
		const updated = await check('UpdateIncomingPhoneNumber', numberPath, {
			...exampleOf('UpdateIncomingPhoneNumber'),
			AccountSid: accountSid,
		});
		expect(updated).toMatchObject({
			friendly_name: 'friendly_name',
			sms_url: 'https://example.com',
			voice_caller_id_lookup: true,
			voice_receive_mode: 'voice',
		});

		const trunk = await createTrunk();
		const path = `/v1/Trunks/${trunk.sid}/PhoneNumbers`;
		const attached = await check('CreatePhoneNumber', path, { PhoneNumberSid: number.sid });
		expect(attached).toMatchObject({
			sid: number.sid,
			trunk_sid: trunk.sid,
			phone_number: number.phone_number,
			capabilities: { voice: true, sms: true, mms: true },
			url: `${sandbox.addresses.twilio}${path}/${number.sid}`,
			links: { phone_number: `${sandbox.addresses.twilio}${incomingNumbers}/${number.sid}` },
		});
		await check('FetchPhoneNumber', `${path}/${number.sid}`);
		await check('ListPhoneNumber', path);
		expect((await remove(`${path}/${number.sid}`)).status).toBe(204);
	});

	it('the answers to lists without rows', async () => {
		const { meta, trunks } = (await get('/v1/Trunks')).data;
		const url = `${sandbox.addresses.twilio}/v1/Trunks?PageSize=50&Page=0`;
		expect(trunks).toEqual([]);
		expect(meta).toEqual({
			page: 0,
			page_size: 50,
			first_page_url: url,
			previous_page_url: null,
			url,
			next_page_url: null,
			key: 'trunks',
		});
		const uri = `${credentialLists}.json?PageSize=50&Page=0`;
		expect((await get(`${credentialLists}.json`)).data).toEqual({
			credential_lists: [],
			first_page_uri: uri,
			next_page_uri: null,
			start: 0,
			end: 0,
			page: 0,
			page_size: 50,
			previous_page_uri: null,
			uri,
		});
	});
});

describe('who may ask', () => {
	const trunks = '/v1/Trunks';
	const as = async (auth: AxiosRequestConfig['auth'], path: string) =>
		await send('GET', path, { auth });

	it('accepts the API key pair and the account SID with its auth token', async () => {
		expect((await as(apiKey, trunks)).status).toBe(200);
		expect((await as(mainAccount, trunks)).status).toBe(200);
	});

	it.each([
		['no credentials', undefined],
		['an unknown user', { username: unknownSid('SK'), password: apiKeySecret }],
		['a wrong API key secret', { username: apiKeySid, password: 'wrong' }],
		['a wrong auth token', { username: accountSid, password: 'wrong' }],
		['the account SID with the API key secret', { username: accountSid, password: apiKeySecret }],
		['nothing in it', { username: '', password: '' }],
	])('refuses %s', async (_case, auth) => {
		for (const path of [trunks, `${credentialLists}.json`, '/nowhere']) {
			const response = await as(auth, path);
			expectRefusal(response, 401, 20003);
			expect(response.headers['www-authenticate']).toMatch(/^Basic /);
		}
	});

	it('lets only the account itself read the account, whose answer shows its token', async () => {
		expectRefusal(await as(apiKey, `${accountPath()}.json`), 401, 20003);
		const { status, data } = await as(mainAccount, `${accountPath()}.json`);
		expect(status).toBe(200);
		expect(data).toMatchObject({ sid: accountSid, owner_account_sid: accountSid });
		expect(data.auth_token).toBe(authToken);
		expect((await as(mainAccount, `${accountPath(subAccountSid)}.json`)).data).toMatchObject({
			owner_account_sid: accountSid,
			auth_token: null,
		});
	});

	it('refuses accounts that are not there', async () => {
		const path = `${accountPath(unknownSid('AC'))}/SIP/CredentialLists.json`;
		expectRefusal(await as(apiKey, path), 401, 20003);
		expectRefusal(await as(mainAccount, path), 401, 20003);
		expectRefusal(
			await as(mainAccount, '/2010-04-01/Accounts/AC1/SIP/CredentialLists.json'),
			404,
			20404,
		);
	});

	it('has the silent trap: a sub-account SID typed beside the main credentials', async () => {
		const lists = `${accountPath(subAccountSid)}/SIP/CredentialLists.json`;
		const own = await createCredentialList('Main');
		expectRefusal(await as(apiKey, lists), 401, 20003);
		const response = await send('POST', lists, {
			auth: mainAccount,
			data: new URLSearchParams({ FriendlyName: 'Main' }),
		});
		expect(response.status).toBe(201);
		expect(response.data.account_sid).toBe(subAccountSid);

		expect((await as(mainAccount, lists)).data.credential_lists).toEqual([response.data]);
		const listsOfMain = (await get(`${credentialLists}.json`)).data.credential_lists;
		expect(listsOfMain).toEqual([own]);
		expect(
			(await as(mainAccount, lists.replace('CredentialLists', 'IpAccessControlLists'))).data,
		).toMatchObject({ ip_access_control_lists: [] });
		const numbers = `${accountPath(subAccountSid)}/IncomingPhoneNumbers.json`;
		expect((await as(mainAccount, numbers)).data.incoming_phone_numbers).toEqual([]);

		// Trunks stay with the main account, so the list is out of their reach.
		const trunk = (await send('POST', trunks, { auth: mainAccount })).data;
		expect(trunk.account_sid).toBe(accountSid);
		const association = { CredentialListSid: response.data.sid };
		expectRefusal(await post(`${trunks}/${trunk.sid}/CredentialLists`, association), 404, 20404);
	});
});

describe('paths, bodies and parameters', () => {
	it.each([
		'/v1/trunks',
		'/v1/Trunk',
		'/v1/Trunks/',
		'/v1/Trunks//OriginationUrls',
		'/V1/Trunks',
		'/v1/Trunks.json',
		`/2010-04-01/accounts/${accountSid}/SIP/CredentialLists.json`,
		`/2010-04-01/Accounts/${accountSid}/sip/CredentialLists.json`,
		`/2010-04-01/Accounts/${accountSid}/SIP/CredentialLists/CL1.json`,
		'/v2/Trunks',
	])('does not know %s', async (path) => {
		expectRefusal(await get(path), 404, 20404);
	});

	it('knows no extension in the trunking API', async () => {
		const { sid } = await createTrunk();
		expectRefusal(await get(`/v1/Trunks/${sid}.json`), 404, 20404);
		expectRefusal(await get(`/v1/Trunks/${sid}/OriginationUrls.json`), 404, 20404);
	});

	it('does not know SIDs that nothing has, whatever is asked', async () => {
		const trunk = await createTrunk();
		const list = await createCredentialList();
		const accessList = await createAccessList();
		const paths = [
			`/v1/Trunks/${unknownSid('TK')}`,
			`/v1/Trunks/${unknownSid('TK')}/OriginationUrls`,
			`/v1/Trunks/${unknownSid('TK')}/Recording`,
			`/v1/Trunks/${trunk.sid}/OriginationUrls/${unknownSid('OU')}`,
			`/v1/Trunks/${trunk.sid}/CredentialLists/${list.sid}`,
			`/v1/Trunks/${trunk.sid}/IpAccessControlLists/${accessList.sid}`,
			`/v1/Trunks/${trunk.sid}/PhoneNumbers/${(await listNumbers())[0].sid}`,
			`${credentialLists}/${unknownSid('CL')}.json`,
			`${credentialLists}/${unknownSid('CL')}/Credentials.json`,
			`${credentialLists}/${list.sid}/Credentials/${unknownSid('CR')}.json`,
			`${accessLists}/${unknownSid('AL')}.json`,
			`${accessLists}/${accessList.sid}/IpAddresses/${unknownSid('IP')}.json`,
			`${incomingNumbers}/${unknownSid('PN')}.json`,
		];
		for (const path of paths) expectRefusal(await get(path), 404, 20404);
		for (const path of paths.filter((each) => /\/(?:OU|CL|AL|CR|IP)\w{32}/.test(each))) {
			if (!path.endsWith('Credentials.json')) expectRefusal(await remove(path), 404, 20404);
		}
		expectRefusal(await remove(paths[0]), 404, 20404);
		expectRefusal(
			await remove(`/v1/Trunks/${trunk.sid}/PhoneNumbers/${unknownSid('PN')}`),
			404,
			20404,
		);
	});

	it('refuses methods that a path does not have', async () => {
		const trunk = await createTrunk();
		const trunkPath = `/v1/Trunks/${trunk.sid}`;
		for (const [method, path] of [
			['PUT', trunkPath],
			['PATCH', trunkPath],
			['DELETE', '/v1/Trunks'],
			['DELETE', `${trunkPath}/Recording`],
			['POST', `${trunkPath}/CredentialLists/${unknownSid('CL')}`],
			['PUT', `${credentialLists}.json`],
		]) {
			expectRefusal(await send(method, path), 405, 20004);
		}
	});

	it('takes forms only', async () => {
		expectRefusal(await send('POST', '/v1/Trunks', { data: { FriendlyName: 'x' } }), 400, 20001);
		expectRefusal(
			await send('POST', `${credentialLists}.json`, {
				data: 'FriendlyName=x',
				headers: { 'content-type': 'text/plain' },
			}),
			400,
			20001,
		);
		expect(sandbox.state('twilio').trunks.size).toBe(0);
	});

	it('refuses what the documents do not list', async () => {
		expectRefusal(await post('/v1/Trunks', { friendly_name: 'x' }), 400, 20001);
		expectRefusal(await post('/v1/Trunks', { Recording: 'do-not-record' }), 400, 20001);
		expectRefusal(await get('/v1/Trunks', { FriendlyName: 'x' }), 400, 20001);
		const trunk = await createTrunk();
		expectRefusal(await get(`/v1/Trunks/${trunk.sid}`, { PageSize: 1 }), 400, 20001);
		const list = await createCredentialList();
		const credentials = `${credentialLists}/${list.sid}/Credentials.json`;
		const { sid } = await created(credentials, { Username: 'a', Password: strongPhrase });
		const path = credentials.replace('.json', `/${sid}.json`);
		expectRefusal(await post(path, { Username: 'b' }), 400, 20001);
	});

	it('refuses wrong values, and a key that is given twice', async () => {
		for (const form of [
			{ Secure: 'yes' },
			{ TransferMode: 'enable' },
			{ TransferCallerId: 'from-nobody' },
			{ DisasterRecoveryMethod: 'PUT' },
			{ DisasterRecoveryUrl: 'no url' },
			{ DisasterRecoveryUrl: 'ftp://example.com/answer' },
		] as Form[]) {
			expectRefusal(await post('/v1/Trunks', form), 400, 20422);
		}
		const twice = await send('POST', '/v1/Trunks', {
			data: new URLSearchParams('Secure=true&Secure=false'),
		});
		expectRefusal(twice, 400, 20422);
		const trunk = await createTrunk();
		const path = `/v1/Trunks/${trunk.sid}`;
		expectRefusal(await post(`${path}/Recording`, { Mode: 'record' }), 400, 20422);
		expectRefusal(await post(`${path}/CredentialLists`, { CredentialListSid: 'x' }), 400, 20423);
		expectRefusal(await post(`${path}/CredentialLists`), 400, 20001);
	});

	it('answers a 2010 path without .json with XML', async () => {
		const list = await createCredentialList('Fish & <Chips>');
		for (const path of [credentialLists, `${credentialLists}/${list.sid}`]) {
			const { status, headers, data } = await get(path);
			expect(status).toBe(200);
			expect(headers['content-type']).toMatch(/^application\/xml/);
			expect(data).toMatch(/^<\?xml [^>]*\?>\s*<TwilioResponse>.*<\/TwilioResponse>$/);
			expect(data).toContain('<FriendlyName>Fish &amp; &lt;Chips&gt;</FriendlyName>');
		}
		const refused = await get(`${credentialLists}/${unknownSid('CL')}`);
		expect(refused.status).toBe(404);
		expect(refused.data).toContain('<RestException><Code>20404</Code>');
		expect((await post(credentialLists, { FriendlyName: 'Two' })).data).toContain('<Sid>CL');
	});

	it('gives every answer an id', async () => {
		const first = (await get('/v1/Trunks')).headers['twilio-request-id'];
		expect(first).toMatch(sidPattern('RQ'));
		expect((await get('/nowhere')).headers['twilio-request-id']).not.toBe(first);
	});
});

describe('trunks', () => {
	it('accepts an empty create', async () => {
		expect(await createTrunk()).toMatchObject({
			friendly_name: '',
			domain_name: null,
			disaster_recovery_url: null,
			disaster_recovery_method: null,
			transfer_mode: 'disable-all',
			transfer_caller_id: 'from-transferee',
			secure: false,
			cnam_lookup_enabled: false,
		});
		expect(effects()).toEqual(['trunk created']);
		const withoutBody = await send('POST', '/v1/Trunks', { headers: { 'content-type': null } });
		expect(withoutBody.status).toBe(201);
	});

	it('changes only what an update names', async () => {
		const trunk = await createTrunk({
			FriendlyName: 'East',
			DomainName: 'east.pstn.twilio.com',
			Secure: true,
		});
		time = new Date('2026-03-04T06:00:00Z');
		const path = `/v1/Trunks/${trunk.sid}`;
		const { data } = await post(path, { CnamLookupEnabled: true });
		expect(data).toEqual({
			...trunk,
			cnam_lookup_enabled: true,
			date_updated: '2026-03-04T06:00:00Z',
		});
		expect((await get(path)).data).toEqual(data);
		expect(effects()).toEqual(['trunk created', 'trunk updated']);
	});

	it('limits the name to 64 characters', async () => {
		await createTrunk({ FriendlyName: 'x'.repeat(64) });
		expectRefusal(await post('/v1/Trunks', { FriendlyName: 'x'.repeat(65) }), 400, 20002);
	});

	it('clears the fields that an empty value may clear, and no other', async () => {
		const trunk = await createTrunk({
			FriendlyName: 'East',
			DomainName: 'east.pstn.twilio.com',
			DisasterRecoveryUrl: 'https://example.com/answer',
			DisasterRecoveryMethod: 'POST',
		});
		const path = `/v1/Trunks/${trunk.sid}`;
		const cleared = { FriendlyName: '', DisasterRecoveryUrl: '', DisasterRecoveryMethod: '' };
		expect((await post(path, cleared)).data).toMatchObject({
			friendly_name: '',
			disaster_recovery_url: null,
			disaster_recovery_method: null,
			domain_name: 'east.pstn.twilio.com',
		});
		expectRefusal(await post(path, { DomainName: '' }), 400, 21245);
		expectRefusal(await post(path, { TransferMode: '' }), 400, 20422);
		expectRefusal(await post(path, { Secure: '' }), 400, 20422);
	});

	it('takes well-formed domain names only', async () => {
		for (const DomainName of [
			'east',
			'pstn.twilio.com',
			'.pstn.twilio.com',
			'east.example.com',
			'east.pstn.dublin.twilio.com',
			'east_1.pstn.twilio.com',
			'east.pstn.twilio.com.example.com',
			`${unknownSid('AC')}.pstn.twilio.com`,
		]) {
			expectRefusal(await post('/v1/Trunks', { DomainName }), 400, 21245);
		}
	});

	it('gives a domain name to one trunk only', async () => {
		const form = { DomainName: 'east.pstn.twilio.com' };
		const trunk = await createTrunk(form);
		const other = await createTrunk({ DomainName: 'west.pstn.twilio.com' });
		expectRefusal(await post('/v1/Trunks', form), 400, 21248);
		expectRefusal(await post('/v1/Trunks', { DomainName: 'EAST.pstn.twilio.com' }), 400, 21248);
		expectRefusal(await post('/v1/Trunks', { DomainName: takenDomainName }), 400, 21248);
		expectRefusal(await post(`/v1/Trunks/${other.sid}`, form), 400, 21248);
		expect((await post(`/v1/Trunks/${trunk.sid}`, form)).status).toBe(200);
	});

	it('keeps a domain name reserved for 30 days after its trunk is gone or renamed', async () => {
		const form = { DomainName: 'east.pstn.twilio.com' };
		const trunk = await createTrunk(form);
		await post(`/v1/Trunks/${trunk.sid}`, { DomainName: 'west.pstn.twilio.com' });
		await remove(`/v1/Trunks/${trunk.sid}`);
		expectRefusal(await get(`/v1/Trunks/${trunk.sid}`), 404, 20404);
		time = new Date('2026-04-03T05:06:07.889Z');
		expectRefusal(await post('/v1/Trunks', form), 400, 21248);
		expectRefusal(await post('/v1/Trunks', { DomainName: 'west.pstn.twilio.com' }), 400, 21248);
		time = new Date('2026-04-03T05:06:07.890Z');
		await createTrunk(form);
	});

	it('knows subdomains', async () => {
		const child = { DomainName: 'a.east.pstn.twilio.com' };
		expectRefusal(await post('/v1/Trunks', child), 400, 21247);
		const parent = await createTrunk({ DomainName: 'east.pstn.twilio.com' });
		const { sid } = await createTrunk(child);
		expectRefusal(await remove(`/v1/Trunks/${parent.sid}`), 400, 21247);
		const renamed = { DomainName: 'west.pstn.twilio.com' };
		expectRefusal(await post(`/v1/Trunks/${parent.sid}`, renamed), 400, 21247);
		await remove(`/v1/Trunks/${sid}`);
		expect((await remove(`/v1/Trunks/${parent.sid}`)).status).toBe(204);
	});

	it('counts trunks, origination URLs and lists only if told to', async () => {
		const trunk = await createTrunk();
		const list = await createCredentialList();
		const accessList = await createAccessList();
		Object.assign(sandbox.state('twilio'), {
			trunkLimit: 1,
			originationUrlLimit: 0,
			credentialListLimit: 1,
			credentialLimit: 0,
			ipAccessControlListLimit: 1,
			ipAddressLimit: 0,
		});
		const name = { FriendlyName: 'x' };
		const url = { ...name, SipUrl: 'sip:pbx.example.com', Priority: 1, Weight: 1, Enabled: true };
		const user = { Username: 'a', Password: strongPhrase };
		const address = { ...name, IpAddress: '203.0.113.1' };
		for (const [path, form, code] of [
			['/v1/Trunks', {}, 21244],
			[`/v1/Trunks/${trunk.sid}/OriginationUrls`, url, 21249],
			[`${credentialLists}.json`, name, 21239],
			[`${credentialLists}/${list.sid}/Credentials.json`, user, 21242],
			[`${accessLists}.json`, name, 21255],
			[`${accessLists}/${accessList.sid}/IpAddresses.json`, address, 21237],
		] as Array<[string, Form, number]>) {
			expectRefusal(await post(path, form), 400, code);
		}
	});

	it('changes recording settings one by one', async () => {
		const trunk = await createTrunk();
		const path = `/v1/Trunks/${trunk.sid}`;
		await post(`${path}/Recording`, { Trim: 'trim-silence' });
		const { status, data } = await post(`${path}/Recording`, { Mode: 'record-from-answer-dual' });
		expect([status, data]).toEqual([
			200,
			{ mode: 'record-from-answer-dual', trim: 'trim-silence' },
		]);
		expect((await get(path)).data.recording).toEqual(data);
		expect((await post(`${path}/Recording`, { Trim: 'do-not-trim' })).data).toEqual({
			mode: 'record-from-answer-dual',
			trim: 'do-not-trim',
		});
		expect((await get(`/v1/Trunks/${(await createTrunk()).sid}`)).data.recording).toEqual({
			mode: 'do-not-record',
			trim: 'do-not-trim',
		});
	});
});

describe('origination URLs', () => {
	const form: Form = {
		FriendlyName: 'PBX',
		SipUrl: 'sip:tom@192.0.2.7;edge=frankfurt;transport=tls',
		Priority: 0,
		Weight: 65_535,
		Enabled: false,
	};
	let path: string;

	beforeEach(async () => {
		path = `/v1/Trunks/${(await createTrunk()).sid}/OriginationUrls`;
	});

	it('keeps what it was given, also twice', async () => {
		const first = await created(path, form);
		expect(first).toMatchObject({
			friendly_name: 'PBX',
			sip_url: 'sip:tom@192.0.2.7;edge=frankfurt;transport=tls',
			priority: 0,
			weight: 65_535,
			enabled: false,
		});
		const second = await created(path, form);
		expect((await get(path)).data.origination_urls).toEqual([first, second]);
		await remove(`${path}/${first.sid}`);
		expect((await get(path)).data.origination_urls).toEqual([second]);
		expect(effects().slice(1)).toEqual([
			'origination URL created',
			'origination URL created',
			'origination URL deleted',
		]);
	});

	it.each(Object.keys(form))('requires %s', async (name) => {
		const others = Object.entries(form).filter(([key]) => key !== name);
		const response = await post(path, Object.fromEntries(others));
		expectRefusal(response, 400, 20001);
		expect(response.data.message).toBe(`Missing required parameter ${name} in the post body`);
	});

	it.each([
		[{ SipUrl: 'sips:pbx.example.com' }, 20422],
		[{ SipUrl: 'pbx.example.com' }, 20422],
		[{ SipUrl: 'sip:' }, 20422],
		[{ Priority: -1 }, 20422],
		[{ Priority: 65_536 }, 20422],
		[{ Priority: 1.5 }, 20422],
		[{ Weight: -1 }, 20422],
		[{ Weight: 65_536 }, 20422],
		[{ Enabled: 1 }, 20422],
		[{ FriendlyName: 'x'.repeat(65) }, 20002],
		[{ FriendlyName: '' }, 20002],
	] as Array<[Form, number]>)('refuses %j on create and on update', async (wrong, code) => {
		expectRefusal(await post(path, { ...form, ...wrong }), 400, code);
		const row = await created(path, form);
		expectRefusal(await post(`${path}/${row.sid}`, wrong), 400, code);
		expect((await get(`${path}/${row.sid}`)).data).toEqual(row);
	});

	it('updates in part', async () => {
		const row = await created(path, form);
		expect((await post(`${path}/${row.sid}`, { Weight: 1 })).data).toEqual({ ...row, weight: 1 });
	});
});

describe('credential lists', () => {
	it('wants different names of at most 64 characters', async () => {
		const list = await createCredentialList('One');
		const other = await createCredentialList('Two');
		const path = `${credentialLists}.json`;
		expectRefusal(await post(path, { FriendlyName: 'One' }), 400, 21240);
		expectRefusal(await post(path, { FriendlyName: 'x'.repeat(65) }), 400, 20002);
		expectRefusal(await post(path, { FriendlyName: '' }), 400, 20002);
		expectRefusal(await post(path), 400, 20001);
		const rename = async (sid: string, name: string) =>
			await post(`${credentialLists}/${sid}.json`, { FriendlyName: name });
		expectRefusal(await rename(other.sid, 'One'), 400, 21240);
		expect((await rename(list.sid, 'One')).status).toBe(200);
		expect((await rename(list.sid, 'Three')).data.friendly_name).toBe('Three');
	});

	it.each([
		['a repeated username', { Username: 'desk', Password: strongPhrase }],
		['a long username', { Username: 'x'.repeat(33), Password: strongPhrase }],
		['an empty username', { Username: '', Password: strongPhrase }],
		['a short password', { Username: 'new', Password: 'Abcdefghij1' }],
		['no digit', { Username: 'new', Password: 'Abcdefghijkl' }],
		['no upper case', { Username: 'new', Password: 'abcdefghijk1' }],
		['no lower case', { Username: 'new', Password: 'ABCDEFGHIJK1' }],
		['no password', { Username: 'new' }],
		['no username', { Password: strongPhrase }],
	] as Array<[string, Form]>)('refuses %s', async (_case, form) => {
		const { sid } = await createCredentialList();
		const path = `${credentialLists}/${sid}/Credentials.json`;
		await created(path, { Username: 'desk', Password: strongPhrase });
		const response = await post(path, form);
		expectRefusal(response, 400, 21240);
		expect(JSON.stringify(response.data)).not.toContain(String(form.Password));
	});

	it('changes a password and never shows it', async () => {
		const { sid } = await createCredentialList();
		const path = `${credentialLists}/${sid}/Credentials`;
		const credential = await created(`${path}.json`, {
			Username: 'x'.repeat(32),
			Password: 'Abcdefghijk1',
		});
		const stored = () =>
			sandbox.state('twilio').accounts[accountSid].credentialLists.get(sid)?.credentials;
		const before = stored()?.get(credential.sid)?.passwordDigest;
		const changed = await post(`${path}/${credential.sid}.json`, { Password: strongPhrase });
		expect(changed.data).toEqual(credential);
		expect(stored()?.get(credential.sid)?.passwordDigest).not.toBe(before);
		expectRefusal(await post(`${path}/${credential.sid}.json`, { Password: 'weak' }), 400, 21240);
		expect((await post(`${path}/${credential.sid}.json`)).status).toBe(200);
		const everything = JSON.stringify([sandbox.state('twilio'), (await get(`${path}.json`)).data]);
		expect(everything).not.toContain(strongPhrase);
		expect(everything).not.toContain('Abcdefghijk1');
	});
});

describe('IP access control lists', () => {
	it('wants different names of at most 255 characters', async () => {
		const list = await createAccessList('One');
		const other = await createAccessList('x'.repeat(255));
		const path = `${accessLists}.json`;
		expectRefusal(await post(path, { FriendlyName: 'One' }), 400, 21235);
		expectRefusal(await post(path, { FriendlyName: 'x'.repeat(256) }), 400, 20002);
		const rename = { FriendlyName: 'One' };
		expectRefusal(await post(`${accessLists}/${other.sid}.json`, rename), 400, 21235);
		expect((await post(`${accessLists}/${list.sid}.json`, rename)).status).toBe(200);
	});

	it('takes the whole address if no prefix length is given', async () => {
		const { sid } = await createAccessList();
		const path = `${accessLists}/${sid}/IpAddresses.json`;
		const create = async (form: Form) => await created(path, form);
		expect(await create({ FriendlyName: 'a', IpAddress: '203.0.113.9' })).toMatchObject({
			ip_address: '203.0.113.9',
			cidr_prefix_length: 32,
		});
		expect(await create({ FriendlyName: 'b', IpAddress: '54.172.60.0/30' })).toMatchObject({
			ip_address: '54.172.60.0',
			cidr_prefix_length: 30,
		});
		const network = { FriendlyName: 'c', IpAddress: '198.51.100.0', CidrPrefixLength: 24 };
		expect(await create(network)).toMatchObject({ cidr_prefix_length: 24 });
	});

	it.each([
		[{ IpAddress: '203.0.113' }, 20422],
		[{ IpAddress: '203.0.113.256' }, 20422],
		[{ IpAddress: '203.0.113.*' }, 20422],
		[{ IpAddress: '203.0.113.1.' }, 20422],
		[{ IpAddress: '203.0.113.1/33' }, 20422],
		[{ IpAddress: 'pbx.example.com' }, 20422],
		[{ IpAddress: '2001:db8::1' }, 20422],
		[{ IpAddress: '' }, 20422],
		[{ CidrPrefixLength: 33 }, 20422],
		[{ CidrPrefixLength: -1 }, 20422],
		[{ CidrPrefixLength: '' }, 20422],
		[{ FriendlyName: 'x'.repeat(256) }, 20002],
		[{ FriendlyName: 'office' }, 21235],
		[{ IpAddress: '192.0.2.1' }, 21235],
	] as Array<[Form, number]>)('refuses %j on create and on update', async (wrong, code) => {
		const { sid } = await createAccessList();
		const path = `${accessLists}/${sid}/IpAddresses`;
		await created(`${path}.json`, { FriendlyName: 'office', IpAddress: '192.0.2.1' });
		const right = { FriendlyName: 'home', IpAddress: '192.0.2.2' };
		expectRefusal(await post(`${path}.json`, { ...right, ...wrong }), 400, code);
		const address = await created(`${path}.json`, right);
		expectRefusal(await post(`${path}/${address.sid}.json`, wrong), 400, code);
		expect((await post(`${path}/${address.sid}.json`, right)).data).toEqual(address);
	});

	it('allows the same address in two lists', async () => {
		for (const { sid } of [await createAccessList('One'), await createAccessList('Two')]) {
			const form = { FriendlyName: 'office', IpAddress: '192.0.2.1' };
			await created(`${accessLists}/${sid}/IpAddresses.json`, form);
		}
	});
});

describe('associations of a trunk', () => {
	it('show in auth_type, refuse to be made twice and protect their lists', async () => {
		const { sid: trunkSid } = await createTrunk();
		const path = `/v1/Trunks/${trunkSid}`;
		const kinds = [
			{
				list: await createAccessList(),
				segment: 'IpAccessControlLists',
				base: accessLists,
				inUse: 21236,
			},
			{
				list: await createCredentialList(),
				segment: 'CredentialLists',
				base: credentialLists,
				inUse: 21241,
			},
		];
		const authTypes = async () => {
			const { data } = await get(path);
			return [data.auth_type, data.auth_type_set];
		};

		for (const { list, segment, base, inUse } of kinds) {
			const form = { [segment.replace(/s$/, 'Sid')]: list.sid };
			await created(`${path}/${segment}`, form);
			expectRefusal(await post(`${path}/${segment}`, form), 400, 21245);
			expectRefusal(await remove(`${base}/${list.sid}.json`), 400, inUse);
		}
		expect(await authTypes()).toEqual(['IP_ACL,CREDENTIAL_LIST', ['IP_ACL', 'CREDENTIAL_LIST']]);

		await remove(`${path}/${kinds[0].segment}/${kinds[0].list.sid}`);
		expect(await authTypes()).toEqual(['CREDENTIAL_LIST', ['CREDENTIAL_LIST']]);
		expect((await get(`${accessLists}/${kinds[0].list.sid}.json`)).status).toBe(200);
		expect((await remove(`${accessLists}/${kinds[0].list.sid}.json`)).status).toBe(204);

		await remove(path);
		expect((await remove(`${credentialLists}/${kinds[1].list.sid}.json`)).status).toBe(204);
		expect(effects()).toEqual([
			'trunk created',
			'IP access control list created',
			'credential list created',
			'IP access control list associated',
			'credential list associated',
			'IP access control list dissociated',
			'IP access control list deleted',
			'trunk deleted',
			'credential list deleted',
		]);
	});

	it('follow the name of their list', async () => {
		const { sid } = await createTrunk();
		const list = await createCredentialList('Old');
		await created(`/v1/Trunks/${sid}/CredentialLists`, { CredentialListSid: list.sid });
		await post(`${credentialLists}/${list.sid}.json`, { FriendlyName: 'New' });
		const { data } = await get(`/v1/Trunks/${sid}/CredentialLists/${list.sid}`);
		expect(data.friendly_name).toBe('New');
	});
});

describe('phone numbers', () => {
	const withApplication = '+15555550102';
	const find = async (phoneNumber: string) => (await listNumbers({ PhoneNumber: phoneNumber }))[0];

	it('has five of them, all fictional and without a trunk', async () => {
		const numbers: Array<Record<string, unknown>> = await listNumbers();
		expect(numbers.map((number) => [number.phone_number, number.trunk_sid])).toEqual(
			['0101', '0102', '0103', '0104', '0105'].map((digits) => [`+1555555${digits}`, null]),
		);
		const applications = numbers.filter((number) => number.voice_application_sid !== '');
		expect(applications.map((number) => number.phone_number)).toEqual([withApplication]);
		sandbox.reset();
		expect(await listNumbers()).toEqual(numbers);
	});

	it.each([
		[{ PhoneNumber: '+15555550103' }, ['0103']],
		[{ PhoneNumber: '5555550103' }, ['0103']],
		[{ PhoneNumber: '010*' }, ['0101', '0102', '0103', '0104', '0105']],
		[{ PhoneNumber: '+1*****50104' }, ['0104']],
		[{ PhoneNumber: '+1999' }, []],
		[{ FriendlyName: '(555) 555-0105' }, ['0105']],
		[{ FriendlyName: '(555)' }, []],
		[{ Beta: false, PhoneNumber: '0101' }, ['0101']],
		[{ Origin: 'hosted' }, []],
		[{ Origin: 'twilio', PhoneNumber: '0101' }, ['0101']],
	] as Array<[Form, string[]]>)('filters by %j', async (filter, endings) => {
		const numbers: Array<{ phone_number: string }> = await listNumbers(filter);
		expect(numbers.map((number) => number.phone_number.slice(-4))).toEqual(endings);
	});

	it('repeats filters in its links', async () => {
		const { data } = await get(`${incomingNumbers}.json`, {
			FriendlyName: '(555) 555-0105',
			PhoneNumber: '+1555',
			PageSize: 2,
		});
		const query = 'FriendlyName=(555)%20555-0105&PhoneNumber=%2B1555&PageSize=2&Page=0';
		expect(data.uri).toBe(`${incomingNumbers}.json?${query}`);
		const next = (await get(`${incomingNumbers}.json`, { PhoneNumber: '010*', PageSize: 2 })).data;
		expect((await get(next.next_page_uri)).data).toMatchObject({ start: 2, end: 3 });
	});

	it('loses its voice application to the trunk, and does not get it back', async () => {
		const { sid } = await createTrunk();
		const path = `/v1/Trunks/${sid}/PhoneNumbers`;
		const number = await find(withApplication);
		expect(number.voice_application_sid).toMatch(sidPattern('AP'));
		const attached = await created(path, { PhoneNumberSid: number.sid });
		expect(attached).toMatchObject({ trunk_sid: sid, voice_application_sid: '' });
		expect((await get(path)).data.phone_numbers).toEqual([attached]);
		expect(await find(withApplication)).toMatchObject({
			trunk_sid: sid,
			voice_application_sid: '',
		});
		await remove(`${path}/${number.sid}`);
		expect(await find(withApplication)).toMatchObject({
			trunk_sid: null,
			voice_application_sid: '',
		});
		expect((await get(path)).data.phone_numbers).toEqual([]);
		expect(effects()).toEqual(['trunk created', 'number attached', 'number detached']);
	});

	it('moves from one trunk to another', async () => {
		const number = await find('0101');
		const [first, second] = [await createTrunk(), await createTrunk()];
		const form = { PhoneNumberSid: number.sid };
		await created(`/v1/Trunks/${first.sid}/PhoneNumbers`, form);
		await created(`/v1/Trunks/${second.sid}/PhoneNumbers`, form);
		expect((await find('0101')).trunk_sid).toBe(second.sid);
		expectRefusal(await get(`/v1/Trunks/${first.sid}/PhoneNumbers/${number.sid}`), 404, 20404);
		expectRefusal(await remove(`/v1/Trunks/${first.sid}/PhoneNumbers/${number.sid}`), 404, 20404);
	});

	it('takes a trunk or an application by its own update', async () => {
		const { sid } = await createTrunk();
		const number = await find(withApplication);
		const path = `${incomingNumbers}/${number.sid}.json`;
		expect((await post(path, { TrunkSid: sid })).data).toMatchObject({
			trunk_sid: sid,
			voice_application_sid: '',
		});
		const application = `AP${'1'.repeat(32)}`;
		expect((await post(path, { VoiceApplicationSid: application })).data).toMatchObject({
			trunk_sid: null,
			voice_application_sid: application,
		});
		expectRefusal(await post(path, { TrunkSid: '' }), 400, 20423);
		expectRefusal(await post(path, { TrunkSid: unknownSid('TK') }), 404, 20404);
		expectRefusal(await post(path, { AccountSid: subAccountSid }), 400, 20422);
		expectRefusal(await post(path, { FriendlyName: 'x'.repeat(65) }), 400, 20002);
		expectRefusal(await post(path, { PhoneNumber: '+15555550199' }), 400, 20001);
	});

	it('refuses numbers that the account does not have', async () => {
		const { sid } = await createTrunk();
		const path = `/v1/Trunks/${sid}/PhoneNumbers`;
		expectRefusal(await post(path, { PhoneNumberSid: unknownSid('PN') }), 404, 20404);
		expectRefusal(await post(path, { PhoneNumberSid: '+15555550101' }), 400, 20423);
	});

	it('holds on to its trunk while emergency calling is enabled', async () => {
		const { sid } = await createTrunk();
		const number = await find('0101');
		const path = `${incomingNumbers}/${number.sid}.json`;
		await post(path, { TrunkSid: sid, EmergencyStatus: 'Active' });
		expectRefusal(await remove(`/v1/Trunks/${sid}`), 400, 21634);
		expectRefusal(await remove(`/v1/Trunks/${sid}/PhoneNumbers/${number.sid}`), 400, 21634);
		await post(path, { EmergencyStatus: 'Inactive' });
		expect((await remove(`/v1/Trunks/${sid}`)).status).toBe(204);
		expect((await find('0101')).trunk_sid).toBeNull();
	});

	it('records that a number would have been bought or released, and does neither', async () => {
		const [number] = await listNumbers();
		expectRefusal(await remove(`${incomingNumbers}/${number.sid}.json`), 500, 20500);
		expectRefusal(await post(`${incomingNumbers}.json`, { AreaCode: '555' }), 500, 20500);
		const [, released, bought] = sandbox.requests;
		expect([released.danger, bought.danger]).toEqual(['number released', 'number bought']);
		expect(await listNumbers()).toHaveLength(5);
		expect(sandbox.requests[3].danger).toBeUndefined();
	});
});

describe('paging', () => {
	interface Pages {
		names: string[][];
		last: Record<string, never>;
	}

	/** Follows the links of a list to its end. */
	async function follow(first: string): Promise<Pages> {
		const names: string[][] = [];
		let link: string | null = first;
		let last: Record<string, never> = {};
		while (link !== null) {
			const { status, data }: AxiosResponse = await get(link);
			expect(status).toBe(200);
			const rows: Array<{ friendly_name: string }> = data.trunks ?? data.credential_lists;
			names.push(rows.map((row) => row.friendly_name));
			last = data;
			link = data.meta === undefined ? data.next_page_uri : data.meta.next_page_url;
		}
		return { names, last };
	}

	async function createTrunks(...names: string[]): Promise<string[]> {
		const sids: string[] = [];
		for (const FriendlyName of names) sids.push((await createTrunk({ FriendlyName })).sid);
		return sids;
	}

	it('gives absolute links in the meta object of the trunking API', async () => {
		await createTrunks('a', 'b', 'c');
		const { data } = await get('/v1/Trunks?PageSize=2');
		const url = `${sandbox.addresses.twilio}/v1/Trunks?PageSize=2&Page=`;
		expect(data.meta).toMatchObject({
			page: 0,
			page_size: 2,
			key: 'trunks',
			url: `${url}0`,
			first_page_url: `${url}0`,
			previous_page_url: null,
		});
		expect(data.meta.next_page_url.startsWith(`${url}1&PageToken=PATK`)).toBe(true);
		expect(data).not.toHaveProperty('next_page_uri');

		const second = (await get(data.meta.next_page_url)).data;
		expect(second.meta).toMatchObject({
			page: 1,
			page_size: 2,
			url: data.meta.next_page_url,
			next_page_url: null,
		});
		const previous = (await get(second.meta.previous_page_url)).data;
		expect(previous.trunks).toEqual(data.trunks);
		expect(previous.meta).toMatchObject({ page: 0, previous_page_url: null });
	});

	it('gives relative links beside the rows of the 2010 API', async () => {
		for (const name of ['a', 'b', 'c']) await createCredentialList(name);
		const { data } = await get(`${credentialLists}.json?PageSize=2`);
		const uri = `${credentialLists}.json?PageSize=2&Page=`;
		expect(data).toMatchObject({
			page: 0,
			page_size: 2,
			start: 0,
			end: 1,
			uri: `${uri}0`,
			first_page_uri: `${uri}0`,
			previous_page_uri: null,
		});
		expect(data.next_page_uri.startsWith(`${uri}1&PageToken=PACL`)).toBe(true);
		expect(data).not.toHaveProperty('meta');
		const { names, last } = await follow(`${credentialLists}.json?PageSize=2`);
		expect(names).toEqual([['a', 'b'], ['c']]);
		expect(last).toMatchObject({ page: 1, start: 2, end: 2, next_page_uri: null });
		expect((await get(last.previous_page_uri)).data.credential_lists).toEqual(
			data.credential_lists,
		);
	});

	it('ends without an empty page', async () => {
		await createTrunks('a', 'b');
		expect((await follow('/v1/Trunks?PageSize=2')).names).toEqual([['a', 'b']]);
		expect((await follow('/v1/Trunks?PageSize=1')).names).toEqual([['a'], ['b']]);
	});

	it('pages the lists below a trunk in the same way', async () => {
		const [sid] = await createTrunks('a');
		for (const { sid: PhoneNumberSid } of await listNumbers()) {
			await created(`/v1/Trunks/${sid}/PhoneNumbers`, { PhoneNumberSid });
		}
		const path = `/v1/Trunks/${sid}/PhoneNumbers`;
		const first = (await get(path, { PageSize: 4 })).data;
		const second = (await get(first.meta.next_page_url)).data;
		expect([first.meta.key, first.phone_numbers.length]).toEqual(['phone_numbers', 4]);
		expect([second.meta.next_page_url, second.phone_numbers.length]).toEqual([null, 1]);
		expect((await get(`/v1/Trunks/${sid}/OriginationUrls`)).data.meta.key).toBe('origination_urls');
	});

	it('neither skips nor repeats rows when others go in between', async () => {
		const sids = await createTrunks('a', 'b', 'c', 'd', 'e');
		const { next_page_url: next } = (await get('/v1/Trunks?PageSize=2')).data.meta;
		await remove(`/v1/Trunks/${sids[0]}`);
		await remove(`/v1/Trunks/${sids[1]}`);
		await createTrunks('f');
		expect((await follow(next)).names).toEqual([
			['c', 'd'],
			['e', 'f'],
		]);
	});

	it('finds its place when the rows around it are gone', async () => {
		const sids = await createTrunks('a', 'b', 'c', 'd');
		const { next_page_url: next } = (await get('/v1/Trunks?PageSize=2')).data.meta;
		const { previous_page_url: previous } = (await get(next)).data.meta;
		await remove(`/v1/Trunks/${sids[0]}`);
		expect(await follow(previous)).toMatchObject({
			names: [['b'], ['c', 'd']],
		});
		expect((await get(previous)).data.meta.previous_page_url).toBeNull();
		for (const sid of sids.slice(1)) await remove(`/v1/Trunks/${sid}`);
		await createTrunks('e');
		expect((await follow(next)).names).toEqual([['e']]);
	});

	it('takes Page without a token for an echo only', async () => {
		await createTrunks('a', 'b', 'c');
		const { data } = await get('/v1/Trunks?PageSize=2&Page=1');
		expect(data.trunks.map((row: { friendly_name: string }) => row.friendly_name)).toEqual([
			'a',
			'b',
		]);
		expect(data.meta.page).toBe(1);
	});

	it('has pages of 50 unless asked otherwise, and of 1,000 at most', async () => {
		sandbox.seedTrunks('twilio', 1001);
		const sizes = async (path: string) => (await follow(path)).names.map(({ length }) => length);
		expect((await get('/v1/Trunks')).data.trunks).toHaveLength(50);
		expect(await sizes('/v1/Trunks?PageSize=1000')).toEqual([1000, 1]);
	});

	it.each([
		['PageSize=1001', 20007],
		['PageSize=0', 20422],
		['PageSize=many', 20422],
		['PageSize=', 20422],
		['Page=-1', 20422],
		['PageToken=', 21481],
		['PageToken=2', 21481],
		[`PageToken=PATK${'0'.repeat(32)}`, 21481],
		[`PageToken=PATK${'9'.repeat(32)}`, 21481],
		[`PageToken=PACL${'1'.padStart(32, '0')}`, 21481],
	])('refuses ?%s', async (query, code) => {
		await createTrunks('a');
		expectRefusal(await get(`/v1/Trunks?${query}`), 400, code);
	});

	it('repeats its first page for as long as a fault says so', async () => {
		await createTrunks('a', 'b', 'c');
		sandbox.setFaults([{ kind: 'repeatPage', provider: 'twilio', times: null }]);
		const { data } = await get('/v1/Trunks?PageSize=2');
		const again = (await get(data.meta.next_page_url)).data;
		expect(again.trunks).toEqual(data.trunks);
		expect(again.meta.next_page_url).toBe(data.meta.next_page_url);
	});
});

describe('in the sandbox', () => {
	it('seeds 20,000 trunks and lists them quickly', async () => {
		const start = performance.now();
		sandbox.seedTrunks('twilio', 20_000);
		let link: string | null = '/v1/Trunks?PageSize=1000';
		const sids = new Set<string>();
		while (link !== null) {
			const { data }: AxiosResponse = await get(link);
			for (const { sid } of data.trunks) sids.add(sid);
			link = data.meta.next_page_url;
		}
		expect(sids.size).toBe(20_000);
		// About one second; far more would mean that pages are cut from copies.
		expect(performance.now() - start).toBeLessThan(10_000);
	});

	it('can be seeded again after deletions', async () => {
		sandbox.seedTrunks('twilio', 2);
		const { trunks } = (await get('/v1/Trunks')).data;
		expect(trunks[0].domain_name).toMatch(/^trunk-1-[0-9a-f]+\.pstn\.twilio\.com$/);
		await remove(`/v1/Trunks/${trunks[0].sid}`);
		sandbox.seedTrunks('twilio', 2);
		expect(sandbox.state('twilio').trunks.size).toBe(3);
	});

	it.each([
		[429, 20429],
		[500, 20500],
		[502, 20500],
		[503, 20503],
	])('refuses with %i in the shape of its errors when a fault says so', async (status, code) => {
		sandbox.setFaults([{ kind: 'status', status }]);
		expectRefusal(await get('/v1/Trunks'), status, code);
	});

	it('reports an answer of its own that breaks the schema', async () => {
		const trunk = await createTrunk();
		const stored = sandbox.state('twilio').trunks.get(trunk.sid);
		Object.assign(stored?.settings ?? {}, { transfer_mode: 'sometimes' });
		const response = await get(`/v1/Trunks/${trunk.sid}`);
		expectRefusal(response, 500, 20500);
		expect(response.data.message).toContain('FetchTrunk');
		expect(response.data.message).toContain('/transfer_mode');
		expect(sandbox.requests[1].problem).toContain('/transfer_mode');
		sandbox.requests.length = 0;
	});
});
