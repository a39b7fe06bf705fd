import type { IDataObject } from 'n8n-workflow';
import type { Simulated } from './api';

/** The phone numbers of an account that can be put on trunks. */
export interface NumberFacts {
	/** Where trunks are made, and the key of their ID in the answer; a dot leads into an object: `data.id`. */
	trunks: string;
	trunkId: string;
	/** The body that makes a trunk of this name, for which everything is there that it needs. */
	trunk(name: string, simulated: Simulated): IDataObject;
	/** A number that is free, and one that is on an application. */
	free: string;
	onApplication: string;
	applicationId: string;
	/** The same free number by its ID, and another free one, where numbers have IDs. */
	byIds?: { free: string; other: string };
	/** How requests and rows name a number, where it is not in E.164. */
	inRequests?(phoneNumber: string): string;
	/** The key of the number in its row, and the keys that tell where its calls go. */
	row: { number: string; routes: string[] };
	/** A row without any of them is documented to be that of a free number. */
	freeWithoutRoutes?: true;
	/** Numbers, and IDs, that the account does not have. Needed where a number can be taken off a trunk. */
	unknown?: string[];
	/** Where a number is now, by its E.164 form. */
	trunkOf(simulated: Simulated, phoneNumber: string): unknown;
	/** How many requests change something when a number goes from one trunk to another. */
	changesToMove: string[];
	/** The only route of a number that the node may change anything through. */
	assignment: RegExp;
}

/** The ID in the answer to a request that has made a trunk. */
export const madeTrunkId = ({ trunkId }: NumberFacts, answer: IDataObject): string =>
	String(
		trunkId
			.split('.')
			.reduce<unknown>((value, key) => (value as IDataObject | undefined)?.[key], answer),
	);
