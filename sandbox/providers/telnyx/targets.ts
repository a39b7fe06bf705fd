import type { SchemaObject } from 'ajv';
import type { FastifyInstance } from 'fastify';
import type { Collection } from '../../collection';
import type { World } from '../../provider';
import { violationsOf, type Violation } from '../../validation';
import { notFound, refuseViolations, wrongValue } from './errors';
import { equals, page, type Filters, type Query } from './lists';
import type { Values } from './settings';
import { newId, times, type ConnectionType, type Target, type TelnyxState } from './state';

type TelnyxWorld = World<TelnyxState>;

interface OfTarget {
	Params: { id: string };
}

/** IPs and FQDNs: where an IP connection takes calls from, and where connections send them. */
interface TargetKind {
	path: 'ips' | 'fqdns';
	type: Target['record_type'];
	connectionType: ConnectionType;
	rows(state: TelnyxState): Collection<Target>;
	fields: readonly string[];
	filters: Filters<Target>;
	violationsOnCreate(body: unknown): Violation[];
	violationsOnUpdate(body: unknown): Violation[];
	/** @throws {Refusal} for fields that do not go together. */
	check(target: Target): void;
}

const defaultPort = 5060;
const port = { type: 'integer', minimum: 1, maximum: 65_535 };

const ipSchema = (required: string[]): SchemaObject => ({
	type: 'object',
	// A single address of version 4: no range can be given.
	properties: {
		ip_address: { type: 'string', format: 'ipv4' },
		port,
		connection_id: { type: 'string' },
	},
	required,
});

const fqdnSchema = (required: string[]): SchemaObject => ({
	type: 'object',
	properties: {
		connection_id: { type: 'string' },
		fqdn: { type: 'string', format: 'hostname' },
		dns_record_type: { enum: ['a', 'srv'] },
		port: { ...port, type: ['integer', 'null'] },
	},
	required,
});

const kinds: readonly TargetKind[] = [
	{
		path: 'ips',
		type: 'ip',
		connectionType: 'ip_connection',
		rows: (state) => state.ips,
		fields: ['ip_address', 'port', 'connection_id'],
		filters: {
			'filter[connection_id]': equals('connection_id'),
			'filter[ip_address]': equals('ip_address'),
			'filter[port]': equals('port'),
		},
		violationsOnCreate: violationsOf(ipSchema(['ip_address'])),
		// The address is required for every change.
		violationsOnUpdate: violationsOf(ipSchema(['ip_address'])),
		check(target) {
			target.port ??= defaultPort;
		},
	},
	{
		path: 'fqdns',
		type: 'fqdn',
		connectionType: 'fqdn_connection',
		rows: (state) => state.fqdns,
		fields: ['connection_id', 'fqdn', 'dns_record_type', 'port'],
		filters: {
			'filter[connection_id]': equals('connection_id'),
			'filter[fqdn]': equals('fqdn'),
			'filter[port]': equals('port'),
			'filter[dns_record_type]': equals('dns_record_type'),
		},
		violationsOnCreate: violationsOf(fqdnSchema(['connection_id', 'fqdn', 'dns_record_type'])),
		violationsOnUpdate: violationsOf(fqdnSchema([])),
		check(target) {
			if (target.dns_record_type === 'a') target.port ??= defaultPort;
			else if (target.port !== null) {
				throw wrongValue('/port', 'Invalid port: a port needs the dns_record_type a.');
			}
		},
	},
];

function changed(target: Target, kind: TargetKind, body: Values, world: TelnyxWorld): Target {
	const given = kind.fields.filter((field) => body[field] !== undefined);
	const row: Target = {
		...target,
		...(Object.fromEntries(given.map((field) => [field, body[field]])) as Partial<Target>),
	};
	const connection = world.state.connections.get(row.connection_id ?? '');
	if (row.connection_id !== null && connection?.record_type !== kind.connectionType) {
		const detail = `Invalid connection_id: ${row.connection_id} was not found.`;
		throw wrongValue('/connection_id', detail);
	}
	kind.check(row);
	return row;
}

function registerKind(
	app: FastifyInstance,
	world: TelnyxWorld,
	basePath: string,
	kind: TargetKind,
): void {
	const path = `${basePath}/${kind.path}`;
	const targetOf = (id: string): Target => {
		const target = kind.rows(world.state).get(id);
		if (target === undefined) throw notFound();
		return target;
	};

	app.get<{ Querystring: Query }>(path, (request, reply) => {
		const { filters } = kind;
		const answer = (row: Target) => row;
		const rows = kind.rows(world.state).all();
		return reply.send(page({ rows, filters, answer, defaultPageSize: 250 }, request.query));
	});

	app.post<{ Body: Values }>(path, (request, reply) => {
		refuseViolations(kind.violationsOnCreate(request.body ?? {}));
		const empty = {
			id: newId(world),
			record_type: kind.type,
			connection_id: null,
			port: null,
			...times(world),
		};
		const target = changed(empty, kind, request.body, world);
		kind.rows(world.state).add(target);
		world.effect(request, `${kind.type} created`, target.id);
		return reply.code(201).send({ data: target });
	});

	app.get<OfTarget>(`${path}/:id`, (request, reply) =>
		reply.send({ data: targetOf(request.params.id) }),
	);

	app.patch<OfTarget & { Body: Values }>(`${path}/:id`, (request, reply) => {
		const target = targetOf(request.params.id);
		refuseViolations(kind.violationsOnUpdate(request.body ?? {}));
		const { updated_at } = times(world);
		Object.assign(target, changed(target, kind, request.body, world), { updated_at });
		world.effect(request, `${kind.type} updated`, target.id);
		return reply.send({ data: target });
	});

	app.delete<OfTarget>(`${path}/:id`, (request, reply) => {
		const target = targetOf(request.params.id);
		kind.rows(world.state).delete(target.id);
		world.effect(request, `${kind.type} deleted`, target.id);
		return reply.send({ data: target });
	});
}

/**
 * @see https://developers.telnyx.com/api/connections/list-ips
 * @see https://developers.telnyx.com/api/connections/list-fqdns
 */
export function registerTargets(app: FastifyInstance, world: TelnyxWorld, basePath: string): void {
	for (const kind of kinds) registerKind(app, world, basePath, kind);
}
