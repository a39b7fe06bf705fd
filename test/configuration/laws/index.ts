import { approval } from './approval';
import { interruption } from './interruption';
import type { Law } from './law';
import { numbers } from './numbers';
import { others } from './others';
import { repetition } from './repetition';
import { secrecy } from './secrecy';
import { together } from './together';

/** All laws, by what they say. */
export const LAWS: Record<string, Law> = {
	...repetition,
	...interruption,
	...others,
	...numbers,
	...together,
	...approval,
	...secrecy,
};
