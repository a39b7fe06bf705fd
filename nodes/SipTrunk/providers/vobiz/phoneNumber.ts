import type { IDataObject } from 'n8n-workflow';
import { partOfNumber } from '../../validation/phoneNumber';
import { id } from '../../validation/text';
import { collection } from '../../fields/common';
import { requestBody } from '../../fields/values';
import { advising } from '../../http/advice';
import { RequestFailure } from '../../http/errors';
import { filtered, notFound } from '../../http/lookup';
import {
	assignNumber,
	isWrittenOut,
	moveIfAssigned,
	numberOrId,
	unassignNumber,
} from '../../operations/assignNumber';
import { ignoreIfMissing } from '../../operations/delete';
import { routeAndStatus, type NumberRoute } from '../../operations/numberRoute';
import { idUnder } from '../../rows/identity';
import { phoneNumberRow } from '../../rows/others';
import type { Resource } from '../../contract/provider';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { onTrunk, textField, trunkId } from './fields';
import { move, putOnTrunk } from './moveNumber';
import { assignmentPath, findNumber, routeOf } from './numbers';
import { numberList } from './requests';

/** Numbers of the account: https://docs.vobiz.ai/trunks/assign-number */

const phoneNumberField = numberOrId({
	isId: /^\s*[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\s*$/i,
	checkId: id(),
	placeholder: '+919800000000',
});

const filters = collection('filters', [
	textField('Phone Number', {
		placeholder: '+919800000000',
		description:
			'Only this number, with its country code. Vobiz does not say whether a part of a number is enough.',
		sentAs: 'search',
		check: partOfNumber,
	}),
]);

const assignFields = [trunkId, phoneNumberField, moveIfAssigned] as const;
const listFields = [onTrunk, filters] as const;
const unassignFields = [phoneNumberField, ignoreIfMissing] as const;

/** Vobiz has no filter by trunk, so the numbers of one are picked out of all, in pages as large as they get. */
function listed(client: ProviderClient, values: ValuesOf<typeof listFields>) {
	const { trunkId: trunk } = values;
	const query = requestBody([filters], values) as Record<string, string>;
	const numbers = numberList(client, query, { isSearched: trunk !== undefined });
	return trunk === undefined ? numbers : filtered(numbers, (row) => routeOf(row).trunkId === trunk);
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

export async function assign(client: ProviderClient, values: ValuesOf<typeof assignFields>) {
	const { trunkId: to, phoneNumber: entered } = values;
	const row = await findNumber(client, entered);
	if (row === undefined) throw missing(entered);
	const phoneNumber = String(row.e164);
	const route = routeOf(row);
	const from = route.trunkId;
	if (from !== to) refuseApplication(phoneNumber, route);
	return await assignNumber(client, values, row, { phoneNumber, route }, async () => {
		if (from === null) await putOnTrunk(client, phoneNumber, to);
		else await move(client, phoneNumber, { from, to });
		return { trunk_group_id: to };
	});
}

export const unassign = async (
	client: ProviderClient,
	values: ValuesOf<typeof unassignFields>,
): Promise<IDataObject> =>
	await advising(
		{
			404: 'Check the number, and that the credential belongs to the account that owns it. A number that is on no trunk cannot be taken off one.',
		},
		async () =>
			await unassignNumber(client, values, async (entered) => {
				const row = await findNumber(client, entered);
				// What is not in the list may still be a number; an ID that is not there says nothing.
				if (row === undefined && !isWrittenOut(entered)) throw missing(entered);
				const phoneNumber = String(row?.e164 ?? entered);
				return {
					takeOff: assignmentPath(client, phoneNumber),
					told: {
						id: String(row?.id ?? phoneNumber),
						phoneNumber,
						previousTrunkId: routeOf(row ?? {}).trunkId,
					},
				};
			}),
	);

export const phoneNumber: Resource = {
	value: 'phoneNumber',
	idOf: idUnder('id'),
	simplify(row) {
		const { trunkId: trunk, applicationId } = routeOf(row);
		return phoneNumberRow({
			phoneNumber: row.e164,
			country: row.country,
			status: row.status,
			trunkId: trunk,
			applicationId,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		});
	},
	picker: {
		rows: (client) => numberList(client),
		entry: (row) => ({
			value: String(row.e164),
			name: String(row.e164),
			description: routeAndStatus(routeOf(row), row.status),
		}),
	},
	operations: [
		operation('phoneNumber', 'assign', {
			description:
				"Route a number's calls to a trunk. One on an application must be taken off it in the Console first.",
			fields: assignFields,
			run: assign,
		}),
		operation('phoneNumber', 'getAll', {
			description: 'Retrieve the numbers of the account, or those of one trunk, with their route',
			fields: listFields,
			run: listed,
		}),
		operation('phoneNumber', 'unassign', {
			description:
				"Stop routing a number's calls to its trunk. It stays in the account and is still paid for.",
			fields: unassignFields,
			run: unassign,
		}),
	],
};
