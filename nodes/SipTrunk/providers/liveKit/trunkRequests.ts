import type { IDataObject } from 'n8n-workflow';
import { liveKitApi } from './api';
import { RequestFailure } from '../../http/errors';
import type { ProviderClient } from '../../contract/request';
import { isObject } from '../../rows/reported';
import { changing, itemsOf, making, reading } from './requests';
import type { Direction } from './direction';

/** Requests about trunks: inbound and outbound ones have methods of their own, with the same form. */

const IN_METHODS: Record<Direction, string> = { inbound: 'Inbound', outbound: 'Outbound' };

const methodFor = (verb: string, direction: Direction) => `${verb}SIP${IN_METHODS[direction]}Trunk`;

const about = (id: string) => ({ id, idOf: liveKitApi.idOf });

export const trunksOf = (client: ProviderClient, direction: Direction, filter?: IDataObject) =>
	itemsOf(client, methodFor('List', direction), filter);

/** The direction of a trunk, by the fields that its row names, set or not. */
export const directionOf = (row: IDataObject): Direction | undefined => {
	if ('address' in row) return 'outbound';
	return 'allowed_addresses' in row ? 'inbound' : undefined;
};

export const readTrunkOf = async (client: ProviderClient, direction: Direction, id: string) =>
	await client.send({
		...reading(methodFor('Get', direction), { sip_trunk_id: id }),
		about: about(id),
	});

/** Reads a trunk of unknown direction: first as an inbound one, then as an outbound one. */
export const readTrunk = async (client: ProviderClient, id: string): Promise<IDataObject> =>
	await readTrunkOf(client, 'inbound', id).catch(async (error: unknown) =>
		error instanceof RequestFailure && error.gone
			? await readTrunkOf(client, 'outbound', id)
			: await Promise.reject(error),
	);

export const createRequest = (direction: Direction, trunk: IDataObject) =>
	making(methodFor('Create', direction), { trunk });

/** Fields that can be changed one by one; for the others the whole trunk is sent. */
const SINGLE: Record<Direction, readonly string[]> = {
	inbound: [
		...['numbers', 'allowed_addresses', 'allowed_numbers', 'auth_username', 'auth_password'],
		...['auth_realm', 'name', 'metadata', 'media'],
	],
	outbound: [
		...['numbers', 'address', 'transport', 'destination_country', 'auth_username'],
		...['auth_password', 'name', 'metadata', 'media', 'from_host'],
	],
};

/** A list is set or emptied, each in its own words. */
const listUpdate = (list: unknown[]) => (list.length === 0 ? { clear: true } : { set: list });

/** Fields in the form that `update` takes. `media` must be whole, because it is replaced. */
export const single = (changes: IDataObject): IDataObject =>
	Object.fromEntries(
		Object.entries(changes).map(([key, value]) => [
			key,
			Array.isArray(value) ? listUpdate(value) : value,
		]),
	);

/** Changes with the whole of `media`, where they name a part of it. */
export function withMedia(changes: IDataObject, current: IDataObject): IDataObject {
	if (!isObject(changes.media)) return changes;
	return { ...changes, media: { ...(current.media as IDataObject | null), ...changes.media } };
}

/** The whole trunk for `replace`. The encryption stands under its older name as well, for older servers. */
export function replaced(current: IDataObject, changes: IDataObject): IDataObject {
	const whole = { ...current, ...changes };
	const { encryption } = (changes.media ?? {}) as IDataObject;
	return encryption === undefined ? whole : { ...whole, media_encryption: encryption };
}

/** The password comes back with every row. */
function keepPassword(client: ProviderClient, { auth_password: password }: IDataObject): void {
	if (typeof password === 'string') client.keepSecret(password);
}

/** Changes a trunk: by single fields where LiveKit has them, else as a whole. Returns the answer. */
export async function changeTrunk(
	client: ProviderClient,
	{ direction, id }: { direction: Direction; id: string },
	changes: IDataObject,
): Promise<IDataObject> {
	const isSingle = Object.keys(changes).every((key) => SINGLE[direction].includes(key));
	const method = methodFor('Update', direction);
	const send = async (how: IDataObject) =>
		await client.send({ ...changing(method, { sip_trunk_id: id, ...how }), about: about(id) });
	if (isSingle && changes.media === undefined) return await send({ update: single(changes) });
	const current = await readTrunkOf(client, direction, id);
	keepPassword(client, current);
	const complete = withMedia(changes, current);
	return await send(
		isSingle ? { update: single(complete) } : { replace: replaced(current, complete) },
	);
}
