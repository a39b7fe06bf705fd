import type { IDataObject } from 'n8n-workflow';
import { e164, partOfNumber } from '../../validation/phoneNumber';
import { collection } from '../../fields/common';
import { pickerField } from '../../fields/picker';
import { requestBody } from '../../fields/values';
import { RequestFailure } from '../../http/errors';
import { filtered, notFound } from '../../http/lookup';
import { assignNumber, moveIfAssigned } from '../../operations/assignNumber';
import { routeInWords } from '../../operations/numberRoute';
import { phoneNumberRow } from '../../rows/others';
import { listOf, oneOf } from '../../validation/choices';
import { id } from '../../validation/text';
import type { Check } from '../../validation/inputError';
import type { Resource } from '../../contract/provider';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { choiceField, onTrunk, textField, trunkId } from './fields';
import { listNumbers, numberIn, putOnTrunk, findNumber, routeOf } from './numbers';
import { placeOf, type Query } from './requests';

/** Numbers of the account: https://www.plivo.com/docs/numbers/api/account-phone-number */

/** Services as one text with commas. */
const services: Check<string> = (value, label) => {
	const entries = listOf(oneOf(['voice', 'sms', 'mms']))(value, label) ?? [];
	return entries.length === 0 ? undefined : entries.join(',');
};

/** Plivo compares digits. */
const firstDigits: Check<string> = (value, label) => partOfNumber(value, label)?.replace(/^\+/, '');

const filters = collection('filters', [
	textField('Alias', { description: 'Only numbers with exactly this alias' }),
	textField('Phone Number', {
		placeholder: '+1202',
		description: 'Only numbers that begin like this, with the country code',
		sentAs: 'number_startswith',
		check: firstDigits,
	}),
	textField('Services', {
		placeholder: 'voice, sms',
		description: 'Only numbers with these services: voice, sms, mms, separated by commas',
		check: services,
	}),
	textField('Subaccount', {
		placeholder: 'SAXXXXXXXXXXXXXXXXXX',
		description: 'Only numbers of the subaccount with this Auth ID',
		check: id(),
	}),
	choiceField('Type', {
		choices: {
			fixed: 'Fixed',
			local: 'Local',
			mobile: 'Mobile',
			national: 'National',
			tollfree: 'Toll-Free',
		},
		default: 'local',
		description: 'Only numbers of this type',
	}),
]);

const assignFields = [
	{ ...trunkId, description: 'The inbound trunk that gets its calls' },
	pickerField('phoneNumber', {
		check: e164,
		placeholder: '+12025550151',
		description: 'A number that the account owns',
	}),
	moveIfAssigned,
] as const;

const listFields = [onTrunk, filters] as const;

/** Plivo has no filter by trunk, so the numbers of one are picked out of all. */
function listed(client: ProviderClient, values: ValuesOf<typeof listFields>) {
	const { trunkId: trunk } = values;
	const query = requestBody([filters], values) as Query;
	const numbers = listNumbers(client, query, { isSearched: trunk !== undefined });
	return trunk === undefined ? numbers : filtered(numbers, (row) => routeOf(row).trunkId === trunk);
}

/**
 * Plivo puts a number on any trunk. On one for outgoing calls it stops answering.
 *
 * @throws RequestFailure for a trunk that is not for incoming calls
 */
export function refuseUnlessInbound(trunk: IDataObject, phoneNumber: string): void {
	const { trunk_direction: direction } = trunk;
	if (direction === 'inbound') return;
	const what = direction === 'outbound' ? 'is for outgoing calls' : 'does not say its direction';
	throw new RequestFailure(
		`The trunk ${what}, so ${phoneNumber} was not assigned: on an outbound trunk a number stops answering.`,
		{
			cause: 'refused',
			status: 409,
			code: 'trunk_not_inbound',
			advice: 'Choose an inbound trunk.',
		},
	);
}

async function assign(client: ProviderClient, values: ValuesOf<typeof assignFields>) {
	const { trunkId: to, phoneNumber } = values;
	refuseUnlessInbound(await placeOf('trunk').read(client, to), phoneNumber);
	const row = await findNumber(client, phoneNumber);
	if (row === undefined) throw notFound(`The Plivo account has no number ${phoneNumber}.`);
	return await assignNumber(
		client,
		values,
		row,
		{ phoneNumber, route: routeOf(row) },
		async () => await putOnTrunk(client, phoneNumber, to),
	);
}

export const phoneNumber: Resource = {
	value: 'phoneNumber',
	idOf: numberIn,
	simplify(row) {
		const { trunkId: trunk, applicationId } = routeOf(row);
		return phoneNumberRow({
			phoneNumber: numberIn(row),
			name: row.alias,
			country: row.country,
			trunkId: trunk,
			applicationId,
			createdAt: row.added_on,
		});
	},
	picker: {
		rows: (client) => listNumbers(client),
		entry: (row) => ({
			name: numberIn(row) ?? String(row.number),
			description: routeInWords(routeOf(row)),
		}),
	},
	operations: [
		operation('phoneNumber', 'assign', {
			description:
				"Route a number's incoming calls to an inbound trunk at once. It cannot be taken off a trunk again.",
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
