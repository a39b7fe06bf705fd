import type { IExecuteFunctions } from 'n8n-workflow';
import type { Field } from '../contract/provider';
import type { Reader } from '../fields/values';
import { InputError } from '../validation/inputError';

/** How the node's parameters are read. */

type Context = Pick<IExecuteFunctions, 'getNode' | 'getNodeParameter'>;

/** What holds no expression, however deep, is the same for every item. */
const isSameForAll = (value: unknown): boolean =>
	value !== null && typeof value === 'object'
		? Object.values(value).every(isSameForAll)
		: !(typeof value === 'string' && value.startsWith('='));

/** A copy, because n8n may keep what it hands over. What all items share must be changed by none of them. */
function frozen(value: unknown): unknown {
	if (value === null || typeof value !== 'object') return value;
	if (Array.isArray(value)) return Object.freeze(value.map(frozen));
	return Object.freeze(
		Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, frozen(entry)])),
	);
}

/**
 * Makes the readers of a run, one for each item. n8n is asked once for what is the same for all, because it takes some
 * time to answer.
 *
 * n8n leaves out what the form hides, and a value that the node still holds for another operation may hide what belongs to
 * this one: it must not get lost without a word.
 *
 * @returns the reader of an item by its index, which throws an InputError for a field that n8n has left out
 */
export function readersOf(context: Context, fields: Field[]): (index: number) => Reader {
	const { parameters } = context.getNode();
	const sameForAll = new Map<string, unknown>();
	return (index) => (name) => {
		if (sameForAll.has(name)) return sameForAll.get(name);
		if (name in parameters) {
			const value: unknown = context.getNodeParameter(name, index);
			if (!isSameForAll(parameters[name])) return value;
			sameForAll.set(name, frozen(value));
			return sameForAll.get(name);
		}
		const { displayName } = fields.find((field) => field.name === name) ?? { displayName: name };
		throw new InputError(
			displayName,
			'is left out by n8n, because the node holds a value that belongs to another operation. Choose the operation in the editor once more, or remove that value.',
		);
	};
}
