import { type Check } from '../../validation/inputError';
import { id } from '../../validation/text';
import { e164 } from '../../validation/phoneNumber';
import { fieldsSentAs } from '../../fields/factories';
import { path, rawNumber } from '../../http/address';
import { idUnder } from '../../rows/identity';
import { phoneNumberRow } from '../../rows/others';
import type { Resource } from '../../contract/provider';
import { operation } from '../../contract/verbs';
import { miniVoiceApi } from './api';

/**
 * Phone numbers, which MiniVoice calls DIDs: https://doc.minivoice.eu/docs/dids/create-did
 *
 * There are routes to read one, and no list of them.
 */

/** A DID's ID, which holds letters, or the number itself in any common writing. */
const numberOrId: Check<string> = (value, label) =>
	typeof value === 'string' && /[a-z]/i.test(value)
		? id({ example: 'did_123' })(value, label)
		: e164(value, label);

const phoneNumberField = fieldsSentAs().textField('Phone Number or ID', {
	name: 'phoneNumber',
	required: true,
	placeholder: '+4930123456',
	description: 'The number with its country code, or the ID of the DID (did_123)',
	check: numberOrId,
});

/** The path of a number, by itself or by its DID's ID. MiniVoice documents a raw plus sign. No other paths are used. */
export const numberPath = (numberOrDid: string): string =>
	numberOrDid.startsWith('+')
		? path`/v1/dids/by-number/${rawNumber(numberOrDid)}`
		: path`/v1/dids/${numberOrDid}`;

export const phoneNumber: Resource = {
	value: 'phoneNumber',
	simplify: (row) =>
		phoneNumberRow({
			phoneNumber: row.number_e164,
			status: row.status,
			applicationId: row.application_id,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	operations: [
		operation('phoneNumber', 'get', {
			description:
				'Retrieve one number (DID) by the number itself or its ID, and the application that its calls go to',
			fields: [phoneNumberField],
			run: async (client, values) =>
				await client.send({
					method: 'GET',
					path: numberPath(values.phoneNumber),
					about: {
						id: values.phoneNumber,
						idOf: values.phoneNumber.startsWith('+') ? idUnder('number_e164') : miniVoiceApi.idOf,
					},
				}),
		}),
	],
};
