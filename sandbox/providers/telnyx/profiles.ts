import type { FastifyInstance } from 'fastify';
import type { World } from '../../provider';
import { violationsOf } from '../../validation';
import { notFound, refuseViolations, wrongValue } from './errors';
import { contains, page, type Query } from './lists';
import {
	choice,
	flag,
	group,
	initialValues,
	orNull,
	schemaOf,
	text,
	textOrNull,
	texts,
	valuesOf,
	whole,
	type Setting,
	type Settings,
	type Values,
} from './settings';
import { newId, times, type Profile, type TelnyxState } from './state';

type TelnyxWorld = World<TelnyxState>;

interface OfProfile {
	Params: { id: string };
}

const rate: Setting = { schema: { type: 'number', minimum: 0 }, initial: null };
const countries: Setting = {
	schema: { type: 'array', items: { type: 'string', pattern: '^[A-Z]{2}$' } },
	// Calls to any other country fail until it is added.
	initial: ['US', 'CA'],
};

const settings: Settings = {
	name: text(null, { minLength: 3 }),
	enabled: flag(true),
	traffic_type: choice('conversational', ['conversational']),
	service_plan: choice('global', ['global']),
	usage_payment_method: choice('rate-deck', ['rate-deck']),
	concurrent_call_limit: orNull(whole(null, 0)),
	whitelisted_destinations: countries,
	max_destination_rate: rate,
	// A text, unlike the rate.
	daily_spend_limit: text(null),
	daily_spend_limit_enabled: flag(),
	tags: texts(),
	billing_group_id: textOrNull(),
	call_recording: group({
		call_recording_type: choice('none', ['all', 'none', 'by_caller_phone_number']),
		call_recording_caller_phone_numbers: texts(),
		call_recording_channels: choice('single', ['single', 'dual']),
		call_recording_format: choice('wav', ['wav', 'mp3']),
	}),
	calling_window: group({
		start_time: text(null),
		end_time: text(null),
		calls_per_cld: whole(null, 0),
	}),
};

// The name is required for every change.
const violationsOnCreate = violationsOf(schemaOf(settings, 'create', ['name']));
const violationsOnUpdate = violationsOf(schemaOf(settings, 'update', ['name']));

const sorts = [
	'-created_at',
	'enabled',
	'name',
	'service_plan',
	'traffic_type',
	'usage_payment_method',
];

/** @see https://developers.telnyx.com/api/outbound-voice-profiles */
export function registerProfiles(app: FastifyInstance, world: TelnyxWorld, basePath: string): void {
	const path = `${basePath}/outbound_voice_profiles`;
	const usersOf = (profile: Profile) =>
		world.state.connections.filter(
			({ outbound }) => outbound.outbound_voice_profile_id === profile.id,
		);
	const toAnswer = (profile: Profile): Values => ({
		...profile,
		connections_count: usersOf(profile).length,
	});
	const profileOf = (id: string): Profile => {
		const profile = world.state.profiles.get(id);
		if (profile === undefined) throw notFound();
		return profile;
	};

	app.get<{ Querystring: Query }>(path, (request, reply) => {
		const filters = { 'filter[name][contains]': contains(({ name }: Profile) => name) };
		const rows = world.state.profiles.all();
		const listing = { rows, filters, sorts, defaultPageSize: 20, answer: toAnswer };
		return reply.send(page(listing, request.query));
	});

	app.post<{ Body: Values }>(path, (request, reply) => {
		refuseViolations(violationsOnCreate(request.body ?? {}));
		const profile = {
			id: newId(world),
			record_type: 'outbound_voice_profile',
			...initialValues(settings),
			...valuesOf(settings, request.body),
			...times(world),
		} as unknown as Profile;
		world.state.profiles.add(profile);
		world.effect(request, 'outbound voice profile created', profile.id);
		// Alone among the creates this one answers 200.
		return reply.send({ data: toAnswer(profile) });
	});

	app.get<OfProfile>(`${path}/:id`, (request, reply) =>
		reply.send({ data: toAnswer(profileOf(request.params.id)) }),
	);

	app.patch<OfProfile & { Body: Values }>(`${path}/:id`, (request, reply) => {
		const profile = profileOf(request.params.id);
		refuseViolations(violationsOnUpdate(request.body ?? {}));
		const { updated_at } = times(world);
		Object.assign(profile, valuesOf(settings, request.body), { updated_at });
		world.effect(request, 'outbound voice profile updated', profile.id);
		return reply.send({ data: toAnswer(profile) });
	});

	app.delete<OfProfile>(`${path}/:id`, (request, reply) => {
		const profile = profileOf(request.params.id);
		// What becomes of its connections is not documented: refused here.
		if (usersOf(profile).length > 0) {
			throw wrongValue('/', 'The outbound voice profile is in use by a connection.');
		}
		world.state.profiles.delete(profile.id);
		world.effect(request, 'outbound voice profile deleted', profile.id);
		return reply.send({ data: toAnswer(profile) });
	});
}
