import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Collection } from '../../collection';
import { toUuid } from '../../identifiers';
import type { World } from '../../provider';
import { notFound } from './errors';
import { page, type Query } from './lists';
import { account, type PlivoState, type Values } from './state';

export type PlivoWorld = World<PlivoState>;

/** One request that changes something, its body read. */
export interface Change {
	world: PlivoWorld;
	request: FastifyRequest;
	body: Values;
}

/** One collection of Zentrunk: its rows, and what the API does to them. */
export interface Resource<Row extends Values> {
	/** As in the path; other spellings answer 503. */
	collection: string;
	/** Of the row's ID, in answers. */
	id: string;
	idOf(row: Row): string;
	rows(state: PlivoState): Collection<Row>;
	/** What the messages call it; they differ in form from one collection to the next. */
	words: { created: string; updated: string };
	/** Fields by which the list can be filtered. */
	filters?: readonly string[];
	/** Whether one row is answered within `object`. */
	isWrapped?(state: PlivoState): boolean;
	toAnswer(row: Row): Values;
	/** @throws {Refusal} */
	create(change: Change): Row;
	/** Changes the row. @throws {Refusal} */
	update(change: Change, row: Row): void;
	/** Before the row goes: what goes with it. */
	beforeDelete?(change: Change, row: Row): void;
}

export const apiId = (world: PlivoWorld): string => toUuid(world.hex(32));

export const dates = (world: PlivoWorld) => {
	const time = world.now().toISOString();
	return { created_at: time, updated_at: time };
};

/** 18 digits: as a number they would lose the last ones. */
export const newTrunkId = (world: PlivoWorld): string =>
	String(10n ** 17n + (BigInt(`0x${world.hex(16)}`) % (9n * 10n ** 17n)));

interface OfRow {
	Params: { id: string };
}

/** The five routes of a collection; every path ends in a slash, and an update is a POST. */
export function registerResource<Row extends Values>(
	app: FastifyInstance,
	world: PlivoWorld,
	resource: Resource<Row>,
): void {
	const path = `${account}/Zentrunk/${resource.collection}/`;
	const rowOf = (id: string): Row => {
		const row = resource.rows(world.state).get(id);
		if (row === undefined) throw notFound();
		return row;
	};
	const changed = (message: string, row: Row) => ({
		api_id: apiId(world),
		message,
		[resource.id]: resource.idOf(row),
	});
	const noun = resource.collection;

	app.get<{ Querystring: Query }>(path, (request, reply) => {
		const given = (resource.filters ?? []).filter((name) => request.query[name] !== undefined);
		const passes = (row: Row) =>
			given.every((name) => String(row[name] ?? '') === request.query[name]);
		const { meta, rows } = page(resource.rows(world.state), passes, path, request.query);
		const objects = rows.map((row) => resource.toAnswer(row));
		return reply.send({ api_id: apiId(world), meta, objects });
	});

	app.post<{ Body: Values | undefined }>(path, (request, reply) => {
		const row = resource.create({ world, request, body: request.body ?? {} });
		resource.rows(world.state).add(row);
		world.effect(request, `${noun} created`, resource.idOf(row));
		return reply.code(201).send(changed(resource.words.created, row));
	});

	app.get<OfRow>(`${path}:id/`, (request, reply) => {
		const object = resource.toAnswer(rowOf(request.params.id));
		const isWrapped = resource.isWrapped?.(world.state) ?? false;
		return reply.send(isWrapped ? { api_id: apiId(world), object } : object);
	});

	app.post<OfRow & { Body: Values | undefined }>(`${path}:id/`, (request, reply) => {
		const row = rowOf(request.params.id);
		resource.update({ world, request, body: request.body ?? {} }, row);
		const { updated_at } = dates(world);
		Object.assign(row, { updated_at });
		world.effect(request, `${noun} updated`, resource.idOf(row));
		return reply.code(202).send(changed(resource.words.updated, row));
	});

	app.delete<OfRow>(`${path}:id/`, (request, reply) => {
		const row = rowOf(request.params.id);
		resource.beforeDelete?.({ world, request, body: {} }, row);
		resource.rows(world.state).delete(request.params.id);
		world.effect(request, `${noun} deleted`, request.params.id);
		return reply.code(204).send();
	});
}
