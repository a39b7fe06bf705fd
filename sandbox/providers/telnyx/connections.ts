import type { FastifyInstance } from 'fastify';
import type { World } from '../../provider';
import { checkContent } from './connectionContent';
import { connectionKinds, type ConnectionKind } from './connectionKinds';
import { notFound, refuseViolations, wrongValue } from './errors';
import { contains, page, type Filters, type Query } from './lists';
import { initialValues, valuesOf, type Values } from './settings';
import { newId, times, type Connection, type OtherConnection, type TelnyxState } from './state';

type TelnyxWorld = World<TelnyxState>;
type AnyConnection = Connection | OtherConnection;

interface OfConnection {
	Params: { id: string };
}

const mask = '********';

/** A password is shown in full, or once, depending on the age of the account. */
function toAnswer({ state }: TelnyxWorld, connection: Connection, isNewPassword: boolean): Values {
	const isMasked = state.masksPasswords && !isNewPassword && Boolean(connection.password);
	return isMasked ? { ...connection, password: mask } : connection;
}

const profileOf = (connection: AnyConnection): unknown =>
	(connection.outbound as Values | undefined)?.outbound_voice_profile_id ?? null;

function hasFqdn({ state }: TelnyxWorld, connection: AnyConnection, fqdn: string): boolean {
	return state.fqdns.all().some((row) => row.connection_id === connection.id && row.fqdn === fqdn);
}

const listingOf = <Row extends AnyConnection>(world: TelnyxWorld) => ({
	filters: {
		'filter[connection_name][contains]': contains((row) => row.connection_name),
		'filter[fqdn]': (row, value) => hasFqdn(world, row, value),
		'filter[outbound_voice_profile_id]': (row, value) => profileOf(row) === value,
	} satisfies Filters<Row>,
	sorts: ['created_at', 'connection_name', 'active'],
	defaultPageSize: 250,
});

export function createConnection(
	world: TelnyxWorld,
	kind: ConnectionKind,
	body: Values,
): Connection {
	const connection = {
		id: newId(world),
		record_type: kind.type,
		...initialValues(kind.settings),
		...kind.extras,
		...valuesOf(kind.settings, body),
		...times(world),
	} as Connection;
	checkContent(world.state, connection, kind);
	world.state.connections.add(connection);
	return connection;
}

/** What the API does with numbers of a deleted connection is not documented: refused here. */
function checkUnused({ numbers }: TelnyxState, { id }: Connection): void {
	if (numbers.find((number) => number.connection_id === id) === undefined) return;
	throw wrongValue('/', 'The connection still has phone numbers assigned to it.');
}

function registerKind(
	app: FastifyInstance,
	world: TelnyxWorld,
	basePath: string,
	kind: ConnectionKind,
): void {
	const path = `${basePath}/${kind.path}`;
	const words = kind.type.replaceAll('_', ' ');
	const connectionOf = (id: string): Connection => {
		const connection = world.state.connections.get(id);
		if (connection?.record_type !== kind.type) throw notFound();
		return connection;
	};

	app.get<{ Querystring: Query }>(path, (request, reply) => {
		const rows = world.state.connections.filter((row) => row.record_type === kind.type);
		const answer = (row: Connection) => toAnswer(world, row, false);
		return reply.send(page({ rows, answer, ...listingOf<Connection>(world) }, request.query));
	});

	app.post<{ Body: Values }>(path, (request, reply) => {
		refuseViolations(kind.violationsOnCreate(request.body ?? {}));
		const connection = createConnection(world, kind, request.body ?? {});
		world.effect(request, `${words} created`, connection.id);
		return reply.code(201).send({ data: toAnswer(world, connection, true) });
	});

	app.get<OfConnection>(`${path}/:id`, (request, reply) =>
		reply.send({ data: toAnswer(world, connectionOf(request.params.id), false) }),
	);

	app.patch<OfConnection & { Body: Values }>(`${path}/:id`, (request, reply) => {
		const connection = connectionOf(request.params.id);
		const body = request.body ?? {};
		refuseViolations(kind.violationsOnUpdate(body));
		const changed = { ...connection, ...valuesOf(kind.settings, body) };
		checkContent(world.state, changed, kind);
		const { updated_at } = times(world);
		Object.assign(connection, changed, { updated_at });
		world.effect(request, `${words} updated`, connection.id);
		return reply.send({ data: toAnswer(world, connection, body.password !== undefined) });
	});

	app.delete<OfConnection>(`${path}/:id`, (request, reply) => {
		const connection = connectionOf(request.params.id);
		checkUnused(world.state, connection);
		world.state.connections.delete(connection.id);
		for (const targets of [world.state.ips, world.state.fqdns]) {
			for (const { id } of targets.filter((row) => row.connection_id === connection.id)) {
				targets.delete(id);
				world.effect(request, 'target deleted with its connection', id);
			}
		}
		world.effect(request, `${words} deleted`, connection.id);
		return reply.send({ data: toAnswer(world, connection, false) });
	});
}

/** The short form in which connections of every type are listed. */
function toShortAnswer(connection: AnyConnection): Values {
	return {
		id: connection.id,
		record_type: connection.record_type,
		active: connection.active,
		anchorsite_override: connection.anchorsite_override ?? 'Latency',
		connection_name: connection.connection_name,
		outbound_voice_profile_id: profileOf(connection),
		tags: connection.tags ?? [],
		webhook_api_version: connection.webhook_api_version ?? '1',
		webhook_event_url: connection.webhook_event_url ?? null,
		webhook_event_failover_url: connection.webhook_event_failover_url ?? null,
		created_at: connection.created_at,
		updated_at: connection.updated_at,
	};
}

/** @see https://developers.telnyx.com/api/connections/list-connections */
export function registerConnections(
	app: FastifyInstance,
	world: TelnyxWorld,
	basePath: string,
): void {
	for (const kind of connectionKinds) registerKind(app, world, basePath, kind);

	app.get<{ Querystring: Query }>(`${basePath}/connections`, (request, reply) => {
		const { connections, otherConnections } = world.state;
		const rows: AnyConnection[] = [...otherConnections.all(), ...connections.all()];
		const listing = { rows, answer: toShortAnswer, ...listingOf<AnyConnection>(world) };
		return reply.send(page(listing, request.query));
	});

	app.get<OfConnection>(`${basePath}/connections/:id`, (request, reply) => {
		const { connections, otherConnections } = world.state;
		const { id } = request.params;
		const connection = connections.get(id) ?? otherConnections.get(id);
		if (connection === undefined) throw notFound();
		return reply.send({ data: toShortAnswer(connection) });
	});
}
