import type { IDataObject } from 'n8n-workflow';
import { id } from '../../validation/text';
import { collection, nameContains } from '../../fields/common';
import { pickerField } from '../../fields/picker';
import { advising } from '../../http/advice';
import { hostOf, path } from '../../http/address';
import { firstOf, ifThere } from '../../http/lookup';
import {
	assignNumber,
	howToLook,
	IN_USE_ADVICE,
	isWrittenOut,
	moveIfAssigned,
	numberOrId,
	unassignNumber,
} from '../../operations/assignNumber';
import { ignoreIfMissing } from '../../operations/delete';
import { isNothing, routeIn, routeInWords, type NumberRoute } from '../../operations/numberRoute';
import { phoneNumberRow } from '../../rows/others';
import type { Resource } from '../../contract/provider';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { twilioApi } from './api';
import { sid, trunkId } from './fields';
import { accountList, accountPath, sendForRow, trunkingList } from './requests';

/** Phone numbers of a trunk: https://www.twilio.com/docs/sip-trunking/api/phonenumber-resource */

const phoneNumberField = numberOrId({
	isId: /^\s*PN/i,
	checkId: sid('PN'),
	placeholder: '+14155550100',
});

const assignFields = [trunkId, phoneNumberField, moveIfAssigned] as const;
const unassignFields = [trunkId, phoneNumberField, ignoreIfMissing] as const;

/** Without a trunk: all numbers of the account. */
const onTrunk = pickerField('trunk', {
	required: false,
	check: sid('TK'),
	description: 'Leave empty for all numbers of the account',
});

/**
 * The only paths with which numbers are changed: the association of a number with a trunk. What buys and releases numbers
 * is on another host.
 */
export function trunkNumberPath(trunk: string, number?: string): string {
	sid('TK')(trunk, 'Trunk');
	const list = path`/v1/Trunks/${trunk}/PhoneNumbers`;
	if (number === undefined) return list;
	sid('PN')(id()(number, 'Phone Number'), 'Phone Number');
	return list + path`/${number}`;
}

export const ownNumbers = (client: ProviderClient, query?: Record<string, string>) =>
	accountList(
		client,
		`${accountPath(client)}/IncomingPhoneNumbers.json`,
		'incoming_phone_numbers',
		query,
	);

/**
 * The row of a number, by its SID or in E.164.
 *
 * @throws RequestFailure with status 404
 */
export async function findNumber(client: ProviderClient, entered: string): Promise<IDataObject> {
	if (!isWrittenOut(entered)) {
		return await sendForRow(client, {
			method: 'GET',
			host: 'account',
			path: accountPath(client) + path`/IncomingPhoneNumbers/${`${entered}.json`}`,
			about: { id: entered, idOf: twilioApi.idOf },
		});
	}
	return await firstOf(
		ownNumbers(client, { PhoneNumber: entered }),
		(row) => row.phone_number === entered,
		`The Twilio account has no number ${entered}.`,
	);
}

/** Twilio's own greeting, to which every number is routed until somebody sets it up. */
const GREETING_HOST = 'demo.twilio.com';

/** The host of the voice URL: who answers there would no longer be asked. */
function webhookHost(voiceUrl: unknown): string | null {
	if (isNothing(voiceUrl)) return null;
	const host = typeof voiceUrl === 'string' ? hostOf(voiceUrl) : '';
	return host === GREETING_HOST ? null : host || 'unknown';
}

/** The route of a number. A trunk wins over an application, and both over a voice URL, as at Twilio. */
export function routeOf(row: IDataObject): NumberRoute {
	const keys = { trunkId: 'trunk_sid', applicationId: 'voice_application_sid' };
	const route = routeIn(row, keys, ['voice_url']);
	const isAnswered = route.trunkId !== null || route.applicationId !== null;
	return { ...route, webhookHost: isAnswered ? null : webhookHost(row.voice_url) };
}

/**
 * Puts a number on a trunk, and returns its route. What Twilio answers to a second time is not documented, so after a lost
 * answer it is asked whether the number is there.
 */
export async function put(
	client: ProviderClient,
	row: IDataObject,
	trunk: string,
): Promise<IDataObject> {
	const about = { id: String(row.sid), idOf: twilioApi.idOf };
	const answer = await advising(
		{ 409: IN_USE_ADVICE, 20409: IN_USE_ADVICE },
		async () =>
			await sendForRow(client, {
				method: 'POST',
				path: trunkNumberPath(trunk),
				body: { PhoneNumberSid: row.sid },
				about,
				recovery: {
					identity: [about.id],
					unique: true,
					answersEmpty: true,
					conflictCodes: ['20409', '21245', '409'],
					find: () =>
						ifThere(
							async () =>
								await sendForRow(client, {
									method: 'GET',
									path: trunkNumberPath(trunk, about.id),
									about,
								}),
						),
					howToLook: howToLook(String(row.phone_number)),
				},
			}),
	);
	return { trunk_sid: trunk, voice_application_sid: '', ...answer };
}

export async function assign(client: ProviderClient, values: ValuesOf<typeof assignFields>) {
	const row = await findNumber(client, values.phoneNumber);
	const number = { phoneNumber: String(row.phone_number), route: routeOf(row) };
	return await assignNumber(
		client,
		values,
		row,
		number,
		async () => await put(client, row, values.trunkId),
	);
}

export async function unassign(client: ProviderClient, values: ValuesOf<typeof unassignFields>) {
	const { trunkId: trunk } = values;
	return await unassignNumber(client, values, async (entered) => {
		const row = await findNumber(client, entered);
		return {
			takeOff: trunkNumberPath(trunk, String(row.sid)),
			told: {
				id: String(row.sid),
				phoneNumber: String(row.phone_number),
				// On another trunk it stays.
				previousTrunkId: routeOf(row).trunkId === trunk ? trunk : null,
			},
		};
	});
}

export const listOfTrunk = (client: ProviderClient, trunk: string) =>
	trunkingList(client, trunkNumberPath(trunk), 'phone_numbers');

export const phoneNumber: Resource = {
	value: 'phoneNumber',
	simplify: (row) =>
		phoneNumberRow({
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
			name: String(row.phone_number),
			description: routeInWords(routeOf(row)),
		}),
	},
	operations: [
		operation('phoneNumber', 'assign', {
			description:
				"Route a number's calls to a trunk at once. Its voice application is lost, its voice URL ignored.",
			fields: assignFields,
			run: assign,
		}),
		operation('phoneNumber', 'getAll', {
			description: 'Retrieve the numbers of the account, or those of one trunk, with their route',
			fields: [onTrunk, collection('filters', [nameContains])],
			run: (client, { trunkId: trunk }) =>
				trunk === undefined ? ownNumbers(client) : listOfTrunk(client, trunk),
		}),
		operation('phoneNumber', 'unassign', {
			description:
				"Stop routing a number's calls to a trunk, at once. It stays in the account and is still paid for.",
			fields: unassignFields,
			run: unassign,
		}),
	],
};
