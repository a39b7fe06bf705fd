import { fieldOf } from '../../../configuration/tables';
import type { Field } from '../../../contract/provider';
import { trunk } from '../trunk';

/** What the sections of a LiveKit trunk share. */

export interface Parts {
	/** Rules that have become another one in this run, because two would be for the same calls. */
	reused: Set<string>;
}

/** The field without what it depends on: that is asked when the direction of the trunk is known. */
export function plain({ showWhen, required, ...field }: Field): Field {
	void [showWhen, required];
	return field;
}

/** A field of Trunk: Create, by its parameter name. */
export const field = (name: string) => plain(fieldOf(trunk, name));
