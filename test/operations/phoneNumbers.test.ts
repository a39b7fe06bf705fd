import type { IDataObject } from 'n8n-workflow';
import { twilioAccount } from '../../sandbox/providers/twilio/account';
import { facts } from '../../facts/index';
import { madeTrunkId } from '../../facts/numbers';
import { numberSid } from '../../facts/providers/twilio/routes';
import { byId, descriptionOf, operationsOf, rowsOf, useBenches, type Bench } from './support';

/** Assigning a number never takes it away from where it is, unless the user says so. */

const benches = useBenches();

const assign = { resource: 'phoneNumber', operation: 'assign' };

const assigning = benches.flatMap((bench) => {
	const { numbers } = facts[bench.provider.value];
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
		return madeTrunkId(numbers, await api.post(numbers.trunks, numbers.trunk(name, bench)));
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

	it('says where to look when the provider refuses a free number as a conflict', async () => {
		const trunk = await createTrunk('First');
		const method = numbers.changesToMove.at(-1);
		bench.faults({ kind: 'status', status: 409, method, times: null });
		const run = await assignTo(trunk, numbers.free);
		expect(run.error?.message).toContain('answered HTTP 409');
		expect(descriptionOf(run)).not.toMatch(/choose another value/i);
		expect(descriptionOf(run)).toMatch(/Look in the list of phone numbers/);
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

	it('tells the new route also where the answer is empty', async () => {
		const trunk = await createTrunk('First');
		bench.faults({ kind: 'emptyBody', method: numbers.changesToMove.at(-1), when: 'after' });
		const [row] = rowsOf(await assignTo(trunk, numbers.free));
		expect(row).toMatchObject({ trunkId: trunk, applicationId: null, previousTrunkId: null });
	});

	const { byIds, trunkOf } = numbers;

	if (byIds !== undefined) {
		const assignAll = async (items: IDataObject[], more: IDataObject = {}) =>
			await bench.run(
				assign,
				{
					trunkId: byId('={{ $json.trunk }}'),
					phoneNumber: byId('={{ $json.number }}'),
					...(more as { moveIfAssigned?: boolean }),
				},
				{ input: items, onError: 'continueRegularOutput' },
			);
		const changed = () =>
			bench.sandbox.requests
				.filter(({ method }) => method !== 'GET')
				.map(({ at, durationMs }) => ({ from: at, to: at + durationMs }));
		const overlap = () => {
			const [first, second] = changed();
			return first.to > second.from && second.to > first.from;
		};

		it('does not take a number away from an item that names it in another way', async () => {
			const [first, second] = [await createTrunk('First'), await createTrunk('Second')];
			for (const order of [
				[numbers.free, byIds.free],
				[byIds.free, numbers.free],
			]) {
				const items = [
					{ trunk: first, number: order[0] },
					{ trunk: second, number: order[1] },
				];
				const [done, failed] = rowsOf(await assignAll(items));
				expect(done).toMatchObject({ trunkId: first });
				expect(failed.error).toContain(`is on trunk ${first} already, so it was not assigned.`);
				expect(trunkOf(bench, numbers.free)).toBe(first);
			}
		});

		it('moves a number in the order of the items, however they name it', async () => {
			const [first, second] = [await createTrunk('First'), await createTrunk('Second')];
			const items = [
				{ trunk: first, number: numbers.free },
				{ trunk: second, number: byIds.free },
			];
			const rows = rowsOf(await assignAll(items, { moveIfAssigned: true }));
			expect(rows.map(({ trunkId, previousTrunkId }) => [trunkId, previousTrunkId])).toEqual([
				[first, null],
				[second, first],
			]);
			expect(trunkOf(bench, numbers.free)).toBe(second);
		});

		it.each([
			['side by side where all are named in the same way', byIds.free, true],
			['one after another where they are not', numbers.free, false],
		])('assigns several numbers to several trunks %s', async (_, free, isParallel) => {
			const [first, second] = [await createTrunk('First'), await createTrunk('Second')];
			const method = numbers.changesToMove.at(-1);
			bench.faults({ kind: 'latency', ms: 200, method, times: null });
			const items = [
				{ trunk: first, number: free },
				{ trunk: second, number: byIds.other },
			];
			expect(rowsOf(await assignAll(items)).map(({ trunkId }) => trunkId)).toEqual([first, second]);
			expect(overlap()).toBe(isParallel);
		});
	}

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
		phoneNumber: byId(numberSid('0102')),
		moveIfAssigned: true,
	});
	expect(rowsOf(run)[0]).toMatchObject({
		trunkId: trunk,
		applicationId: null,
		previousTrunkId: null,
		previousApplicationId: `AP${'0c'.repeat(16)}`,
	});
});

describe('a number with a voice URL at Twilio', () => {
	const bench = benches.find(({ provider }) => provider.value === 'twilio') as Bench;
	const number = `/2010-04-01/Accounts/${twilioAccount.accountSid}/IncomingPhoneNumbers/${numberSid('0101')}.json`;

	async function arrange(voiceUrl: string) {
		const { sid } = await bench.api.post('/v1/Trunks', { FriendlyName: 'First' });
		await bench.api.post(number, { VoiceUrl: voiceUrl });
		return { trunkId: byId(String(sid)), phoneNumber: byId('+15555550101') };
	}

	it('is not taken from who answers there, and the address is not told', async () => {
		const parameters = await arrange('https://user:word@ivr.example.com/answer?key=k1');
		const run = await bench.run(assign, parameters);
		expect(run.error?.message).toBe(
			'+15555550101 is routed to the web address of host ivr.example.com already, so it was not assigned.',
		);
		expect(descriptionOf(run)).toContain("turn on 'Move If Already Assigned'");
		expect(run.stored).not.toMatch(/word@|k1/);
	});

	it.each([true, false])('is moved if the user says so (Simplify: %s)', async (simplify) => {
		const parameters = await arrange('https://ivr.example.com/answer');
		const run = await bench.run(assign, { ...parameters, moveIfAssigned: true, simplify });
		expect(rowsOf(run)[0]).toMatchObject({
			previousTrunkId: null,
			previousApplicationId: null,
			previousVoiceUrlHost: 'ivr.example.com',
		});
		const { voice_url: kept } = await bench.api.get(number);
		expect(kept).toBe('https://ivr.example.com/answer');
	});

	it("is free as long as nobody but Twilio's own greeting answers", async () => {
		const parameters = await arrange('https://demo.twilio.com/welcome/voice/');
		const [row] = rowsOf(await bench.run(assign, parameters));
		expect(row).toMatchObject({ trunkId: parameters.trunkId.value, previousTrunkId: null });
		expect(row).not.toHaveProperty('previousVoiceUrlHost');
	});
});

describe('an assignment at Twilio whose answer is lost', () => {
	const bench = benches.find(({ provider }) => provider.value === 'twilio') as Bench;

	it('is looked for if the repetition is refused', async () => {
		const { sid: trunk } = await bench.api.post('/v1/Trunks', { FriendlyName: 'First' });
		bench.faults(
			{ kind: 'resetAfter', method: 'POST' },
			{ kind: 'status', status: 403, method: 'GET', path: 'PhoneNumbers/PN' },
		);
		const parameters = { trunkId: byId(String(trunk)), phoneNumber: byId('+15555550101') };
		const open = await bench.run(assign, parameters, { onError: 'continueRegularOutput' });
		expect(rowsOf(open)[0].error).toContain('Look in the list of phone numbers on which trunk');

		const { sid: another } = await bench.api.post('/v1/Trunks', { FriendlyName: 'Second' });
		bench.faults({ kind: 'resetAfter', method: 'POST' });
		const run = await bench.run(assign, {
			trunkId: byId(String(another)),
			phoneNumber: byId('+15555550101'),
			moveIfAssigned: true,
		});
		expect(rowsOf(run)[0]).toMatchObject({ trunkId: another, recovered: true });
		expect(bench.sent().filter(([line]) => line.startsWith('POST'))).toHaveLength(1);
	});
});

describe('Unassign', () => {
	const unassign = { resource: 'phoneNumber', operation: 'unassign' };

	it('tells no trunk at Twilio that the number was not on', async () => {
		const twilio = benches.find(({ provider }) => provider.value === 'twilio') as Bench;
		const [on, off] = [
			await twilio.api.post('/v1/Trunks', { FriendlyName: 'First' }),
			await twilio.api.post('/v1/Trunks', { FriendlyName: 'Second' }),
		];
		await twilio.api.post(`/v1/Trunks/${String(on.sid)}/PhoneNumbers`, {
			PhoneNumberSid: numberSid('0101'),
		});
		const run = await twilio.run(unassign, {
			trunkId: byId(String(off.sid)),
			phoneNumber: byId('+15555550101'),
			ignoreIfMissing: true,
		});
		expect(rowsOf(run)).toEqual([
			{
				provider: 'twilio',
				id: numberSid('0101'),
				phoneNumber: '+15555550101',
				previousTrunkId: null,
				deleted: true,
				alreadyGone: true,
			},
		]);
	});

	const takingOff = assigning.flatMap(({ bench, numbers }) =>
		operationsOf(bench.provider)
			.filter(({ operation }) => operation.value === 'unassign')
			.map(({ operation }) => ({ bench, numbers, operation })),
	);

	it('knows a number that is not there wherever numbers can be taken off a trunk', () => {
		expect(takingOff.filter(({ numbers }) => !numbers.unknown?.length)).toEqual([]);
	});

	it.each(
		takingOff.flatMap(({ bench, numbers, operation }) =>
			(numbers.unknown ?? []).map((number) => ({
				name: bench.provider.name,
				number,
				bench,
				numbers,
				operation,
			})),
		),
	)('at $name of $number, which the account does not have', async (entry) => {
		const { bench, numbers, number, operation } = entry;
		const needsTrunk = operation.fields.some(
			({ name, required }) => name === 'trunkId' && required,
		);
		const trunk = needsTrunk
			? await bench.api.post(numbers.trunks, numbers.trunk('First', bench))
			: {};
		const parameters = {
			...(needsTrunk && { trunkId: byId(madeTrunkId(numbers, trunk)) }),
			phoneNumber: byId(number),
		};
		const [ignored] = rowsOf(await bench.run(unassign, { ...parameters, ignoreIfMissing: true }));
		expect(ignored).toMatchObject({
			provider: bench.provider.value,
			id: number,
			deleted: true,
			alreadyGone: true,
		});
		const run = await bench.run(unassign, parameters, { onError: 'continueRegularOutput' });
		expect(rowsOf(run)[0].details).toMatchObject({ status: 404 });
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
