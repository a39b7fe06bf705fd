import { toUuid } from '../../identifiers';
import { violationsOf } from '../../validation';
import { invalid, missing } from './errors';
import type { PlivoUri } from './state';
import { deleteTrunksUsing } from './trunks';
import { dates, type Change, type Resource } from './zentrunk';

interface UriBody {
	name?: string;
	uri?: string;
	authentication_needed?: boolean;
	username?: string;
	password?: string;
}

const text = { type: 'string' };
const violations = violationsOf({
	type: 'object',
	properties: {
		name: text,
		uri: text,
		authentication_needed: { type: 'boolean' },
		username: text,
		password: text,
	},
});

/** A host with or without a port, a user only behind `sip:`, one known parameter. */
const uriPattern =
	/^(sips?:)?(?:([^@:;/\s]+)@)?(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?(?:;transport=(udp|tcp|tls))?$/i;

function isUri(uri: string): boolean {
	const [match, scheme, user, , port, transport] = uriPattern.exec(uri) ?? [];
	if (match === undefined) return false;
	if (user !== undefined && scheme === undefined) return false;
	if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return false;
	return !(scheme?.toLowerCase() === 'sips:' && transport?.toLowerCase() === 'udp');
}

/** @throws {Refusal} */
function readBody({ body }: Change): UriBody {
	const [violation] = violations(body);
	if (violation !== undefined) throw invalid(violation.path.join('.'));
	const uri = body as UriBody;
	if (uri.uri !== undefined && !isUri(uri.uri)) throw invalid('uri');
	return uri;
}

/** A password is taken only beside the switch and the user name. */
function checkCredential({ authentication_needed: isNeeded, username, password }: UriBody): void {
	if (isNeeded === true && !username) throw invalid('username');
	if (password !== undefined && isNeeded !== true) throw invalid('authentication_needed');
}

/** @see https://www.plivo.com/docs/sip-trunking/api/origination-uris */
export const uris: Resource<PlivoUri> = {
	collection: 'URI',
	id: 'uri_uuid',
	idOf: (uri) => uri.uri_uuid,
	rows: (state) => state.uris,
	words: {
		created: 'Origination URI created successfully.',
		updated: 'Origination URI updated successfully.',
	},
	toAnswer: (uri) => ({ ...uri, password: undefined }),

	create(change) {
		const body = readBody(change);
		if (!body.uri) throw missing();
		if (body.authentication_needed === true && !(body.username && body.password)) throw missing();
		checkCredential(body);
		return {
			uri_uuid: toUuid(change.world.hex(32)),
			uri: body.uri,
			name: body.name ?? '',
			authentication_needed: body.authentication_needed ?? false,
			username: body.username ?? '',
			password: body.password ?? '',
			...dates(change.world),
		};
	},

	update(change, uri) {
		const body = readBody(change);
		checkCredential(body);
		const { name, uri: address, authentication_needed, username, password } = body;
		const changes = { name, uri: address, authentication_needed, username, password };
		const sent = Object.entries(changes).filter(([, value]) => value !== undefined);
		Object.assign(uri, Object.fromEntries(sent));
	},

	beforeDelete: (change, uri) => deleteTrunksUsing(change, uri.uri_uuid),
};
