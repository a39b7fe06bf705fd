import type { IDataObject } from 'n8n-workflow';
import { collection, nameContains } from '../../fields/common';
import { pickerField } from '../../fields/picker';
import { requestBody } from '../../fields/values';
import { filtered, readBack } from '../../http/lookup';
import { ignoreIfMissing, remove } from '../../operations/delete';
import { trunkRow } from '../../rows/trunk';
import { isObject, textOrNull } from '../../rows/reported';
import { InputError } from '../../validation/inputError';
import type { Field, Resource, Values } from '../../contract/provider';
import type { ProviderClient, Recovery } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { liveKitApi } from './api';
import { withEmptied, withOther } from './fields';
import { refuseOtherDirection } from './otherSettings';
import { madeSince, removing } from './requests';
import { refuseUnstored } from './stored';
import { DIRECTIONS, type Direction } from './direction';
import { createFields, directionFilter, updateFields } from './trunkFields';
import {
	changeTrunk,
	createRequest,
	directionOf,
	readTrunk,
	readTrunkOf,
	trunksOf,
} from './trunkRequests';

/** Trunks: https://docs.livekit.io/reference/telephony/sip-api/ */

type Create = ValuesOf<typeof createFields>;
type Update = ValuesOf<typeof updateFields> & { trunkId: string };

const trunkId = pickerField('trunk', { placeholder: 'ST_a1b2c3d4e5f6' });

const TRANSPORT = 'SIP_TRANSPORT_';

/** What is sent for these values, in LiveKit's words. */
function bodyOf(fields: readonly Field[], values: Values): IDataObject {
	const { otherSettings } = {
		...(values.additionalFields as Values | undefined),
		...(values.updateFields as Values | undefined),
	} as { otherSettings?: IDataObject };
	refuseOtherDirection(values.direction as Direction, otherSettings ?? {});
	const body = withOther(withEmptied(requestBody(fields, values)), otherSettings);
	if (typeof body.transport === 'string') {
		body.transport = `${TRANSPORT}${body.transport.toUpperCase()}`;
	}
	return body;
}

const isFilled = (value: unknown) => Array.isArray(value) && value.length > 0;

/** @throws InputError for an inbound trunk that demands nothing of callers, which LiveKit refuses */
export function refuseOpen(trunk: IDataObject): void {
	const hasCredential = Boolean(trunk.auth_username) || Boolean(trunk.auth_password);
	if (hasCredential || isFilled(trunk.numbers) || isFilled(trunk.allowed_addresses)) return;
	throw new InputError(
		'Phone Numbers',
		"are needed, or 'Allowed Addresses', or 'User Name' with 'Password': LiveKit makes no inbound trunk that takes every call.",
		'+14155550100',
	);
}

const isSameList = (one: unknown, other: unknown) => {
	const sorted = (list: unknown) => JSON.stringify([...((list ?? []) as string[])].sort());
	return sorted(one) === sorted(other);
};

/**
 * LiveKit refuses a second inbound trunk with the same numbers, and makes any number of equal outbound ones: there only
 * the date tells, which a server of one's own does not have.
 */
async function recovery(
	client: ProviderClient,
	direction: Direction,
	trunk: IDataObject,
): Promise<Recovery> {
	const { name, address, numbers } = trunk;
	const isInbound = direction === 'inbound';
	const matching = () =>
		filtered(
			trunksOf(client, direction, isFilled(numbers) && isInbound ? { numbers } : {}),
			(row) =>
				row.name === name &&
				(isInbound || row.address === address) &&
				isSameList(row.numbers, numbers),
		);
	return {
		identity: [direction, ...(isInbound ? [] : [name, address]), ...((numbers ?? []) as string[])],
		unique: isInbound,
		conflictCodes: ['invalid_argument'],
		asked: trunk,
		// Of an outbound trunk only its date is a proof.
		find: isInbound ? await madeSince(matching) : matching,
		createdAt: (row) => row.created_at,
		howToLook: `Look in the list of ${direction} trunks for the name "${String(name)}" and the numbers ${listed(numbers) || 'none'}`,
	};
}

export async function createTrunk(client: ProviderClient, values: Create): Promise<IDataObject> {
	const { direction } = values;
	const trunk = bodyOf(createFields, values);
	if (direction === 'inbound') refuseOpen(trunk);
	const row = await client.send({
		...createRequest(direction, trunk),
		recovery: await recovery(client, direction, trunk),
	});
	refuseUnstored(row, trunk);
	return row;
}

/** The fields of a trunk that change, under LiveKit's names. Throws InputError for numbers that it cannot have. */
function changesOf(values: Update): IDataObject {
	const { direction, updateFields: changes } = values;
	const { phoneNumbers } = changes;
	if (direction === 'inbound' && phoneNumbers?.includes('*')) {
		throw new InputError(
			'Phone Numbers',
			'must be numbers for an inbound trunk; * is for outbound ones.',
			'+14155550100',
		);
	}
	if (direction === 'outbound' && phoneNumbers !== undefined && phoneNumbers.length === 0) {
		throw new InputError('Clear Fields', "names 'Phone Numbers', which an outbound trunk needs.");
	}
	return bodyOf(updateFields, values);
}

export async function updateTrunk(client: ProviderClient, values: Update): Promise<IDataObject> {
	const { trunkId: id, direction } = values;
	const changes = changesOf(values);
	const row = await changeTrunk(client, { direction, id }, changes);
	if (liveKitApi.idOf(row) === undefined) {
		const read = async () => await readTrunkOf(client, direction, id);
		return await readBack(client, read, { sip_trunk_id: id });
	}
	refuseUnstored(row, changes);
	return row;
}

/** Deletes a trunk. LiveKit tells one that is not there as deleted, so it is looked for first. */
export const deleteTrunk = async (
	client: ProviderClient,
	values: { trunkId: string; ignoreIfMissing?: boolean },
): Promise<IDataObject> => {
	const { trunkId: id } = values;
	return await remove(client, values, { id }, async () => {
		await readTrunk(client, id);
		return removing('DeleteSIPTrunk', { sip_trunk_id: id });
	});
};

export async function* trunkList(
	client: ProviderClient,
	directions: readonly Direction[] = DIRECTIONS,
) {
	for (const direction of directions) yield* trunksOf(client, direction);
}

/** `udp`, `tcp` or `tls`; undefined where the trunk names none. */
export const transportOf = ({ transport }: IDataObject): string | undefined => {
	const word = String(transport ?? '')
		.replace(TRANSPORT, '')
		.toLowerCase();
	return ['udp', 'tcp', 'tls'].includes(word) ? word : undefined;
};

/** The newer name counts where both are there. */
const encryptionOf = ({ media, media_encryption: older }: IDataObject) =>
	(isObject(media) ? media.encryption : undefined) ?? older;

/** Whether calls are encrypted: SRTP is required, or the transport is TLS. */
export const isSecure = (row: IDataObject): boolean =>
	encryptionOf(row) === 'SIP_MEDIA_ENCRYPT_REQUIRE' || transportOf(row) === 'tls';

const withoutPort = (address: unknown) => textOrNull(address)?.replace(/:\d+$/, '');

const listed = (list: unknown) => ((list ?? []) as unknown[]).map(String).join(' ');

export const trunk: Resource = {
	value: 'trunk',
	simplify: (row) =>
		trunkRow({
			name: row.name,
			// There is no switch for it.
			status: 'active',
			direction: directionOf(row),
			sipDomain: withoutPort(row.address),
			transport: transportOf(row),
			secure: isSecure(row),
			authentication: [
				...(isFilled(row.allowed_addresses) ? ['ip'] : []),
				...(row.auth_username ? ['credentials'] : []),
			],
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	picker: {
		rows: (client) => trunkList(client),
		entry: (row) => ({
			name: String(row.name || row.sip_trunk_id),
			description: [directionOf(row), listed(row.numbers), row.address].filter(Boolean).join(', '),
		}),
	},
	operations: [
		operation('trunk', 'create', {
			description:
				'Create an inbound or outbound trunk. Inbound calls also need a dispatch rule, or they are refused.',
			fields: createFields,
			touches: ({ name, direction, phoneNumbers = [] }) => [
				`name ${name}`,
				...(direction === 'inbound' ? phoneNumbers.map((number) => `number ${number}`) : []),
			],
			run: createTrunk,
		}),
		operation('trunk', 'delete', {
			description:
				'Remove a trunk at once and for good: its calls stop. Dispatch rules that name it stay.',
			fields: [trunkId, ignoreIfMissing],
			run: deleteTrunk,
		}),
		operation('trunk', 'get', {
			description: 'Retrieve one trunk, inbound or outbound',
			fields: [trunkId],
			run: async (client, { trunkId: id }) => await readTrunk(client, id),
		}),
		operation('trunk', 'getAll', {
			description: 'Retrieve a list of trunks, inbound ones first',
			fields: [collection('filters', [directionFilter, nameContains])],
			run: (client, { filters: { direction } }) =>
				trunkList(client, direction === undefined ? DIRECTIONS : [direction]),
		}),
		operation('trunk', 'update', {
			description:
				'Change settings of a trunk at once; what is not named keeps its value, a list is set as a whole',
			fields: [trunkId, ...updateFields],
			run: updateTrunk,
		}),
	],
};
