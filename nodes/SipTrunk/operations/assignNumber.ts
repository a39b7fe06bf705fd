import type { IDataObject } from 'n8n-workflow';
import { type Check } from '../validation/inputError';
import { e164 } from '../validation/phoneNumber';
import { fieldsSentAs } from '../fields/factories';
import { pickerField } from '../fields/picker';
import { advising } from '../http/advice';
import { RequestFailure } from '../http/errors';
import type { AddedToRow, ProviderClient } from '../contract/request';
import { goneBy } from './delete';
import { isFree, routeInWords, type NumberRoute } from './numberRoute';

/** Assigning a number never takes it away from where it is, unless the user says so. */

/** Whether a number is named by itself, in E.164 form, and not by the ID that the provider gives it. */
export const isWrittenOut = (entered: string) => entered.startsWith('+');

/** A picker for a number, which may be named by itself in any common writing, or by its ID. */
export const numberOrId = (own: {
	/** What an ID looks like, before it is checked. */
	isId: RegExp;
	checkId: Check<string>;
	placeholder: string;
}) => ({
	...pickerField('phoneNumber', {
		check: (value, label) =>
			typeof value === 'string' && own.isId.test(value)
				? own.checkId(value, label)
				: e164(value, label),
		placeholder: own.placeholder,
		description: 'A number that the account owns',
	}),
	namedBy: (value: string) => (isWrittenOut(value) ? 'number' : 'ID'),
});

export const moveIfAssigned = fieldsSentAs().switchField('Move If Already Assigned', {
	name: 'moveIfAssigned',
	default: false,
	description:
		'Whether a number that is routed elsewhere is moved here. Its calls then no longer reach the other trunk, application or web address.',
});

/** How a person finds out what became of an assignment. */
export const howToLook = (phoneNumber: string) =>
	`Look in the list of phone numbers on which trunk ${phoneNumber} is`;

/**
 * @throws RequestFailure with the code `number_already_assigned`, unless the number is free or already there, or the
 * user has said that it may be moved
 */
export function refuseToSteal(
	phoneNumber: string,
	route: NumberRoute,
	{ trunkId, moveIfAssigned: mayMove }: { trunkId: string; moveIfAssigned: boolean },
): void {
	if (isFree(route) || route.trunkId === trunkId || mayMove === true) return;
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
export const reversal = ({ trunkId, applicationId, webhookHost }: NumberRoute): AddedToRow => ({
	previousTrunkId: trunkId,
	previousApplicationId: applicationId,
	...(webhookHost ? { previousVoiceUrlHost: webhookHost } : {}),
});

/** What to do where a provider refuses a number as in use that its row shows as free. */
export const IN_USE_ADVICE =
	'Look in the list of phone numbers where it is: it may be on a trunk already, or somebody may be moving it. Unassign it there, or try again.';

/**
 * Assigns a number, unless it is routed elsewhere and may not be moved. One that is on the trunk already is left
 * alone: no request, and `alreadyAssigned: true` in its row.
 *
 * @param row the number as the provider lists it
 * @param change makes the assignment and returns what is new in the row
 * @returns the row with what is new in it
 * @throws RequestFailure with the code `number_already_assigned`
 */
export async function assignNumber(
	client: ProviderClient,
	values: { trunkId: string; moveIfAssigned: boolean },
	row: IDataObject,
	{ phoneNumber, route }: { phoneNumber: string; route: NumberRoute },
	change: () => Promise<IDataObject>,
): Promise<IDataObject> {
	if (route.trunkId === values.trunkId) {
		client.addToRow({ ...reversal(route), alreadyAssigned: true });
		return row;
	}
	refuseToSteal(phoneNumber, route, values);
	const changed = await advising({ 409: IN_USE_ADVICE }, change);
	client.addToRow(reversal(route));
	return { ...row, ...changed };
}

/** A number that is to be taken off its trunk. */
interface NumberOnTrunk {
	/** The path of its assignment, which is deleted; or what else takes it off, where nothing is deleted. */
	takeOff: string | (() => Promise<unknown>);
	told: { id: string; phoneNumber: string; previousTrunkId: string | null };
}

/**
 * Takes a number off a trunk. One that the account no longer has is on no trunk either, so the same rule holds for it
 * as for everything that is removed.
 *
 * @param find looks for the number and tells how it is taken off; its failure says that there is none
 * @returns `{ id, phoneNumber, previousTrunkId, deleted: true }`, with `alreadyGone: true` where there was none
 * @throws RequestFailure where there is none, unless the user has said that this is fine
 */
export async function unassignNumber(
	client: ProviderClient,
	values: { phoneNumber: string; ignoreIfMissing?: boolean },
	find: (entered: string) => Promise<NumberOnTrunk>,
): Promise<IDataObject> {
	const entered = values.phoneNumber;
	const phoneNumber = isWrittenOut(entered) ? entered : null;
	const known = { id: entered, phoneNumber, previousTrunkId: null };
	return await goneBy(values, known, async (tell) => {
		const { takeOff, told } = await find(entered);
		tell(told);
		if (typeof takeOff === 'function') await takeOff();
		else await client.send({ method: 'DELETE', path: takeOff });
	});
}
