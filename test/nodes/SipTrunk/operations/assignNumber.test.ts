import {
	moveIfAssigned,
	refuseToSteal,
	reversal,
} from '../../../../nodes/SipTrunk/operations/assignNumber';
import { routeInWords, type NumberRoute } from '../../../../nodes/SipTrunk/operations/numberRoute';

const NUMBER = '+4930123456';
const free: NumberRoute = { trunkId: null, applicationId: null };
const onTrunk: NumberRoute = { trunkId: 'T1', applicationId: null };
const onApplication: NumberRoute = { trunkId: null, applicationId: 'A1' };
const onBoth: NumberRoute = { trunkId: 'T1', applicationId: 'A1' };
const onWebhook: NumberRoute = { ...free, webhookHost: 'ivr.example.com' };

describe('routeInWords', () => {
	it.each([
		[free, 'free'],
		[onTrunk, 'on trunk T1'],
		[onApplication, 'on application A1'],
		[onBoth, 'on trunk T1'],
		[{ ...free, webhookHost: null }, 'free'],
		[onWebhook, 'routed to the web address of host ivr.example.com'],
	])('%p is "%s"', (route, words) => {
		expect(routeInWords(route)).toBe(words);
	});
});

describe('refuseToSteal', () => {
	it.each<[what: string, route: NumberRoute, moveIfAssigned: unknown]>([
		['a free number', free, false],
		['a number that is on the trunk already', onTrunk, false],
		['a number of another trunk, if the user says so', { ...onTrunk, trunkId: 'T2' }, true],
		['a number of an application, if the user says so', onApplication, true],
		['a number of a web address, if the user says so', onWebhook, true],
		['a number that no web address is asked about', { ...free, webhookHost: null }, false],
	])('allows %s', (_, route, move) => {
		refuseToSteal(NUMBER, route, { trunkId: 'T1', moveIfAssigned: move as boolean });
	});

	it.each<[what: string, route: NumberRoute, moveIfAssigned: unknown, where: string]>([
		['a number of another trunk', { ...onTrunk, trunkId: 'T2' }, false, 'on trunk T2'],
		['a number of an application', onApplication, false, 'on application A1'],
		[
			'a number of a web address',
			onWebhook,
			false,
			'routed to the web address of host ivr.example.com',
		],
		['without a word of the user', onApplication, undefined, 'on application A1'],
		['at anything but a clear yes', onApplication, 'true', 'on application A1'],
	])('refuses %s', (_, route, move, where) => {
		expect(() =>
			refuseToSteal(NUMBER, route, { trunkId: 'T1', moveIfAssigned: move as boolean }),
		).toThrow(
			expect.objectContaining({
				message: `${NUMBER} is ${where} already, so it was not assigned.`,
				cause: 'refused',
				status: 409,
				code: 'number_already_assigned',
				advice: expect.stringContaining(`'${moveIfAssigned.displayName}'`),
			}),
		);
	});

	it('is told so that it can be reversed', () => {
		expect(reversal(onBoth)).toEqual({ previousTrunkId: 'T1', previousApplicationId: 'A1' });
		expect(reversal(free)).toEqual({ previousTrunkId: null, previousApplicationId: null });
		expect(reversal(onWebhook)).toEqual({
			previousTrunkId: null,
			previousApplicationId: null,
			previousVoiceUrlHost: 'ivr.example.com',
		});
	});

	it('is the rule as long as nobody changes the switch', () => {
		expect(moveIfAssigned.default).toBe(false);
	});
});
