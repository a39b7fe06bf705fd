import { sleep, type IDataObject } from 'n8n-workflow';
import { rowsOf, wordsOf } from '../operations/support';
import { accountOf, addNumbers, customer, stateOf, trunksOf } from './twilioAccount';
import { useConfiguration } from './useConfiguration';

/** Trunk Configuration at Twilio, in n8n's own engine against the sandbox. */

const { bench, run, done } = useConfiguration('twilio');

const writes = () => bench.sandbox.requests.filter(({ method }) => method !== 'GET');
const number = '+15555550101';

describe('a new customer', () => {
	it('takes 12 requests, and none that is not needed', async () => {
		const row = await done('apply', customer(2, number));
		const { requests } = bench.sandbox;
		const [lists, others] = [requests.slice(0, 2), requests.slice(2)];
		expect(requests).toHaveLength(12);
		expect(lists.map(({ method, path }) => `${method} ${path.split('/').pop()}`)).toEqual([
			'GET Trunks',
			'GET IncomingPhoneNumbers.json',
		]);
		expect(others.filter(({ method }) => method === 'POST')).toHaveLength(9);
		expect(others.filter(({ method }) => method === 'GET').map(({ query }) => query)).toEqual([
			expect.objectContaining({ PhoneNumber: number }),
		]);
		expect(row).toMatchObject({
			provider: 'twilio',
			name: 'Example Garage K1002',
			outcome: 'created',
			previous: null,
			notSupported: [],
			sipCredentials: [
				{ username: 'acme-k1002', passwordKnown: true, password: expect.any(String) as string },
			],
		});
		expect(stateOf(bench.sandbox)).toEqual({
			trunks: [
				expect.objectContaining({
					friendly_name: 'Example Garage K1002',
					domain_name: 'acme-k1002.pstn.twilio.com',
					secure: true,
					originationUrls: [
						{
							friendly_name: 'PBX',
							sip_url: 'sip:pbx-2.example.com:5061;transport=tls',
							priority: 10,
							weight: 10,
							enabled: true,
						},
					],
				}),
			],
			lists: [{ name: 'Example Garage K1002 TK', entries: ['acme-k1002'], onTrunks: 1 }],
			addresses: [
				{
					name: 'Example Garage K1002 TK',
					entries: ['203.0.113.26/32 203.0.113.26/32'],
					onTrunks: 1,
				},
			],
			numbers: [[number, 'Example Garage K1002']],
		});
	});

	it('is unchanged the second time, without a password and with 7 requests that read', async () => {
		await done('apply', customer(2, number));
		const before = stateOf(bench.sandbox);
		const row = await done('apply', customer(2, number));
		expect(row).toMatchObject({
			outcome: 'unchanged',
			changes: [],
			sipCredentials: [{ username: 'acme-k1002', passwordKnown: false }],
		});
		expect(JSON.stringify(row)).not.toContain('"password"');
		expect(bench.sandbox.requests).toHaveLength(7);
		expect(writes()).toEqual([]);
		expect(stateOf(bench.sandbox)).toEqual(before);
	});

	it('takes no more among 1,000 trunks than the pages of their list', async () => {
		bench.sandbox.seedTrunks('twilio', 1000);
		await done('apply', customer(2, number));
		expect(bench.sandbox.requests.length).toBeLessThanOrEqual(12);
		await done('apply', customer(2, number));
		expect(bench.sandbox.requests.length).toBeLessThanOrEqual(8);
	});

	it('takes 10 requests each where 50 come in one run', async () => {
		const numbers = addNumbers(bench.sandbox, 50);
		const items = numbers.map((phoneNumber, nth) => customer(nth, phoneNumber));
		const expressions = Object.fromEntries(
			Object.keys(items[0]).map((key) => [key, `={{ $json.${key} }}`]),
		);
		const row = { uri: '={{ $json.originationUriRows.row[0].uri }}', name: 'PBX' };
		const result = await run(
			'apply',
			{
				...expressions,
				additionalFields: { secure: true },
				originationUriRows: { row: [{ ...row, priority: 10, weight: 10, enabled: true }] },
			},
			{ input: items as IDataObject[] },
		);
		expect(wordsOf(result)).toBe('\n');
		expect(rowsOf(result).map(({ outcome }) => outcome)).toEqual(numbers.map(() => 'created'));
		expect(bench.sandbox.requests.length).toBeLessThanOrEqual(50 * 10 + 6);
		expect(trunksOf(bench.sandbox)).toHaveLength(50);
		expect(result.items.map(({ pairedItem }) => pairedItem)).toEqual(
			numbers.map((_, item) => ({ item })),
		);
	});
});

describe('rows of origination URIs that contradict each other in one of two items', () => {
	const uri = 'sip:pbx.example.com';
	const priority = '={{ $json.priority }}';
	const rows = [10, priority].map((one) => ({ uri, name: 'PBX', priority: one, weight: 10 }));
	const parameters = { name: '={{ $json.name }}', originationUriRows: { row: rows } };
	const input = [
		{ name: 'One', priority: 10 },
		{ name: 'Two', priority: 20 },
	];
	const words = '\'Origination URIs\' names "sip:pbx.example.com" twice, with different values.';

	it('stop the run before anything is sent', async () => {
		const result = await run('apply', parameters, { input });
		expect(wordsOf(result)).toContain(words);
		expect(result.error).toMatchObject({ context: { itemIndex: 1 } });
		expect(bench.sandbox.requests.filter(({ method }) => method !== 'GET')).toEqual([]);
	});

	it('leave the other item alone where the node goes on', async () => {
		const result = await run('apply', parameters, { input, onError: 'continueRegularOutput' });
		const [first, second] = result.items.map(({ json }) => json);
		expect(first).toMatchObject({ name: 'One', outcome: 'created' });
		expect(String(second.error)).toContain(words);
		expect(trunksOf(bench.sandbox)).toHaveLength(1);
	});
});

describe('an approved plan', () => {
	it('is applied with its digest, and again, and takes no more requests', async () => {
		const plan = await done('plan', customer(2, number));
		expect(writes()).toEqual([]);
		expect(plan.summary).toBe(
			'Creates trunk "Example Garage K1002", sends its calls to sip:pbx-2.example.com:5061;transport=tls, lets acme-k1002 sign in, accepts calls from 203.0.113.26/32, assigns +15555550101.',
		);
		const parameters = {
			defineConfiguration: 'json',
			configuration: JSON.stringify(plan.configuration),
			expectedDigest: String(plan.digest),
		};
		expect(await done('apply', parameters)).toMatchObject({ outcome: 'created' });
		expect(bench.sandbox.requests).toHaveLength(12);
		expect(await done('apply', parameters)).toMatchObject({ outcome: 'unchanged' });
		expect(bench.sandbox.requests).toHaveLength(7);
	});

	it('goes on where it failed, because what is left is a part of what was approved', async () => {
		const plan = await done('plan', customer(2, number));
		const parameters = { ...customer(2, number), expectedDigest: String(plan.digest) };
		bench.faults({ kind: 'status', status: 403, method: 'POST', path: 'OriginationUrls' });
		const failed = await run('apply', parameters);
		expect(failed).toMatchObject({ status: 'error' });
		expect(trunksOf(bench.sandbox)).toHaveLength(1);
		bench.sandbox.clearFaults();
		expect(await done('apply', parameters)).toMatchObject({ outcome: 'changed' });
	});

	it('changes nothing where more would change than was approved', async () => {
		await done('apply', customer(2, number));
		const wanted = {
			...customer(2, number),
			configurationOptions: { removeUnnamed: ['originationUris'] },
		};
		const plan = await done('plan', wanted);
		const [trunk] = trunksOf(bench.sandbox);
		await bench.api.post(`/v1/Trunks/${trunk.sid}/OriginationUrls`, {
			FriendlyName: 'Other',
			SipUrl: 'sip:other.example.com',
			Priority: 1,
			Weight: 1,
			Enabled: true,
		});
		const before = stateOf(bench.sandbox);
		const refused = await run('apply', { ...wanted, expectedDigest: String(plan.digest) });
		expect(refused.error?.message).toMatch(
			/^More would change than was approved: .*sip:other\.example\.com/,
		);
		expect(writes()).toEqual([]);
		expect(stateOf(bench.sandbox)).toEqual(before);
	});

	it('is about one trunk and one configuration', async () => {
		const plan = await done('plan', customer(2, number));
		const other = await run('apply', {
			...customer(3, number),
			expectedDigest: String(plan.digest),
		});
		expect(other.error?.message).toMatch(/^The configuration or its options are not those/);
		const wrong = await run('apply', { ...customer(2, number), expectedDigest: 'yes' });
		expect(wrong.error?.message).toMatch(/^'Expected Digest' is not a digest/);
		expect(writes()).toEqual([]);
	});
});

describe('what Get puts out', () => {
	it('is unchanged when it is applied', async () => {
		await done('apply', customer(2, number));
		const configuration = await done('get', { name: 'Example Garage K1002' });
		expect(writes()).toEqual([]);
		expect(Object.keys(configuration)).toEqual([
			'provider',
			'id',
			'name',
			'sipDomain',
			'secure',
			'cnamLookupEnabled',
			'transferCallerId',
			'transferMode',
			'originationUris',
			'sipCredentials',
			'allowedAddresses',
			'phoneNumbers',
			'notReadable',
		]);
		const parameters = {
			defineConfiguration: 'json',
			configuration: JSON.stringify(configuration),
		};
		expect(await done('apply', parameters)).toMatchObject({ outcome: 'unchanged' });
		expect(writes()).toEqual([]);
	});

	it('brings the former state back as "previous" of an Apply', async () => {
		await done('apply', customer(2, number));
		const before = stateOf(bench.sandbox);
		const changed = await done('apply', {
			...customer(2, '+15555550103'),
			domainName: '',
			usernames: 'other-user',
			allowedAddresses: '198.51.100.7, 198.51.100.8',
			configurationOptions: {
				removeUnnamed: ['originationUris', 'sipCredentials', 'allowedAddresses', 'phoneNumbers'],
			},
		});
		expect(changed).toMatchObject({ outcome: 'changed' });
		expect(stateOf(bench.sandbox)).not.toEqual(before);
		await done('apply', {
			defineConfiguration: 'json',
			configuration: JSON.stringify(changed.previous),
			configurationOptions: {
				removeUnnamed: ['originationUris', 'sipCredentials', 'allowedAddresses', 'phoneNumbers'],
			},
		});
		expect(stateOf(bench.sandbox)).toEqual(before);
	});
});

describe('a number', () => {
	it('is never taken from where it is, unless that is wanted', async () => {
		const [, , third] = [...accountOf(bench.sandbox).incomingPhoneNumbers];
		await done('apply', customer(1, third.phoneNumber));
		const before = stateOf(bench.sandbox);
		const refused = await run('apply', customer(2, third.phoneNumber));
		expect(refused.error?.message).toContain(`${third.phoneNumber} is on trunk `);
		expect(writes()).toEqual([]);
		expect(stateOf(bench.sandbox)).toEqual(before);
		const moved = await done('apply', {
			...customer(2, third.phoneNumber),
			configurationOptions: { moveNumbers: true },
		});
		expect(moved.summary).toMatch(/assigns \+15555550103 \(now on trunk TK[0-9a-f]{32}\)/);
		expect(stateOf(bench.sandbox)).toMatchObject({
			numbers: [[third.phoneNumber, 'Example Garage K1002']],
		});
	});

	it('is not taken on the word of a list that is out of date', async () => {
		await done('apply', { name: 'Other', defineConfiguration: 'fields' });
		const [other] = trunksOf(bench.sandbox);
		bench.faults({ kind: 'latency', ms: 300, method: 'POST', path: 'OriginationUrls' });
		const applying = run('apply', customer(2, number));
		await sleep(150);
		const routed = [...accountOf(bench.sandbox).incomingPhoneNumbers].find(
			({ phoneNumber }) => phoneNumber === number,
		);
		if (routed) routed.trunkSid = other.sid;
		const refused = await applying;
		expect(refused.error?.message).toContain(`${number} is on trunk ${other.sid}`);
		expect(stateOf(bench.sandbox)).toMatchObject({ numbers: [[number, 'Other']] });
	});

	it('is chosen of those that are free, and the same again the next time', async () => {
		addNumbers(bench.sandbox, 3);
		const wanted = {
			...customer(2, ''),
			configurationOptions: { freeNumbers: 2, freeNumbersBeginWith: '+1202' },
		};
		const row = await done('apply', wanted);
		expect(row).toMatchObject({
			configuration: { phoneNumbers: ['+12025550000', '+12025550001'] },
		});
		expect(await done('apply', wanted)).toMatchObject({ outcome: 'unchanged' });
		const more = await run('apply', {
			...wanted,
			configurationOptions: { freeNumbers: 4, freeNumbersBeginWith: '+1202' },
		});
		expect(more.error?.message).toMatch(/^4 numbers that begin with \+1202 are wanted/);
	});
});

describe('several items', () => {
	it('that name the same trunk differently are worked on in order', async () => {
		await done('apply', customer(2, number));
		const [trunk] = trunksOf(bench.sandbox);
		const result = await run(
			'apply',
			{
				trunkId: { __rl: true, mode: 'id', value: '={{ $json.id ?? "" }}' },
				name: '={{ $json.name ?? "" }}',
				usernames: '={{ $json.users }}',
				additionalFields: {},
			},
			{
				input: [
					{ id: trunk.sid, users: 'one' },
					{ name: 'Example Garage K1002', users: 'two' },
					{ name: 'New', users: 'three' },
					{ name: 'New', users: 'four' },
				],
			},
		);
		expect(wordsOf(result)).toBe('\n');
		expect(rowsOf(result).map(({ outcome }) => outcome)).toEqual([
			'changed',
			'changed',
			'created',
			'changed',
		]);
		expect(stateOf(bench.sandbox)).toMatchObject({
			lists: [
				{ entries: ['acme-k1002', 'one', 'two'], onTrunks: 1 },
				{ entries: ['four', 'three'], onTrunks: 1 },
			],
		});
	});

	it('fail one by one, with what was done and what is left', async () => {
		bench.faults({ kind: 'status', status: 403, method: 'POST', path: 'IpAccessControlLists$' });
		const result = await run('apply', customer(2, number), { onError: 'continueErrorOutput' });
		expect(result.items).toEqual([]);
		expect(result.errorItems).toHaveLength(1);
		const [{ json }] = result.errorItems;
		expect(json.error).toContain(
			'Nothing was undone, and sending the same again goes on from there.',
		);
		expect(json.details).toMatchObject({
			provider: 'twilio',
			status: 403,
			step: expect.stringContaining('tie ') as string,
			done: [
				'create trunk "Example Garage K1002"',
				'add origination URI sip:pbx-2.example.com:5061;transport=tls',
				'add SIP credential acme-k1002',
				'add allowed address 203.0.113.26/32',
			],
			left: ['assign phone number +15555550101'],
		});
		expect(json.details).not.toHaveProperty('mayExist');
	});
});

describe('passwords', () => {
	const own = 'Correct-Horse-7!';

	it('of the user’s own are sent and never put out', async () => {
		const parameters = {
			...customer(2, number),
			configurationOptions: {
				ownPasswords: { row: [{ username: 'acme-k1002', password: own }] },
			},
		};
		const row = await done('apply', parameters);
		expect(
			bench.sandbox.requests.filter(({ body }) => body.includes('Correct-Horse')),
		).toHaveLength(1);
		expect(row).toMatchObject({
			sipCredentials: [{ username: 'acme-k1002', passwordKnown: true }],
		});
		expect(JSON.stringify(row)).not.toContain(own);
		expect(JSON.stringify(await done('plan', parameters))).not.toContain(own);
	});

	it('are set anew where that is wanted, and put out once', async () => {
		await done('apply', customer(2, number));
		const row = await done('apply', {
			...customer(2, number),
			configurationOptions: { passwords: 'setAnew' },
		});
		expect(row).toMatchObject({
			outcome: 'changed',
			sipCredentials: [
				{ username: 'acme-k1002', passwordKnown: true, password: expect.any(String) as string },
			],
		});
		expect(writes()).toHaveLength(1);
	});
});

describe('Delete', () => {
	it('removes a trunk with what is its own, as Plan says, and numbers stay in the account', async () => {
		const account = accountOf(bench.sandbox);
		const before = stateOf(bench.sandbox);
		const count = [...account.incomingPhoneNumbers].length;
		await done('apply', customer(2, number));
		const plan = await done('plan', { planFor: 'delete', name: 'Example Garage K1002' });
		expect(writes()).toEqual([]);
		const row = await done('delete', {
			name: 'Example Garage K1002',
			expectedDigest: String(plan.digest),
		});
		expect(row).toMatchObject({ deleted: true, summary: plan.summary });
		expect(stateOf(bench.sandbox)).toEqual(before);
		expect([...account.incomingPhoneNumbers]).toHaveLength(count);
		const again = await run('delete', { name: 'Example Garage K1002' });
		expect(again.error?.message).toBe('Twilio has no trunk "Example Garage K1002".');
		expect(await done('delete', { name: 'Example Garage K1002', ignoreIfMissing: true })).toEqual({
			provider: 'twilio',
			id: null,
			name: 'Example Garage K1002',
			deleted: true,
			alreadyGone: true,
		});
	});

	it('leaves what other trunks share', async () => {
		await done('apply', customer(2, number));
		const [trunk] = trunksOf(bench.sandbox);
		const list = await bench.api.post(
			`/2010-04-01/Accounts/${accountOf(bench.sandbox).sid}/SIP/CredentialLists.json`,
			{ FriendlyName: 'Everyone' },
		);
		await bench.api.post(
			`/2010-04-01/Accounts/${accountOf(bench.sandbox).sid}/SIP/CredentialLists/${String(list.sid)}/Credentials.json`,
			{ Username: 'shared', Password: 'Correct-Horse-7!' },
		);
		await bench.api.post(`/v1/Trunks/${trunk.sid}/CredentialLists`, {
			CredentialListSid: list.sid,
		});
		const row = await done('delete', { name: 'Example Garage K1002' });
		expect(row.shared).toEqual([
			{ what: 'sipCredential', name: 'shared', in: 'credential list "Everyone"' },
		]);
		expect(stateOf(bench.sandbox)).toMatchObject({
			trunks: [],
			lists: [{ name: 'Everyone', entries: ['shared'], onTrunks: 0 }],
			addresses: [],
		});
	});
});

describe('what Apply is given, and what becomes of it', () => {
	it('a block that Twilio stores as another one is told, with what is done and left', async () => {
		bench.faults({
			kind: 'rewriteKeys',
			keys: ['cidr_prefix_length'],
			value: 8,
			method: 'POST',
			path: '/IpAddresses\\.json$',
			times: null,
		});
		const failed = await run('apply', customer(2, number), { onError: 'continueRegularOutput' });
		const [{ error, details }] = rowsOf(failed);
		expect(error).toMatch(/has stored [\d.]+\/8 in place of [\d.]+\/32/);
		expect(details).toMatchObject({ mayExist: true, left: expect.anything() as unknown });
	});

	it('a user name of an own password that holds what nobody sees is refused, before any request', async () => {
		const refused = await run('apply', {
			...customer(2, number),
			configurationOptions: {
				ownPasswords: {
					row: [
						{ username: 'acme\u200b-k1002', password: ['Invented', 'Secret', '2026'].join('-') },
					],
				},
			},
		});
		expect(refused.error?.message).toContain('U+200B');
		expect(bench.sandbox.requests).toEqual([]);
	});
});
