import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../rows/reported';

/** A secret that is shown as a mask would take the mask for its new value. */
const isMasked = (value: unknown) => typeof value === 'string' && /^\*+$/.test(value);

/**
 * A change with its objects whole. Whether an object in a change is merged or replaced is not documented, so one of
 * which something changes is sent as it is, with the change in it; what is null or empty in it was never set.
 *
 * @param current the row as it is
 */
export function withWholeGroups(body: IDataObject, current: IDataObject): IDataObject {
	const isKept = ([, value]: [string, unknown]) =>
		value !== null && value !== '' && !isMasked(value);
	return Object.fromEntries(
		Object.entries(body).map(([key, value]) => {
			const { [key]: present } = current;
			if (!isObject(value) || !isObject(present)) return [key, value];
			return [key, { ...Object.fromEntries(Object.entries(present).filter(isKept)), ...value }];
		}),
	) as IDataObject;
}
