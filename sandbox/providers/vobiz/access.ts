import type { FastifyInstance } from 'fastify';
import type { Collection } from '../../collection';
import { vobizAccount } from './account';
import { toUuid } from '../../identifiers';
import type { World } from '../../provider';
import { violationsOf } from '../../validation';
import { isAcceptedAddress, isAcceptedSipUri } from './addresses';
import { sendPage, type ListQuery } from './lists';
import { envelope, refuseFields, refuseWithApiId, refuseWithCode } from './refusals';
import {
	microseconds,
	seconds,
	type VobizCredential,
	type VobizIpAclEntry,
	type VobizOriginationUri,
	type VobizState,
} from './state';

const requiredText = { type: 'string', minLength: 1 };
const flag = { type: 'boolean' };
const secret = { type: 'string', minLength: 8 };

const newCredentialViolations = violationsOf({
	type: 'object',
	properties: {
		username: { type: 'string', minLength: 1, pattern: '^[A-Za-z0-9_-]*$' },
		password: secret,
		enabled: flag,
		description: { type: 'string' },
	},
	required: ['username', 'password'],
});

/** The newer documentation requires the password on every update; the older one does not. */
const changedCredentialViolations = violationsOf({
	type: 'object',
	properties: { password: secret, enabled: flag, description: { type: 'string' } },
	required: ['password'],
});

const ipAclViolations = violationsOf({
	type: 'object',
	properties: { name: requiredText, ip_address: requiredText },
	required: ['name', 'ip_address'],
});

const newUriViolations = violationsOf({
	type: 'object',
	properties: { name: requiredText, sip_uri: requiredText, priority: { type: 'integer' } },
	required: ['name', 'sip_uri', 'priority'],
});

const changedUriViolations = violationsOf({
	type: 'object',
	properties: { name: requiredText, priority: { type: 'integer' } },
	required: ['name', 'priority'],
});

interface Item {
	Params: { id: string };
}

/**
 * Credentials, IP access control list entries and origination URIs belong to the account. Their
 * lists are below `trunks/`, while everything else about them is not; one of them cannot be read.
 */
export function registerAccess(
	app: FastifyInstance,
	world: World<VobizState>,
	account: string,
): void {
	const list = <Row extends object>(name: string, rows: () => Collection<Row>) =>
		app.get<{ Querystring: ListQuery }>(`${account}/trunks/${name}`, (request, reply) =>
			sendPage(reply, rows(), request.query),
		);
	list('credentials', () => world.state.credentials);
	list('ip-acl', () => world.state.ipAcl);
	list('origination-uris', () => world.state.originationUris);

	registerCredentials(app, world, `${account}/credentials`);
	registerIpAcl(app, world, `${account}/ip-acl`);
	registerOriginationUris(app, world, `${account}/origination-uris`);
}

type CredentialBody = { username: string; enabled?: boolean };

function registerCredentials(app: FastifyInstance, world: World<VobizState>, path: string): void {
	app.post<{ Body: CredentialBody }>(path, (request, reply) => {
		const violations = newCredentialViolations(request.body ?? {});
		if (violations.length > 0) return refuseFields(reply, world, violations);
		const { username, enabled = true } = request.body;
		if (world.state.credentials.find((other) => other.username === username)) {
			const message = 'Username already exists in this account';
			return reply.code(409).send(envelope(world, 'DUPLICATE_USERNAME', message, { username }));
		}
		const time = microseconds(world.now());
		const credential: VobizCredential = {
			id: toUuid(world.hex(32)),
			account_id: vobizAccount.authId,
			username,
			password: '<redacted>',
			realm: `${vobizAccount.authId}.sip.vobiz.ai`,
			enabled,
			created_at: time,
			updated_at: time,
		};
		world.state.credentials.add(credential);
		world.effect(request, 'credential created', credential.id);
		return reply.code(201).send(credential);
	});

	app.put<Item & { Body: CredentialBody }>(`${path}/:id`, (request, reply) => {
		const credential = world.state.credentials.get(request.params.id);
		if (credential === undefined) {
			return refuseWithApiId(reply, world, 404, 'Credential not found');
		}
		const violations = changedCredentialViolations(request.body ?? {});
		if (violations.length > 0) return refuseFields(reply, world, violations);
		credential.enabled = request.body.enabled ?? credential.enabled;
		credential.updated_at = microseconds(world.now());
		world.effect(request, 'credential updated', credential.id);
		return reply.send(credential);
	});

	app.delete<Item>(`${path}/:id`, (request, reply) => {
		const { id } = request.params;
		if (world.state.credentials.get(id) === undefined) {
			return refuseWithApiId(reply, world, 404, 'Credential not found');
		}
		world.state.credentials.delete(id);
		world.effect(request, 'credential deleted', id);
		return reply.code(204).send();
	});
}

type IpAclBody = { name: string; ip_address: string };

function registerIpAcl(app: FastifyInstance, world: World<VobizState>, path: string): void {
	app.post<{ Body: IpAclBody }>(path, (request, reply) => {
		const violations = ipAclViolations(request.body ?? {});
		if (violations.length > 0) return refuseFields(reply, world, violations);
		const { name, ip_address } = request.body;
		if (!isAcceptedAddress(ip_address)) {
			return refuseWithCode(reply, 400, 'Invalid IP address format');
		}
		const time = seconds(world.now());
		const entry: VobizIpAclEntry = {
			id: toUuid(world.hex(32)),
			account_id: vobizAccount.authId,
			ip_address,
			description: name,
			enabled: true,
			created_at: time,
			updated_at: time,
		};
		world.state.ipAcl.add(entry);
		world.effect(request, 'IP ACL entry created', entry.id);
		return reply.code(201).send(entry);
	});

	app.put<Item & { Body: IpAclBody }>(`${path}/:id`, (request, reply) => {
		const entry = world.state.ipAcl.get(request.params.id);
		if (entry === undefined) return refuseWithCode(reply, 404, 'IP ACL not found');
		const violations = ipAclViolations(request.body ?? {});
		if (violations.length > 0) return refuseFields(reply, world, violations);
		const { name, ip_address } = request.body;
		if (!isAcceptedAddress(ip_address)) {
			return refuseWithCode(reply, 400, 'Invalid IP address format');
		}
		Object.assign(entry, { description: name, ip_address, updated_at: seconds(world.now()) });
		world.effect(request, 'IP ACL entry updated', entry.id);
		return reply.send(entry);
	});

	app.delete<Item>(`${path}/:id`, (request, reply) => {
		const { id } = request.params;
		if (world.state.ipAcl.get(id) === undefined) {
			return refuseWithCode(reply, 404, 'IP ACL not found');
		}
		world.state.ipAcl.delete(id);
		world.effect(request, 'IP ACL entry deleted', id);
		return reply.code(204).send();
	});
}

type UriBody = { name: string; sip_uri: string; priority: number };

function registerOriginationUris(
	app: FastifyInstance,
	world: World<VobizState>,
	path: string,
): void {
	app.post<{ Body: UriBody }>(path, (request, reply) => {
		const violations = newUriViolations(request.body ?? {});
		if (violations.length > 0) return refuseFields(reply, world, violations);
		const { name, sip_uri, priority } = request.body;
		// The shape of this refusal is not documented; it is taken to be that of its siblings.
		if (!isAcceptedSipUri(sip_uri)) return refuseWithCode(reply, 400, 'Invalid SIP URI format');
		const time = microseconds(world.now());
		const uri: VobizOriginationUri = {
			id: toUuid(world.hex(32)),
			account_id: vobizAccount.authId,
			uri: sip_uri,
			priority,
			weight: 10,
			enabled: true,
			transport: /;transport=udp/i.test(sip_uri) ? 'udp' : 'TCP',
			description: name,
			created_at: time,
			updated_at: time,
		};
		world.state.originationUris.add(uri);
		world.effect(request, 'origination URI created', uri.id);
		return reply.code(201).send(uri);
	});

	app.put<Item & { Body: UriBody }>(`${path}/:id`, (request, reply) => {
		const uri = world.state.originationUris.get(request.params.id);
		if (uri === undefined) return refuseWithCode(reply, 404, 'Origination URI not found');
		const violations = changedUriViolations(request.body ?? {});
		if (violations.length > 0) return refuseFields(reply, world, violations);
		// The URI itself, its weight and its state cannot be changed here and are passed over.
		uri.description = request.body.name;
		uri.priority = request.body.priority;
		uri.updated_at = microseconds(world.now());
		world.effect(request, 'origination URI updated', uri.id);
		return reply.send(uri);
	});

	app.delete<Item>(`${path}/:id`, (request, reply) => {
		const { id } = request.params;
		if (world.state.originationUris.get(id) === undefined) {
			return refuseWithCode(reply, 404, 'Origination URI not found');
		}
		world.state.originationUris.delete(id);
		world.effect(request, 'origination URI deleted', id);
		return reply.code(204).send();
	});
}
