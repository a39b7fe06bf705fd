import type { IDataObject } from 'n8n-workflow';
import type { Resource } from '../../contract/provider';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { collection } from '../../fields/common';
import { requestBody } from '../../fields/values';
import { RequestFailure } from '../../http/errors';
import { notFound } from '../../http/lookup';
import {
	assignNumber,
	moveIfAssigned,
	numberOrId,
	unassignNumber,
} from '../../operations/assignNumber';
import { ignoreIfMissing } from '../../operations/delete';
import { isFree, routeAndStatus, routeInWords } from '../../operations/numberRoute';
import { phoneNumberRow } from '../../rows/others';
import { InputError, type Check } from '../../validation/inputError';
import { partOfNumber } from '../../validation/phoneNumber';
import { id } from '../../validation/text';
import { telnyxApi } from './api';
import { onTrunk, textField, trunkId } from './fields';
import { findNumber, findWithKind, KIND, numberPath, numbersOf, routeOf } from './numbers';

/** Numbers on trunks: https://developers.telnyx.com/api/numbers/update-phone-number */

const phoneNumberField = numberOrId({
	isId: /^\s*(?:\d{16,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\s*$/i,
	checkId: id(),
	placeholder: '+12025550141',
});

const SHORTEST_PART = 3;

/** The filter takes digits alone. */
const digits: Check<string> = (value, label) => {
	const part = partOfNumber(value, label)?.replace(/^\+/, '');
	if (part === undefined || part.length >= SHORTEST_PART) return part;
	throw new InputError(label, `must have at least ${SHORTEST_PART} digits.`, '+12025550141');
};

const filters = collection('filters', [
	textField('Phone Number', {
		placeholder: '+12025550141',
		description: 'Only this number, or those with a part of it: at least 3 digits',
		sentAs: 'filter[phone_number]',
		check: digits,
	}),
]);

const assignFields = [trunkId, phoneNumberField, moveIfAssigned] as const;
const listFields = [onTrunk('numbers'), filters] as const;
const unassignFields = [phoneNumberField, ignoreIfMissing] as const;

/** One request changes the route: the same values leave the same state, so that it may be sent again. */
const route = async (client: ProviderClient, row: IDataObject, to: string | null) =>
	await client.send({
		method: 'PATCH',
		path: numberPath(String(row.id)),
		body: { connection_id: to },
		repeatable: true,
		about: { id: String(row.id), idOf: telnyxApi.idOf },
	});

/** Puts a number on a trunk, wherever it is now. Returns the answer. */
export const put = async (client: ProviderClient, row: IDataObject, trunk: string) =>
	await route(client, row, trunk);

const TAKES_NO_NULL = [400, 422];

/** Somebody may have moved it since it was read; what is somewhere else now is not taken off there. */
async function refuseMoved(client: ProviderClient, row: IDataObject): Promise<void> {
	const now = await findNumber(client, String(row.id));
	if (now.connection_id === row.connection_id) return;
	throw new RequestFailure(
		`${String(row.phone_number)} is ${routeInWords(routeOf(now))} now, where somebody has put it, and was left there.`,
		{
			cause: 'refused',
			status: 409,
			code: 'number_moved',
			advice: 'Look at its route, and try again.',
		},
	);
}

/**
 * Takes a number off its connection. How is not documented: the request names null, and where Telnyx refuses that, an
 * empty text. Then the number is read again, because one that stays must not be told as taken off.
 *
 * @throws RequestFailure with the code `number_moved` or `number_still_assigned`
 */
export async function takeOff(client: ProviderClient, row: IDataObject): Promise<void> {
	await route(client, row, null).catch(async (error: unknown) => {
		const isRefused = error instanceof RequestFailure && error.cause === 'refused';
		if (!isRefused || !TAKES_NO_NULL.includes(error.status ?? 0))
			return await Promise.reject(error);
		await refuseMoved(client, row);
		return await route(client, row, '');
	});
	const now = await findNumber(client, String(row.id));
	if (routeOf(now).trunkId === null) return;
	throw new RequestFailure(
		`${String(row.phone_number)} is still ${routeInWords(routeOf(now))}: Telnyx has not taken it off.`,
		{
			cause: 'refused',
			status: 409,
			code: 'number_still_assigned',
			advice:
				'Choose "None" for the connection of the number in the Telnyx portal, or assign it to another trunk.',
		},
	);
}

export async function assign(client: ProviderClient, values: ValuesOf<typeof assignFields>) {
	const { trunkId: trunk } = values;
	const row = await findWithKind(client, values.phoneNumber, trunk);
	const number = { phoneNumber: String(row.phone_number), route: routeOf(row) };
	return await assignNumber(client, values, row, number, async () => ({
		...(await put(client, row, trunk)),
		connection_id: trunk,
		[KIND]: undefined,
	}));
}

export const unassign = async (client: ProviderClient, values: ValuesOf<typeof unassignFields>) =>
	await unassignNumber(client, values, async (entered) => {
		const row = await findWithKind(client, entered);
		const { trunkId: previousTrunkId, applicationId } = routeOf(row);
		const phoneNumber = String(row.phone_number);
		if (applicationId !== null) {
			throw new RequestFailure(
				`${phoneNumber} is on application ${applicationId} and on no trunk, so it was left there.`,
				{ cause: 'refused', advice: 'Take it off the application in the Telnyx portal.' },
			);
		}
		return {
			takeOff: async () => {
				if (isFree(routeOf(row))) throw notFound(`${phoneNumber} is on no trunk.`);
				// What became of it is told by where the number is in the end.
				await takeOff(client.fresh(), row);
			},
			told: { id: String(row.id), phoneNumber, previousTrunkId },
		};
	});

function listOf(client: ProviderClient, values: ValuesOf<typeof listFields>) {
	const { trunkId: trunk } = values;
	return numbersOf(client, {
		...(requestBody([filters], values) as Record<string, string>),
		...(trunk === undefined ? {} : { 'filter[connection_id]': trunk }),
	});
}

export const phoneNumber: Resource = {
	value: 'phoneNumber',
	simplify(row) {
		const { trunkId: trunk, applicationId } = routeOf(row);
		return phoneNumberRow({
			phoneNumber: row.phone_number,
			country: row.country_iso_alpha2,
			status: row.status,
			trunkId: trunk,
			applicationId,
			createdAt: row.created_at ?? row.purchased_at,
			updatedAt: row.updated_at,
		});
	},
	picker: {
		rows: (client) => numbersOf(client),
		entry: (row) => ({
			value: String(row.phone_number),
			name: String(row.phone_number),
			description: routeAndStatus(routeOf(row), row.status),
		}),
	},
	operations: [
		operation('phoneNumber', 'assign', {
			description: "Route a number's calls to a trunk at once",
			fields: assignFields,
			run: assign,
		}),
		operation('phoneNumber', 'getAll', {
			description: 'Retrieve the numbers of the account, or those of one trunk, with their route',
			fields: listFields,
			run: listOf,
		}),
		operation('phoneNumber', 'unassign', {
			description:
				"Stop routing a number's calls to its trunk, at once. It stays in the account and is still paid for.",
			fields: unassignFields,
			run: unassign,
		}),
	],
};
