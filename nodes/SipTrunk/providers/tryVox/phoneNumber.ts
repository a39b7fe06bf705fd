import type { IDataObject } from 'n8n-workflow';
import { type Check } from '../../validation/inputError';
import { text } from '../../validation/text';
import { e164 } from '../../validation/phoneNumber';
import { choices, collection, pickerField } from '../../fields/common';
import { path, rawNumber } from '../../http/address';
import { filtered, firstOf } from '../../http/lookup';
import { phoneNumberRow } from '../../rows/others';
import {
	assignNumber,
	moveIfAssigned,
	routeInWords,
	type NumberRoute,
} from '../../operations/assignNumber';
import { textOrNull } from '../../rows/reported';
import type { Field, Resource, Values } from '../../contract/provider';
import type { ProviderClient } from '../../contract/request';
import { requestBody } from '../../fields/values';
import { accountPath, MAX_PAGE_SIZE, pagedList, unwrapped } from './api';
import { operation } from '../../contract/verbs';

/** Phone numbers of the account: https://docs.tryvox.io/numbers/list and https://docs.tryvox.io/numbers/configure */

/** An ISO 3166-1 alpha-2 code. */
const country: Check = (value, label) => {
	const example = 'DE';
	const mustBe = 'be a country code of two letters';
	const code = text({ pattern: /^[a-z]{2}$/i, mustBe, example })(value, label);
	return (code as string | undefined)?.toUpperCase();
};

const filters = collection('filters', [
	{
		displayName: 'Country',
		name: 'country',
		type: 'string',
		default: '',
		placeholder: 'e.g. DE',
		description: 'Only numbers of this country, as a code of two letters (ISO 3166-1 alpha-2)',
		sentAs: 'country',
		check: country,
	},
	{
		displayName: 'Page Size',
		name: 'pageSize',
		type: 'number',
		typeOptions: { minValue: 1, maxValue: MAX_PAGE_SIZE },
		default: MAX_PAGE_SIZE,
		description:
			'How many numbers to ask for at a time, at most 100 (per_page). It does not change how many are returned.',
	},
	{
		displayName: 'Status',
		name: 'status',
		type: 'options',
		options: choices({ active: 'Active', pending: 'Pending', suspended: 'Suspended' }),
		default: 'active',
		description: 'Only numbers with this status',
		sentAs: 'status',
	},
]);

/** Without a trunk: all numbers of the account. */
const onTrunk = pickerField('trunk', {
	required: false,
	placeholder: 'trunk_4x5y6z',
	description: 'Leave empty for all numbers of the account',
});

const assignFields: Field[] = [
	pickerField('trunk', { placeholder: 'trunk_4x5y6z' }),
	pickerField('phoneNumber', {
		check: e164,
		placeholder: '+14155550100',
		description: 'A number that the account owns',
	}),
	moveIfAssigned,
];

/**
 * The only path below a number that the node uses. A path without its end belongs to releasing the number, so it is
 * built here only; TryVox documents the plus sign as it is, not encoded.
 */
export const assignPath = (client: ProviderClient, number: string) =>
	accountPath(client) + path`/numbers/${rawNumber(number)}/assign`;

const list = (
	client: ProviderClient,
	options?: { query?: Record<string, string | undefined>; pageSize?: number },
) => pagedList(client, `${accountPath(client)}/numbers`, options);

/** The query that the filters become. */
export const listQuery = (values: Values) =>
	requestBody([filters], values) as { country?: string; status?: string };

/** TryVox has no filter by trunk, so the numbers of one are picked out of all, in pages as large as they get. */
function listed(client: ProviderClient, values: Values) {
	const { pageSize } = (values.filters ?? {}) as { pageSize?: number };
	const query = { query: listQuery(values), pageSize };
	return values.trunkId === undefined
		? list(client, query)
		: filtered(
				list({ ...client, rowsWanted: undefined }, query),
				(row) => row.trunk_id === values.trunkId,
			);
}

const routeOf = (row: IDataObject): NumberRoute => ({
	trunkId: textOrNull(row.trunk_id),
	applicationId: textOrNull(row.application_id),
});

export const phoneNumber: Resource = {
	value: 'phoneNumber',
	simplify: (row) =>
		phoneNumberRow({
			provider: 'tryVox',
			// Numbers have no other ID.
			id: row.e164,
			phoneNumber: row.e164,
			country: row.country,
			status: row.status,
			...routeOf(row),
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	picker: {
		rows: (client) => list(client),
		entry: (row) => ({
			value: String(row.e164),
			name: String(row.e164),
			description: routeInWords(routeOf(row)),
		}),
	},
	operations: [
		operation('phoneNumber', 'assign', {
			description:
				'Route the incoming calls of a number to a trunk at once. A voice application on the number is lost.',
			fields: assignFields,
			run: async (client, values) => {
				const number = values.phoneNumber as string;
				const row = await firstOf(
					list(client),
					({ e164: other }) => other === number,
					`The TryVox account has no number ${number}.`,
				);
				// The answer names the route only, or nothing; the rest of the number is known from the list.
				return await assignNumber(
					values,
					row,
					{ phoneNumber: number, route: routeOf(row) },
					async () => ({
						trunk_id: values.trunkId as string,
						application_id: null,
						...unwrapped(
							await client.send({
								method: 'POST',
								path: assignPath(client, number),
								body: { trunk_id: values.trunkId as string },
								repeatable: true,
							}),
						),
					}),
				);
			},
		}),
		operation('phoneNumber', 'getAll', {
			description: 'Retrieve the numbers of the account, or those of one trunk, with their route',
			fields: [onTrunk, filters],
			run: listed,
		}),
	],
};
