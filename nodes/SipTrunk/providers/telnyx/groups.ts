import type { IDataObject } from 'n8n-workflow';
import { isObject } from '../../rows/reported';

/** A secret that is shown as a mask would take the mask for its new value. */
const isMasked = (value: unknown) => typeof value === 'string' && /^\*+$/.test(value);

/**
 * The body of a change with whole objects. Whether Telnyx merges or replaces an object is not documented, so one in which
 * something changes is sent as it is now, with the change in it. What is null or empty in it was never set.
 *
 * @param current the row as it is now
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
