import type { IDataObject } from 'n8n-workflow';
import { InputError, type Check } from '../../validation/inputError';
import { text } from '../../validation/text';
import { webUrl } from '../../validation/network';
import {
	choices,
	collection,
	forUpdate,
	nameContains,
	nameField,
	statusIs,
} from '../../fields/common';
import { path } from '../../http/address';
import { filtered } from '../../http/lookup';
import { trunkRow } from '../../rows/trunk';
import type { Field, Resource, Values } from '../../contract/provider';
import type { ProviderClient, Recovery } from '../../contract/request';
import { requestBody } from '../../fields/values';
import { ignoreIfMissing, remove } from '../../operations/delete';
import { postToTrunks, trunkId, trunkingList, update } from './api';
import { operation } from '../../contract/verbs';

/** Trunks: https://www.twilio.com/docs/sip-trunking/api/trunk-resource */

const DOMAIN_SUFFIX = '.pstn.twilio.com';

/** Twilio's termination domain, in lower case. */
const domainName: Check = (value, label) => {
	const example = `acme-east${DOMAIN_SUFFIX}`;
	const domain = text({ max: 253, example })(value, label) as string | undefined;
	if (domain === undefined) return undefined;
	const name = domain.toLowerCase();
	if (!/^(?:[a-z0-9-]+\.)+pstn\.twilio\.com$/.test(name)) {
		throw new InputError(
			label,
			`must consist of letters, digits and hyphens and end in ${DOMAIN_SUFFIX}, but it is "${domain.slice(0, 60)}".`,
			example,
		);
	}
	return name;
};

const name: Field = nameField({
	placeholder: 'Berlin office',
	description: "The trunk's name in the Twilio Console, up to 64 characters (friendly name)",
	sentAs: 'FriendlyName',
	check: text({ max: 64 }),
});

const domainNameField: Field = {
	displayName: 'Domain Name',
	name: 'domainName',
	type: 'string',
	default: '',
	placeholder: `e.g. acme-east${DOMAIN_SUFFIX}`,
	description:
		'The termination URI to which your telephone system sends outgoing calls: a name of your choice before .pstn.twilio.com, unique at Twilio. Without it the trunk can only receive calls. Outgoing calls also need a credential list or an IP access control list on the trunk.',
	sentAs: 'DomainName',
	shownAs: 'sipDomain',
	check: domainName,
};

const optionalFields: Field[] = [
	{
		displayName: 'CNAM Lookup Enabled',
		name: 'cnamLookupEnabled',
		type: 'boolean',
		default: false,
		description:
			'Whether to look up the caller name of incoming calls from the United States and Canada, which Twilio may bill',
		sentAs: 'CnamLookupEnabled',
	},
	{
		displayName: 'Disaster Recovery Method',
		name: 'disasterRecoveryMethod',
		type: 'options',
		options: choices({ GET: 'GET', POST: 'POST' }),
		default: 'POST',
		description: 'The HTTP method with which Twilio calls the disaster recovery URL',
		sentAs: 'DisasterRecoveryMethod',
	},
	{
		displayName: 'Disaster Recovery URL',
		name: 'disasterRecoveryUrl',
		type: 'string',
		default: '',
		placeholder: 'e.g. https://example.com/fallback',
		description:
			'The address that Twilio calls if it cannot deliver an incoming call to any origination URL; it must answer with TwiML',
		sentAs: 'DisasterRecoveryUrl',
		check: webUrl(),
	},
	{
		displayName: 'Secure Trunking',
		name: 'secure',
		type: 'boolean',
		default: false,
		description:
			'Whether calls must be encrypted: TLS for signalling and SRTP for media. Calls without encryption are then refused.',
		sentAs: 'Secure',
	},
	{
		displayName: 'Transfer Caller ID',
		name: 'transferCallerId',
		type: 'options',
		options: choices({
			'from-transferee': 'From Transferee',
			'from-transferor': 'From Transferor',
		}),
		default: 'from-transferee',
		description: 'The number that the target of a call transfer sees as the caller',
		sentAs: 'TransferCallerId',
	},
	{
		displayName: 'Transfer Mode',
		name: 'transferMode',
		type: 'options',
		options: choices({
			'disable-all': 'Disable All',
			'enable-all': 'Enable All',
			'sip-only': 'SIP Only',
		}),
		default: 'disable-all',
		description:
			'Whether calls may be transferred with SIP REFER: not at all, to SIP addresses only, or to phone numbers too',
		sentAs: 'TransferMode',
	},
];

const createFields: Field[] = [
	name,
	domainNameField,
	collection('additionalFields', optionalFields),
];

/** Sent empty, these are cleared; the domain name is not documented to be. */
const CLEARABLE = ['name', 'disasterRecoveryUrl', 'disasterRecoveryMethod'];

const updateFields: Field[] = [
	trunkId,
	collection('updateFields', forUpdate([name, domainNameField, ...optionalFields], CLEARABLE)),
];

/** The same filter as everywhere, with the one status that Twilio's trunks have. */
const statusFilter: Field = {
	...statusIs,
	default: 'unknown',
	description:
		'Only those with this status. Twilio does not report one: every trunk counts as Unknown, and none as Active or Inactive.',
};

const list = (client: ProviderClient) => trunkingList(client, '/v1/Trunks', 'trunks');

/** A domain name is unique; a trunk without one is known by its name and the time of its creation. */
function recovery(client: ProviderClient, { name, domainName: domain }: Values): Recovery {
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
		howToLook: `Look in the list of trunks for ${unique ? `the domain name "${String(domain)}"` : `the name "${String(name)}"`}`,
	};
}

function authentication({ auth_type_set: set, auth_type: type }: IDataObject): string[] | null {
	if (!Array.isArray(set) && typeof type !== 'string') return null;
	const words = Array.isArray(set) && set.length > 0 ? set : String(type ?? '').split(',');
	return [
		...(words.includes('IP_ACL') ? ['ip'] : []),
		...(words.includes('CREDENTIAL_LIST') ? ['credentials'] : []),
	];
}

export const trunk: Resource = {
	value: 'trunk',
	simplify: (row) =>
		trunkRow({
			provider: 'twilio',
			id: row.sid,
			name: row.friendly_name,
			sipDomain: row.domain_name,
			secure: row.secure,
			authentication: authentication(row),
			createdAt: row.date_created,
			updatedAt: row.date_updated,
		}),
	picker: {
		rows: list,
		entry: (row) => ({
			value: String(row.sid),
			name: String(row.friendly_name || row.domain_name || row.sid),
			description: row.domain_name ? String(row.domain_name) : 'no domain name',
		}),
	},
	operations: [
		operation('trunk', 'create', {
			description:
				'Create a trunk. To carry calls it needs a domain name and a list, or an origination URI and a number.',
			fields: createFields,
			// Two with the same domain name must not both take the one trunk that comes of it for theirs.
			touches: ({ name: called, domainName: domain }) => [
				`name ${String(called)}`,
				...(domain === undefined ? [] : [`domainName ${String(domain)}`]),
			],
			run: async (client, values) =>
				await postToTrunks(client, {
					path: '/v1/Trunks',
					body: requestBody(createFields, values),
					recovery: recovery(client, values),
				}),
		}),
		operation('trunk', 'delete', {
			description:
				'Remove a trunk at once and for good; its calls stop, and its domain name stays reserved for up to 30 days',
			fields: [trunkId, ignoreIfMissing],
			run: async (client, values) =>
				await remove(
					client,
					values,
					'twilio',
					{ id: values.trunkId as string },
					{ path: path`/v1/Trunks/${values.trunkId as string}` },
				),
		}),
		operation('trunk', 'get', {
			description: 'Retrieve one trunk',
			fields: [trunkId],
			run: async (client, { trunkId: id }) =>
				await client.send({ method: 'GET', path: path`/v1/Trunks/${id as string}` }),
		}),
		operation('trunk', 'getAll', {
			description: 'Retrieve a list of trunks',
			fields: [collection('filters', [nameContains, statusFilter])],
			run: list,
		}),
		operation('trunk', 'update', {
			description: 'Change settings of a trunk; what is not named keeps its value',
			fields: updateFields,
			run: async (client, values) => {
				const id = values.trunkId as string;
				const place = { path: path`/v1/Trunks/${id}` };
				return await update(client, place, requestBody(updateFields, values), { sid: id });
			},
		}),
	],
};
