import { createHash } from 'node:crypto';

import {
	type Call,
	checkFriendlyName,
	checkLimit,
	found,
	type Handlers,
	requiredText,
	rfcDate,
	text,
} from './call';
import { CursorCollection } from './cursorCollection';
import { Refusal } from './errors';
import { apiList } from './paging';
import type { Credential, CredentialList } from './state';

const longestUsername = 32;
const strongPassword = /^(?=.*[0-9])(?=.*[a-z])(?=.*[A-Z]).{12,}$/s;

function uriOf(call: Call, listSid: string): string {
	return `/2010-04-01/Accounts/${call.account.sid}/SIP/CredentialLists/${listSid}`;
}

function toAnswer(call: Call, list: CredentialList): Record<string, unknown> {
	const uri = uriOf(call, list.sid);
	return {
		sid: list.sid,
		account_sid: call.account.sid,
		friendly_name: list.friendlyName,
		date_created: rfcDate(list.created),
		date_updated: rfcDate(list.updated),
		subresource_uris: { credentials: `${uri}/Credentials.json` },
		uri: `${uri}.json`,
	};
}

function toCredentialAnswer(
	call: Call,
	list: CredentialList,
	credential: Credential,
): Record<string, unknown> {
	return {
		sid: credential.sid,
		account_sid: call.account.sid,
		credential_list_sid: list.sid,
		username: credential.username,
		date_created: rfcDate(credential.created),
		date_updated: rfcDate(credential.updated),
		uri: `${uriOf(call, list.sid)}/Credentials/${credential.sid}.json`,
	};
}

function listOf(call: Call): CredentialList {
	const sid = call.path.CredentialListSid ?? call.path.Sid;
	return found(call, call.account.credentialLists.get(sid));
}

function credentialOf(call: Call, list: CredentialList): Credential {
	return found(call, list.credentials.get(call.path.Sid));
}

/** @throws {Refusal} 20002 or 21240 */
function readFriendlyName(call: Call, own?: CredentialList): string {
	const name = requiredText(call.form, 'FriendlyName');
	checkFriendlyName(name, { longest: 64 });
	if (call.account.credentialLists.some((list) => list !== own && list.friendlyName === name)) {
		throw new Refusal(21240, 'A credential list with this FriendlyName already exists');
	}
	return name;
}

/** A repeated username is assumed to be refused like the other faults of a credential. */
function checkUsername(list: CredentialList, username: string): void {
	if (username === '' || username.length > longestUsername) {
		throw new Refusal(21240, `Username must have 1 to ${longestUsername} characters`);
	}
	if (list.credentials.some((credential) => credential.username === username)) {
		throw new Refusal(21240, 'The Username is already in the credential list');
	}
}

/** @throws {Refusal} 21240 for a weak password */
function digestOf(password: string): string {
	if (!strongPassword.test(password)) {
		throw new Refusal(
			21240,
			'Password must have 12 characters or more, with a digit, an upper and a lower case letter',
		);
	}
	return createHash('sha256').update(password).digest('hex');
}

/**
 * @see https://www.twilio.com/docs/voice/sip/api/sip-credentiallist-resource
 * @see https://www.twilio.com/docs/voice/sip/api/sip-credential-resource
 */
export const credentialListHandlers: Handlers = {
	CreateSipCredentialList: (call) => {
		const { credentialLists } = call.account;
		const { credentialListLimit } = call.world.state;
		checkLimit(credentialLists.size, credentialListLimit, 21239, 'credential lists');
		const friendlyName = readFriendlyName(call);
		const now = call.world.now();
		const list = credentialLists.add({
			sid: `CL${call.world.hex(32)}`,
			friendlyName,
			credentials: new CursorCollection(),
			created: now,
			updated: now,
		});
		call.world.effect(call.request, 'credential list created', list.sid);
		return toAnswer(call, list);
	},

	ListSipCredentialList: (call) =>
		apiList(call, call.account.credentialLists, 'CL', 'credential_lists', (list) =>
			toAnswer(call, list),
		),

	FetchSipCredentialList: (call) => toAnswer(call, listOf(call)),

	UpdateSipCredentialList: (call) => {
		const list = listOf(call);
		list.friendlyName = readFriendlyName(call, list);
		list.updated = call.world.now();
		call.world.effect(call.request, 'credential list renamed', list.sid);
		return toAnswer(call, list);
	},

	/**
	 * Documented only for SIP domains: a list in use cannot be deleted. Whether a trunk counts as use
	 * is not documented; the careful reading is that it does, so that clients detach the list first.
	 */
	DeleteSipCredentialList: (call) => {
		const list = listOf(call);
		if (
			call.world.state.trunks.some((trunk) => trunk.credentialLists.get(list.sid) !== undefined)
		) {
			throw new Refusal(21241, 'The credential list is still associated with a trunk');
		}
		call.account.credentialLists.remove(list.sid);
		call.world.effect(call.request, 'credential list deleted', list.sid);
		return undefined;
	},

	CreateSipCredential: (call) => {
		const list = listOf(call);
		checkLimit(list.credentials.size, call.world.state.credentialLimit, 21242, 'credentials');
		const username = requiredText(call.form, 'Username');
		checkUsername(list, username);
		const passwordDigest = digestOf(requiredText(call.form, 'Password'));
		const now = call.world.now();
		const credential = list.credentials.add({
			sid: `CR${call.world.hex(32)}`,
			username,
			passwordDigest,
			created: now,
			updated: now,
		});
		call.world.effect(call.request, 'credential created', credential.sid);
		return toCredentialAnswer(call, list, credential);
	},

	ListSipCredential: (call) => {
		const list = listOf(call);
		return apiList(call, list.credentials, 'CR', 'credentials', (credential) =>
			toCredentialAnswer(call, list, credential),
		);
	},

	FetchSipCredential: (call) => {
		const list = listOf(call);
		return toCredentialAnswer(call, list, credentialOf(call, list));
	},

	UpdateSipCredential: (call) => {
		const list = listOf(call);
		const credential = credentialOf(call, list);
		const password = text(call.form, 'Password');
		if (password !== undefined) credential.passwordDigest = digestOf(password);
		credential.updated = call.world.now();
		call.world.effect(call.request, 'credential updated', credential.sid);
		return toCredentialAnswer(call, list, credential);
	},

	DeleteSipCredential: (call) => {
		const list = listOf(call);
		const credential = credentialOf(call, list);
		list.credentials.remove(credential.sid);
		call.world.effect(call.request, 'credential deleted', credential.sid);
		return undefined;
	},
};
