import type { IDataObject } from 'n8n-workflow';
import { e164, id, type Check } from '../../check';
import { collection, locator, nameContains } from '../../fields';
import { path } from '../../http/address';
import { firstOf } from '../../http/lookup';
import { neutralPhoneNumber } from '../../neutralRows';
import { assignNumber, moveIfAssigned, routeInWords, type NumberRoute } from '../../numberRoute';
import type { Field, ProviderClient, Resource, Values } from '../../operation';
import { ignoreIfMissing, remove } from '../../removal';
import { accountList, accountPath, sid, trunkId, trunkingList } from './api';
import { operation } from '../../verbs';

/** Phone numbers of a trunk: https://www.twilio.com/docs/sip-trunking/api/phonenumber-resource */

/** A number's SID, or the number itself in any common writing. */
const numberOrSid: Check = (value, label) =>
	typeof value === 'string' && /^\s*PN/i.test(value) ? sid('PN')(value, label) : e164(value, label);

const phoneNumberField = locator('phoneNumber', {
	check: numberOrSid,
	placeholder: '+14155550100',
	description: 'A number that the account owns',
});

/** Without a trunk: all numbers of the account. */
const onTrunk: Field = locator('trunk', {
	required: false,
	check: sid('TK'),
	description: 'Leave empty for all numbers of the account',
});

/**
 * The only paths that number operations use: the association of a number with a trunk. What buys and releases
 * numbers is on another host and cannot be reached from here.
 */
export function trunkNumberPath(trunk: string, number?: string): string {
	sid('TK')(trunk, 'Trunk');
	const list = path`/v1/Trunks/${trunk}/PhoneNumbers`;
	if (number === undefined) return list;
	sid('PN')(id()(number, 'Phone Number'), 'Phone Number');
	return list + path`/${number}`;
}

const ownNumbers = (client: ProviderClient, query?: Record<string, string>) =>
	accountList(
		client,
		`${accountPath(client.accountId)}/IncomingPhoneNumbers.json`,
		'incoming_phone_numbers',
		query,
	);

/** The account's number by SID or by the number itself. */
async function find(client: ProviderClient, entered: string): Promise<IDataObject> {
	if (entered.startsWith('PN')) {
		return await client.send({
			method: 'GET',
			host: 'account',
			path: accountPath(client.accountId) + path`/IncomingPhoneNumbers/${`${entered}.json`}`,
		});
	}
	return await firstOf(
		ownNumbers(client, { PhoneNumber: entered }),
		(row) => row.phone_number === entered,
		`The Twilio account has no number ${entered}.`,
	);
}

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

/** A trunk wins over an application, and both over a webhook, as Twilio routes the calls. */
const routeOf = (row: IDataObject): NumberRoute => ({
	trunkId: text(row.trunk_sid),
	applicationId: text(row.voice_application_sid),
});

export const phoneNumber: Resource = {
	value: 'phoneNumber',
	simplify: (row) =>
		neutralPhoneNumber({
			provider: 'twilio',
			id: row.sid,
			phoneNumber: row.phone_number,
			name: row.friendly_name,
			status: row.status,
			trunkId: routeOf(row).trunkId,
			applicationId: routeOf(row).applicationId,
			createdAt: row.date_created,
			updatedAt: row.date_updated,
		}),
	picker: {
		rows: (client) => ownNumbers(client),
		entry: (row) => ({
			value: String(row.sid),
			name: String(row.phone_number),
			description: routeInWords(routeOf(row)),
		}),
	},
	operations: [
		operation('phoneNumber', 'assign', {
			description:
				"Route a number's calls to a trunk at once. Its voice application is lost, its messaging settings stay.",
			fields: [trunkId, phoneNumberField, moveIfAssigned],
			run: async (client, values) => {
				const row = await find(client, values.phoneNumber as string);
				return await assignNumber(
					values,
					row,
					{ phoneNumber: String(row.phone_number), route: routeOf(row) },
					async () =>
						await client.send({
							method: 'POST',
							path: trunkNumberPath(values.trunkId as string),
							body: { PhoneNumberSid: row.sid },
							repeatable: true,
						}),
				);
			},
		}),
		operation('phoneNumber', 'getAll', {
			description: 'Retrieve the numbers of the account, or those of one trunk, with their route',
			fields: [onTrunk, collection('filters', [nameContains])],
			run: (client, values: Values) =>
				values.trunkId === undefined
					? ownNumbers(client)
					: trunkingList(client, trunkNumberPath(values.trunkId as string), 'phone_numbers'),
		}),
		operation('phoneNumber', 'unassign', {
			description:
				"Stop routing a number's calls to a trunk, at once. It stays in the account and is still paid for.",
			fields: [trunkId, phoneNumberField, ignoreIfMissing],
			run: async (client, values) => {
				const row = await find(client, values.phoneNumber as string);
				return await remove(
					client,
					values,
					'twilio',
					{
						id: row.sid,
						phoneNumber: row.phone_number,
						previousTrunkId: values.trunkId as string,
					},
					{ path: trunkNumberPath(values.trunkId as string, String(row.sid)) },
				);
			},
		}),
	],
};
