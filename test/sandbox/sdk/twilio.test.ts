import { Twilio } from 'twilio';
import { twilio } from '../../../sandbox/providers/twilio';
import { twilioAccount } from '../../../sandbox/providers/twilio/account';
import { operations } from '../../../sandbox/providers/twilio/specification';
import { useProvider } from '../provider';

/** Twilio's own client, against the sandbox. */

const context = useProvider(twilio);
const { accountSid, apiKeySid, apiKeySecret, authToken } = twilioAccount;

/** Both of Twilio's hosts are one address here. */
function client(user = apiKeySid, secret = apiKeySecret): Twilio {
	const made = new Twilio(user, secret, { accountSid });
	made.trunking.baseUrl = context.address;
	made.api.baseUrl = context.address;
	return made;
}

const password = 'Invented1Pass';
const trunkSid = /^TK[0-9a-f]{32}$/;

/** Operations of the sandbox that were asked for by any test of this file. */
const tried = new Set<string>();

const patternOf = (path: string) =>
	new RegExp(`^${path.replace(/\.json$/, '').replace(/\{\w+\}/g, '[^/]+')}(?:\\.json)?$`);

afterEach(() => {
	for (const { method, path } of context.requests) {
		const operation = operations.find(
			(candidate) => candidate.method === method && patternOf(candidate.path).test(path),
		);
		if (operation !== undefined) tried.add(`${operation.api} ${operation.id}`);
	}
});

describe('trunks', () => {
	test('create, read, change, list and delete one', async () => {
		const { trunks } = client().trunking.v1;
		const trunk = await trunks.create({
			friendlyName: 'PBX',
			domainName: 'example-garage.pstn.twilio.com',
			secure: true,
			transferMode: 'sip-only',
		});

		expect(trunk.sid).toMatch(trunkSid);
		expect(trunk).toMatchObject({
			accountSid,
			friendlyName: 'PBX',
			domainName: 'example-garage.pstn.twilio.com',
			secure: true,
			transferMode: 'sip-only',
			dateCreated: expect.any(Date) as Date,
		});
		expect((await trunks(trunk.sid).fetch()).toJSON()).toEqual(trunk.toJSON());
		const changed = await trunks(trunk.sid).update({ friendlyName: 'Office', secure: false });
		expect(changed).toMatchObject({ sid: trunk.sid, friendlyName: 'Office', secure: false });
		expect((await trunks.list()).map(({ sid }) => sid)).toEqual([trunk.sid]);
		expect(await trunks(trunk.sid).remove()).toBe(true);
		expect(await trunks.list()).toEqual([]);
	});

	test('lists come in pages, and the client walks through them', async () => {
		context.seed(Array.from({ length: 45 }, (_none, index) => `Trunk ${index}`));
		const trunks = await client().trunking.v1.trunks.list({ pageSize: 20 });

		expect(new Set(trunks.map(({ friendlyName }) => friendlyName)).size).toBe(45);
		expect(context.requests).toHaveLength(3);
	});

	test('recordings of a trunk', async () => {
		const { trunks } = client().trunking.v1;
		const { sid } = await trunks.create({});
		const recordings = trunks(sid).recordings();

		expect(await recordings.fetch()).toMatchObject({ mode: 'do-not-record' });
		const changed = await recordings.update({ mode: 'record-from-answer', trim: 'trim-silence' });
		expect(changed).toMatchObject({ mode: 'record-from-answer', trim: 'trim-silence' });
	});

	test('origination URLs', async () => {
		const { trunks } = client().trunking.v1;
		const { sid } = await trunks.create({});
		const { originationUrls } = trunks(sid);
		const url = await originationUrls.create({
			weight: 10,
			priority: 20,
			enabled: true,
			friendlyName: 'PBX',
			sipUrl: 'sip:pbx.example.com;transport=tls',
		});

		expect(url).toMatchObject({ trunkSid: sid, weight: 10, priority: 20, friendlyName: 'PBX' });
		expect(await originationUrls(url.sid).fetch()).toMatchObject({ sid: url.sid });
		expect(await originationUrls(url.sid).update({ weight: 30 })).toMatchObject({
			weight: 30,
			sipUrl: 'sip:pbx.example.com;transport=tls',
		});
		expect(await originationUrls.list()).toHaveLength(1);
		expect(await originationUrls(url.sid).remove()).toBe(true);
	});
});

describe('who may call a trunk', () => {
	test('credential lists and their credentials', async () => {
		const { credentialLists } = client().api.v2010.account.sip;
		const list = await credentialLists.create({ friendlyName: 'Callers' });
		expect(await credentialLists(list.sid).update({ friendlyName: 'Office' })).toMatchObject({
			sid: list.sid,
			friendlyName: 'Office',
		});
		expect(await credentialLists(list.sid).fetch()).toMatchObject({ friendlyName: 'Office' });
		expect(await credentialLists.list()).toHaveLength(1);

		const { credentials } = credentialLists(list.sid);
		const { sid } = await credentials.create({ username: 'carrier', password });
		expect(await credentials(sid).fetch()).toMatchObject({ username: 'carrier' });
		expect(await credentials(sid).update({ password: `${password}2` })).toMatchObject({ sid });
		expect(await credentials.list()).toHaveLength(1);
		expect(await credentials(sid).remove()).toBe(true);
		expect(await credentialLists(list.sid).remove()).toBe(true);
	});

	test('IP access control lists and their addresses', async () => {
		const { ipAccessControlLists } = client().api.v2010.account.sip;
		const list = await ipAccessControlLists.create({ friendlyName: 'Addresses' });
		expect(await ipAccessControlLists(list.sid).update({ friendlyName: 'Office' })).toMatchObject({
			friendlyName: 'Office',
		});
		expect(await ipAccessControlLists(list.sid).fetch()).toMatchObject({ sid: list.sid });
		expect(await ipAccessControlLists.list()).toHaveLength(1);

		const { ipAddresses } = ipAccessControlLists(list.sid);
		const { sid } = await ipAddresses.create({
			friendlyName: 'PBX',
			ipAddress: '203.0.113.26',
			cidrPrefixLength: 29,
		});
		expect(await ipAddresses(sid).fetch()).toMatchObject({ cidrPrefixLength: 29 });
		expect(await ipAddresses(sid).update({ friendlyName: 'SBC' })).toMatchObject({
			friendlyName: 'SBC',
			ipAddress: '203.0.113.26',
		});
		expect(await ipAddresses.list()).toHaveLength(1);
		expect(await ipAddresses(sid).remove()).toBe(true);
		expect(await ipAccessControlLists(list.sid).remove()).toBe(true);
	});

	test('lists are tied to a trunk and taken off it', async () => {
		const { sip } = client().api.v2010.account;
		const { trunks } = client().trunking.v1;
		const trunk = trunks((await trunks.create({})).sid);
		const callers = await sip.credentialLists.create({ friendlyName: 'Callers' });
		const addresses = await sip.ipAccessControlLists.create({ friendlyName: 'Addresses' });

		const { credentialsLists: ownCallers, ipAccessControlLists: ownAddresses } = trunk;
		const tied = [
			await ownCallers.create({ credentialListSid: callers.sid }),
			await ownAddresses.create({ ipAccessControlListSid: addresses.sid }),
		];
		expect(tied.map(({ friendlyName }) => friendlyName)).toEqual(['Callers', 'Addresses']);
		expect(await ownCallers(callers.sid).fetch()).toMatchObject({ sid: callers.sid });
		expect(await ownAddresses(addresses.sid).fetch()).toMatchObject({ sid: addresses.sid });
		expect(await ownCallers.list()).toHaveLength(1);
		expect(await ownAddresses.list()).toHaveLength(1);
		expect(await ownCallers(callers.sid).remove()).toBe(true);
		expect(await ownAddresses(addresses.sid).remove()).toBe(true);
		expect(await ownCallers.list()).toEqual([]);
	});
});

describe('phone numbers', () => {
	test('of the account, and of a trunk', async () => {
		const { incomingPhoneNumbers } = client().api.v2010.account;
		const { trunks } = client().trunking.v1;
		const trunk = trunks((await trunks.create({})).sid);
		const [{ sid, phoneNumber }] = await incomingPhoneNumbers.list({ limit: 1 });
		expect(await incomingPhoneNumbers(sid).fetch()).toMatchObject({ phoneNumber });

		const assigned = await trunk.phoneNumbers.create({ phoneNumberSid: sid });
		expect(assigned).toMatchObject({ sid, phoneNumber });
		expect(await trunk.phoneNumbers(sid).fetch()).toMatchObject({ phoneNumber });
		expect(await trunk.phoneNumbers.list()).toHaveLength(1);
		expect(await trunk.phoneNumbers(sid).remove()).toBe(true);

		const { trunkSid: moved } = await incomingPhoneNumbers(sid).update({
			trunkSid: (await trunk.fetch()).sid,
		});
		expect(moved).toMatch(trunkSid);
	});

	test('buying and releasing one is a danger and does nothing', async () => {
		const { incomingPhoneNumbers } = client().api.v2010.account;
		const [{ sid }] = await incomingPhoneNumbers.list({ limit: 1 });
		await expect(incomingPhoneNumbers.create({ areaCode: '510' })).rejects.toThrow();
		await expect(incomingPhoneNumbers(sid).remove()).rejects.toThrow();

		const dangers = context.requests.map(({ danger }) => danger);
		expect(dangers).toEqual([undefined, 'number bought', 'number released']);
	});
});

test('the account, which an API key may not read', async () => {
	const read = async (api: Twilio) => await api.api.v2010.accounts(accountSid).fetch();
	expect(await read(client(accountSid, authToken))).toMatchObject({ sid: accountSid });
	await expect(read(client())).rejects.toMatchObject({ status: 401, code: 20003 });
});

test('an unknown trunk and a weak password are refused by their codes', async () => {
	const missing = client().trunking.v1.trunks(`TK${'0'.repeat(32)}`);
	await expect(missing.fetch()).rejects.toMatchObject({ status: 404, code: 20404 });

	const { credentialLists } = client().api.v2010.account.sip;
	const { sid } = await credentialLists.create({ friendlyName: 'Callers' });
	const weak = credentialLists(sid).credentials.create({ username: 'carrier', password: 'weak' });
	await expect(weak).rejects.toMatchObject({ status: 400, code: 21240 });
});

test('every operation of the sandbox was tried', () => {
	const all = operations.map(({ api, id }) => `${api} ${id}`);
	expect([...tried].sort()).toEqual(all.sort());
});
