import type { IDataObject } from 'n8n-workflow';
import { InputError } from '../../validation/inputError';
import { text, userName } from '../../validation/text';
import { sipUri } from '../../validation/sip';
import { collection, forUpdate } from '../../fields/common';
import { pickerField } from '../../fields/picker';
import { requestBody } from '../../fields/values';
import { filtered } from '../../http/lookup';
import { originationUriRow } from '../../rows/others';
import { textOrNull } from '../../rows/reported';
import type { Values } from '../../contract/provider';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { switchField, textField, UUID_EXAMPLE } from './fields';
import { placeOf } from './requests';
import { doubtsAbout } from './uris';
import { deleteIfInUse, refuseIfUsed } from './users';

/** Origination URIs of the account: https://www.plivo.com/docs/sip-trunking/api/origination-uris */

const place = placeOf('originationUri');

const name = textField('Name', {
	required: true,
	placeholder: 'Primary SBC',
	description: 'What this address is called',
	check: text(),
});

const uri = textField('SIP URI', {
	required: true,
	placeholder: 'pbx.example.com:5061;transport=tls',
	description:
		'The public address of a telephone system: a host or IP address, with a port and ;transport=udp, tcp or tls. A user stands before it only with sip:, as in sip:office@pbx.example.com. Always name the transport: Plivo documents no default.',
	sentAs: 'uri',
	check: sipUri({
		schemes: ['sip', 'sips'],
		bareHost: true,
		bareParameters: true,
		publicHost: true,
	}),
});

const authenticationNeeded = switchField('Authentication Needed', {
	default: false,
	description:
		'Whether the telephone system asks Plivo for a user name and password (it answers 401 or 407)',
});

const username = textField('User Name', {
	name: 'username',
	placeholder: 'plivo_calls',
	description: 'With which Plivo signs in to the telephone system',
	check: userName(),
});

const password = textField('Password', {
	secret: true,
	description: 'To the user name; Plivo never shows it again',
	check: text({ keepSpaces: true, secret: true }),
});

const ifNeeded = { required: true, showWhen: { authenticationNeeded: [true] } } as const;

const createFields = [
	name,
	uri,
	{ ...authenticationNeeded, required: true as const },
	{ ...username, ...ifNeeded },
	{ ...password, ...ifNeeded },
] as const;

const updateFields = [
	collection('updateFields', [
		...forUpdate([name, uri]),
		...forUpdate([authenticationNeeded]),
		...forUpdate([username, password]),
	]),
] as const;

type Create = ValuesOf<typeof createFields>;
type Changes = ValuesOf<typeof updateFields>;

/** The same address may be entered twice, so it is known by what it holds and the time of its creation. */
export async function createOriginationUri(client: ProviderClient, values: Create) {
	const { name: called, sipUri: address } = values;
	return await place.create(client, {
		body: requestBody(createFields, values),
		recovery: {
			identity: [address, called],
			find: () => filtered(place.list(client), (row) => row.uri === address && row.name === called),
			howToLook: `Look in the list of origination URIs for "${address}"`,
		},
	});
}

/** Reported under one of two keys. */
const userIn = (row: IDataObject) => textOrNull(row.username) ?? textOrNull(row.sip_user);

/**
 * The request of an update. A user name goes with `authentication_needed`, and a password with both, so what is not
 * entered is taken from the address as it is.
 *
 * @throws InputError where no user name is known, or a password is given and authentication turned off
 */
export function updateBody(current: IDataObject, values: Changes): IDataObject {
	const body = requestBody(updateFields, values);
	const { authenticationNeeded: wanted, username: user, password: own } = values.updateFields;
	const isEntered = user !== undefined || own !== undefined;
	if (wanted === false && isEntered) {
		throw new InputError(
			own === undefined ? 'User Name' : 'Password',
			"is used only while 'Authentication Needed' is on. Turn that on, or leave this out.",
		);
	}
	if (wanted !== true && !isEntered) return body;
	const known = user ?? userIn(current);
	if (known === null) {
		throw new InputError('User Name', 'is needed: the origination URI has none yet.');
	}
	return { ...body, authentication_needed: true, username: known };
}

export const originationUris = place.crud({
	value: 'originationUri',
	one: pickerField('originationUri', { placeholder: UUID_EXAMPLE }),
	list: (client) => place.list(client),
	at: (client, { originationUriId: id }) => place.at(client, id),
	simplify: (row) =>
		originationUriRow({
			name: row.name,
			sipUri: row.uri,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	entry: ({ name: called, uri: address }) => ({
		name: String(called || address),
		description: String(address),
	}),
	get: { description: 'Retrieve one address of the account' },
	getAll: { description: 'Retrieve the addresses of telephone systems in the account' },
	update: {
		description: 'Change an address on every trunk that uses it, effective at once',
		fields: updateFields,
		replaces: true,
		body: (values, { current }) => updateBody(current, values),
		hints: (items) =>
			doubtsAbout(items.map(({ updateFields: changes }) => (changes as Values).sipUri)),
	},
	delete: {
		description:
			'Remove an address for good. Plivo deletes every trunk that uses it, so one in use is refused.',
		guard: {
			force: deleteIfInUse({
				description:
					'Whether to delete it although trunks use it, as primary or as fallback. Plivo deletes these trunks with it, and their numbers stop ringing.',
			}),
			refuse: async (client, id, mayBeUsed) =>
				await refuseIfUsed(client, 'originationUri', id, mayBeUsed),
		},
	},
	operations: [
		operation('originationUri', 'create', {
			description:
				'Create an address of a telephone system. It has no effect until an inbound trunk names it.',
			fields: createFields,
			run: createOriginationUri,
			hints: (items) => doubtsAbout(items.map(({ sipUri: address }) => address)),
		}),
	],
});
