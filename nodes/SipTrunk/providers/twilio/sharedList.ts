import type { IDataObject } from 'n8n-workflow';
import { text } from '../../validation/text';
import { collection, pickerField, nameContains, nameField } from '../../fields/common';
import { path } from '../../http/address';
import { filtered, ifThere } from '../../http/lookup';
import { listRow } from '../../rows/others';
import type { Field, Resource, Values } from '../../contract/provider';
import type { ProviderClient } from '../../contract/request';
import { requestBody } from '../../fields/values';
import { ignoreIfMissing, remove } from '../../operations/delete';
import { RESOURCES } from '../../contract/resources';
import { accountList, accountPath, postToTrunks, sid, trunkId, trunkingList, update } from './api';
import { operation } from '../../contract/verbs';

/**
 * Credential lists and IP access control lists behave alike: they are made in the account and then added to trunks.
 * https://www.twilio.com/docs/voice/sip/api/sip-credentiallist-resource
 * https://www.twilio.com/docs/voice/sip/api/sip-ipaccesscontrollist-resource
 */
export interface ListKind {
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

const onTrunk: Field = {
	...pickerField('trunk', {
		required: false,
		check: sid('TK'),
		description: 'Leave empty for all lists of the account',
	}),
};

export function listResource(kind: ListKind): Resource {
	const { plural, picker: naming } = RESOURCES[kind.resource];
	const listId = pickerField(kind.resource, {
		check: sid(kind.sidPrefix),
		placeholder: `${kind.sidPrefix}0123456789abcdef0123456789abcdef`,
	});
	const idOf = (values: Values) => values[naming.name] as string;
	const name: Field = nameField({
		placeholder: 'Berlin office',
		description: `The list's name, new in the account, up to ${kind.maxNameLength} characters`,
		sentAs: 'FriendlyName',
		check: text({ max: kind.maxNameLength }),
	});
	const collectionPath = ({ accountId }: ProviderClient) =>
		`${accountPath(accountId)}/SIP/${kind.segment}.json`;
	const itemPath = ({ accountId }: ProviderClient, values: Values) =>
		accountPath(accountId) + path`/SIP/${kind.segment}/${`${idOf(values)}.json`}`;
	const ofTrunk = (values: Values) => path`/v1/Trunks/${values.trunkId as string}/${kind.segment}`;
	const onTrunkPath = (values: Values) => ofTrunk(values) + path`/${idOf(values)}`;
	const ofAccount = (client: ProviderClient) =>
		accountList(client, collectionPath(client), kind.key);

	return {
		value: kind.resource,
		simplify: (row) =>
			listRow({
				provider: 'twilio',
				id: row.sid,
				name: row.friendly_name,
				trunkId: row.trunk_sid,
				createdAt: row.date_created,
				updatedAt: row.date_updated,
			}),
		picker: {
			rows: ofAccount,
			entry: (row: IDataObject) => ({
				value: String(row.sid),
				name: String(row.friendly_name || row.sid),
			}),
		},
		operations: [
			operation(kind.resource, 'addToTrunk', {
				description: `Make a trunk use the list at once: ${kind.effect}`,
				fields: [trunkId, listId],
				run: async (client, values) =>
					await postToTrunks(client, {
						path: ofTrunk(values),
						body: { [kind.sidField]: idOf(values) },
						recovery: {
							identity: [idOf(values)],
							unique: true,
							conflictCodes: ['21245'],
							find: () =>
								ifThere(
									async () => await client.send({ method: 'GET', path: onTrunkPath(values) }),
								),
							howToLook: `Look in the trunk's ${plural} for ${idOf(values)}`,
						},
					}),
			}),
			operation(kind.resource, 'create', {
				description: 'Create an empty list in the account; it has no effect until it is on a trunk',
				fields: [name],
				run: async (client, values) =>
					await client.send({
						method: 'POST',
						host: 'account',
						path: collectionPath(client),
						body: requestBody([name], values),
						recovery: {
							identity: [values.name],
							unique: true,
							conflictCodes: [kind.nameConflict],
							find: () => filtered(ofAccount(client), (row) => row.friendly_name === values.name),
							createdAt: (row) => row.date_created,
							howToLook: `Look in the account's ${plural} for the name "${String(values.name)}"`,
						},
					}),
			}),
			operation(kind.resource, 'delete', {
				description:
					'Remove a list with everything in it for good; remove it from its trunks first',
				fields: [listId, ignoreIfMissing],
				run: async (client, values) =>
					await remove(
						client,
						values,
						'twilio',
						{ id: idOf(values) },
						{ host: 'account', path: itemPath(client, values) },
					),
			}),
			operation(kind.resource, 'get', {
				description: 'Retrieve one list of the account, without what is in it',
				fields: [listId],
				run: async (client, values) =>
					await client.send({ method: 'GET', host: 'account', path: itemPath(client, values) }),
			}),
			operation(kind.resource, 'getAll', {
				description: 'Retrieve the lists of the account, or those of one trunk',
				fields: [onTrunk, collection('filters', [nameContains])],
				run: (client, values) =>
					values.trunkId === undefined
						? ofAccount(client)
						: trunkingList(client, ofTrunk(values), kind.key),
			}),
			operation(kind.resource, 'removeFromTrunk', {
				description:
					'Take the list off a trunk at once; a trunk without any accepts no outgoing calls. The list stays.',
				fields: [trunkId, listId, ignoreIfMissing],
				run: async (client, values) =>
					await remove(
						client,
						values,
						'twilio',
						{ id: idOf(values), trunkId: values.trunkId as string },
						{ path: onTrunkPath(values) },
					),
			}),
			operation(kind.resource, 'update', {
				description: 'Rename a list; what is in it stays',
				fields: [listId, name],
				run: async (client, values) =>
					await update(
						client,
						{ host: 'account', path: itemPath(client, values) },
						requestBody([name], values),
						{ sid: idOf(values) },
					),
			}),
		],
	};
}
