import type { IDataObject } from 'n8n-workflow';
import type { ProviderClient } from '../../contract/request';
import type { ValuesOf } from '../../contract/values';
import { newPasswordFrom } from '../../fields/password';
import { requestBody } from '../../fields/values';
import { isObject } from '../../rows/reported';
import { InputError } from '../../validation/inputError';
import { withWholeGroups } from './groups';
import { refuseMisplaced, withMore } from './moreSettings';
import { createFields, PASSWORD_RULE, updateFields } from './trunkFields';
import { trunkSettings } from './trunkSettings';
import { TYPE_NAMES, typeOf, type TrunkType } from './trunkTypes';
import { refuseOthers } from './typeRules';

/** The requests that make and change a trunk. */

export type Create = ValuesOf<typeof createFields>;
export type Changes = ValuesOf<typeof updateFields>;

/** Values of the form by their place in the body, where Telnyx writes them in another way. */
const WRITTEN: Record<string, (value: unknown) => unknown> = {
	transport_protocol: (transport) => String(transport).toUpperCase(),
	encrypted_media: (isEncrypted) => (isEncrypted === true ? 'SRTP' : null),
};

const asWritten = (body: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(body).map(([key, value]) => [key, key in WRITTEN ? WRITTEN[key](value) : value]),
	) as IDataObject;

/** Whoever has a user name signs in with it, unless it is said otherwise. */
function withMethod(type: TrunkType, body: IDataObject): IDataObject {
	if (type !== 'fqdn' || body.user_name === undefined) return body;
	const own = isObject(body.outbound) ? body.outbound : {};
	return {
		...body,
		outbound: { ip_authentication_method: 'credential-authentication', ...own },
	};
}

const nameOf = (type: TrunkType) => TYPE_NAMES[type];

/** A user name and a password go together, and a Credential trunk has fields of its own for them. */
function refuseHalf(type: TrunkType, { username, password }: Create['additionalFields']): void {
	if (type === 'credential' && (username ?? password) !== undefined) {
		throw new InputError(
			'Additional Fields',
			"must not have 'User Name' and 'Password' on a trunk of the type Credential: its own stand above.",
		);
	}
	if ((username === undefined) === (password === undefined)) return;
	const [given, missing] =
		username === undefined ? ['Password', 'User Name'] : ['User Name', 'Password'];
	throw new InputError(missing, `is needed beside '${given}'.`);
}

/**
 * The body of a create.
 *
 * @param password of a Credential trunk
 * @throws InputError for settings that the type does not have, and for a user name without a password
 */
export function createBody(values: Create, password?: string): IDataObject {
	const { trunkType: type, additionalFields } = values;
	refuseOthers(type, createFields, { additionalFields });
	refuseHalf(type, additionalFields);
	const { moreSettings } = additionalFields;
	refuseMisplaced(trunkSettings, moreSettings, type, 'create', nameOf);
	const body = asWritten(requestBody(createFields, values));
	const own = password === undefined ? body : { ...body, password };
	return withMethod(type, withMore(own, moreSettings));
}

/**
 * The body of a change: only what changes, with its objects whole.
 *
 * @param current the trunk as it is now
 * @throws InputError for settings that the type does not have
 */
export function updateBody(
	values: Changes,
	current: IDataObject,
	client: ProviderClient,
): IDataObject {
	const type = typeOf(current) ?? 'fqdn';
	refuseOthers(type, updateFields, values);
	const { moreSettings } = values.updateFields;
	refuseMisplaced(trunkSettings, moreSettings, type, 'update', nameOf);
	const body = asWritten(requestBody(updateFields, values));
	const password = newPasswordFrom(client, values.updateFields, PASSWORD_RULE);
	const changes = withMore({ ...body, ...(password !== undefined && { password }) }, moreSettings);
	return withWholeGroups(withMethod(type, changes), current);
}
