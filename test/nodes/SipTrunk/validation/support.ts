import fc from 'fast-check';
import { InputError, type Check } from '../../../../nodes/SipTrunk/validation/inputError';

/** What the tests of the checks share. */

export const LABEL = 'Field';

export function problemOf(check: Check, value: unknown): InputError {
	let problem: unknown;
	try {
		check(value, LABEL);
	} catch (error) {
		problem = error;
	}
	expect(problem).toBeInstanceOf(InputError);
	return problem as InputError;
}

export const messageOf = (check: Check, value: unknown) => problemOf(check, value).message;

export const circular: unknown[] = [];
circular.push(circular);

/** What an expression may yield, and worse. */
export const oddities: unknown[] = [
	Symbol('x'),
	() => 'x',
	10n,
	NaN,
	Infinity,
	-0,
	new Date(NaN),
	new Map([['a', 1]]),
	Object.create(null),
	circular,
	{ big: 1n },
	{ toJSON: () => undefined },
	{
		toJSON() {
			throw new RangeError('never written out');
		},
	},
	JSON.parse('{"__proto__": {"value": "x"}}'),
	'__proto__',
	'constructor',
	'toString',
	['constructor'],
	[[['deep']]],
	'\ud800',
	'a\u0000b',
	'x'.repeat(1_000_000),
];

/** Any value, and the odd ones. */
export const anything = fc.oneof(
	fc.anything({
		withBigInt: true,
		withBoxedValues: true,
		withDate: true,
		withMap: true,
		withNullPrototype: true,
		withObjectString: true,
		withSet: true,
		withSparseArray: true,
		withTypedArray: true,
	}),
	fc.string({ unit: 'binary' }),
	fc.string({ unit: fc.constantFrom(...'sip:@.+[]/;?1a0 \t\n"<-') }),
	fc.double(),
	fc.constantFrom(...oddities),
);
