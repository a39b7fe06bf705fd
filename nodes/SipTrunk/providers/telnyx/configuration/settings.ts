import type { IDataObject } from 'n8n-workflow';
import type { SettingRules } from '../../../configuration/port';
import { fieldOf, settingsFrom, toldAs } from '../../../configuration/tables';
import { isObject } from '../../../rows/reported';
import { trunks } from '../trunk';
import { typeOf } from '../trunkTypes';
import { typesWith } from '../typeRules';
import { nameField, PROFILE_NAME } from './outboundVoiceProfile';

/** The settings of a trunk, where they stand in its row. */

type Read = SettingRules['read'];

/** A setting in an object of the row. */
const toldIn =
	(group: 'inbound' | 'outbound', key: string): Read =>
	(row) => {
		const { [group]: own } = row;
		return isObject(own) ? toldAs(key)(own) : null;
	};

const inbound = (key: string) => ({ read: toldIn('inbound', key) });
const outbound = (key: string) => ({ read: toldIn('outbound', key) });

/** A trunk of another type has no such setting: that is nothing which Telnyx does not tell. */
const ofItsTypes = (name: string, read: Read) => ({
	read: (row: IDataObject) => {
		const type = typeOf(row);
		return type !== undefined && !typesWith(name).includes(type) ? undefined : read(row);
	},
});

const lowerCase: Read = (row) => {
	const told = toldAs('transport_protocol')(row);
	return typeof told === 'string' ? told.toLowerCase() : told;
};

export const settings = settingsFrom(trunks.resource, {
	name: { isRequired: true, isProminent: true },
	// Not prominent: a dropdown always has a value, which would contradict the type of a trunk that is there.
	trunkType: {
		field: { ...fieldOf(trunks.resource, 'trunkType'), required: false },
		isKind: true,
		change: false,
		read: typeOf,
	},
	transport: ofItsTypes('transport', lowerCase),
	secure: { read: ({ encrypted_media: media }) => (media === undefined ? null : media === 'SRTP') },
	anchorSite: {},
	calledNumberFormat: inbound('dnis_number_format'),
	callerNumberFormat: inbound('ani_number_format'),
	enabled: { read: toldAs('active') },
	inboundMaxConcurrentCalls: inbound('channel_limit'),
	outboundMaxConcurrentCalls: outbound('channel_limit'),
	outboundVoiceProfileId: outbound('outbound_voice_profile_id'),
	[PROFILE_NAME]: {
		field: nameField,
		read: (row) => (row[PROFILE_NAME] as string | undefined) ?? undefined,
	},
	routingMethod: inbound('default_routing_method'),
	sipRegion: ofItsTypes('sipRegion', toldIn('inbound', 'sip_region')),
	webhookUrl: { read: toldAs('webhook_event_url') },
});
