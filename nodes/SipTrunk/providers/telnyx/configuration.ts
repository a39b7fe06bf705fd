import type { IDataObject } from 'n8n-workflow';
import type {
	ConfigurationPort,
	Live,
	NumbersPort,
	Present,
	SectionPort,
	SettingRules,
	Work,
} from '../../configuration/port';
import { sipUriParts } from '../../configuration/platforms/sipUri';
import {
	allOf,
	fieldOf,
	made,
	settingsFrom,
	toldAs,
	valuesFor,
	withValues,
} from '../../configuration/tables';
import type { Field } from '../../contract/provider';
import type { ProviderClient } from '../../contract/request';
import { pickerField } from '../../fields/picker';
import { path } from '../../http/address';
import { RequestFailure } from '../../http/errors';
import { remove } from '../../operations/delete';
import { isObject } from '../../rows/reported';
import { e164 } from '../../validation/phoneNumber';
import { telnyxApi } from './api';
import { ID_EXAMPLE, textField } from './fields';
import { findAgain, numbersOf, routeOf } from './numbers';
import {
	createOriginationUri,
	fqdns,
	hostUri,
	originationUris,
	uriIn,
	USUAL_PORT,
} from './originationUri';
import { put, takeOff } from './phoneNumber';
import { createTrunk, trunks, trunksOfType } from './trunk';
import { createFields, updateFields } from './trunkFields';
import { listPath, TYPE_NAMES, typeOf } from './trunkTypes';

/**
 * An FQDN trunk with the host names to which its calls go, and its numbers. Trunks of the other types have user names and
 * addresses of their own kind, and are no configurations yet.
 */

const TYPE = 'fqdn';

/** A setting in an object of the row. */
const toldIn =
	(group: 'inbound' | 'outbound', key: string): SettingRules['read'] =>
	(row) => {
		const { [group]: own } = row;
		return isObject(own) ? toldAs(key)(own) : null;
	};

const inbound = (key: string) => ({ read: toldIn('inbound', key) });
const outbound = (key: string) => ({ read: toldIn('outbound', key) });

const lowerCase = (row: IDataObject) => {
	const told = toldAs('transport_protocol')(row);
	return typeof told === 'string' ? told.toLowerCase() : told;
};

const settings = settingsFrom(trunks.resource, {
	name: { isRequired: true, isProminent: true },
	transport: { read: lowerCase },
	secure: { read: ({ encrypted_media: media }) => (media === undefined ? null : media === 'SRTP') },
	anchorSite: {},
	calledNumberFormat: inbound('dnis_number_format'),
	callerNumberFormat: inbound('ani_number_format'),
	enabled: { read: toldAs('active') },
	inboundMaxConcurrentCalls: inbound('channel_limit'),
	outboundMaxConcurrentCalls: outbound('channel_limit'),
	outboundVoiceProfileId: outbound('outbound_voice_profile_id'),
	routingMethod: inbound('default_routing_method'),
	sipRegion: inbound('sip_region'),
	webhookUrl: { read: toldAs('webhook_event_url') },
});

/** With its port: Telnyx takes one that is not named for the usual one. */
const withPort = (uri: string) => (sipUriParts(uri)?.port === null ? `${uri}:${USUAL_PORT}` : uri);

const uriField: Field = {
	...fieldOf(originationUris.resource, 'sipUri'),
	check: (value, label) => {
		const uri = hostUri(value, label);
		return uri === undefined ? undefined : withPort(uri);
	},
};

/** Those that are looked up by SRV record have no port, and stay as they are. */
const urisOf = async (work: Work, trunkId: string): Promise<Present[]> =>
	(await allOf(fqdns(work.client(), trunkId)))
		.filter(({ dns_record_type: type }) => type !== 'srv')
		.map((row) => ({ entry: uris.entryOf(row), row, madeAt: row.created_at }));

const uris: SectionPort = {
	rules: {
		keys: { uri: { field: uriField }, enabled: { fixed: true } },
		read: true,
		remove: true,
		isUnique: false,
	},
	entryOf: (row) => withValues({ uri: withPort(uriIn(row)) }),
	add: async (work, { id: trunkId }, { uri }) =>
		await made(
			work,
			async (client) =>
				await createOriginationUri(client, { trunkId, sipUri: String(uri), additionalFields: {} }),
		),
	async remove(work, _live, { row }) {
		const named = { originationUriId: String(row.id), ignoreIfMissing: true };
		await originationUris.remove(work.client(), named);
	},
	again: async (work, { id }) => await urisOf(work, id),
};

const routed = (row: IDataObject) => ({
	phoneNumber: String(row.phone_number),
	route: routeOf(row),
	row,
});

const numbers: NumbersPort = {
	rules: { remove: true },
	field: textField('Phone Number', { description: 'A number of the account', check: e164 }),
	all: async (client) => (await allOf(numbersOf(client))).map(routed),
	now: async (work, { row }) => routed(await findAgain(work.client(), row)),
	isInService: ({ row }) => row.status === 'active',
	async assign(work, trunkId, { row }) {
		await put(work.client(), row, trunkId);
	},
	async unassign(work, _trunkId, { row }) {
		await takeOff(work.client(), row);
	},
};

/** One that is chosen by its ID may be of another type. */
async function fqdnTrunk(client: ProviderClient, trunkId: string): Promise<IDataObject> {
	const row = await trunks.read(client, { trunkId });
	const type = typeOf(row);
	if (type === TYPE || type === undefined) return row;
	throw new RequestFailure(
		`Trunk ${trunkId} is of the type ${TYPE_NAMES[type]}, and only trunks of the type FQDN have a configuration.`,
		{ cause: 'refused', advice: 'Use the operations of Trunk for it, or choose another trunk.' },
	);
}

export const telnyxConfiguration: ConfigurationPort = {
	provider: 'telnyx',
	providerName: 'Telnyx',
	trunk: trunks.resource,
	idOf: telnyxApi.idOf,
	trunkField: pickerField('trunk', {
		required: false,
		placeholder: ID_EXAMPLE,
		description: 'Leave empty to find it by its name',
	}),
	existsCodes: [],
	settings,
	sections: { originationUris: uris },
	numbers,
	trunks: async (client) => await allOf(trunksOfType(client, TYPE)),
	trunkById: fqdnTrunk,
	async read(work, row, { sections, isNew }) {
		const present: Live['present'] = {};
		if (!isNew && sections.includes('originationUris')) {
			present.originationUris = await urisOf(work, String(row.id));
		}
		return { present, parts: {} };
	},
	async create(work, wanted) {
		const values = { ...valuesFor(createFields, settings, wanted), trunkType: TYPE } as const;
		return {
			row: await made(work, async (client) => await createTrunk(client, values)),
			covers: [],
		};
	},
	change: async (work, { id: trunkId }, changes) =>
		await trunks.update(work.client(), {
			trunkId,
			...valuesFor(updateFields, settings, changes),
		}),
	/** Its numbers and addresses go before: what becomes of them with it is not documented. */
	async remove(work, { id }) {
		const place = { path: listPath(TYPE) + path`/${id}` };
		await remove(work.client(), { ignoreIfMissing: true }, { id }, place);
	},
};
