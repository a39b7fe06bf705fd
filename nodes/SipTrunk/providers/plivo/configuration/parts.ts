import type { Live } from '../../../configuration/port';
import type { Owner } from './entries';

/** What only Plivo's port knows of a trunk: the name that marks what is made for it. */
export interface Parts {
	name: string;
}

export const ownerOf = ({ row, parts }: Live<Parts>): Owner => ({ row, name: parts.name });
