import type { IDataObject } from 'n8n-workflow';
import { id } from '../../validation/text';
import { collection, pickerField, nameContains } from '../../fields/common';
import { hostOf, path } from '../../http/address';
import { firstOf, ifThere } from '../../http/lookup';
import { phoneNumberRow } from '../../rows/others';
import { textOrNull } from '../../rows/reported';
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
import type { Field, Resource, Values } from '../../contract/provider';
import type { ProviderClient } from '../../contract/request';
import { ignoreIfMissing } from '../../operations/delete';
import { accountList, accountPath, sid, trunkId, trunkingList } from './api';
import { operation } from '../../contract/verbs';

/** Phone numbers of a trunk: https://www.twilio.com/docs/sip-trunking/api/phonenumber-resource */

const phoneNumberField = numberOrId({
	isId: /^\s*PN/i,
	checkId: sid('PN'),
	placeholder: '+14155550100',
});

/** Without a trunk: all numbers of the account. */
const onTrunk: Field = pickerField('trunk', {
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
	if (!isWrittenOut(entered)) {
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

/** Twilio's own greeting, to which every number is routed until somebody sets it up. */
const GREETING_HOST = 'demo.twilio.com';

/** The host of the voice URL: who answers there would no longer be asked. */
function webhookHost(voiceUrl: string | null): string | null {
	if (voiceUrl === null) return null;
	const host = hostOf(voiceUrl);
	return host === GREETING_HOST ? null : host || 'unknown';
}

/** A trunk wins over an application, and both over a voice URL, as Twilio routes the calls. */
function routeOf(row: IDataObject): NumberRoute {
	const [trunkId, applicationId] = [
		textOrNull(row.trunk_sid),
		textOrNull(row.voice_application_sid),
	];
	const isAnswered = trunkId !== null || applicationId !== null;
	return {
		trunkId,
		applicationId,
		webhookHost: isAnswered ? null : webhookHost(textOrNull(row.voice_url)),
	};
}

/**
 * Puts a number on a trunk. What Twilio answers to a second time is not documented, so after a lost answer it is asked
 * whether the number is there.
 */
async function assign(
	client: ProviderClient,
	trunk: string,
	row: IDataObject,
): Promise<IDataObject> {
	const answer = await client.send({
		method: 'POST',
		path: trunkNumberPath(trunk),
		body: { PhoneNumberSid: row.sid },
		recovery: {
			identity: [row.sid],
			unique: true,
			answersEmpty: true,
			conflictCodes: ['20409', '21245', '409'],
			find: () =>
				ifThere(
					async () =>
						await client.send({ method: 'GET', path: trunkNumberPath(trunk, String(row.sid)) }),
				),
			howToLook: howToLook(String(row.phone_number)),
		},
	});
	return { trunk_sid: trunk, voice_application_sid: '', ...answer };
}

export const phoneNumber: Resource = {
	value: 'phoneNumber',
	simplify: (row) =>
		phoneNumberRow({
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
				"Route a number's calls to a trunk at once. Its voice application is lost, its voice URL ignored.",
			fields: [trunkId, phoneNumberField, moveIfAssigned],
			run: async (client, values) => {
				const row = await find(client, values.phoneNumber as string);
				return await assignNumber(
					values,
					row,
					{ phoneNumber: String(row.phone_number), route: routeOf(row) },
					async () => await assign(client, values.trunkId as string, row),
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
				const trunk = values.trunkId as string;
				return await unassignNumber(
					client,
					values,
					'twilio',
					async (entered) => {
						const row = await find(client, entered);
						return {
							id: String(row.sid),
							phoneNumber: String(row.phone_number),
							// On another trunk it stays.
							previousTrunkId: routeOf(row).trunkId === trunk ? trunk : null,
						};
					},
					({ id }) => trunkNumberPath(trunk, id),
				);
			},
		}),
	],
};
