import type { IDataObject } from 'n8n-workflow';
import { type Check } from '../validation/inputError';
import { e164 } from '../validation/phoneNumber';
import { pickerField } from '../fields/common';
import { RequestFailure } from '../http/errors';
import type { Field, ProviderName, Values } from '../contract/provider';
import type { ProviderClient } from '../contract/request';
import { remove, unlessGone } from './delete';

/** Assigning a number never takes it away from where it is, unless the user says so. */

export interface NumberRoute {
	trunkId: string | null;
	/** A voice application. */
	applicationId: string | null;
	/** The host of a web address that the provider asks what to do with calls; the address itself may hold secrets. */
	webhookHost?: string | null;
}

/** Whether a number is named by itself, in E.164 form, and not by the ID that the provider gives it. */
export const isWrittenOut = (entered: string) => entered.startsWith('+');

/** A picker for a number, which may be named by itself in any common writing, or by its ID. */
export const numberOrId = (own: {
	/** What an ID looks like, before it is checked. */
	isId: RegExp;
	checkId: Check;
	placeholder: string;
}): Field => ({
	...pickerField('phoneNumber', {
		check: (value, label) =>
			typeof value === 'string' && own.isId.test(value)
				? own.checkId(value, label)
				: e164(value, label),
		placeholder: own.placeholder,
		description: 'A number that the account owns',
	}),
	namedBy: (value) => (isWrittenOut(value) ? 'number' : 'ID'),
});

export const moveIfAssigned: Field = {
	displayName: 'Move If Already Assigned',
	name: 'moveIfAssigned',
	type: 'boolean',
	default: false,
	description:
		'Whether a number that is routed elsewhere is moved here. Its calls then no longer reach the other trunk, application or web address.',
};

/** Where a number's calls go, in words, as pickers and messages show it. */
export function routeInWords({ trunkId, applicationId, webhookHost }: NumberRoute): string {
	if (trunkId !== null) return `on trunk ${trunkId}`;
	if (applicationId !== null) return `on application ${applicationId}`;
	return webhookHost ? `routed to the web address of host ${webhookHost}` : 'free';
}

/** How a person finds out what became of an assignment. */
export const howToLook = (phoneNumber: string) =>
	`Look in the list of phone numbers on which trunk ${phoneNumber} is`;

/** Throws if the number is routed elsewhere and may not be moved. */
export function refuseToSteal(
	phoneNumber: string,
	route: NumberRoute,
	trunkId: string,
	values: Values,
): void {
	const isFree = route.trunkId === null && route.applicationId === null && !route.webhookHost;
	if (isFree || route.trunkId === trunkId || values.moveIfAssigned === true) return;
	throw new RequestFailure(
		`${phoneNumber} is ${routeInWords(route)} already, so it was not assigned.`,
		{
			cause: 'refused',
			status: 409,
			code: 'number_already_assigned',
			advice:
				"To move it here, turn on 'Move If Already Assigned'. To keep it there, choose another number.",
		},
	);
}

/** What an assignment adds to the number's row, so that the step can be reversed. */
export const reversal = ({ trunkId, applicationId, webhookHost }: NumberRoute): IDataObject => ({
	previousTrunkId: trunkId,
	previousApplicationId: applicationId,
	...(webhookHost ? { previousVoiceUrlHost: webhookHost } : {}),
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

/** A number as far as its unassignment tells of it. */
interface KnownNumber {
	id: string;
	phoneNumber: string;
	previousTrunkId: string | null;
}

/**
 * Takes a number off a trunk. One that the account no longer has is on no trunk either, so the same rule holds for it
 * as for everything that is removed.
 *
 * @param find looks for the number; its failure says that there is none
 * @param pathOf the path of its assignment
 */
export async function unassignNumber(
	client: ProviderClient,
	values: Values,
	provider: ProviderName,
	find: (entered: string) => Promise<KnownNumber>,
	pathOf: (number: KnownNumber) => string,
): Promise<IDataObject> {
	const entered = values.phoneNumber as string;
	const number = await unlessGone(values, async () => await find(entered));
	if (number !== undefined) {
		return await remove(client, values, provider, { ...number }, { path: pathOf(number) });
	}
	return {
		provider,
		id: entered,
		phoneNumber: isWrittenOut(entered) ? entered : null,
		previousTrunkId: null,
		deleted: true,
		alreadyGone: true,
	};
}
