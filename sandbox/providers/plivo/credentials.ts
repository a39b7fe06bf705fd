import { toUuid } from '../../identifiers';
import { violationsOf } from '../../validation';
import { invalid, missing } from './errors';
import type { PlivoCredential } from './state';
import { dates, type Change, type Resource } from './zentrunk';

interface CredentialBody {
	name?: string;
	username?: string;
	password?: string;
}

const violations = violationsOf({
	type: 'object',
	properties: {
		name: { type: 'string' },
		// The vendor's tool allows no underscore, and the documentation's examples have one.
		username: { type: 'string', pattern: '^\\w{5,20}$' },
		password: {
			type: 'string',
			pattern: '^(?=.*[~!@#$%^&*()_+])[A-Za-z0-9~!@#$%^&*()_+]{5,20}$',
		},
	},
});

/** @throws {Refusal} */
function readBody({ body }: Change): CredentialBody {
	const [violation] = violations(body);
	if (violation !== undefined) throw invalid(violation.path.join('.'));
	return body as CredentialBody;
}

/** @see https://www.plivo.com/docs/sip-trunking/api/credentials */
export const credentials: Resource<PlivoCredential> = {
	collection: 'Credential',
	id: 'credential_uuid',
	idOf: (credential) => credential.credential_uuid,
	rows: (state) => state.credentials,
	words: {
		created: 'credential created successfully.',
		updated: 'credential updated successfully.',
	},
	toAnswer: (credential) => ({ ...credential, password: undefined }),

	create(change) {
		const { name = '', username, password } = readBody(change);
		if (username === undefined || password === undefined) throw missing();
		const credential_uuid = toUuid(change.world.hex(32));
		return { credential_uuid, name, username, password, ...dates(change.world) };
	},

	update(change, credential) {
		const { name, username, password } = readBody(change);
		if (password !== undefined && username === undefined) throw invalid('username');
		credential.name = name ?? credential.name;
		credential.username = username ?? credential.username;
		// Every update writes the password anew, also one that brings none.
		credential.password = password ?? '';
		if (password === undefined) {
			change.world.effect(change.request, 'password blanked', credential.credential_uuid);
		}
	},
};
