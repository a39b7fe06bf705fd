import type { IDataObject } from 'n8n-workflow';
import { type Check } from '../../validation/inputError';
import { text } from '../../validation/text';
import { e164 } from '../../validation/phoneNumber';
import { collection } from '../../fields/common';
import { pickerField } from '../../fields/picker';
import { requestBody } from '../../fields/values';
import { path, rawNumber } from '../../http/address';
import { filtered, firstOf } from '../../http/lookup';
import { assignNumber, moveIfAssigned } from '../../operations/assignNumber';
import { routeIn, routeInWords } from '../../operations/numberRoute';
import { phoneNumberRow } from '../../rows/others';
import type { Resource } from '../../contract/provider';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { accountPath, MAX_PAGE_SIZE, pagedList } from './api';
import { choiceField, numberField, onTrunk, textField, trunkId } from './fields';

/** Phone numbers of the account: https://docs.tryvox.io/numbers/list and https://docs.tryvox.io/numbers/configure */

/** An ISO 3166-1 alpha-2 code. */
const country: Check<string> = (value, label) => {
	const example = 'DE';
	const mustBe = 'be a country code of two letters';
	return text({ pattern: /^[a-z]{2}$/i, mustBe, example })(value, label)?.toUpperCase();
};

const filters = collection('filters', [
	textField('Country', {
		placeholder: 'DE',
		description: 'Only numbers of this country, as a code of two letters (ISO 3166-1 alpha-2)',
		check: country,
	}),
	numberField('Page Size', {
		min: 1,
		max: MAX_PAGE_SIZE,
		default: MAX_PAGE_SIZE,
		description:
			'How many numbers to ask for at a time, at most 100 (per_page). It does not change how many are returned.',
		sentAs: null,
	}),
	choiceField('Status', {
		choices: { active: 'Active', pending: 'Pending', suspended: 'Suspended' },
		default: 'active',
		description: 'Only numbers with this status',
	}),
]);

const assignFields = [
	trunkId,
	pickerField('phoneNumber', {
		check: e164,
		placeholder: '+14155550100',
		description: 'A number that the account owns',
	}),
	moveIfAssigned,
] as const;

const listFields = [onTrunk, filters] as const;

/**
 * The only path below a number that the node uses. Without its end it would release the number, so it is built here
 * only. TryVox documents a raw plus sign.
 *
 * @param number in E.164
 */
export const assignPath = (client: ProviderClient, number: string) =>
	accountPath(client) + path`/numbers/${rawNumber(number)}/assign`;

type ListOptions = Parameters<typeof pagedList>[2];

export const listNumbers = (client: ProviderClient, options?: ListOptions) =>
	pagedList(client, `${accountPath(client)}/numbers`, options);

/** TryVox has no filter by trunk, so the numbers of one are picked out of all, in pages as large as they get. */
function listed(client: ProviderClient, values: ValuesOf<typeof listFields>) {
	const { trunkId: trunk } = values;
	const { pageSize: maxPageSize = MAX_PAGE_SIZE } = values.filters;
	const query = requestBody([filters], values) as Record<string, string>;
	const numbers = listNumbers(client, { query, maxPageSize, isSearched: trunk !== undefined });
	return trunk === undefined ? numbers : filtered(numbers, (row) => row.trunk_id === trunk);
}

export const routeOf = (row: IDataObject) =>
	routeIn(row, { trunkId: 'trunk_id', applicationId: 'application_id' });

/** Puts a number in E.164 on a trunk, and returns its route: the answer holds no more. */
export const put = async (client: ProviderClient, number: string, trunk: string) => ({
	trunk_id: trunk,
	application_id: null,
	...(await client.send({
		method: 'POST',
		path: assignPath(client, number),
		body: { trunk_id: trunk },
		about: { id: number, idOf },
		repeatable: true,
	})),
});

async function assign(client: ProviderClient, values: ValuesOf<typeof assignFields>) {
	const { trunkId: trunk, phoneNumber: number } = values;
	const row = await firstOf(
		listNumbers(client),
		({ e164: other }) => other === number,
		`The TryVox account has no number ${number}.`,
	);
	const route = routeOf(row);
	return await assignNumber(
		client,
		values,
		row,
		{ phoneNumber: number, route },
		async () => await put(client, number, trunk),
	);
}

/** Numbers have no other ID. */
const idOf = ({ e164: number }: IDataObject) => (typeof number === 'string' ? number : undefined);

export const phoneNumber: Resource = {
	value: 'phoneNumber',
	idOf,
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
		rows: (client) => listNumbers(client),
		entry: (row) => ({
			name: String(row.e164),
			description: routeInWords(routeOf(row)),
		}),
	},
	operations: [
		operation('phoneNumber', 'assign', {
			description:
				'Route the incoming calls of a number to a trunk at once. A voice application on the number is lost.',
			fields: assignFields,
			run: assign,
		}),
		operation('phoneNumber', 'getAll', {
			description: 'Retrieve the numbers of the account, or those of one trunk, with their route',
			fields: listFields,
			run: listed,
		}),
	],
};
