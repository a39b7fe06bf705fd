import { sleep, type IDataObject, type INodeParameters } from 'n8n-workflow';
import { type Fault } from '../../sandbox/index';
import type { RunOptions } from '../support/engine';
import { byId, useTransport } from './transport';

/** A number that is moved in several requests, of which one fails. */

const { held, carryOut } = useTransport();

describe('a number that goes from one trunk of Vobiz to another', () => {
	const NUMBER = '+910055500121';
	const refused = { error: 'invalid request', message: 'Not today.' };
	const numberIsOn = () => held.sandbox.state('vobiz').numbers.get(NUMBER)?.trunk_group_id;
	const methods = () =>
		held.sandbox.requests.map(({ method }) => method).filter((method) => method !== 'GET');

	async function move(
		faults: Fault[],
		options: INodeParameters,
		more: Partial<RunOptions> = {},
		isFree = false,
	) {
		held.sandbox.seedTrunks('vobiz', 2);
		const state = held.sandbox.state('vobiz');
		const [from, to] = state.trunks.slice(0, 2).map(({ trunk_id: id }) => id);
		Object.assign(state.numbers.get(NUMBER) ?? {}, { trunk_group_id: isFree ? null : from });
		held.sandbox.setFaults(faults);
		const run = await carryOut(
			{
				provider: 'vobiz',
				resource: 'phoneNumber',
				operation: 'assign',
				parameters: { trunkId: byId(to), phoneNumber: byId(NUMBER), moveIfAssigned: true },
				options,
			},
			{ onError: 'continueRegularOutput', ...more },
		);
		return { from, to, run };
	}

	it('arrives though the execution is cancelled between the two steps', async () => {
		const { to, run } = await move(
			[{ kind: 'latency', ms: 2200, method: 'DELETE' }],
			{},
			{ cancelAfterMs: 1200 },
		);
		expect(run.status).toBe('canceled');
		for (let ms = 0; ms < 6000 && numberIsOn() !== to; ms += 50) await sleep(50);
		expect(numberIsOn()).toBe(to);
	}, 15_000);

	it('arrives though the second step has to wait for longer than Max Wait', async () => {
		const busy: Fault = { kind: 'tooManyRequests', retryAfter: 1, method: 'POST', times: 2 };
		const { to, run } = await move([busy], { maxWait: 1 });
		expect(run.items[0].json).toMatchObject({ trunkId: to });
		expect(numberIsOn()).toBe(to);
	}, 15_000);

	it('arrives though the answer to the first step is lost and nothing may be asked again', async () => {
		const { to, run } = await move([{ kind: 'resetAfter', method: 'DELETE' }], { maxRetries: 0 });
		expect(run.items[0].json).toMatchObject({ trunkId: to });
		expect(numberIsOn()).toBe(to);
	});

	it('is where it was if the new trunk does not take it, and nothing is left open', async () => {
		const fault: Fault = { kind: 'status', status: 400, body: refused, method: 'POST' };
		const { from, run } = await move([fault], {});
		const { error, details } = run.items[0].json as { error: string; details: IDataObject };
		expect(error).toMatch(
			`Vobiz answered HTTP 400: Not today. ${NUMBER} is now on trunk ${from}. A number that is on a trunk or an application must be taken off it first.`,
		);
		expect(details).not.toHaveProperty('mayExist');
		expect(details).toMatchObject({ status: 400 });
		expect(methods()).toEqual(['DELETE', 'POST', 'POST']);
		expect(numberIsOn()).toBe(from);
	});

	it('is told to be free if neither trunk takes it', async () => {
		const fault: Fault = {
			kind: 'status',
			status: 400,
			body: refused,
			method: 'POST',
			times: null,
		};
		const { run } = await move([fault], {});
		const { error, details } = run.items[0].json as { error: string; details: IDataObject };
		expect(error).toBe(
			`Vobiz answered HTTP 400: Not today. ${NUMBER} is now free. Its incoming calls reach nothing: assign it to a trunk at once.`,
		);
		expect(details).not.toHaveProperty('mayExist');
		expect(numberIsOn()).toBeNull();
	});

	it('may be on no trunk if neither takes it and its row is not understood', async () => {
		const fault: Fault = { kind: 'status', status: 400, body: refused, method: 'POST' };
		const odd: Fault = { kind: 'rewriteKeys', keys: ['application_id'], value: {}, method: 'GET' };
		const { from, run } = await move(
			[
				{ ...fault, times: null },
				{ ...odd, rowsWith: 'e164', times: null },
			],
			{},
		);
		const { error, details } = run.items[0].json as { error: string; details: IDataObject };
		expect(error).toContain(`${NUMBER} was taken off trunk ${from} and may be on no trunk now.`);
		expect(details).toMatchObject({ mayExist: true });
		expect(numberIsOn()).toBeNull();
	});

	it('may be where it was sent if the answer is lost and its row is not understood', async () => {
		const unclear: Fault = {
			kind: 'rewriteKeys',
			keys: ['trunk_group_id', 'application_id'],
			rowsWith: 'e164',
			value: true,
			method: 'GET',
			times: null,
		};
		const lost: Fault = { kind: 'status', status: 503, when: 'after', method: 'POST' };
		const { to, run } = await move([lost, unclear], { maxRetries: 2 }, {}, true);
		const { details } = run.items[0].json as { details: IDataObject };
		expect(numberIsOn()).toBe(to);
		expect(details).toMatchObject({ mayExist: true });
	});
});
