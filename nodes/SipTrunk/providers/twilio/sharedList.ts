import { text } from '../../validation/text';
import { collection, nameContains } from '../../fields/common';
import { pickerField } from '../../fields/picker';
import { requestBody } from '../../fields/values';
import { path } from '../../http/address';
import { filtered, ifThere } from '../../http/lookup';
import { ignoreIfMissing, remove } from '../../operations/delete';
import { listRow } from '../../rows/others';
import type { ProviderClient } from '../../contract/request';
import { RESOURCES } from '../../contract/resources';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { twilioApi } from './api';
import { bySid, sid, textField, trunkId } from './fields';
import { accountList, accountPath, crud, sendForRow, trunkingList } from './requests';

/**
 * Credential lists and IP access control lists behave alike: they are made in the account and then added to trunks.
 * https://www.twilio.com/docs/voice/sip/api/sip-credentiallist-resource
 * https://www.twilio.com/docs/voice/sip/api/sip-ipaccesscontrollist-resource
 */
interface ListKind {
	resource: 'credentialList' | 'ipAccessControlList';
	/** The list's segment in paths, on both hosts. */
	segment: 'CredentialLists' | 'IpAccessControlLists';
	/** The list's key in answers. */
	key: string;
	sidPrefix: string;
	/** The field of an association's body. */
	sidField: string;
	maxNameLength: number;
	nameConflict: string;
	/** What a trunk that has such a list demands of callers. */
	effect: string;
}

const onTrunk = pickerField('trunk', {
	required: false,
	check: sid('TK'),
	description: 'Leave empty for all lists of the account',
});

/** The resource of one kind of list, which several trunks may have: its operations, picker and requests. */
export function sharedLists(kind: ListKind) {
	const { resource, segment, key } = kind;
	const { plural } = RESOURCES[resource];
	const listId = pickerField(resource, bySid(kind.sidPrefix));
	const name = textField('Name', {
		required: true,
		placeholder: 'Berlin office',
		description: `The list's name, new in the account, up to ${kind.maxNameLength} characters`,
		sentAs: 'FriendlyName',
		check: text({ max: kind.maxNameLength }),
	});
	const idIn = (values: ValuesOf<readonly [typeof listId]>) => values[listId.name];

	const listsPath = (client: ProviderClient) => accountPath(client) + path`/SIP/${segment}`;
	const trunkPath = (trunk: string) => path`/v1/Trunks/${trunk}/${segment}`;
	const list = (client: ProviderClient) => accountList(client, `${listsPath(client)}.json`, key);
	const listOfTrunk = (client: ProviderClient, trunk: string) =>
		trunkingList(client, trunkPath(trunk), key);

	const create = async (client: ProviderClient, values: { name: string }) =>
		await sendForRow(client, {
			method: 'POST',
			host: 'account',
			path: `${listsPath(client)}.json`,
			body: requestBody([name], values),
			recovery: {
				identity: [values.name],
				unique: true,
				conflictCodes: [kind.nameConflict],
				find: () => filtered(list(client), (row) => row.friendly_name === values.name),
				createdAt: (row) => row.date_created,
				howToLook: `Look in the account's ${plural} for the name "${values.name}"`,
			},
		});

	const addToTrunk = async (client: ProviderClient, id: string, trunk: string) =>
		await sendForRow(client, {
			method: 'POST',
			path: trunkPath(trunk),
			body: { [kind.sidField]: id },
			about: { id, idOf: twilioApi.idOf },
			recovery: {
				identity: [id],
				unique: true,
				conflictCodes: ['21245'],
				find: () =>
					ifThere(
						async () =>
							await sendForRow(client, { method: 'GET', path: trunkPath(trunk) + path`/${id}` }),
					),
				howToLook: `Look in the trunk's ${plural} for ${id}`,
			},
		});

	const removeFromTrunk = async (
		client: ProviderClient,
		id: string,
		values: { trunkId: string; ignoreIfMissing?: boolean },
	) =>
		await remove(
			client,
			values,
			{ id, trunkId: values.trunkId },
			{ path: trunkPath(values.trunkId) + path`/${id}` },
		);

	const plain = crud({
		value: resource,
		one: listId,
		list,
		at: (client, values) => ({
			host: 'account',
			path: listsPath(client) + path`/${`${idIn(values)}.json`}`,
		}),
		simplify: (row) =>
			listRow({
				name: row.friendly_name,
				trunkId: row.trunk_sid,
				createdAt: row.date_created,
				updatedAt: row.date_updated,
			}),
		entry: (row) => ({ name: String(row.friendly_name || row.sid) }),
		get: { description: 'Retrieve one list of the account, without what is in it' },
		getAll: { description: 'Retrieve the lists of the account, or those of one trunk' },
		update: { description: 'Rename a list; what is in it stays', fields: [name] },
		delete: {
			description: 'Remove a list with everything in it for good; remove it from its trunks first',
		},
		operations: [
			operation(resource, 'addToTrunk', {
				description: `Make a trunk use the list at once: ${kind.effect}`,
				fields: [trunkId, listId],
				run: async (client, values) => await addToTrunk(client, idIn(values), values.trunkId),
			}),
			operation(resource, 'create', {
				description: 'Create an empty list in the account; it has no effect until it is on a trunk',
				fields: [name],
				run: create,
			}),
			operation(resource, 'getAll', {
				description: 'Retrieve the lists of the account, or those of one trunk',
				fields: [onTrunk, collection('filters', [nameContains])],
				run: (client, { trunkId: trunk }) =>
					trunk === undefined ? list(client) : listOfTrunk(client, trunk),
			}),
			operation(resource, 'removeFromTrunk', {
				description:
					'Take the list off a trunk at once; a trunk without any accepts no outgoing calls. The list stays.',
				fields: [trunkId, listId, ignoreIfMissing],
				run: async (client, values) => await removeFromTrunk(client, idIn(values), values),
			}),
		],
	});
	return { ...plain, listOfTrunk, create, addToTrunk, removeFromTrunk };
}
