import type { IDataObject } from 'n8n-workflow';
import { RequestFailure } from './http/errors';
import type { Field, Values } from './operation';

/** Assigning a number never takes it away from where it is, unless the user says so. */

export interface NumberRoute {
	trunkId: string | null;
	/** A voice application, a webhook or whatever else the provider routes calls to. */
	applicationId: string | null;
}

export const moveIfAssigned: Field = {
	displayName: 'Move If Already Assigned',
	name: 'moveIfAssigned',
	type: 'boolean',
	default: false,
	description:
		'Whether a number that is routed elsewhere is moved here. Its calls then no longer reach the other trunk or application.',
};

/** Where a number's calls go, in words, as pickers and messages show it. */
export function routeInWords({ trunkId, applicationId }: NumberRoute): string {
	if (trunkId !== null) return `on trunk ${trunkId}`;
	return applicationId === null ? 'free' : `on application ${applicationId}`;
}

/** Throws if the number is routed elsewhere and may not be moved. */
export function refuseToSteal(
	phoneNumber: string,
	route: NumberRoute,
	trunkId: string,
	values: Values,
): void {
	const isFree = route.trunkId === null && route.applicationId === null;
	if (isFree || route.trunkId === trunkId || values.moveIfAssigned === true) return;
	throw new RequestFailure(
		`${phoneNumber} is ${routeInWords(route)} already, so it was not assigned.`,
		{
			kind: 'refused',
			status: 409,
			code: 'number_already_assigned',
			advice:
				"To move it here, turn on 'Move If Already Assigned'. To keep it there, choose another number.",
		},
	);
}

/** What an assignment adds to the number's row, so that the step can be reversed. */
export const reversal = ({ trunkId, applicationId }: NumberRoute): IDataObject => ({
	previousTrunkId: trunkId,
	previousApplicationId: applicationId,
});

/**
 * Assigns a number, unless it is routed elsewhere and may not be moved. One that is on the trunk already is left
 * alone: no request, and `alreadyAssigned: true` in its row.
 *
 * @param row the number as the provider lists it
 * @param change makes the assignment and returns what is new in the row
 */
export async function assignNumber(
	values: Values,
	row: IDataObject,
	{ phoneNumber, route }: { phoneNumber: string; route: NumberRoute },
	change: () => Promise<IDataObject>,
): Promise<IDataObject> {
	const trunkId = values.trunkId as string;
	if (route.trunkId === trunkId) return { ...row, ...reversal(route), alreadyAssigned: true };
	refuseToSteal(phoneNumber, route, trunkId, values);
	return { ...row, ...(await change()), ...reversal(route) };
}
