import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../../../nodes/SipTrunk/validation/inputError';
import { RequestFailure } from '../../../../nodes/SipTrunk/http/errors';
import { FoundRow, recover } from '../../../../nodes/SipTrunk/http/recovery';
import type { ProviderRequest, Recovery } from '../../../../nodes/SipTrunk/contract/request';
import { vobiz } from '../../../../nodes/SipTrunk/providers/vobiz';
import { assignmentPath } from '../../../../nodes/SipTrunk/providers/vobiz/numbers';
import { collected, fakeClient } from '../../../support/fakeClient';
import { operationOf, resourceOf, run, simplifiedBy, valuesOf } from '../../../support/operations';

const TRUNK = '11112222-3333-4444-5555-666677778888';
const OTHER_TRUNK = '99998888-7777-6666-5555-444433332222';
const ID = 'dddd4444-5555-6666-7777-888899990000';
/** The provider's documented example, but for the route. */
const FREE: IDataObject = {
	id: ID,
	account_id: 'MA_XXXXXXXX',
	e164: '+919800000000',
	country: 'IN',
	region: 'Karnataka',
	capabilities: { voice: true, sms: false, mms: false, fax: false },
	status: 'active',
	provider: '',
	setup_fee: 100,
	monthly_fee: 300,
	currency: 'INR',
	voice_enabled: true,
	tags: [],
	is_blocked: false,
	is_trial_number: false,
	source: 'purchased',
	minimum_commitment_months: 0,
	aadhaar_verification_required: false,
	aadhaar_verified: false,
	created_at: '2026-04-02T06:00:00Z',
	updated_at: '2026-04-02T06:00:00Z',
};
const onTrunk = (trunk: string) => ({ ...FREE, trunk_group_id: trunk });
const ON_APPLICATION = { ...FREE, application_id: '20570000000000000' };

const ACCOUNT = '/Account/MA_XXXXXXXX';
const account = { accountId: 'MA_XXXXXXXX' };
const NUMBERS = `${ACCOUNT}/numbers`;
const ASSIGNMENT = `${NUMBERS}/%2B919800000000/assign`;

const page = (...items: IDataObject[]) => ({ items, page: 1, per_page: 100, total: items.length });
const lookUp = {
	method: 'GET',
	path: NUMBERS,
	query: { search: '+919800000000', page: 1, per_page: 100 },
};
const lookUpAll = { method: 'GET', path: NUMBERS, query: { page: 1, per_page: 100 } };
const assignment = (trunk: string) => ({
	method: 'POST',
	path: ASSIGNMENT,
	body: { trunk_group_id: trunk },
	recovery: expect.objectContaining({ unique: true, answersEmpty: true }) as unknown,
});
const unassignment = { method: 'DELETE', path: ASSIGNMENT };

const assign = operationOf(vobiz, 'phoneNumber', 'assign');
const unassign = operationOf(vobiz, 'phoneNumber', 'unassign');
const getAll = operationOf(vobiz, 'phoneNumber', 'getAll');
const phoneNumber = resourceOf(vobiz, 'phoneNumber');
const wanted = { trunkId: TRUNK, phoneNumber: '+919800000000' };
const failed = new RequestFailure('Vobiz answered HTTP 400: no.', {
	cause: 'refused',
	status: 400,
	advice: 'Correct it.',
});
const notFound = new RequestFailure('not found', { cause: 'refused', status: 404, gone: true });

describe('Vobiz phone number: the path of its assignment', () => {
	const client = fakeClient([], account);

	it('has the plus sign encoded once, and always ends in /assign', () => {
		expect(assignmentPath(client, '+919800000000')).toBe(ASSIGNMENT);
		expect(assignmentPath(client, '+91 98000-00000')).toBe(ASSIGNMENT);
	});

	it.each([
		'',
		'+',
		'%2B919800000000',
		'919800000000',
		'+91/../+1',
		'+919800000000/assign',
		ID,
		'..',
	])('cannot be made of %j', (number) => {
		expect(() => assignmentPath(client, number)).toThrow(InputError);
	});

	it('is the only one that operations write to or delete, whatever is answered', async () => {
		const answers: unknown[][] = [];
		for (const row of [FREE, onTrunk(TRUNK), onTrunk(OTHER_TRUNK), ON_APPLICATION]) {
			for (const outcome of [{}, failed, notFound]) {
				answers.push([page(row), outcome, outcome, {}, page(row)]);
				answers.push([page(row), {}, {}, outcome, outcome, page(row)]);
			}
		}
		const written: ProviderRequest[] = [];
		for (const operation of [assign, unassign]) {
			for (const flag of [true, false]) {
				for (const number of ['+919800000000', ID]) {
					for (const answer of answers) {
						const client = fakeClient(answer, account);
						await run(operation, client, {
							trunkId: TRUNK,
							phoneNumber: number,
							moveIfAssigned: flag,
							ignoreIfMissing: flag,
						}).catch(() => {});
						written.push(...client.requests.filter(({ method }) => method !== 'GET'));
					}
				}
			}
		}
		expect(written.filter(({ method }) => method === 'DELETE').length).toBeGreaterThan(50);
		expect([...new Set(written.map(({ path }) => path))]).toEqual([ASSIGNMENT]);
	});
});

describe('Vobiz phone number: assign', () => {
	const answered = (route: IDataObject) => ({ ...FREE, trunk_group_id: TRUNK, ...route });
	const cameFromNowhere = { previousTrunkId: null, previousApplicationId: null };

	it.each([
		['absent', FREE],
		['null', { ...FREE, trunk_group_id: null, application_id: null }],
		['empty', { ...FREE, trunk_group_id: '', application_id: '' }],
	])('takes a free number (route %s)', async (_, row) => {
		const client = fakeClient([page(row), {}], account);
		expect(await run(assign, client, wanted)).toEqual([
			{ ...row, trunk_group_id: TRUNK, ...cameFromNowhere },
		]);
		expect(client.requests).toEqual([lookUp, assignment(TRUNK)]);
	});

	it('does not take what an answer says for the number', async () => {
		const answer = { message: 'Number assigned to trunk', number: '+919800000000' };
		const client = fakeClient([page(FREE), answer], account);
		expect(await run(assign, client, wanted)).toEqual([answered(cameFromNowhere)]);
	});

	it('accepts any common writing, and the ID', async () => {
		const client = fakeClient([page(FREE), {}, page({ ...FREE, id: 'x' }, FREE), {}], account);
		await run(assign, client, { ...wanted, phoneNumber: '+91 (98000) 000-00' });
		await run(assign, client, { ...wanted, phoneNumber: { mode: 'id', value: ` ${ID} ` } });
		expect(client.requests).toEqual([lookUp, assignment(TRUNK), lookUpAll, assignment(TRUNK)]);
	});

	it.each([
		['00919800000000', 'write +919800000000 instead'],
		['919800000000', 'write +919800000000'],
		['abc', 'must be a phone number'],
		['', "'Phone Number' is required"],
	])('refuses %j', (number, message) => {
		expect(() => valuesOf(assign, { ...wanted, phoneNumber: number })).toThrow(message);
	});

	it.each([true, false])('leaves it on an application (move: %s)', async (moveIfAssigned) => {
		const client = fakeClient([page(ON_APPLICATION)], account);
		await expect(run(assign, client, { ...wanted, moveIfAssigned })).rejects.toMatchObject({
			message: expect.stringContaining('is on application 20570000000000000') as unknown,
			advice: 'Take the number off the application in the Vobiz Console first.',
		});
		expect(client.requests).toEqual([lookUp]);
	});

	it.each([
		['+919800000000', 'The Vobiz account has no number +919800000000.'],
		[ID, `The Vobiz account has no number with the ID ${ID}.`],
	])('says that the account has no %s', async (number, message) => {
		const another = { ...FREE, e164: '+9198000000001', id: 'x' };
		const client = fakeClient([page(another)], account);
		await expect(run(assign, client, { ...wanted, phoneNumber: number })).rejects.toMatchObject({
			message,
			gone: true,
		});
	});

	describe('with Move If Already Assigned', () => {
		const moving = { ...wanted, moveIfAssigned: true };
		const readTarget = { method: 'GET', path: `${ACCOUNT}/trunks/${TRUNK}` };
		const target = { trunk_id: TRUNK };

		it('moves it, and says where it was', async () => {
			const client = fakeClient([page(onTrunk(OTHER_TRUNK)), target, {}, {}], account);
			expect(await run(assign, client, moving)).toEqual([
				answered({ previousTrunkId: OTHER_TRUNK, previousApplicationId: null }),
			]);
			expect(client.requests).toEqual([lookUp, readTarget, unassignment, assignment(TRUNK)]);
		});

		it('does not stop between the two steps, nor on the way back', async () => {
			const back = page(onTrunk(OTHER_TRUNK));
			const client = fakeClient(
				[page(onTrunk(OTHER_TRUNK)), target, {}, failed, {}, back],
				account,
			);
			await expect(run(assign, client, moving)).rejects.toThrow('no.');
			expect(client.toTheEndRequests).toEqual(client.requests.slice(2));
		});

		it('leaves it where it is if the new trunk does not exist', async () => {
			const client = fakeClient([page(onTrunk(OTHER_TRUNK)), notFound], account);
			await expect(run(assign, client, moving)).rejects.toBe(notFound);
			expect(client.requests).toEqual([lookUp, readTarget]);
		});

		it('puts it back if the new trunk does not take it', async () => {
			const client = fakeClient(
				[page(onTrunk(OTHER_TRUNK)), target, {}, failed, {}, page(onTrunk(OTHER_TRUNK))],
				account,
			);
			await expect(run(assign, client, moving)).rejects.toMatchObject({
				message: `Vobiz answered HTTP 400: no. +919800000000 is now on trunk ${OTHER_TRUNK}.`,
				status: 400,
				cause: 'refused',
				// Nothing is open, so what Vobiz has refused is what has to be changed.
				advice: 'A number that is on a trunk or an application must be taken off it first.',
				effect: 'none',
			});
			expect(client.requests.slice(2)).toEqual([
				unassignment,
				assignment(TRUNK),
				assignment(OTHER_TRUNK),
				lookUp,
			]);
		});

		const lost = new RequestFailure('It may exist. The answer was lost.', {
			cause: 'lost',
			effect: 'open',
			status: 502,
			advice: 'Look before you try again.',
		});
		const whereItIs = 'Look in the list of phone numbers on which trunk +919800000000 is';

		it.each<[what: string, outcomes: unknown[], told: Partial<RequestFailure>]>([
			[
				'is free',
				[failed, failed, page(FREE)],
				{
					message: 'Vobiz answered HTTP 400: no. +919800000000 is now free.',
					advice: 'Its incoming calls reach nothing: assign it to a trunk at once.',
					effect: 'none',
				},
			],
			[
				'is free, and the assignment may still come',
				[lost, failed, page(FREE)],
				{
					message: 'Vobiz gave no clear answer. +919800000000 is now free.',
					advice: `${whereItIs} before you try again.`,
					effect: 'open',
				},
			],
			[
				'may be free',
				[failed, failed, failed],
				{
					message: `Vobiz answered HTTP 400: no. +919800000000 was taken off trunk ${OTHER_TRUNK} and may be on no trunk now.`,
					advice: `${whereItIs} before you try again.`,
					effect: 'open',
				},
			],
		])('says that it %s if it cannot be put back', async (_, outcomes, told) => {
			const client = fakeClient([page(onTrunk(OTHER_TRUNK)), target, {}, ...outcomes], account);
			await expect(run(assign, client, moving)).rejects.toMatchObject(told);
		});

		it('does not call open what it has put back', async () => {
			const client = fakeClient(
				[page(onTrunk(OTHER_TRUNK)), target, {}, lost, {}, page(onTrunk(OTHER_TRUNK))],
				account,
			);
			await expect(run(assign, client, moving)).rejects.toMatchObject({
				message: `Vobiz gave no clear answer. +919800000000 is now on trunk ${OTHER_TRUNK}.`,
				status: 502,
				advice: 'Try again: the number is on its trunk.',
				effect: 'none',
			});
		});

		const lostFirst = new RequestFailure('The answer was lost.', {
			cause: 'lost',
			effect: 'open',
			status: 502,
		});

		it('goes on if the answer to the first step is lost', async () => {
			const client = fakeClient([page(onTrunk(OTHER_TRUNK)), target, lostFirst, {}], account);
			expect(await run(assign, client, moving)).toEqual([
				answered({ previousTrunkId: OTHER_TRUNK, previousApplicationId: null }),
			]);
			expect(client.requests.slice(2)).toEqual([unassignment, assignment(TRUNK)]);
		});

		it('leaves it open if the first step may still come', async () => {
			const client = fakeClient(
				[page(onTrunk(OTHER_TRUNK)), target, lostFirst, failed, failed, page(onTrunk(OTHER_TRUNK))],
				account,
			);
			await expect(run(assign, client, moving)).rejects.toMatchObject({
				message: `Vobiz gave no clear answer. +919800000000 is now on trunk ${OTHER_TRUNK}.`,
				status: 502,
				advice: `${whereItIs} before you try again.`,
				effect: 'open',
			});
		});

		it('fails at once if the first step is refused', async () => {
			const client = fakeClient([page(onTrunk(OTHER_TRUNK)), target, failed], account);
			await expect(run(assign, client, moving)).rejects.toBe(failed);
			expect(client.requests).toHaveLength(3);
		});

		it('passes on what is wrong with the node itself, after the number is put back', async () => {
			const fault = new TypeError('x');
			const client = fakeClient(
				[page(onTrunk(OTHER_TRUNK)), target, {}, fault, {}, page(onTrunk(OTHER_TRUNK))],
				account,
			);
			await expect(run(assign, client, moving)).rejects.toBe(fault);
			expect(client.requests[4]).toEqual(assignment(OTHER_TRUNK));
		});

		it('is done if the number turns out to be on the new trunk', async () => {
			const client = fakeClient(
				[page(onTrunk(OTHER_TRUNK)), target, {}, failed, failed, page(onTrunk(TRUNK))],
				account,
			);
			expect(await run(assign, client, moving)).toEqual([
				answered({
					recovered: true,
					previousTrunkId: OTHER_TRUNK,
					previousApplicationId: null,
				}),
			]);
		});
	});

	describe('whose answer is lost', () => {
		const lost = new RequestFailure('The answer was lost.', { cause: 'refused', effect: 'open' });
		const settings = { maxRetries: 1, pause: async () => true };

		async function outcomeOf(pages: IDataObject[], outcomes: unknown[]) {
			const client = fakeClient([page(FREE), {}, ...pages], account);
			await run(assign, client, wanted);
			const recovery = client.requests[1].recovery as Recovery;
			return await recover(async () => outcomes.shift(), recovery, settings);
		}

		it('is done if the number is on the trunk', async () => {
			expect(await outcomeOf([page(onTrunk(TRUNK))], [lost])).toEqual(new FoundRow(onTrunk(TRUNK)));
		});

		it('is asked again if it is not, and looked for if it is refused then', async () => {
			expect(await outcomeOf([page(FREE)], [lost, {}])).toEqual({});
			expect(await outcomeOf([page(FREE), page(onTrunk(TRUNK))], [lost, failed])).toEqual(
				new FoundRow(onTrunk(TRUNK)),
			);
			expect(await outcomeOf([page(FREE), page(onTrunk(OTHER_TRUNK))], [lost, failed])).toBe(
				failed,
			);
		});
	});
});

describe('Vobiz phone number: unassign', () => {
	const number = { phoneNumber: '+919800000000' };

	it.each(['+919800000000', ID])('takes %s off its trunk', async (entered) => {
		const client = fakeClient([page(onTrunk(TRUNK)), {}], account);
		expect(await run(unassign, client, { phoneNumber: entered })).toEqual([
			{ id: ID, ...number, previousTrunkId: TRUNK, deleted: true },
		]);
		expect(client.requests).toEqual([entered === ID ? lookUpAll : lookUp, unassignment]);
	});

	it('follows one rule for what is on no trunk', async () => {
		await expect(
			run(unassign, fakeClient([page(FREE), notFound], account), number),
		).rejects.toMatchObject({
			message: notFound.message,
			gone: true,
			advice: expect.stringContaining('on no trunk cannot be taken off one') as string,
		});
		const client = fakeClient([page(FREE), notFound], account);
		expect(await run(unassign, client, { ...number, ignoreIfMissing: true })).toEqual([
			{
				id: ID,
				...number,
				previousTrunkId: null,
				deleted: true,
				alreadyGone: true,
			},
		]);
	});

	it('lets Vobiz decide about a number that the list does not show', async () => {
		const client = fakeClient([page(), notFound], account);
		expect(await run(unassign, client, { ...number, ignoreIfMissing: true })).toEqual([
			{
				id: '+919800000000',
				...number,
				previousTrunkId: null,
				deleted: true,
				alreadyGone: true,
			},
		]);
		expect(client.requests).toEqual([lookUp, unassignment]);
	});

	it('sends nothing for an ID that the list does not show', async () => {
		const client = fakeClient([page()], account);
		await expect(run(unassign, client, { phoneNumber: ID })).rejects.toThrow(
			`no number with the ID ${ID}`,
		);
		expect(client.requests).toEqual([lookUpAll]);
	});

	it('follows one rule for an ID that the list does not show', async () => {
		const client = fakeClient([page()], account);
		expect(await run(unassign, client, { phoneNumber: ID, ignoreIfMissing: true })).toEqual([
			{
				id: ID,
				phoneNumber: null,
				previousTrunkId: null,
				deleted: true,
				alreadyGone: true,
			},
		]);
		expect(client.requests).toEqual([lookUpAll]);
	});
});

describe('Vobiz phone number: get many', () => {
	it('reads all pages, by the page size of the answer', async () => {
		const rows = Array.from({ length: 60 }, (_, index) => ({ ...FREE, id: `n${index}` }));
		const pages = [1, 2, 3].map((number) => ({
			items: rows.slice((number - 1) * 25, number * 25),
			page: number,
			per_page: 25,
			total: 60,
		}));
		const client = fakeClient(pages, account);
		expect(await run(getAll, client, { returnAll: true })).toEqual(rows);
		expect(client.requests.map(({ query }) => query?.page)).toEqual([1, 2, 3]);
	});

	it.each([
		['none', { items: null, page: 1, per_page: 100, total: 0 }],
		['none, and no items', { page: 1, per_page: 100, total: 0 }],
	])('there may be %s', async (_, answer) => {
		expect(await run(getAll, fakeClient([answer], account), {})).toEqual([]);
	});

	it('must be a list', async () => {
		await expect(run(getAll, fakeClient([{}], account), {})).rejects.toThrow('other than a list');
	});

	it.each([
		['+919800000000', '+919800000000'],
		[' +91 (98000) 000-00 ', '+919800000000'],
		[' 9800 ', '9800'],
	])('searches for %j', async (entered, search) => {
		const client = fakeClient([page(FREE)], account);
		await run(getAll, client, { filters: { phoneNumber: entered } });
		expect(client.requests).toMatchObject([{ path: NUMBERS, query: { search, page: 1 } }]);
	});

	it.each(['abc', '+', '91+98', '( )'])('does not search for %j', (entered) => {
		expect(() => valuesOf(getAll, { filters: { phoneNumber: entered } })).toThrow(InputError);
	});

	it('picks those of one trunk, in large pages also for a small limit', async () => {
		const client = fakeClient([page(FREE, onTrunk(TRUNK), onTrunk(OTHER_TRUNK))], {
			...account,
			rowsWanted: 1,
		});
		expect(await run(getAll, client, { trunkId: TRUNK })).toEqual([onTrunk(TRUNK)]);
		expect(client.requests[0].query?.per_page).toBe(100);
	});

	it.each([
		[FREE, { trunkId: null, applicationId: null }],
		[onTrunk(TRUNK), { trunkId: TRUNK, applicationId: null }],
		[ON_APPLICATION, { trunkId: null, applicationId: '20570000000000000' }],
	])('simplifies the documented example, case %#', (row, route) => {
		expect(simplifiedBy(vobiz, 'phoneNumber')(row)).toEqual({
			provider: 'vobiz',
			id: ID,
			phoneNumber: '+919800000000',
			name: null,
			country: 'IN',
			status: 'active',
			...route,
			createdAt: '2026-04-02T06:00:00.000Z',
			updatedAt: '2026-04-02T06:00:00.000Z',
		});
	});

	it.each([
		[FREE, 'free'],
		[onTrunk(TRUNK), `on trunk ${TRUNK}`],
		[ON_APPLICATION, 'on application 20570000000000000'],
		[{ ...FREE, status: 'pending_release' }, 'free, pending_release'],
	])('shows in a picker, case %#', async (row, description) => {
		expect(phoneNumber.picker?.entry(row)).toEqual({
			value: '+919800000000',
			name: '+919800000000',
			description,
		});
		const rows = phoneNumber.picker?.rows(fakeClient([page(row)], account), {});
		expect(rows && (await collected(rows))).toEqual([row]);
	});
});
