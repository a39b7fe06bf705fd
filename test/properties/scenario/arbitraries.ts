import * as fc from 'fast-check';

/** Short names for the random choices that are made often. */

/** One of these values; what stands there twice comes twice as often. */
export const anyOf = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

/** Something so many times in ten, and else nothing. */
export const sometimes = <T>(weight: number, arbitrary: fc.Arbitrary<T[]>) =>
	fc.oneof({ weight: 10 - weight, arbitrary: fc.constant<T[]>([]) }, { weight, arbitrary });
