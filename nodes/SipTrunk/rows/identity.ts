import type { IDataObject } from 'n8n-workflow';

/** The ID under the first of these keys that holds one, as text; undefined where none does. */
export const idUnder =
	(...keys: string[]) =>
	(row: IDataObject): string | undefined => {
		const id = keys.map((key) => row[key]).find((value) => value !== undefined && value !== null);
		const isId = typeof id === 'number' || (typeof id === 'string' && id !== '');
		return isId ? String(id) : undefined;
	};

/** An answer that says `success: false`, whatever its status. */
export const saysNoSuccess = ({ success }: IDataObject): boolean =>
	success === false || success === 'false';
