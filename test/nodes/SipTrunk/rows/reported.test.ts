import {
	booleanOrNull,
	isObject,
	numberOrNull,
	textOrNull,
} from '../../../../nodes/SipTrunk/rows/reported';

describe('single values', () => {
	it.each<[read: (value: unknown) => unknown, value: unknown, result: unknown]>([
		[textOrNull, 'x', 'x'],
		[textOrNull, '', null],
		[textOrNull, ['x'], null],
		[numberOrNull, 0, 0],
		[numberOrNull, Infinity, null],
		[numberOrNull, '0', null],
		[booleanOrNull, false, false],
		[booleanOrNull, 0, null],
		[isObject, {}, true],
		[isObject, [], false],
		[isObject, null, false],
		[isObject, 'x', false],
	])('%p of %p', (read, value, result) => {
		expect(read(value)).toBe(result);
	});
});
