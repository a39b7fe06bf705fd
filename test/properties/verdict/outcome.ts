import type { IDataObject } from 'n8n-workflow';

/** What became of one item, by what the node says. */

export type Outcome =
	| { state: 'done'; rows: IDataObject[]; ids: string[] }
	| { state: 'failed'; mayExist: boolean; said: string }
	| { state: 'notStarted' }
	/** The execution was cancelled: nothing is said about any item. */
	| { state: 'untold' };

const MAY_EXIST = /may exist|may have been|may be on no trunk|is now on|is now free/i;

/** Whether a message leaves open what has happened. */
export const saysMayExist = (message: string) => MAY_EXIST.test(message);

/** Whether the item may have changed the account, though the node does not say that it has. */
export const isOpen = (outcome: Outcome) =>
	outcome.state === 'untold' || (outcome.state === 'failed' && outcome.mayExist);

/** How many of the outcomes are of this state. */
export const count = (outcomes: Outcome[], state: Outcome['state']) =>
	outcomes.filter((outcome) => outcome.state === state).length;
