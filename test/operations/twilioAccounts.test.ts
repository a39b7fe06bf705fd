import type { INodeParameters } from 'n8n-workflow';
import { twilioAccount } from '../../sandbox/providers/twilio/account';
import type { Fault } from '../../sandbox/index';
import { numberSid } from '../../facts/providers/twilio/routes';
import type { CredentialData } from '../support/engine';
import { byId, descriptionOf, operationsOf, rowsOf, useBench } from './support';

/** An API key works on the account that it was made in, whatever Account SID stands beside it. */

const bench = useBench('twilio');
const { accountSid } = twilioAccount;
const subAccount = `AC${'5b'.repeat(16)}`;

const withKeyOfMain = () => ({
	twilioSipTrunkApi: {
		...twilioAccount,
		authType: 'apiKey',
		authToken: '',
		accountSid: subAccount,
		baseUrl: bench.sandbox.addresses.twilio,
	},
});

const mayNotList: Fault = {
	kind: 'status',
	status: 403,
	body: { code: 20403, message: 'Forbidden', status: 403 },
	method: 'GET',
	path: '^/v1/Trunks\\b',
	times: null,
};

const inAnotherAccount = (id: string, done: 'made' | 'changed') =>
	`${id} was ${done}, but in another Twilio account (${accountSid}) than the Account SID in the credential (${subAccount}): the key belongs to that account.`;

describe('a trunk that is made while the account has none', () => {
	const place = { resource: 'trunk', operation: 'create' };

	it.each([true, false])(
		'in the wrong account is told with its ID (Simplify: %s)',
		async (simplify) => {
			const run = await bench.run(
				place,
				{ name: 'First', simplify },
				{ credentials: withKeyOfMain(), onError: 'continueRegularOutput' },
			);
			const [{ sid }] = bench.sandbox.state('twilio').trunks;
			const [{ error, details }] = rowsOf(run);
			expect(error).toContain(inAnotherAccount(sid, 'made'));
			expect(error).toContain('own Auth Token');
			expect(error).toContain('undo it there');
			expect(details).toMatchObject({ provider: 'twilio', mayExist: true });
		},
	);

	it('in the wrong account stops the workflow', async () => {
		const run = await bench.run(place, { name: 'First' }, { credentials: withKeyOfMain() });
		const [{ sid }] = bench.sandbox.state('twilio').trunks;
		expect(run.error?.message).toBe(inAnotherAccount(sid, 'made'));
		expect(descriptionOf(run)).toContain('undo it there');
	});

	it('in the right account is a success', async () => {
		const run = await bench.run(place, { name: 'First', simplify: false });
		expect(rowsOf(run)).toEqual([expect.objectContaining({ account_sid: accountSid })]);
	});
});

describe('a key that may not list trunks', () => {
	const list = { resource: 'ipAccessControlList', operation: 'create' };

	it('may still work on what it has permission for', async () => {
		bench.faults(mayNotList);
		const run = await bench.run(list, { name: 'Office' });
		expect(run.error?.message).toBeUndefined();
		expect(rowsOf(run)).toEqual([expect.objectContaining({ name: 'Office' })]);
	});

	it.each<[status: number, says: string]>([
		[401, 'Twilio refused the key'],
		[500, 'Twilio answered HTTP 500'],
	])('is not the same as one that is refused: HTTP %s', async (status, says) => {
		bench.faults({ ...mayNotList, status } as Fault);
		const run = await bench.run(list, { name: 'Office', options: { maxRetries: 0 } });
		expect(run.error?.message).toContain(says);
		expect(bench.sent().map(([line]) => line)).toEqual(['GET /v1/Trunks?PageSize=1']);
	});

	const trunk = async () => String((await bench.api.post('/v1/Trunks', {})).sid);
	const lists = `/2010-04-01/Accounts/${accountSid}/SIP/IpAccessControlLists.json`;

	it.each<[what: string, place: [string, string], arrange: () => Promise<INodeParameters>]>([
		[
			'a trunk',
			['trunk', 'update'],
			async () => ({ trunkId: byId(await trunk()), updateFields: { name: 'Second' } }),
		],
		[
			'an origination URI',
			['originationUri', 'update'],
			async () => {
				const trunkId = await trunk();
				const { sid } = await bench.api.post(`/v1/Trunks/${trunkId}/OriginationUrls`, {
					FriendlyName: 'PBX',
					SipUrl: 'sip:pbx.example.com',
					Priority: 1,
					Weight: 1,
					Enabled: true,
				});
				return {
					trunkId: byId(trunkId),
					originationUriId: byId(String(sid)),
					updateFields: { weight: 5 },
				};
			},
		],
	])('is told if it changed %s of another account', async (_, [resource, operation], arrange) => {
		const parameters = await arrange();
		bench.faults(mayNotList);
		const run = await bench.run({ resource, operation }, parameters, {
			credentials: withKeyOfMain(),
		});
		expect(run.error?.message).toBe(inAnotherAccount(bench.madeIds()[0], 'changed'));
	});

	it.each<[what: string, place: [string, string], arrange: () => Promise<INodeParameters>]>([
		[
			'an origination URI',
			['originationUri', 'create'],
			async () => ({ trunkId: byId(await trunk()), name: 'PBX', sipUri: 'sip:pbx.example.com' }),
		],
		[
			'a list on a trunk',
			['ipAccessControlList', 'addToTrunk'],
			async () => ({
				trunkId: byId(await trunk()),
				ipAccessControlListId: byId(
					String((await bench.api.post(lists, { FriendlyName: 'Office' })).sid),
				),
			}),
		],
	])('is told if it made %s in another account', async (_, [resource, operation], arrange) => {
		const parameters = await arrange();
		bench.faults(mayNotList);
		const run = await bench.run({ resource, operation }, parameters, {
			credentials: withKeyOfMain(),
		});
		expect(run.error?.message).toBe(inAnotherAccount(bench.madeIds()[0], 'made'));
	});
});

describe('what is read with a key of another account', () => {
	const lists = `/2010-04-01/Accounts/${accountSid}/SIP`;

	/** Whatever belongs to a trunk, by the parameters that name it. */
	async function furnished(): Promise<INodeParameters> {
		const { sid: trunk } = await bench.api.post('/v1/Trunks', { FriendlyName: 'First' });
		const place = `/v1/Trunks/${String(trunk)}`;
		const { sid: uri } = await bench.api.post(`${place}/OriginationUrls`, {
			FriendlyName: 'PBX',
			SipUrl: 'sip:pbx.example.com',
			Priority: 1,
			Weight: 1,
			Enabled: true,
		});
		for (const [list, key] of [
			['CredentialLists', 'CredentialListSid'],
			['IpAccessControlLists', 'IpAccessControlListSid'],
		]) {
			const { sid } = await bench.api.post(`${lists}/${list}.json`, { FriendlyName: 'Office' });
			await bench.api.post(`${place}/${list}`, { [key]: sid });
		}
		await bench.api.post(`${place}/PhoneNumbers`, { PhoneNumberSid: numberSid('0101') });
		return { trunkId: byId(String(trunk)), originationUriId: byId(String(uri)) };
	}

	/** On the host of the trunks; the settings of a recording do not say whose they are. */
	const onTrunks = operationsOf(bench.provider).filter(
		({ resource, operation }) =>
			operation.readsOnly &&
			resource.value !== 'recording' &&
			(resource.value === 'trunk' || operation.fields.some(({ name }) => name === 'trunkId')),
	);

	it('is tried with everything that lies below trunks', () => {
		const names = onTrunks.map(({ operation }) => operation.action);
		expect(names).toEqual(
			expect.arrayContaining([
				'Get trunk',
				'Get many trunks',
				'Get origination URI',
				'Get many origination URIs',
				'Get many credential lists',
				'Get many IP access control lists',
				'Get many phone numbers',
			]),
		);
	});

	it.each(
		onTrunks.map(({ resource, operation }) => ({
			place: { resource: resource.value, operation: operation.value },
			name: operation.action,
		})),
	)('is not returned: $name', async ({ place }) => {
		const parameters = await furnished();
		const wrong = await bench.run(place, parameters, { credentials: withKeyOfMain() });
		expect(wrong.error?.message).toBe(
			`The key in the credential belongs to another Twilio account (${accountSid}) than its Account SID (${subAccount}), so nothing is returned.`,
		);
		expect(descriptionOf(wrong)).toContain('own Auth Token');
		expect(bench.sent()).toHaveLength(1);
		expect(rowsOf(await bench.run(place, parameters)).length).toBeGreaterThan(0);
	});
});

describe('whose account the key is of', () => {
	const place = { resource: 'trunk', operation: 'create' };
	const looks = () => bench.sent().filter(([line]) => line === 'GET /v1/Trunks?PageSize=1').length;
	const inTheRight = () => ({
		twilioSipTrunkApi: {
			...twilioAccount,
			authType: 'apiKey',
			authToken: '',
			baseUrl: bench.sandbox.addresses.twilio,
		},
	});
	const create = async (credentials: CredentialData = inTheRight()) => {
		const run = await bench.run(place, { name: 'One more' }, { credentials, sameProcess: true });
		return { run, looks: looks() };
	};

	beforeEach(async () => {
		// The first of its process, in an account without trunks.
		await bench.run(place, { name: 'First' }, { credentials: inTheRight() });
	});

	it('is asked once in a process, as soon as there is a trunk that tells', async () => {
		expect(looks()).toBe(1);
		expect(await create()).toMatchObject({ looks: 1 });
		expect(await create()).toMatchObject({ looks: 0, run: { status: 'success' } });
		expect(await create()).toMatchObject({ looks: 0 });
		expect(bench.sandbox.state('twilio').trunks.size).toBe(4);
	});

	it('is asked again when the credential has changed, and then refuses', async () => {
		await create();
		const { twilioSipTrunkApi: own } = inTheRight();
		const another = { twilioSipTrunkApi: { ...own, region: 'ie1' } };
		expect(await create(another)).toMatchObject({ looks: 1 });
		const { run } = await create(withKeyOfMain());
		expect(run.error?.message).toContain('belongs to another Twilio account');
		expect((await create(withKeyOfMain())).run.error?.message).toBe(run.error?.message);
		expect(bench.sandbox.state('twilio').trunks.size).toBe(3);
	});

	it('is asked again after a fault', async () => {
		bench.faults({ ...mayNotList, status: 500 } as Fault);
		const options = { maxRetries: 0 };
		await bench.run(
			place,
			{ name: 'Second', options },
			{ credentials: inTheRight(), sameProcess: true },
		);
		bench.faults();
		expect(await create()).toMatchObject({ looks: 1 });
	});

	it('is asked once where the key may not list trunks', async () => {
		bench.faults(mayNotList);
		expect(await create()).toMatchObject({ looks: 1 });
		expect(await create()).toMatchObject({ looks: 0, run: { status: 'success' } });
	});
});
