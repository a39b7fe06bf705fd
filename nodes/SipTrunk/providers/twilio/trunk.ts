import type { IDataObject } from 'n8n-workflow';
import { nameContains } from '../../fields/common';
import { requestBody } from '../../fields/values';
import { path } from '../../http/address';
import { filtered } from '../../http/lookup';
import { trunkRow } from '../../rows/trunk';
import type { ProviderClient, Recovery } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { trunkId } from './fields';
import { crud, sendForRow, trunkingList } from './requests';
import { createFields, statusFilter, updateFields } from './trunkFields';

/** Trunks: https://www.twilio.com/docs/sip-trunking/api/trunk-resource */

type Create = ValuesOf<typeof createFields>;

const list = (client: ProviderClient) => trunkingList(client, '/v1/Trunks', 'trunks');

/** A domain name is unique; a trunk without one is known by its name and the time of its creation. */
function recovery(client: ProviderClient, { name, domainName: domain }: Create): Recovery {
	const unique = domain !== undefined;
	return {
		identity: unique ? [domain] : [undefined, name],
		unique,
		conflictCodes: ['21245', '21248'],
		find: () =>
			filtered(list(client), (row) =>
				unique ? row.domain_name === domain : row.friendly_name === name && !row.domain_name,
			),
		createdAt: (row) => row.date_created,
		howToLook: `Look in the list of trunks for ${unique ? `the domain name "${domain}"` : `the name "${name}"`}`,
	};
}

export const createTrunk = async (client: ProviderClient, values: Create) =>
	await sendForRow(client, {
		method: 'POST',
		path: '/v1/Trunks',
		body: requestBody(createFields, values),
		recovery: recovery(client, values),
	});

function authentication({ auth_type_set: set, auth_type: type }: IDataObject): string[] | null {
	if (!Array.isArray(set) && typeof type !== 'string') return null;
	const words = Array.isArray(set) && set.length > 0 ? set : String(type ?? '').split(',');
	return [
		...(words.includes('IP_ACL') ? ['ip'] : []),
		...(words.includes('CREDENTIAL_LIST') ? ['credentials'] : []),
	];
}

export const trunks = crud({
	value: 'trunk',
	one: trunkId,
	list,
	at: (_, { trunkId: trunk }) => ({ path: path`/v1/Trunks/${trunk}` }),
	simplify: (row) =>
		trunkRow({
			name: row.friendly_name,
			sipDomain: row.domain_name,
			secure: row.secure,
			authentication: authentication(row),
			createdAt: row.date_created,
			updatedAt: row.date_updated,
		}),
	entry: (row) => ({
		name: String(row.friendly_name || row.domain_name || row.sid),
		description: row.domain_name ? String(row.domain_name) : 'no domain name',
	}),
	get: { description: 'Retrieve one trunk' },
	getAll: { description: 'Retrieve a list of trunks', filters: [nameContains, statusFilter] },
	update: {
		description: 'Change settings of a trunk; what is not named keeps its value',
		fields: updateFields,
	},
	delete: {
		description:
			'Remove a trunk at once and for good; its calls stop, and its domain name stays reserved for up to 30 days',
	},
	operations: [
		operation('trunk', 'create', {
			description:
				'Create a trunk. To carry calls it needs a domain name and a list, or an origination URI and a number.',
			fields: createFields,
			// Two with the same domain name must not both take the one trunk that comes of it for theirs.
			touches: ({ name, domainName: domain }) => [
				`name ${name}`,
				...(domain === undefined ? [] : [`domainName ${domain}`]),
			],
			run: createTrunk,
		}),
	],
});
