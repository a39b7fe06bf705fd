import type { IDataObject } from 'n8n-workflow';
import { asReported, isObject } from '../rows/reported';

/** Never shown as they were sent. */
const SECRET_KEY = /password|secret|token/i;

const isSingle = (value: unknown): value is string | number | boolean =>
	['string', 'number', 'boolean'].includes(typeof value) && value !== '';

/** `true` and "True", 10 and "10", "TLS" and "tls" mean the same. */
const word = (value: string | number | boolean) => String(value).trim().toLowerCase();

function areSame(asked: unknown, told: unknown): boolean {
	if (isSingle(asked) && isSingle(told)) return word(asked) === word(told);
	if (Array.isArray(asked) && Array.isArray(told) && [...asked, ...told].every(isSingle)) {
		const sorted = (list: unknown[]) => list.filter(isSingle).map(word).sort();
		return JSON.stringify(sorted(asked)) === JSON.stringify(sorted(told));
	}
	if (isObject(asked) && isObject(told)) return !contradicts(told, asked);
	// What is not told, or told in another form, says nothing.
	return true;
}

/**
 * Whether a row differs from what was asked for, so that somebody else has made it. A value that the row does not tell
 * is no difference.
 *
 * @param row as the provider tells it
 * @param mayDiffer whether the provider may report this value under this key, whatever was asked for
 */
export function contradicts(
	row: IDataObject,
	asked: IDataObject,
	mayDiffer: (key: string, told: unknown) => boolean = () => false,
): boolean {
	return Object.entries(asked).some(([key, value]) => {
		const told = row[key] ?? row[asReported(key)];
		return !SECRET_KEY.test(key) && !mayDiffer(key, told) && !areSame(value, told);
	});
}
