import type { FastifyInstance } from 'fastify';
import type { World } from '../../provider';
import { violationsOf } from '../../validation';
import { notFound, refuseViolations } from './errors';
import {
	choice,
	flag,
	group,
	initialValues,
	schemaOf,
	text,
	valuesOf,
	type Settings,
	type Values,
} from './settings';
import type { TelnyxNumber, TelnyxState } from './state';

interface OfNumber {
	Params: { id: string };
}

const settings: Settings = {
	tech_prefix_enabled: flag(),
	/** Replaces the dialled number in the Request-URI: the user part that an FQDN cannot have. */
	translated_number: text(),
	usage_payment_method: choice('pay-per-minute', ['pay-per-minute', 'channel']),
	caller_id_name_enabled: flag(),
	inbound_call_screening: choice('disabled', ['disabled', 'reject_calls', 'flag_calls']),
	call_forwarding: group({
		call_forwarding_enabled: flag(true),
		forwards_to: text(),
		forwarding_type: choice(null, ['always', 'on-failure']),
	}),
	cnam_listing: group({
		cnam_listing_enabled: flag(),
		cnam_listing_details: text('', { pattern: '^[A-Za-z0-9 ]{0,15}$' }),
	}),
	media_features: group({
		rtp_auto_adjust_enabled: flag(true),
		accept_any_rtp_packets_enabled: flag(),
		t38_fax_gateway_enabled: flag(),
	}),
	call_recording: group({
		inbound_call_recording_enabled: flag(),
		inbound_call_recording_format: choice('wav', ['wav', 'mp3']),
		inbound_call_recording_channels: choice('single', ['single', 'dual']),
	}),
};

const violations = violationsOf(schemaOf(settings, 'update'));

/**
 * What happens to a number's calls.
 *
 * @see https://developers.telnyx.com/api/numbers/get-phone-number-voice-settings
 */
export function registerVoiceSettings(
	app: FastifyInstance,
	world: World<TelnyxState>,
	basePath: string,
): void {
	const path = `${basePath}/phone_numbers/:id/voice`;
	const numberOf = (id: string): TelnyxNumber => {
		const number = world.state.numbers.get(id);
		if (number === undefined) throw notFound();
		return number;
	};
	const toAnswer = ({ id, phone_number, connection_id, customer_reference }: TelnyxNumber) => ({
		id,
		record_type: 'voice_settings',
		phone_number,
		connection_id,
		customer_reference,
		...initialValues(settings),
		...world.state.voiceSettings.get(id),
	});

	app.get<OfNumber>(path, (request, reply) =>
		reply.send({ data: toAnswer(numberOf(request.params.id)) }),
	);

	app.patch<OfNumber & { Body: Values }>(path, (request, reply) => {
		const number = numberOf(request.params.id);
		refuseViolations(violations(request.body ?? {}));
		const { voiceSettings } = world.state;
		const changes = valuesOf(settings, request.body ?? {});
		voiceSettings.set(number.id, { ...voiceSettings.get(number.id), ...changes });
		world.effect(request, 'voice settings updated', number.phone_number);
		return reply.send({ data: toAnswer(number) });
	});
}
