import type { FastifyInstance } from 'fastify';
import type { World } from '../../provider';
import { violationsOf } from '../../validation';
import { notFound, refusalOf, refuseViolations, wrongParameter, wrongValue } from './errors';
import { contains, equals, page, type Filters, type Query } from './lists';
import type { Values } from './settings';
import { times, type TelnyxNumber, type TelnyxState } from './state';

type TelnyxWorld = World<TelnyxState>;

interface OfNumber {
	Params: { id: string };
}

const text = { type: 'string' };

const violations = violationsOf({
	type: 'object',
	properties: {
		// Null is taken further below, by accounts that are set so.
		connection_id: { type: ['string', 'null'] },
		address_id: text,
		billing_group_id: text,
		customer_reference: text,
		external_pin: text,
		hd_voice_enabled: { type: 'boolean' },
		tags: { type: 'array', items: text },
	},
});

const settings = [
	'billing_group_id',
	'customer_reference',
	'external_pin',
	'hd_voice_enabled',
	'tags',
];

/** Digits alone: with a plus sign the list is empty. */
function hasDigits({ phone_number }: TelnyxNumber, value: string): boolean {
	if (value.length < 3) {
		const name = 'filter[phone_number]';
		throw wrongParameter(name, `${name} must have at least 3 digits.`);
	}
	return /^\d+$/.test(value) && phone_number.includes(value);
}

const filters: Filters<TelnyxNumber> = {
	'filter[connection_id]': equals('connection_id'),
	'filter[phone_number]': hasDigits,
	'filter[status]': equals('status'),
	'filter[country_iso_alpha2]': (row, value) => value.split(',').includes(row.country_iso_alpha2),
	'filter[tag]': (row, value) => row.tags.includes(value),
	'filter[without_tags]': (row, value) => value !== 'true' || row.tags.length === 0,
	'filter[customer_reference]': equals('customer_reference'),
	// The text `null` finds numbers that have none.
	'filter[billing_group_id]': equals('billing_group_id'),
	'filter[emergency_address_id]': equals('emergency_address_id'),
	'filter[number_type][eq]': equals('phone_number_type'),
	'filter[source]': ({ source_type }, value) =>
		source_type === (value === 'ported' ? 'port_request' : 'number_order'),
	'filter[voice.connection_name][eq]': equals('connection_name'),
	'filter[voice.connection_name][contains]': contains((row) => row.connection_name),
};

const sorts = ['-purchased_at', 'phone_number', 'connection_name', 'usage_payment_method'];

/** @throws {Refusal} for a connection that is not there. */
function assign({ state }: TelnyxWorld, number: TelnyxNumber, id: string): void {
	const connection = state.connections.get(id) ?? state.otherConnections.get(id);
	if (connection === undefined) {
		throw wrongValue('/connection_id', `Invalid connection_id: ${id} was not found.`);
	}
	number.connection_id = id;
	number.connection_name = connection.connection_name;
}

/** @returns whether that was the way to take the number off its connection. */
function unassign({ state }: TelnyxWorld, number: TelnyxNumber, sent: '' | null): boolean {
	if (sent === null && state.unassignedBy !== 'null') {
		throw wrongValue('/connection_id', 'Invalid connection_id: must be string.');
	}
	if (sent === '' && state.unassignedBy !== 'emptyText') return false;
	number.connection_id = null;
	number.connection_name = null;
	return true;
}

/** What happened to the number, in words. */
function change(world: TelnyxWorld, number: TelnyxNumber, body: Values): string {
	const { connection_id: wanted } = body;
	const given = settings.filter((name) => body[name] !== undefined);
	const before = number.connection_id;
	const isUnassigned =
		(wanted === null || wanted === '') && unassign(world, number, wanted) && before !== null;
	if (typeof wanted === 'string' && wanted !== '') assign(world, number, wanted);
	Object.assign(number, Object.fromEntries(given.map((name) => [name, body[name]])));
	number.updated_at = times(world).updated_at;
	if (isUnassigned) return 'number unassigned';
	return before === number.connection_id ? 'number updated' : 'number assigned';
}

/** @see https://developers.telnyx.com/api/numbers/list-phone-numbers */
export function registerPhoneNumbers(
	app: FastifyInstance,
	world: TelnyxWorld,
	basePath: string,
): void {
	const path = `${basePath}/phone_numbers`;
	const numberOf = (id: string): TelnyxNumber => {
		const number = world.state.numbers.get(id);
		if (number === undefined) throw notFound();
		return number;
	};

	app.get<{ Querystring: Query }>(path, (request, reply) => {
		const { handle_messaging_profile_error: handlesError } = request.query;
		const isFailing = world.state.messagingProfilesFail;
		if (isFailing && handlesError !== 'true') throw refusalOf(503);
		const rows = world.state.numbers.all();
		const answer = (row: TelnyxNumber) => row;
		const body = page({ rows, filters, sorts, defaultPageSize: 20, answer }, request.query);
		return reply.send(isFailing ? { ...body, ...refusalOf(503).toJSON() } : body);
	});

	app.get<OfNumber>(`${path}/:id`, (request, reply) =>
		reply.send({ data: numberOf(request.params.id) }),
	);

	app.patch<OfNumber & { Body: Values }>(`${path}/:id`, (request, reply) => {
		const number = numberOf(request.params.id);
		refuseViolations(violations(request.body ?? {}));
		const what = change(world, number, request.body ?? {});
		world.effect(request, what, number.phone_number);
		return reply.send({ data: number });
	});

	// One path segment and one method away from the routes above.
	app.delete<OfNumber>(`${path}/:id`, (request) => {
		world.danger(request, 'number given up');
		throw refusalOf(500);
	});

	app.post(`${basePath}/number_orders`, (request) => {
		world.danger(request, 'number bought');
		throw refusalOf(500);
	});
}
