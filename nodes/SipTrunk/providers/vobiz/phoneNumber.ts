import type { IDataObject } from 'n8n-workflow';
import { InputError, type Check } from '../../validation/inputError';
import { id, text } from '../../validation/text';
import { e164 } from '../../validation/phoneNumber';
import { collection, pickerField } from '../../fields/common';
import { path } from '../../http/address';
import { RequestFailure } from '../../http/errors';
import { filtered, notFound } from '../../http/lookup';
import { phoneNumberRow } from '../../rows/others';
import {
	assignNumber,
	howToLook,
	isWrittenOut,
	moveIfAssigned,
	numberOrId,
	routeInWords,
	unassignNumber,
	type NumberRoute,
} from '../../operations/assignNumber';
import type { Resource, Values } from '../../contract/provider';
import type { ProviderClient } from '../../contract/request';
import { requestBody } from '../../fields/values';
import { ignoreIfMissing } from '../../operations/delete';
import { accountPath, numberList } from './api';
import { readTrunk, trunkId } from './trunk';
import { operation } from '../../contract/verbs';

/** Numbers of the account: https://docs.vobiz.ai/trunks/assign-number */

const phoneNumberField = numberOrId({
	isId: /^\s*[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\s*$/i,
	checkId: id(),
	placeholder: '+919800000000',
});

/** Without a trunk: all numbers of the account. */
const onTrunk = pickerField('trunk', {
	required: false,
	placeholder: '11112222-3333-4444-5555-666677778888',
	description: 'Leave empty for all numbers of the account',
});

/** A number or a part of one; how people group its digits makes no difference. */
const numberPart: Check = (value, label) => {
	const entered = text({
		max: 40,
		pattern: /^\+?[\d\s().\-/]*\d[\d\s().\-/]*$/,
		mustBe: 'be a phone number or a part of one',
		example: '+919800000000',
	})(value, label) as string | undefined;
	return entered?.replace(/[^\d+]/g, '');
};

const filters = collection('filters', [
	{
		displayName: 'Phone Number',
		name: 'phoneNumber',
		type: 'string',
		default: '',
		placeholder: 'e.g. +919800000000',
		description:
			'Only this number, with its country code. Vobiz does not say whether a part of a number is enough.',
		sentAs: 'search',
		check: numberPart,
	},
]);

/**
 * The only path of a number that is ever written or deleted: its assignment to a trunk. One segment less would be
 * the number itself, and deleting that gives it up.
 *
 * @param phoneNumber in E.164; its plus sign is sent as %2B, because Vobiz knows no number without it
 */
export function assignmentPath(client: ProviderClient, phoneNumber: string): string {
	const number = e164(phoneNumber, 'Phone Number');
	if (typeof number !== 'string') throw new InputError('Phone Number', 'is missing.');
	return accountPath(client) + path`/numbers/${number}/assign`;
}

const textOf = (value: unknown) =>
	value === undefined || value === null || value === '' ? null : String(value);

/** Calls go either to a trunk or to a voice application. */
const routeOf = (row: IDataObject): NumberRoute => ({
	trunkId: textOf(row.trunk_group_id),
	applicationId: textOf(row.application_id),
});

/** The account's number by itself or by its ID, or undefined. */
async function find(client: ProviderClient, entered: string): Promise<IDataObject | undefined> {
	const isNumber = isWrittenOut(entered);
	const candidates = numberList(client, isNumber ? { search: entered } : {});
	for await (const row of candidates) {
		if ((isNumber ? row.e164 : row.id) === entered) return row;
	}
	return undefined;
}

/** Vobiz has no filter by trunk, so the numbers of one are picked out of all, in pages as large as they get. */
function listed(client: ProviderClient, values: Values) {
	const query = requestBody([filters], values) as Record<string, string>;
	return values.trunkId === undefined
		? numberList(client, query)
		: filtered(
				numberList({ ...client, rowsWanted: undefined }, query),
				(row) => routeOf(row).trunkId === values.trunkId,
			);
}

const missing = (entered: string) =>
	notFound(
		`The Vobiz account has no number ${isWrittenOut(entered) ? '' : 'with the ID '}${entered}.`,
	);

/** Vobiz takes numbers off an application only where the application is, so this is left to people. */
function refuseApplication(phoneNumber: string, { applicationId }: NumberRoute): void {
	if (applicationId === null) return;
	throw new RequestFailure(
		`${phoneNumber} is on application ${applicationId}, so it was not assigned: at Vobiz a number is either on an application or on a trunk.`,
		{
			cause: 'refused',
			status: 409,
			code: 'number_already_assigned',
			advice: 'Take the number off the application in the Vobiz Console first.',
		},
	);
}

/**
 * Puts a free number on a trunk and says whether that was found out after a lost answer. Vobiz refuses a second time
 * as "already assigned", so asking again does no harm.
 */
async function assign(
	client: ProviderClient,
	phoneNumber: string,
	trunk: string,
): Promise<{ recovered?: true }> {
	const { recovered } = await client.send({
		method: 'POST',
		path: assignmentPath(client, phoneNumber),
		body: { trunk_group_id: trunk },
		recovery: {
			identity: [trunk],
			unique: true,
			answersEmpty: true,
			// The refusal has no code of its own.
			conflictCodes: ['400'],
			find: () =>
				filtered(
					numberList(client, { search: phoneNumber }),
					(row) => row.e164 === phoneNumber && row.trunk_group_id === trunk,
				),
			howToLook: howToLook(phoneNumber),
		},
	});
	return recovered === true ? { recovered } : {};
}

/** Takes a number off its trunk. Returns the failure after which it is not known whether that was done. */
async function takeOff(
	client: ProviderClient,
	phoneNumber: string,
): Promise<RequestFailure | undefined> {
	return await client.send({ method: 'DELETE', path: assignmentPath(client, phoneNumber) }).then(
		() => undefined,
		async (error: unknown) =>
			error instanceof RequestFailure && error.effect === 'open'
				? error
				: await Promise.reject(error),
	);
}

/**
 * Takes a number from one trunk to another. Vobiz does this in two steps, so the new trunk is looked at first, nothing
 * stops between the steps, and if the second one fails, the number goes back to where it was.
 */
async function move(
	client: ProviderClient,
	phoneNumber: string,
	{ from, to }: { from: string; to: string },
): Promise<{ recovered?: true }> {
	await readTrunk(client, { trunkId: to });
	const steps = client.withoutCancellation();
	// What became of the number in the end is told by the move, so each step stands for itself.
	const lost = await takeOff(steps.fresh(), phoneNumber);
	return await assign(steps.fresh(), phoneNumber, to).catch(async (error: unknown) => {
		// Wherever the number is on a trunk, Vobiz refuses this, so it does no harm.
		await assign(steps.fresh(), phoneNumber, from).catch(() => {});
		const row = await find(steps.fresh(), phoneNumber).catch(() => undefined);
		const now = row && routeOf(row);
		if (now?.trunkId === to) return { recovered: true as const };
		return await Promise.reject(
			error instanceof RequestFailure ? failedMove(phoneNumber, from, now, error, lost) : error,
		);
	});
}

/**
 * What is told of a move that failed: why, and where the number is.
 *
 * @param now its route, or undefined if it cannot be looked up
 * @param error why the new trunk has not got it
 * @param lost that the answer to taking it off was lost, so that this may still happen
 */
function failedMove(
	phoneNumber: string,
	from: string,
	now: NumberRoute | undefined,
	error: RequestFailure,
	lost: RequestFailure | undefined,
): RequestFailure {
	const open = {
		advice: `${howToLook(phoneNumber)} before you try again.`,
		effect: 'open' as const,
	};
	if (now === undefined) {
		const where = `${phoneNumber} was taken off trunk ${from} and may be on no trunk now.`;
		return error.with(open, `${error.message} ${where}`);
	}
	const isFree = now.trunkId === null && now.applicationId === null;
	// Still on its trunk, it was refused for that only.
	const reason = isFree ? error : (lost ?? error);
	const mayStillCome = isFree ? error.effect !== 'none' : lost !== undefined;
	const why = reason.effect !== 'none' ? 'Vobiz gave no clear answer.' : reason.message;
	const where = `${phoneNumber} is now ${routeInWords(now)}.`;
	const settled = { advice: adviceAfterMove(reason, isFree), effect: 'none' as const };
	return reason.with(mayStillCome ? open : settled, `${why} ${where}`);
}

function adviceAfterMove({ effect, advice }: RequestFailure, isFree: boolean) {
	if (isFree) return 'Its incoming calls reach nothing: assign it to a trunk at once.';
	return effect === 'none' ? advice : 'Try again: the number is on its trunk.';
}

export const phoneNumber: Resource = {
	value: 'phoneNumber',
	simplify: (row) =>
		phoneNumberRow({
			provider: 'vobiz',
			id: row.id,
			phoneNumber: row.e164,
			country: row.country,
			status: row.status,
			...routeOf(row),
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	picker: {
		rows: (client) => numberList(client),
		entry: (row) => ({
			value: String(row.e164),
			name: String(row.e164),
			description: [
				routeInWords(routeOf(row)),
				...(row.status === 'active' ? [] : [textOf(row.status)]),
			]
				.filter((part) => part !== null)
				.join(', '),
		}),
	},
	operations: [
		operation('phoneNumber', 'assign', {
			description:
				"Route a number's calls to a trunk. One on an application must be taken off it in the Console first.",
			fields: [trunkId, phoneNumberField, moveIfAssigned],
			run: async (client, values) => {
				const to = values.trunkId as string;
				const row = await find(client, values.phoneNumber as string);
				if (row === undefined) throw missing(values.phoneNumber as string);
				const number = String(row.e164);
				const route = routeOf(row);
				const from = route.trunkId;
				if (from !== to) refuseApplication(number, route);
				return await assignNumber(values, row, { phoneNumber: number, route }, async () => ({
					trunk_group_id: to,
					...(from === null
						? await assign(client, number, to)
						: await move(client, number, { from, to })),
				}));
			},
		}),
		operation('phoneNumber', 'getAll', {
			description: 'Retrieve the numbers of the account, or those of one trunk, with their route',
			fields: [onTrunk, filters],
			run: listed,
		}),
		operation('phoneNumber', 'unassign', {
			description:
				"Stop routing a number's calls to its trunk. It stays in the account and is still paid for.",
			fields: [phoneNumberField, ignoreIfMissing],
			run: async (client, values) =>
				await unassignNumber(
					client,
					values,
					'vobiz',
					async (entered) => {
						const row = await find(client, entered);
						// What is not in the list may still be a number; an ID that is not there says nothing.
						if (row === undefined && !isWrittenOut(entered)) throw missing(entered);
						const phoneNumber = String(row?.e164 ?? entered);
						const previousTrunkId = routeOf(row ?? {}).trunkId;
						return { id: String(row?.id ?? phoneNumber), phoneNumber, previousTrunkId };
					},
					({ phoneNumber }) => assignmentPath(client, phoneNumber),
				),
		}),
	],
};
