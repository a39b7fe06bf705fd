import type { IDataObject } from 'n8n-workflow';
import { tryVoxAccount, twilioAccount, vobizAccount } from '../../sandbox/credentials';
import type { ProviderName } from '../../sandbox/index';
import { byId, descriptionOf, operationsOf, rowsOf, useBenches, type Bench } from './support';

/** Assigning a number never takes it away from where it is, unless the user says so. */

const benches = useBenches();

interface Numbers {
	trunks: string;
	trunkId: string;
	/** A number that is free, and one that is on an application. */
	free: string;
	onApplication: string;
	applicationId: string;
	/** What a trunk demands. */
	trunk: IDataObject;
	/** How many requests change something when a number goes from one trunk to another. */
	changesToMove: string[];
	/** The only route of a number that the node may change anything through. */
	assignment: RegExp;
}

const twilioNumber = (digits: string) => `PN${digits.padStart(32, '0')}`;

const numbersOf: Partial<Record<ProviderName, Numbers>> = {
	tryVox: {
		trunks: `/account/${tryVoxAccount.accountId}/trunks`,
		trunkId: 'id',
		free: '+12025550110',
		onApplication: '+442079460112',
		applicationId: 'app_9z8y7x',
		trunk: { auth_type: 'ip' },
		changesToMove: ['POST'],
		assignment: /^POST \/v1\/account\/\w+\/numbers\/\+\d+\/assign$/,
	},
	twilio: {
		trunks: '/v1/Trunks',
		trunkId: 'sid',
		free: '+15555550101',
		onApplication: twilioNumber('0102'),
		applicationId: `AP${'0c'.repeat(16)}`,
		trunk: {},
		changesToMove: ['POST'],
		assignment: /^POST \/v1\/Trunks\/TK\w{32}\/PhoneNumbers$/,
	},
	vobiz: {
		trunks: `/Account/${vobizAccount.authId}/trunks`,
		trunkId: 'trunk_id',
		free: '+910055500121',
		onApplication: '+910055500124',
		applicationId: '20570000000000000',
		trunk: { trunk_direction: 'inbound', concurrent_calls_limit: 1 },
		changesToMove: ['DELETE', 'POST'],
		assignment: /^(POST|DELETE) \/api\/v1\/Account\/\w+\/numbers\/%2B\d+\/assign$/,
	},
};

const assign = { resource: 'phoneNumber', operation: 'assign' };

const assigning = benches.flatMap((bench) => {
	const numbers = numbersOf[bench.provider.value];
	return numbers === undefined ? [] : [{ name: bench.provider.name, bench, numbers }];
});

it('knows every provider that can assign numbers', () => {
	const able = benches.filter(({ provider }) =>
		operationsOf(provider).some(({ operation }) => operation.value === 'assign'),
	);
	expect(assigning.map(({ bench }) => bench)).toEqual(able);
});

describe.each(assigning)('$name', ({ bench, numbers }) => {
	const { api } = bench;

	const createTrunk = async (name: string): Promise<string> => {
		const nameField = bench.provider.value === 'twilio' ? 'FriendlyName' : 'name';
		const row = await api.post(numbers.trunks, { [nameField]: name, ...numbers.trunk });
		return String(row[numbers.trunkId]);
	};

	const changes = () =>
		bench
			.sent()
			.map(([line]) => line.split(' ')[0])
			.filter((method) => method !== 'GET');

	const assignTo = async (trunk: string, phoneNumber: string, more: IDataObject = {}) =>
		await bench.run(assign, {
			trunkId: byId(trunk),
			phoneNumber: byId(phoneNumber),
			...(more as { moveIfAssigned?: boolean }),
		});

	it('refuses a number that is on another trunk, naming that trunk', async () => {
		const [first, second] = [await createTrunk('First'), await createTrunk('Second')];
		await assignTo(first, numbers.free);
		const run = await assignTo(second, numbers.free);
		expect(changes()).toEqual([]);
		expect(run.error?.message).toMatch(/^\+\d+ is on trunk \S+ already, so it was not assigned\.$/);
		expect(run.error?.message).toContain(first);
		expect(descriptionOf(run)).toContain("turn on 'Move If Already Assigned'");

		const [row] = rowsOf(await assignTo(first, numbers.free));
		expect(row).toMatchObject({ trunkId: first, alreadyAssigned: true, previousTrunkId: first });
		expect(changes()).toEqual([]);
	});

	it('moves it when the user says so, and tells where it was', async () => {
		const [first, second] = [await createTrunk('First'), await createTrunk('Second')];
		await assignTo(first, numbers.free);
		const run = await assignTo(second, numbers.free, { moveIfAssigned: true });
		expect(rowsOf(run)).toEqual([
			expect.objectContaining({
				trunkId: second,
				previousTrunkId: first,
				previousApplicationId: null,
			}),
		]);
		expect(changes()).toEqual(numbers.changesToMove);
	});

	it('refuses a number that is on an application, naming it', async () => {
		const trunk = await createTrunk('First');
		const run = await assignTo(trunk, numbers.onApplication);
		expect(run.error?.message).toMatch(
			new RegExp(`^\\+\\d+ is on application ${numbers.applicationId}.*so it was not assigned`),
		);
		expect(changes()).toEqual([]);
		const continued = await bench.run(
			assign,
			{ trunkId: byId(trunk), phoneNumber: byId(numbers.onApplication) },
			{ onError: 'continueRegularOutput' },
		);
		expect(rowsOf(continued)[0].details).toMatchObject({
			provider: bench.provider.value,
			status: 409,
			code: 'number_already_assigned',
		});
	});

	it('says that the account has no such number', async () => {
		const run = await assignTo(await createTrunk('First'), '+4930999999999');
		expect(run.error?.message).toMatch(/has no number \+4930999999999\.$/);
		expect(changes()).toEqual([]);
	});

	it.each([
		{ entered: '0049 30 123456', says: 'write +4930123456 instead of' },
		{ entered: '030 123456', says: 'must be a phone number in E.164 form' },
		{ entered: '4930123456', says: 'write +4930123456.' },
	])('refuses $entered with the right form', async ({ entered, says }) => {
		const trunk = await createTrunk('First');
		const run = await assignTo(trunk, entered);
		expect(run.error?.message).toContain(says);
		expect(bench.sent()).toEqual([]);
	});

	it('reverses an assignment by what it has told', async () => {
		const [first, second] = [await createTrunk('First'), await createTrunk('Second')];
		await assignTo(first, numbers.free);
		const [moved] = rowsOf(await assignTo(second, numbers.free, { moveIfAssigned: true }));
		const [back] = rowsOf(
			await assignTo(String(moved.previousTrunkId), numbers.free, { moveIfAssigned: true }),
		);
		expect(back).toMatchObject({ trunkId: first, previousTrunkId: second });
	});

	it('leaves no way from a number to its release', async () => {
		const trunk = await createTrunk('First');
		const changed: string[] = [];
		for (const phoneNumber of [
			'..',
			'+15555550101/..',
			'/',
			'%2e%2e',
			'PN../../x',
			'+1555555\n0101',
		]) {
			await assignTo(trunk, phoneNumber, { moveIfAssigned: true });
			changed.push(...bench.sent().flatMap(([line]) => (/^GET /.test(line) ? [] : [line])));
		}
		// A slash and dots are ways to group digits; whatever comes of them is an assignment.
		for (const line of changed) expect(line).toMatch(numbers.assignment);
	});
});

it('takes an application off a number at Twilio, whose webhook would be lost otherwise', async () => {
	const bench = benches.find(({ provider }) => provider.value === 'twilio') as Bench;
	const { sid: trunk } = await bench.api.post('/v1/Trunks', { FriendlyName: 'First' });
	const run = await bench.run(assign, {
		trunkId: byId(String(trunk)),
		phoneNumber: byId(twilioNumber('0102')),
		moveIfAssigned: true,
	});
	expect(rowsOf(run)[0]).toMatchObject({
		trunkId: trunk,
		applicationId: null,
		previousTrunkId: null,
		previousApplicationId: `AP${'0c'.repeat(16)}`,
	});
});

it('does not change anything at Twilio if the key belongs to another account', async () => {
	const bench = benches.find(({ provider }) => provider.value === 'twilio') as Bench;
	const { sid: trunk } = await bench.api.post('/v1/Trunks', { FriendlyName: 'First' });
	const subAccount = `AC${'5b'.repeat(16)}`;
	const run = await bench.run(
		{ resource: 'trunk', operation: 'update' },
		{ trunkId: byId(String(trunk)), updateFields: { name: 'Second' } },
		{
			credentials: {
				twilioSipTrunkApi: {
					...twilioAccount,
					authType: 'apiKey',
					authToken: '',
					accountSid: subAccount,
					baseUrl: bench.sandbox.addresses.twilio,
				},
			},
		},
	);
	expect(bench.sent()).toEqual([['GET /v1/Trunks?PageSize=1']]);
	expect(run.error?.message).toBe(
		`The key in the credential belongs to another Twilio account (${twilioAccount.accountSid}) than its Account SID (${subAccount}), so nothing was changed.`,
	);
	expect(descriptionOf(run)).toContain('own Auth Token');
});
