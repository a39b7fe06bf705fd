import { type Call, found, type Handlers, isoDate, requiredText, trunkOf } from './call';
import type { CursorCollection } from './cursorCollection';
import { Refusal } from './errors';
import { trunkingList } from './paging';
import type { Account, Trunk } from './state';

/** A list of the 2010 API that trunks can be associated with. */
interface AssociatedList {
	/** How the operation ids and the path call it. */
	operation: string;
	segment: string;
	parameter: string;
	prefix: string;
	key: string;
	words: string;
	listsOf(account: Account): CursorCollection<{ readonly sid: string; friendlyName: string }>;
	associationsOf(trunk: Trunk): Trunk['credentialLists'];
}

const credentialList: AssociatedList = {
	operation: 'CredentialList',
	segment: 'CredentialLists',
	parameter: 'CredentialListSid',
	prefix: 'CL',
	key: 'credential_lists',
	words: 'credential list',
	listsOf: (account) => account.credentialLists,
	associationsOf: (trunk) => trunk.credentialLists,
};

const ipAccessControlList: AssociatedList = {
	operation: 'IpAccessControlList',
	segment: 'IpAccessControlLists',
	parameter: 'IpAccessControlListSid',
	prefix: 'AL',
	key: 'ip_access_control_lists',
	words: 'IP access control list',
	listsOf: (account) => account.ipAccessControlLists,
	associationsOf: (trunk) => trunk.ipAccessControlLists,
};

function handlersFor(kind: AssociatedList): Handlers {
	type Association = NonNullable<ReturnType<ReturnType<typeof kind.associationsOf>['get']>>;

	const toAnswer = (call: Call, trunk: Trunk, association: Association) => ({
		sid: association.sid,
		account_sid: call.account.sid,
		trunk_sid: trunk.sid,
		friendly_name: kind.listsOf(call.account).get(association.sid)?.friendlyName ?? null,
		date_created: isoDate(association.created),
		date_updated: isoDate(association.updated),
		url: `${call.world.address()}/v1/Trunks/${trunk.sid}/${kind.segment}/${association.sid}`,
	});
	const associationOf = (call: Call, trunk: Trunk) =>
		found(call, kind.associationsOf(trunk).get(call.path.Sid));

	return {
		/** The answer for a list that is not there, or another account's, is assumed. */
		[`Create${kind.operation}`]: (call) => {
			const trunk = trunkOf(call);
			const sid = requiredText(call.form, kind.parameter);
			if (kind.listsOf(call.account).get(sid) === undefined) {
				throw new Refusal(20404, `The ${kind.words} ${sid} was not found`);
			}
			if (kind.associationsOf(trunk).get(sid) !== undefined) {
				throw new Refusal(21245, `The ${kind.words} is already associated with the trunk`);
			}
			const now = call.world.now();
			const association = kind.associationsOf(trunk).add({ sid, created: now, updated: now });
			call.world.effect(call.request, `${kind.words} associated`, sid);
			return toAnswer(call, trunk, association);
		},

		[`List${kind.operation}`]: (call) => {
			const trunk = trunkOf(call);
			return trunkingList(call, kind.associationsOf(trunk), kind.prefix, kind.key, (association) =>
				toAnswer(call, trunk, association),
			);
		},

		[`Fetch${kind.operation}`]: (call) => {
			const trunk = trunkOf(call);
			return toAnswer(call, trunk, associationOf(call, trunk));
		},

		[`Delete${kind.operation}`]: (call) => {
			const trunk = trunkOf(call);
			const { sid } = associationOf(call, trunk);
			kind.associationsOf(trunk).remove(sid);
			call.world.effect(call.request, `${kind.words} dissociated`, sid);
			return undefined;
		},
	};
}

/**
 * @see https://www.twilio.com/docs/sip-trunking/api/credentiallist-resource
 * @see https://www.twilio.com/docs/sip-trunking/api/ipaccesscontrollist-resource
 */
export const associationHandlers: Handlers = {
	...handlersFor(credentialList),
	...handlersFor(ipAccessControlList),
};
