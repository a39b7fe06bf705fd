import { sleep, type IDataObject, type INodeParameters } from 'n8n-workflow';
import { sandboxCredentials } from '../../sandbox/index';
import { rowsOf, wordsOf } from '../operations/support';
import { useSandbox } from '../sandbox/support';
import { runNode } from '../support/engine';
import { addressed, customer, nameOf, NUMBERS, stateOf, uriOf } from './tryVoxAccount';
import { useConfiguration } from './useConfiguration';

/** Trunk Configuration at TryVox, in n8n's own engine against the sandbox. */

const { bench, run, done } = useConfiguration('tryVox');

const asSent = () =>
	bench.sandbox.requests.map(
		({ method, path }) => `${method} ${path.replace(/^.*acc_1a2b3c|trunk_[0-9a-f]+/g, '')}`,
	);
const writes = () => asSent().filter((request) => !request.startsWith('GET'));
const trunkId = () => bench.sandbox.state('tryVox').trunks.all()[0].id;

/** Routes a number elsewhere, as if by another hand. */
function route(number: string, trunk: string): void {
	const found = bench.sandbox.state('tryVox').numbers.get(number);
	if (found === undefined) throw new Error(number);
	found.trunk_id = trunk;
}

const created = {
	name: nameOf(2),
	authType: 'credential',
	maxConcurrentCalls: 10,
	terminationUri: null,
	originationUris: [uriOf(2)],
	sipCredentials: ['acme-k1002'],
	allowedAddresses: [],
	phoneNumbers: [NUMBERS.first],
};

describe('a new customer', () => {
	it('takes 8 requests, with the origination URIs in the trunk from the start', async () => {
		const row = await done('apply', customer(2, NUMBERS.first));
		expect(asSent()).toEqual([
			'GET /trunks',
			'GET /numbers',
			'POST /trunks',
			'GET /trunks',
			'POST /trunks//credentials',
			'GET /trunks//credentials',
			'GET /numbers',
			`POST /numbers/${NUMBERS.first}/assign`,
		]);
		expect(row).toMatchObject({
			provider: 'tryVox',
			id: trunkId(),
			name: nameOf(2),
			outcome: 'created',
			previous: null,
			notSupported: [],
			notReadable: [],
			sipCredentials: [
				{ username: 'acme-k1002', passwordKnown: true, password: expect.any(String) as string },
			],
		});
		expect(row.configuration).toEqual({
			provider: 'tryVox',
			id: trunkId(),
			name: nameOf(2),
			sipDomain: `${trunkId().replace('_', '-')}.sip.tryvox.io`,
			maxConcurrentCalls: 10,
			authType: 'credential',
			originationUris: [{ uri: uriOf(2) }],
			sipCredentials: [{ username: 'acme-k1002' }],
			phoneNumbers: [NUMBERS.first],
			notReadable: [],
		});
		expect(stateOf(bench.sandbox)).toEqual([created]);
	});

	it('is unchanged the second time, without a password and with 3 requests that read', async () => {
		await done('apply', customer(2, NUMBERS.first));
		const row = await done('apply', customer(2, NUMBERS.first));
		expect(row).toMatchObject({
			outcome: 'unchanged',
			changes: [],
			summary: `Nothing to do: trunk "${nameOf(2)}" is as described.`,
			sipCredentials: [{ username: 'acme-k1002', passwordKnown: false }],
		});
		expect(JSON.stringify(row)).not.toContain('"password"');
		expect(asSent()).toEqual(['GET /trunks', 'GET /trunks//credentials', 'GET /numbers']);
		expect(stateOf(bench.sandbox)).toEqual([created]);
	});

	it('takes no more among 1,000 trunks', async () => {
		bench.sandbox.seedTrunks('tryVox', 1000);
		await done('apply', customer(2, NUMBERS.first));
		expect(bench.sandbox.requests).toHaveLength(8);
		await done('apply', customer(2, NUMBERS.first));
		expect(bench.sandbox.requests).toHaveLength(3);
	});

	it('takes one more with an address', async () => {
		await done('apply', { ...customer(2, NUMBERS.first), allowedAddresses: '203.0.113.26' });
		expect(bench.sandbox.requests).toHaveLength(9);
	});

	it('needs to be told how it is known, which no dropdown decides by being there', async () => {
		const refused = await run('apply', { ...customer(2, ''), additionalFields: {} });
		expect(refused.error?.message).toContain(
			'is needed to make a trunk at TryVox ("authType" in JSON)',
		);
		expect(writes()).toEqual([]);
		await done('apply', customer(2, ''));
		await done('apply', { ...customer(2, ''), additionalFields: {} });
		expect(writes()).toEqual([]);
	});
});

describe('an approved plan', () => {
	it('is applied with its digest, and again', async () => {
		const plan = await done('plan', customer(2, NUMBERS.first));
		expect(writes()).toEqual([]);
		expect(plan.summary).toBe(
			`Creates trunk "${nameOf(2)}", sends its calls to ${uriOf(2)}, lets acme-k1002 sign in, assigns ${NUMBERS.first}.`,
		);
		const parameters = {
			defineConfiguration: 'json',
			configuration: JSON.stringify(plan.configuration),
			expectedDigest: String(plan.digest),
		};
		expect(await done('apply', parameters)).toMatchObject({ outcome: 'created' });
		expect(bench.sandbox.requests).toHaveLength(8);
		expect(await done('apply', parameters)).toMatchObject({ outcome: 'unchanged' });
	});
});

describe('what Get puts out', () => {
	it('is unchanged when it is applied', async () => {
		await done('apply', { ...customer(2, NUMBERS.first), allowedAddresses: '203.0.113.26' });
		const configuration = await done('get', { name: nameOf(2) });
		expect(configuration).toEqual({
			provider: 'tryVox',
			id: trunkId(),
			name: nameOf(2),
			sipDomain: `${trunkId().replace('_', '-')}.sip.tryvox.io`,
			maxConcurrentCalls: 10,
			authType: 'credential',
			originationUris: [{ uri: uriOf(2) }],
			sipCredentials: [{ username: 'acme-k1002' }],
			phoneNumbers: [NUMBERS.first],
			notReadable: ['allowedAddresses'],
		});
		const row = await done('apply', {
			defineConfiguration: 'json',
			configuration: JSON.stringify(configuration),
		});
		expect(row).toMatchObject({ outcome: 'unchanged', notSupported: [] });
		expect(writes()).toEqual([]);
	});

	it('says the SIP domain, which nobody can choose', async () => {
		const wanted = { ...customer(2, ''), additionalFields: { authType: 'credential' } };
		const own = { name: nameOf(2), authType: 'ip', sipDomain: 'own.sip.tryvox.io' };
		const json = { defineConfiguration: 'json', configuration: JSON.stringify(own) };
		const refused = await run('apply', json);
		expect(refused.error?.message).toContain('trunk sipDomain: TryVox sets it itself.');
		expect(stateOf(bench.sandbox)).toEqual([]);
		await done('apply', wanted);
		const again = await run('apply', json);
		expect(again.error?.message).toContain('trunk sipDomain: TryVox sets it itself.');
		expect(writes()).toEqual([]);
	});

	it('brings settings, URIs and numbers back as "previous" of an Apply', async () => {
		await done('apply', customer(2, NUMBERS.first));
		const changed = await done('apply', {
			...customer(2, NUMBERS.first),
			additionalFields: { maxConcurrentCalls: 0 },
			originationUriRows: { row: [{ uri: 'sip:other.example.com' }] },
			configurationOptions: { removeUnnamed: ['originationUris'] },
		});
		expect(changed).toMatchObject({ outcome: 'changed' });
		expect(stateOf(bench.sandbox)).not.toEqual([created]);
		await done('apply', {
			defineConfiguration: 'json',
			configuration: JSON.stringify(changed.previous),
			configurationOptions: { removeUnnamed: ['originationUris'] },
		});
		expect(stateOf(bench.sandbox)).toEqual([created]);
	});
});

describe('the list of origination URIs', () => {
	const listed = (...uris: string[]): INodeParameters => ({
		name: nameOf(2),
		originationUriRows: { row: uris.map((uri) => ({ uri })) },
	});
	const list = () => bench.sandbox.state('tryVox').trunks.all()[0].origination_uris;

	beforeEach(async () => {
		await done('apply', customer(2, ''));
	});

	it('gets those that are missing and keeps those that are not named', async () => {
		const row = await done('apply', listed('sips:backup.example.com'));
		expect(row).toMatchObject({
			outcome: 'changed',
			unmanaged: [{ what: 'originationUri', name: uriOf(2) }],
			configuration: { originationUris: [{ uri: uriOf(2) }, { uri: 'sips:backup.example.com' }] },
		});
		expect(asSent()).toEqual(['GET /trunks', 'GET /trunks/', 'PUT /trunks/']);
		expect(bench.sandbox.requests[2].body).toBe(
			JSON.stringify({ origination_uris: [uriOf(2), 'sips:backup.example.com'] }),
		);
		expect(list()).toEqual([uriOf(2), 'sips:backup.example.com']);
	});

	it('loses what is not named where that is wanted, and all of it with an empty list', async () => {
		const configurationOptions = { removeUnnamed: ['originationUris'] };
		await done('apply', { ...listed('sip:other.example.com'), configurationOptions });
		expect(list()).toEqual(['sip:other.example.com']);
		const none = { name: nameOf(2), originationUris: [] };
		const row = await done('apply', {
			defineConfiguration: 'json',
			configuration: JSON.stringify(none),
			configurationOptions,
		});
		expect(row.configuration).toMatchObject({ originationUris: [] });
		expect(list()).toEqual([]);
	});

	it('keeps what somebody else has meanwhile added to it', async () => {
		bench.faults({ kind: 'latency', ms: 300, method: 'GET', path: '/trunks$' });
		const applying = run('apply', listed('sip:new.example.com'));
		await sleep(50);
		const [trunk] = bench.sandbox.state('tryVox').trunks.all();
		const isAsked = () => bench.sandbox.requests.length > 0;
		while (!isAsked()) await sleep(10);
		bench.faults({ kind: 'latency', ms: 300, method: 'GET', path: `/trunks/${trunk.id}$` });
		while (bench.sandbox.requests.length < 2) await sleep(10);
		trunk.origination_uris.push('sip:theirs.example.com');
		expect(wordsOf(await applying)).toBe('\n');
		expect(list()).toEqual([uriOf(2), 'sip:theirs.example.com', 'sip:new.example.com']);
	});

	it('is known to the next item of a run', async () => {
		const result = await run(
			'apply',
			{
				name: nameOf(2),
				originationUriRows: { row: [{ uri: '={{ $json.uri }}' }] },
			},
			{ input: [{ uri: 'sip:one.example.com' }, { uri: 'sip:two.example.com' }] },
		);
		expect(rowsOf(result).map(({ unmanaged }) => (unmanaged as IDataObject[]).length)).toEqual([
			1, 2,
		]);
		expect(list()).toEqual([uriOf(2), 'sip:one.example.com', 'sip:two.example.com']);
	});

	it('is not written where TryVox does not tell it', async () => {
		const [trunk] = bench.sandbox.state('tryVox').trunks.all();
		Reflect.deleteProperty(trunk, 'origination_uris');
		const refused = await run('apply', listed('sip:new.example.com'));
		expect(refused.error?.message).toBe(
			`TryVox does not tell the origination URIs of trunk ${trunk.id}, so they cannot be compared, and nothing was changed.`,
		);
		expect(writes()).toEqual([]);
	});
});

describe('a run that ended half-way', () => {
	const half: Array<[what: string, path: string]> = [
		['the trunk alone', '/trunks$'],
		['the trunk without its user name', '/credentials$'],
		['the trunk without its number', '/assign$'],
	];

	it.each(half)('is completed: %s', async (_, path) => {
		bench.faults({ kind: 'status', status: 403, method: 'POST', path });
		expect(await run('apply', customer(2, NUMBERS.first))).toMatchObject({ status: 'error' });
		expect(stateOf(bench.sandbox)).not.toEqual([created]);
		bench.sandbox.clearFaults();
		await done('apply', customer(2, NUMBERS.first));
		expect(stateOf(bench.sandbox)).toEqual([created]);
	});

	it('says what it could not see when it goes on, and whose password is lost', async () => {
		const wanted = { ...customer(2, NUMBERS.first), allowedAddresses: '203.0.113.26' };
		bench.faults({ kind: 'status', status: 403, method: 'POST', path: '/ip-acl$' });
		const failed = await run('apply', wanted);
		expect(wordsOf(failed)).toContain(
			'The new password of acme-k1002 is lost with this failure, and TryVox cannot change it: use another user name.',
		);
		expect(wordsOf(failed)).toContain(
			"For 203.0.113.26/32, which cannot be read, turn on 'Add Unreadable Entries' then.",
		);
		bench.sandbox.clearFaults();
		const row = await done('apply', wanted);
		expect(row).toMatchObject({ outcome: 'changed', notReadable: ['allowedAddresses'] });
		const configurationOptions = { addUnreadable: true };
		await done('apply', { ...wanted, configurationOptions });
		expect(stateOf(bench.sandbox)).toEqual([{ ...created, allowedAddresses: ['203.0.113.26/32'] }]);
	});
});

describe('a user name, which TryVox takes twice and never gives up', () => {
	const wanted = customer(2, '');
	const credentials = () => bench.sandbox.state('tryVox').credentials;
	const ids = () =>
		credentials()
			.all()
			.map(({ id }) => id);
	const twice = () => `TryVox holds SIP credential acme-k1002 twice (${ids().join(' and ')})`;

	beforeEach(async () => {
		await done('apply', { ...wanted, usernames: '' });
	});

	it('is told as being there twice by the run that added the second one', async () => {
		bench.faults({ kind: 'latency', ms: 300, method: 'POST', path: '/credentials$' });
		const applying = run('apply', wanted);
		while (!bench.sandbox.requests.some(({ method }) => method === 'POST')) await sleep(10);
		credentials().add({
			id: 'cred_other',
			trunk_id: trunkId(),
			username: 'acme-k1002',
			created_at: new Date().toISOString(),
		});
		const result = await applying;
		expect(wordsOf(result)).toBe('\n');
		const [row] = rowsOf(result);
		expect(row).toMatchObject({ outcome: 'changed' });
		expect(credentials().size).toBe(2);
		expect(row.summary).toContain(twice());
	});

	it('is told as being there twice by every later run, where two have added it at once', async () => {
		// Long enough for the second run to begin, whatever else the machine does.
		bench.sandbox.setFaults([
			{ kind: 'latency', ms: 4000, method: 'GET', path: '/credentials$', times: 2 },
		]);
		const both = await Promise.all([run('apply', wanted), run('apply', wanted)]);
		bench.sandbox.clearFaults();
		expect(both.map(wordsOf)).toEqual(['\n', '\n']);
		expect(credentials().size).toBe(2);
		for (const operation of ['plan', 'apply']) {
			const row = await done(operation, wanted);
			expect(row.changes).toEqual([]);
			expect(row.summary).toContain(twice());
			expect(row.summary).toContain('Remove all but one in the console of TryVox.');
		}
		expect(writes()).toEqual([]);
	}, 30_000);

	it('is not spoken of where it is there once', async () => {
		const row = await done('apply', wanted);
		expect(row.summary).toBe(`Trunk "${nameOf(2)}": lets acme-k1002 sign in.`);
		expect((await done('plan', wanted)).summary).toBe(
			`Nothing to do: trunk "${nameOf(2)}" is as described.`,
		);
	});
});

describe('allowed addresses, which cannot be read', () => {
	it('are sent for a trunk that the run makes, with their names', async () => {
		const row = await done('apply', {
			defineConfiguration: 'json',
			configuration: JSON.stringify({
				name: nameOf(2),
				authType: 'ip',
				allowedAddresses: ['203.0.113.26', { address: '2001:db8::/48', name: 'PBX' }],
			}),
		});
		expect(row).toMatchObject({ outcome: 'created', notReadable: [] });
		expect(stateOf(bench.sandbox)).toMatchObject([
			{ allowedAddresses: ['2001:db8::/48 PBX', '203.0.113.26/32'] },
		]);
	});

	it('are not sent for another, and a person is told so', async () => {
		await done('apply', addressed(2, ''));
		const row = await done('apply', { ...addressed(2, ''), allowedAddresses: '198.51.100.7' });
		expect(row).toMatchObject({ outcome: 'unchanged', notReadable: ['allowedAddresses'] });
		expect(row.summary).toBe(
			`Nothing to do: trunk "${nameOf(2)}" is as described, as far as anybody can tell. TryVox does not tell the trunk's allowed addresses, so nothing is changed there. To add what is wanted all the same, turn on 'Add Unreadable Entries'.`,
		);
		expect(writes()).toEqual([]);
	});

	it('are sent for another where that is wanted, once, also if the run has to plan anew', async () => {
		await done('apply', { ...addressed(1, ''), allowedAddresses: '' });
		await done('apply', { name: 'Other', additionalFields: { authType: 'ip' } });
		const [, other] = bench.sandbox.state('tryVox').trunks.all();
		bench.faults({ kind: 'latency', ms: 300, method: 'POST', path: '/ip-acl$' });
		const applying = run('apply', {
			...addressed(1, NUMBERS.first),
			configurationOptions: { addUnreadable: true, moveNumbers: true },
		});
		while (!asSent().includes('POST /trunks//ip-acl')) await sleep(10);
		route(NUMBERS.first, other.id);
		expect(wordsOf(await applying)).toBe('\n');
		expect(stateOf(bench.sandbox)).toMatchObject([
			{ allowedAddresses: ['203.0.113.26/32'], phoneNumbers: [NUMBERS.first] },
			{ phoneNumbers: [] },
		]);
	});
});

describe('a number', () => {
	it('is never taken from where it is, unless that is wanted', async () => {
		await done('apply', customer(1, NUMBERS.first));
		const before = stateOf(bench.sandbox);
		const elsewhere = `${NUMBERS.first}, ${NUMBERS.onApplication}`;
		const refused = await run('apply', customer(2, elsewhere));
		expect(refused.error?.message).toContain(`${NUMBERS.first} is on trunk ${trunkId()}.`);
		expect(refused.error?.message).toContain(
			`${NUMBERS.onApplication} is on application app_9z8y7x.`,
		);
		expect(writes()).toEqual([]);
		expect(stateOf(bench.sandbox)).toEqual(before);
		const moved = await done('apply', {
			...customer(2, elsewhere),
			configurationOptions: { moveNumbers: true },
		});
		expect(moved.summary).toContain(
			`assigns ${NUMBERS.first} (now on trunk ${trunkId()}) and ${NUMBERS.onApplication} (now on application app_9z8y7x)`,
		);
		expect(stateOf(bench.sandbox)).toMatchObject([
			{ phoneNumbers: [] },
			{ phoneNumbers: [NUMBERS.first, NUMBERS.onApplication] },
		]);
	});

	it('is not taken on the word of a list that is out of date', async () => {
		await done('apply', customer(1, ''));
		bench.faults({ kind: 'latency', ms: 300, method: 'POST', path: '/credentials$' });
		const applying = run('apply', customer(2, NUMBERS.first));
		while (!asSent().includes('POST /trunks//credentials')) await sleep(10);
		route(NUMBERS.first, trunkId());
		const refused = await applying;
		expect(refused.error?.message).toContain(`${NUMBERS.first} is on trunk ${trunkId()}`);
		expect(stateOf(bench.sandbox)).toMatchObject([
			{ phoneNumbers: [NUMBERS.first] },
			{ phoneNumbers: [] },
		]);
	});

	it('that is not in service is not chosen of those that are free', async () => {
		const configurationOptions = { freeNumbers: 1, freeNumbersBeginWith: '+91' };
		const refused = await run('apply', { ...customer(2, ''), configurationOptions });
		expect(refused.error?.message).toContain('the TryVox account has only 0 free ones');
		const row = await done('apply', {
			...customer(2, ''),
			configurationOptions: { ...configurationOptions, freeNumbersBeginWith: '+1' },
		});
		expect(row).toMatchObject({ configuration: { phoneNumbers: [NUMBERS.first] } });
	});
});

describe('passwords', () => {
	it('of the user’s own are sent and never put out', async () => {
		const own = 'Correct-Horse-7!';
		const ownPasswords = { row: [{ username: 'acme-k1002', password: own }] };
		const row = await done('apply', {
			...customer(2, ''),
			configurationOptions: { ownPasswords },
		});
		expect(bench.sandbox.requests.filter(({ body }) => body.includes(own))).toHaveLength(1);
		expect(row).toMatchObject({
			sipCredentials: [{ username: 'acme-k1002', passwordKnown: true }],
		});
		expect(JSON.stringify(row)).not.toContain(own);
	});

	it('are kept, and cannot be set anew', async () => {
		await done('apply', customer(2, ''));
		const configurationOptions = { passwords: 'setAnew' };
		const wanted = { ...customer(2, ''), configurationOptions };
		const refused = await run('apply', wanted);
		expect(refused.error?.message).toContain(
			'sipCredential acme-k1002: TryVox cannot change a password.',
		);
		expect(writes()).toEqual([]);
		expect(await done('plan', wanted)).toMatchObject({
			notSupported: [{ what: 'sipCredential', name: 'acme-k1002' }],
		});
	});
});

describe('a configuration of another provider', () => {
	const twilio = {
		provider: 'twilio',
		id: 'TK0123456789abcdef0123456789abcdef',
		name: nameOf(2),
		sipDomain: 'acme-k1002.pstn.twilio.com',
		secure: true,
		originationUris: [{ uri: uriOf(2), name: 'PBX', priority: 10, weight: 10, enabled: true }],
		sipCredentials: [{ username: 'acme-k1002' }],
		allowedAddresses: [{ address: '203.0.113.26/32', name: 'PBX' }],
		phoneNumbers: [NUMBERS.first],
		notReadable: [],
		authType: 'credential',
		maxConcurrentCalls: 10,
	};
	const parameters = { defineConfiguration: 'json', configuration: JSON.stringify(twilio) };

	it('says what TryVox cannot hold, before anything is changed', async () => {
		const plan = await done('plan', parameters);
		const named = (plan.notSupported as IDataObject[]).map(
			({ what, name, reason }) => `${String(what)} ${String(name)}: ${String(reason)}`,
		);
		expect(named).toEqual([
			'trunk sipDomain: TryVox sets it itself.',
			'trunk secure: TryVox has nothing of the kind.',
			`originationUri ${uriOf(2)}: TryVox has no name here.`,
			`originationUri ${uriOf(2)}: TryVox has no priority here.`,
			`originationUri ${uriOf(2)}: TryVox has no weight here.`,
		]);
		expect(await run('apply', parameters)).toMatchObject({ status: 'error' });
		expect(writes()).toEqual([]);
	});

	it('moves here without that, and is unchanged the second time', async () => {
		const ignoring = { ...parameters, configurationOptions: { ignoreNotSupported: true } };
		expect(await done('apply', ignoring)).toMatchObject({ outcome: 'created' });
		const moved = [{ ...created, allowedAddresses: ['203.0.113.26/32 PBX'] }];
		expect(stateOf(bench.sandbox)).toEqual(moved);
		const again = await done('apply', ignoring);
		expect(again).toMatchObject({ outcome: 'unchanged' });
		expect(JSON.stringify(again.notSupported)).not.toContain('enabled');
		expect(stateOf(bench.sandbox)).toEqual(moved);
	});
});

describe('Delete', () => {
	it('stops where numbers would be left without a trunk, and says so in a plan', async () => {
		await done('apply', customer(2, NUMBERS.first));
		const reason = `${NUMBERS.first} would be left without a trunk: TryVox cannot take numbers off one. Assign them to another trunk first.`;
		const plan = await done('plan', { planFor: 'delete', name: nameOf(2) });
		expect(plan).toMatchObject({ notSupported: [{ what: 'trunk', name: nameOf(2), reason }] });
		const refused = await run('delete', { name: nameOf(2) });
		expect(refused.error?.message).toBe(`The trunk was not removed. ${reason}`);
		expect(writes()).toEqual([]);
		expect(stateOf(bench.sandbox)).toEqual([created]);
	});

	it('removes a trunk without numbers, with what belongs to it', async () => {
		await done('apply', customer(2, ''));
		const plan = await done('plan', { planFor: 'delete', name: nameOf(2) });
		expect(plan.summary).toBe(
			`Trunk "${nameOf(2)}": removes origination URI ${uriOf(2)}, removes SIP credential acme-k1002, removes the trunk.`,
		);
		const row = await done('delete', { name: nameOf(2), expectedDigest: String(plan.digest) });
		expect(row).toMatchObject({ deleted: true, summary: plan.summary });
		expect(writes()).toEqual(['DELETE /trunks/']);
		expect(stateOf(bench.sandbox)).toEqual([]);
		const again = await done('delete', { name: nameOf(2), ignoreIfMissing: true });
		expect(again).toMatchObject({ deleted: true, alreadyGone: true });
	});

	it('stops where a number was put on the trunk meanwhile', async () => {
		await done('apply', customer(2, ''));
		const id = trunkId();
		bench.faults({ kind: 'latency', ms: 300, method: 'GET', path: '/numbers$', after: 1 });
		const removing = run('delete', { name: nameOf(2) });
		while (asSent().filter((request) => request === 'GET /numbers').length < 2) await sleep(10);
		route(NUMBERS.first, id);
		const refused = await removing;
		expect(refused.error?.message).toMatch(/^A number was put on the trunk: another run/);
		expect(writes()).toEqual([]);
	});
});

it('ends with one trunk where two runs want the same new customer', async () => {
	const both = await Promise.all([1, 2].map(async () => await run('apply', customer(2, ''))));
	expect(both.map(wordsOf)).toEqual(['\n', '\n']);
	expect(bench.sandbox.state('tryVox').trunks.all()).toHaveLength(1);
}, 30_000);

describe('a trunk whose answer is lost and which is found again', () => {
	const held = useSandbox();

	it('counts as found, so that what cannot be read is not added and told', async () => {
		held.sandbox.setFaults([
			{ kind: 'resetAfter', provider: 'tryVox', method: 'POST', path: '/trunks$' },
		]);
		const result = await runNode({
			credentials: sandboxCredentials(held.sandbox.addresses),
			parameters: {
				provider: 'tryVox',
				resource: 'trunkConfiguration',
				operation: 'apply',
				...addressed(2, NUMBERS.first),
			},
		});
		expect(wordsOf(result)).toBe('\n');
		const [row] = rowsOf(result);
		expect(row).toMatchObject({ outcome: 'changed', notReadable: ['allowedAddresses'] });
		expect(row.summary).toContain("turn on 'Add Unreadable Entries'");
		expect(stateOf(held.sandbox)).toEqual([
			expect.objectContaining({ originationUris: [uriOf(2)], phoneNumbers: [NUMBERS.first] }),
		]);
	});
});
