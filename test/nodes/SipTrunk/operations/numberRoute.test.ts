import { isFree, routeIn, routeInWords } from '../../../../nodes/SipTrunk/operations/numberRoute';

const keys = { trunkId: 'trunk', applicationId: 'app' };
const onNone = { trunkId: null, applicationId: null };

describe('the route in a row', () => {
	it.each([null, undefined, ''])('is that of a free number with %p', (nothing) => {
		const route = routeIn({ trunk: null, app: nothing }, keys);
		expect(route).toEqual(onNone);
		expect(isFree(route)).toBe(true);
	});

	it.each([
		[{ trunk: 'T1', app: null }, { trunkId: 'T1', applicationId: null }, 'on trunk T1'],
		[{ trunk: null, app: 'A1' }, { trunkId: null, applicationId: 'A1' }, 'on application A1'],
		[{ trunk: 42 }, { trunkId: '42', applicationId: null }, 'on trunk 42'],
		[{ trunk: 0 }, { trunkId: '0', applicationId: null }, 'on trunk 0'],
		[{ trunk: '', app: 7 }, { trunkId: null, applicationId: '7' }, 'on application 7'],
	])('%j is %j, in words "%s"', (row, expected, words) => {
		const route = routeIn(row, keys);
		expect(route).toEqual(expected);
		expect(routeInWords(route)).toBe(words);
		expect(isFree(route)).toBe(false);
	});

	it.each([
		['an odd trunk', { trunk: true, app: null }],
		['an empty object', { trunk: {}, app: null }],
		['an empty list', { trunk: null, app: [] }],
		['false', { trunk: false, app: null }],
		['none of the keys', { id: 'N1' }],
		['nothing', {}],
	])('is not clear with %s, so that the number is not free', (_, row) => {
		const route = routeIn(row, keys);
		expect(route).toEqual({ ...onNone, isUnclear: true });
		expect(isFree(route)).toBe(false);
		expect(routeInWords(route)).toBe('routed in an unknown way');
	});

	it('is clear where one of the keys is there', () => {
		expect(isFree(routeIn({ url: '' }, keys, ['url']))).toBe(true);
		expect(isFree(routeIn({ url: '' }, keys))).toBe(false);
	});

	it('is that of a free number without any key, where that is documented', () => {
		const documented = { ...keys, absentMeansFree: true } as const;
		expect(isFree(routeIn({ id: 'N1' }, documented))).toBe(true);
		expect(isFree(routeIn({ trunk: true }, documented))).toBe(false);
	});

	it('leads to a web address', () => {
		expect(isFree({ ...onNone, webhookHost: 'ivr.example.com' })).toBe(false);
		expect(isFree({ ...onNone, webhookHost: null })).toBe(true);
	});
});
