import type { IDataObject } from 'n8n-workflow';
import { RequestFailure } from '../../../../nodes/SipTrunk/http/errors';
import { FoundRow, recover } from '../../../../nodes/SipTrunk/http/recovery';
import type { Recovery } from '../../../../nodes/SipTrunk/contract/request';
import { twilio } from '../../../../nodes/SipTrunk/providers/twilio';
import { fakeClient } from '../../../support/fakeClient';
import { entryOf, operationOf, run } from '../../../support/operations';

const hex = (digit: string) => digit.repeat(32);
const account = { accountId: `AC${hex('1')}` };
const TRUNK = `TK${hex('2')}`;
const OTHER_TRUNK = `TK${hex('3')}`;
const APPLICATION = `AP${hex('4')}`;
const ID = `PN${hex('5')}`;
const NUMBER = '+15555550101';
const FREE: IDataObject = {
	sid: ID,
	phone_number: NUMBER,
	friendly_name: '(555) 555-0101',
	status: 'in-use',
	trunk_sid: null,
	voice_application_sid: '',
	voice_url: '',
};
const onTrunk = (trunk: string) => ({ ...FREE, trunk_sid: trunk });
const page = (...rows: IDataObject[]) => ({ incoming_phone_numbers: rows, next_page_uri: null });

const assignment = {
	method: 'POST',
	path: `/v1/Trunks/${TRUNK}/PhoneNumbers`,
	body: { PhoneNumberSid: ID },
	recovery: expect.objectContaining({ unique: true, answersEmpty: true }) as unknown,
};
const notFound = new RequestFailure('not found', { cause: 'refused', status: 404, gone: true });
const cameFromNowhere = { previousTrunkId: null, previousApplicationId: null };

const assign = operationOf(twilio, 'phoneNumber', 'assign');
const unassign = operationOf(twilio, 'phoneNumber', 'unassign');
const wanted = { trunkId: TRUNK, phoneNumber: ID };
const changesOf = ({ requests }: ReturnType<typeof fakeClient>) =>
	requests.filter(({ method }) => method !== 'GET');

describe('Twilio phone number: assign', () => {
	it('tells the new route also where the answer is empty', async () => {
		const before = { ...FREE, voice_application_sid: APPLICATION };
		const client = fakeClient([before, {}], account);
		expect(await run(assign, client, { ...wanted, moveIfAssigned: true })).toEqual([
			{ ...FREE, trunk_sid: TRUNK, previousTrunkId: null, previousApplicationId: APPLICATION },
		]);
		expect(changesOf(client)).toEqual([assignment]);
	});

	it('believes the answer more than what it expects', async () => {
		const client = fakeClient([FREE, onTrunk(OTHER_TRUNK)], account);
		const [row] = await run(assign, client, wanted);
		expect(row.trunk_sid).toBe(OTHER_TRUNK);
	});

	describe('of a number with a voice URL', () => {
		const withUrl = (url: unknown, more: IDataObject = {}) =>
			({ ...FREE, voice_url: url, ...more }) as IDataObject;

		it.each([
			['https://ivr.example.com/answer?key=k1', 'ivr.example.com'],
			['HTTP://user:word@IVR.Example.com:8443/x', 'ivr.example.com'],
			['https://handler.twilio.com/twiml/EH1', 'handler.twilio.com'],
			['https://demo.twilio.com.example.org/', 'demo.twilio.com.example.org'],
			['somewhere', 'unknown'],
		])('does not take it away: %s', async (url, host) => {
			const client = fakeClient([withUrl(url)], account);
			await expect(run(assign, client, wanted)).rejects.toMatchObject({
				message: `${NUMBER} is routed to the web address of host ${host} already, so it was not assigned.`,
				status: 409,
				code: 'number_already_assigned',
			});
			expect(changesOf(client)).toEqual([]);
		});

		it.each([
			null,
			'',
			undefined,
			'https://demo.twilio.com/welcome/voice/',
			'http://demo.twilio.com/docs/voice.xml',
		])('counts as free with %s', async (url) => {
			const client = fakeClient([withUrl(url), onTrunk(TRUNK)], account);
			const [row] = await run(assign, client, wanted);
			expect(row).toMatchObject({ trunk_sid: TRUNK, ...cameFromNowhere });
			expect(row).not.toHaveProperty('previousVoiceUrlHost');
		});

		it('moves it if that is wanted, and says which host has lost the calls', async () => {
			const client = fakeClient([withUrl('https://ivr.example.com/answer'), {}], account);
			const [row] = await run(assign, client, { ...wanted, moveIfAssigned: true });
			expect(row).toMatchObject({ ...cameFromNowhere, previousVoiceUrlHost: 'ivr.example.com' });
		});

		it.each([
			[{ trunk_sid: OTHER_TRUNK }, `on trunk ${OTHER_TRUNK}`],
			[{ voice_application_sid: APPLICATION }, `on application ${APPLICATION}`],
		])('that is not in use counts as %j says', async (route, words) => {
			const row = withUrl('https://ivr.example.com/answer', route);
			await expect(run(assign, fakeClient([row], account), wanted)).rejects.toThrow(words);
			const client = fakeClient([row, {}], account);
			const [moved] = await run(assign, client, { ...wanted, moveIfAssigned: true });
			expect(moved).not.toHaveProperty('previousVoiceUrlHost');
		});

		it('shows the host in a picker', () => {
			const row = withUrl('https://ivr.example.com/answer?key=k1');
			expect(entryOf(twilio, 'phoneNumber', row)).toEqual({
				value: ID,
				name: NUMBER,
				description: 'routed to the web address of host ivr.example.com',
			});
		});
	});

	describe('whose answer is lost', () => {
		const lost = new RequestFailure('The answer was lost.', { cause: 'refused', effect: 'open' });
		const settings = { maxRetries: 1, pause: async () => true };
		const refused = (code: string | null, status: number) =>
			new RequestFailure('Refused.', { cause: 'refused', code, status });

		async function outcomeOf(looks: unknown[], outcomes: unknown[]) {
			const client = fakeClient([FREE, {}, ...looks], account);
			await run(assign, client, wanted);
			const { recovery, repeatable } = client.requests[1];
			expect(repeatable).toBeUndefined();
			const outcome = await recover(async () => outcomes.shift(), recovery as Recovery, settings);
			expect(client.requests.slice(2).map(({ method, path }) => `${method} ${path}`)).toEqual(
				looks.map(() => `GET /v1/Trunks/${TRUNK}/PhoneNumbers/${ID}`),
			);
			return outcome;
		}

		it('is done if the number is on the trunk', async () => {
			expect(await outcomeOf([onTrunk(TRUNK)], [lost])).toEqual(new FoundRow(onTrunk(TRUNK)));
		});

		it.each([
			['20409', 409],
			['21245', 400],
			[null, 409],
		])('is looked for if the repetition is refused with %s', async (code, status) => {
			const conflict = refused(code, status);
			expect(await outcomeOf([notFound, onTrunk(TRUNK)], [lost, conflict])).toEqual(
				new FoundRow(onTrunk(TRUNK)),
			);
			expect(await outcomeOf([notFound, notFound], [lost, conflict])).toBe(conflict);
		});
	});
});

describe('Twilio phone number: unassign', () => {
	const told = { id: ID, phoneNumber: NUMBER, deleted: true };

	it.each([
		['on no trunk', FREE],
		['on another trunk', onTrunk(OTHER_TRUNK)],
	])('tells none if the number is %s', async (_, row) => {
		const client = fakeClient([row, notFound], account);
		expect(await run(unassign, client, { ...wanted, ignoreIfMissing: true })).toEqual([
			{ ...told, previousTrunkId: null, alreadyGone: true },
		]);
		await expect(run(unassign, fakeClient([row, notFound], account), wanted)).rejects.toBe(
			notFound,
		);
	});

	it.each([
		[NUMBER, page(), { id: NUMBER, phoneNumber: NUMBER }],
		[ID, notFound, { id: ID, phoneNumber: null }],
	])('follows one rule for %s, if the account does not have it', async (entered, answer, names) => {
		const parameters = { ...wanted, phoneNumber: entered };
		const client = fakeClient([answer], account);
		expect(await run(unassign, client, { ...parameters, ignoreIfMissing: true })).toEqual([
			{ ...told, ...names, previousTrunkId: null, alreadyGone: true },
		]);
		expect(changesOf(client)).toEqual([]);
		await expect(run(unassign, fakeClient([answer], account), parameters)).rejects.toMatchObject({
			gone: true,
		});
	});
});
