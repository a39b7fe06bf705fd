import type { IDataObject } from 'n8n-workflow';
import { sipUriParts } from '../../configuration/platforms/sipUri';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { operation } from '../../contract/verbs';
import { collection, forUpdate } from '../../fields/common';
import { pickerField } from '../../fields/picker';
import { requestBody } from '../../fields/values';
import { path } from '../../http/address';
import { advising } from '../../http/advice';
import { filtered } from '../../http/lookup';
import { originationUriRow } from '../../rows/others';
import { InputError, shown, type Check } from '../../validation/inputError';
import { isHostName } from '../../validation/network';
import { sipUri } from '../../validation/sip';
import { choiceField, ID_EXAMPLE, onTrunk, textField, toTrunk, trunkId } from './fields';
import { crud, listed } from './requests';

/**
 * Host names to which the calls of an FQDN trunk go: https://developers.telnyx.com/api/connections/list-fqdns
 *
 * A SIP URI is split: the host is the FQDN, the port stands beside it, and the transport belongs to the trunk.
 */

const EXAMPLE = 'sip:pbx.example.com:5060';

const anyUri = sipUri();

/** A SIP URI of host and port alone, which is all that Telnyx keeps of it. */
export const hostUri: Check<string> = (value, label) => {
	const uri = anyUri(value, label);
	if (uri === undefined) return undefined;
	const refuse = (problem: string): never => {
		throw new InputError(label, problem, EXAMPLE);
	};
	const parts = sipUriParts(uri);
	if (parts === undefined || !isHostName(parts.host)) {
		return refuse(
			`must have a host name: for an IP address, use an IP access control entry of a trunk of the type IP. It is ${shown(uri)}.`,
		);
	}
	if (parts.user !== null) {
		refuse(
			`must have no user before the @, because Telnyx sends the dialled number: ${shown(uri)}.`,
		);
	}
	if (/[;?]/.test(uri)) {
		const transport = parts.transport?.toUpperCase();
		refuse(
			transport === undefined
				? `must have no parameters, which Telnyx does not keep: ${shown(uri)}.`
				: `must have no transport: at Telnyx it belongs to the trunk, for all of its URIs. Leave out ;transport=, and set 'Transport' of the trunk to ${transport}.`,
		);
	}
	return `sip:${parts.host}${parts.port === null ? '' : `:${parts.port}`}`;
};

const uri = textField('SIP URI', {
	required: true,
	placeholder: EXAMPLE,
	description:
		'The host name of a telephone system, after sip:, with a port if it is not 5060. The transport is set on the trunk.',
	sentAs: null,
	check: hostUri,
});

const dnsRecordType = choiceField('DNS Record Type', {
	choices: {
		a: ['A', 'The addresses of the host'],
		srv: ['SRV', 'What the host says of itself; without a port'],
	},
	default: 'a',
	description: 'What is looked up of the host name',
});

const createFields = [trunkId, uri, collection('additionalFields', [dnsRecordType])] as const;
const updateFields = [
	collection('updateFields', forUpdate([uri, dnsRecordType, toTrunk])),
] as const;

type Create = ValuesOf<typeof createFields>;
type Changes = ValuesOf<typeof updateFields>;

export const USUAL_PORT = 5060;

/** @throws InputError for a port beside an SRV record */
function target(entered: string, recordType: string): IDataObject {
	const { host, port } = sipUriParts(entered) as { host: string; port: number | null };
	if (recordType !== 'srv') return { fqdn: host, dns_record_type: 'a', port: port ?? USUAL_PORT };
	if (port === null) return { fqdn: host, dns_record_type: 'srv', port: null };
	throw new InputError(
		'DNS Record Type',
		`must be A for a SIP URI with a port: an SRV record names the port itself. Leave out :${port}, or choose A.`,
	);
}

/** The SIP URI of a row: `sip:pbx.example.com:5060`. */
export const uriIn = ({ fqdn, port }: IDataObject): string =>
	`sip:${String(fqdn)}${port === null || port === undefined ? '' : `:${String(port)}`}`;

/** With the URI it was read as; a port that is not named is the usual one. */
function updateBody(values: Changes, current: IDataObject): IDataObject {
	const { sipUri: address, dnsRecordType: recordType } = values.updateFields;
	const body = requestBody(updateFields, values);
	if (address === undefined && recordType === undefined) return body;
	const isTyped = recordType !== undefined;
	const hasPort = address !== undefined && sipUriParts(address)?.port !== null;
	const type = recordType ?? (hasPort ? 'a' : String(current.dns_record_type));
	// The port that is there says nothing of an SRV record.
	const present = isTyped && type === 'srv' ? `sip:${String(current.fqdn)}` : uriIn(current);
	return { ...body, ...target(address ?? present, type) };
}

export const fqdns = (client: ProviderClient, trunk?: string, more: Record<string, string> = {}) =>
	listed(client, '/fqdns', {
		...(trunk === undefined ? {} : { 'filter[connection_id]': trunk }),
		...more,
	});

const WRONG_TYPE =
	'Change what the message names. If that is the connection: only a trunk of the type FQDN takes origination URIs.';

/** Creates a URI. Telnyx takes the same host twice, so it is known by its values and the time of its creation. */
export async function createOriginationUri(
	client: ProviderClient,
	{ trunkId: trunk, sipUri: address, additionalFields }: Create,
): Promise<IDataObject> {
	const body = target(address, additionalFields.dnsRecordType ?? 'a');
	const send = async () =>
		await client.send({
			method: 'POST',
			path: '/fqdns',
			body: { connection_id: trunk, ...body },
			recovery: {
				identity: [trunk, address],
				unique: false,
				find: () =>
					filtered(
						fqdns(client, trunk, { 'filter[fqdn]': String(body.fqdn) }),
						(row) => (row.port ?? null) === body.port,
					),
				createdAt: (row) => row.created_at,
				howToLook: `Look in the trunk's origination URIs for "${address}"`,
			},
		});
	return await advising({ 10015: WRONG_TYPE }, send);
}

export const originationUris = crud({
	value: 'originationUri',
	one: pickerField('originationUri', { placeholder: ID_EXAMPLE }),
	list: (client, { trunkId: trunk }: { trunkId?: string }) => fqdns(client, trunk),
	at: (_, { originationUriId: id }) => ({ path: path`/fqdns/${id}` }),
	simplify: (row) =>
		originationUriRow({
			sipUri: row.fqdn === undefined ? undefined : uriIn(row),
			trunkId: row.connection_id,
			createdAt: row.created_at,
			updatedAt: row.updated_at,
		}),
	entry: (row) => ({
		name: uriIn(row),
		description: `on trunk ${String(row.connection_id)}`,
	}),
	get: { description: 'Retrieve one address to which calls are sent (FQDN)' },
	getAll: {
		description: 'Retrieve the addresses to which calls are sent (FQDNs), of one trunk or of all',
		filters: [],
		within: onTrunk('addresses'),
	},
	update: {
		description: 'Change an address to which calls are sent at once (FQDN)',
		fields: updateFields,
		replaces: true,
		body: (values, { current }) => updateBody(values, current),
	},
	delete: {
		description:
			'Remove an address from its trunk at once (FQDN). With the last one gone, incoming calls fail.',
	},
	operations: [
		operation('originationUri', 'create', {
			description:
				'Add a host name to which the calls of a trunk of the type FQDN are sent at once (FQDN)',
			fields: createFields,
			run: createOriginationUri,
		}),
	],
});
